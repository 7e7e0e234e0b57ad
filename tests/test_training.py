"""The recipe of the learned models, on a few texts of the corpus."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.mark.slow
def test_the_same_texts_teach_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import train
    import train_counts
    import train_incident

    corpus = train.read_corpus([BENCHMARKS / "corpus" / "es" / "a.txt"], "es")
    gold = train.read_gold("es")
    taught, again = (train_counts.train(corpus, gold) for _ in range(2))
    assert taught.model.labels == again.model.labels
    assert np.array_equal(taught.model.weights, again.model.weights)
    assert taught.decisions == again.decisions
    assert 0 < taught.rules_f1 < 1
    assert 0 < taught.model_f1 < 1
    contexts, incidents = zip(*[(context, example.incident) for context, example in corpus], strict=True)
    models = train_incident.train_incidents(contexts, incidents)
    assert set(models) == {"incident_type", "incident_date", "incident_hostages", "incident_killed"}
    assert set(models["incident_type"].model.labels) <= {each["type"] for each in incidents}
    assert models["incident_type"].learned > 0.5
