"""A language is a folder: a toy pack laid down anywhere is read by the same code as English and Spanish."""

from __future__ import annotations

from pathlib import Path

import pytest

from prisonwatch import extract
from prisonwatch.language import PackError, available_packs, load_pack

# Portuguese enough for one sentence. Whatever is left out finds less and breaks nothing.
TOY = {
    "pack.toml": """
        name = "Toy Portuguese"
        function_words = [
            "os", "como", "foram", "dos", "na", "da", "uma", "em", "não", "no", "pelos", "disse",
        ]
    """,
    "numbers.toml": """
        words = ["um", "dois", "três", "sete", "doze"]
        [exact]
        "doze" = 12
        "sete" = 7
    """,
    "counts.toml": """
        head = "first"
        [nouns]
        staff = ["guarda{,s}", "agente{,s}"]
        inmate = ["preso{,s}"]
        [verbs]
        take = [{ past = "tomaram" }]
        [predicates]
        hostage = ["como reféns"]
    """,
    "dates.toml": """
        [words.weekdayname]
        "segunda-feira" = 0
        "terça-feira" = 1
        [[form]]
        as = "weekday"
        like = '{weekday:weekdayname}'
    """,
}
SENTENCE = "Os presos tomaram doze agentes como reféns na segunda-feira, disse uma fonte."


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "packs" / "pt"
    folder.mkdir(parents=True)
    for name, text in TOY.items():
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("PRISONWATCH_PACKS", str(folder.parent))
    return folder


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
