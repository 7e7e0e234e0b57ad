"""A language is a folder: a toy pack laid down anywhere is read by the same code as English and Spanish."""

from __future__ import annotations

from pathlib import Path

import pytest

from prisonwatch import extract
from prisonwatch.language import PackError, available_packs, load_pack
from toypack import SENTENCE


@pytest.mark.usefixtures("toy")
@pytest.mark.parametrize("language", ["pt", "auto"])
def test_a_pack_from_anywhere_extracts(language: str) -> None:
    record = extract(SENTENCE, published="2024-01-17", language=language)
    assert record.language == "pt"
    assert record.warnings == []
    (date,) = record.dates
    assert (date.text, date.value) == ("segunda-feira", "2024-01-15")
    (count,) = record.counts
    assert (count.text, count.kind, count.status, count.value) == ("doze", "hostages", "taken", 12)


def test_an_empty_pack_finds_nothing_and_breaks_nothing(toy: Path) -> None:
    for path in toy.iterdir():
        if path.name != "pack.toml":
            path.unlink()
    record = extract(SENTENCE, published="2024-01-17", language="pt")
    assert record.dates == []
    assert record.counts == []
    assert record.incident.type == "none"


def test_a_malformed_pack_is_named(toy: Path) -> None:
    (toy / "counts.toml").write_text("[nouns\n", encoding="utf-8")
    with pytest.raises(PackError, match=r"counts\.toml"):
        extract(SENTENCE, language="pt")


def test_built_in_packs() -> None:
    assert {"en", "es"} <= available_packs().keys()
    with pytest.raises(PackError, match="no language pack for 'tlh'"):
        load_pack("tlh")
