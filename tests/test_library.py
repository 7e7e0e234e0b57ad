"""The library's doors: `extract`, `Extractor`, and the component in anybody's spaCy pipeline."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

import prisonwatch
from prisonwatch import Article, Extractor, Record

STORY = (
    "QUITO - Inmates at the Turi prison in Cuenca, Ecuador, took 12 guards hostage on Sunday.\n"
    "Interior Minister John Reimberg said nine of them were freed on Monday."
)
PARTS = st.sampled_from(
    [
        "12",
        "guards",
        "hostage",
        "were",
        "freed",
        "killed",
        "prison",
        "Turi",
        "on Sunday",
        "May 3",
        "2019",
        "director",
        "dozens of",
        "at least",
        "John",
        "Reimberg",
        "\n",
        ".",
        ",",
        "«",
        "1.200",
        "between 3 and",
        "HMP",
        "ministro",
        "de",
        "los",
        "Ş",
        "İ",
        "ß",
        "\u202e",
        "😀",
        "\r\n",
        "(",
        "—",
        "Jan.",
        "the",
        "of",
        "rehenes",
        "13/01/2024",
    ]
)


def spans(record: Record) -> list[tuple[str, int, int]]:
    items = [*record.dates, *record.counts]
    items += [m for entry in (*record.facilities, *record.officials) for m in entry.mentions]
    return [(item.text, item.start, item.end) for item in items]


def test_extract() -> None:
    record = prisonwatch.extract(STORY, published="2024-01-16")
    assert [(c.value, c.status) for c in record.counts] == [(12, "taken"), (9, "freed")]
    assert [d.value for d in record.dates] == ["2024-01-14", "2024-01-15"]
    assert [(f.name, f.gazetteer_id, f.city, f.country) for f in record.facilities] == [
        ("Turi prison", "ec-turi", "Cuenca", "EC")
    ]
    assert [(o.name, o.role) for o in record.officials] == [("John Reimberg", "Interior Minister")]
    assert (record.incident.type, record.incident.hostages) == ("hostage_taking", 12)
    assert (record.incident.date, record.incident.country) == ("2024-01-14", "EC")


def test_relative_dates_never_know_today() -> None:
    assert [d.value for d in prisonwatch.extract(STORY).dates] == [None, None]


@pytest.mark.parametrize("published", ["2024-13-01", "14 Jan 2024", "", "2024-1-4"])
def test_a_published_that_is_no_date(published: str) -> None:
    with pytest.raises(ValueError, match="YYYY-MM-DD"):
        prisonwatch.extract(STORY, published=published)


def test_pipe_keeps_order_and_languages_apart() -> None:
    spanish = (
        "Los internos del penal de Turi tomaron como rehenes a doce guardias el domingo, dijo la policía."
    )
    texts = [
        STORY,
        spanish,
        "Die Gefangenen haben am 3.4.2021 zwölf Wärter als Geiseln genommen, sagte er.",
    ] * 3
    articles = [Article(id=str(i), text=text) for i, text in enumerate(texts)]
    records = list(Extractor().pipe(articles, batch_size=2))
    assert [r.id for r in records] == [a.id for a in articles]
    assert [r.language for r in records] == ["en", "es", "de"] * 3
    assert [r.incident.hostages for r in records[:2]] == [12, 12]
    assert "no pack" in records[2].warnings[0]
    assert records[0].model_copy(update={"id": "3"}) == records[3]


def test_component_in_a_pipeline() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("prisonwatch", config={"published": "2024-01-16"})
    doc = nlp(STORY)
    assert doc._.prisonwatch.incident.hostages == 12
    assert doc._.prisonwatch.dates[0].value == "2024-01-14"


@settings(max_examples=60, deadline=None)
@given(st.lists(PARTS, max_size=30), st.sampled_from(["en", "es", "auto"]))
def test_any_text_keeps_the_contract(parts: list[str], language: str) -> None:
    text = " ".join(parts)
    record = prisonwatch.extract(text, published="2024-01-16", language=language)
    assert all(text[start:end] == words for words, start, end in spans(record))
    assert Record.model_validate(record.as_dict()) == record
    assert prisonwatch.extract(text, published="2024-01-16", language=language) == record
