"""Learned models: kept and read back whole, and the last word where a pack has one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisonwatch import extract
from prisonwatch.extraction.learned import LinearModel
from prisonwatch.language import PackError
from toypack import SENTENCE

WEIGHTS = st.floats(-30, 30)
NAMES = st.lists(st.text("abcé:=,-|", min_size=1), min_size=1, max_size=8, unique=True)


@given(st.data(), NAMES)
def test_a_model_is_kept_whole(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, names: list[str]
) -> None:
    rows = [[data.draw(WEIGHTS) for _ in range(3)] for _ in names]
    model = LinearModel.fitted(["-", "killed", "injured"], names, np.array(rows), np.array([0.5, 0.0, -1.0]))
    path = tmp_path_factory.mktemp("model") / "counts.npz"
    model.save(path)
    again = LinearModel.load(path)
    assert again.labels == model.labels
    for present in ([], names[:1], names, [*names, "unheard of"]):
        odds = again.probabilities(present)
        assert odds.tolist() == model.probabilities(present).tolist()
        assert odds.sum() == pytest.approx(1)


def test_probabilities_are_those_of_the_weights() -> None:
    model = LinearModel.fitted(
        ["no", "yes"], ["a", "b"], np.array([[0.0, 1.0], [0.0, 2.0]]), np.array([0.0, -1.0])
    )
    assert model.probabilities([])[1] == pytest.approx(1 / (1 + np.exp(1)))
    assert model.probabilities(["a", "b"])[1] == pytest.approx(1 / (1 + np.exp(-2)))
    assert model.probabilities(["c"])[1] == model.probabilities([])[1]


def test_a_model_has_the_last_word(toy: Path) -> None:
    labels = ["-", "hostages/held", "hostages/taken", "killed"]
    seldom = LinearModel.fitted(labels, ["noun=staff"], np.array([[0, 0, 0, 9.0]]), np.zeros(4))
    seldom.save(toy / "counts.npz")
    (count,) = extract(SENTENCE, published="2024-01-17", language="pt").counts
    assert (count.text, count.kind, count.status) == ("doze", "killed", None)


def test_a_broken_model_is_named(toy: Path) -> None:
    (toy / "counts.npz").write_bytes(b"PK no model")
    with pytest.raises(PackError, match=r"counts\.npz is no learned model"):
        extract(SENTENCE, language="pt")
