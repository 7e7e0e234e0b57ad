"""Counts: what the corpora beside the rules do not show: groups, dates, facilities, spans, other packs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisonwatch import Article, Extractor
from prisonwatch.extraction.context import Context
from prisonwatch.extraction.counts import find_counts
from prisonwatch.extraction.counts.decision import (
    ESCAPED,
    FREED,
    HELD,
    KILLED,
    RECAPTURED,
    TAKEN,
    Frame,
    from_cue,
)
from prisonwatch.language import load_pack
from prisonwatch.language.pack import NEUTRAL
from prisonwatch.records import Count, Published


def counts(text: str, code: str = "en") -> list[Count]:
    return find_counts(Context(text, load_pack(code)))


def test_spans_and_sentences_are_the_articles() -> None:
    text = "Order was restored. At least nine guards were freed; two inmates died."
    for count in counts(text):
        assert text[count.start : count.end] == count.text
        assert text[count.sentence.start : count.sentence.end].startswith("At least nine")


@pytest.mark.parametrize(
    ("code", "text", "groups"),
    [
        (
            "en",
            "They held 158 guards and 20 administrative staffers hostage.",
            ["guards", "administrative staffers"],
        ),
        ("en", "Three heavily armed inmates died.", ["heavily armed inmates"]),
        ("en", "Twelve were freed.", [None]),
        ("es", "Liberaron a nueve agentes penitenciarios.", ["agentes penitenciarios"]),
        ("es", "Murieron 12.", [None]),
    ],
)
def test_group_is_the_noun_phrase_as_written(code: str, text: str, groups: list[str | None]) -> None:
    assert [c.group for c in counts(text, code)] == groups


def test_date_of_the_clause() -> None:
    record = Extractor(language="en").extract(
        Article(
            id="a",
            text="Twelve guards were freed on Monday, and nine inmates died on Tuesday.",
            published=Published(value="2024-01-14", origin="given"),
        )
    )
    assert [(c.value, c.date) for c in record.counts] == [(12, "2024-01-08"), (9, "2024-01-09")]


def test_facility_of_the_sentence() -> None:
    record = Extractor(language="en").extract(
        Article(id="a", text="Nine inmates were killed at Turi prison in Cuenca.")
    )
    assert [c.facility for c in record.counts] == ["Turi prison"]


@pytest.mark.parametrize(
    ("cue", "noun", "frame", "decision"),
    [
        ("free", "staff", Frame(), FREED),
        ("free", "inmate", Frame(assault=True), ESCAPED),
        ("free", "inmate", Frame(), None),
        ("seize", "staff", Frame(), TAKEN),
        ("seize", "fugitive", Frame(), RECAPTURED),
        ("hold", "inmate", Frame(), None),
        ("hold", "staff", Frame(), HELD),
        ("kill", "inmate", Frame(), KILLED),
        ("escape", "hostage", Frame(captivity=True), FREED),
        ("escape", "inmate", Frame(captivity=True), ESCAPED),
    ],
)
def test_who_it_is_decides_what_was_done(cue: str, noun: str, frame: Frame, decision: object) -> None:
    assert from_cue(cue, noun, frame) == decision


def test_a_pack_without_words_counts_nothing() -> None:
    assert counts("At least 12 inmates were killed.", NEUTRAL) == []


@given(st.text(alphabet=st.sampled_from("12 guards, (held) y de los:—.\"'“ one three were\n"), max_size=120))
def test_any_text_is_read(text: str) -> None:
    for code in ("en", "es"):
        for count in counts(text, code):
            assert text[count.start : count.end] == count.text
