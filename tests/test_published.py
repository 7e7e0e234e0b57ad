"""The article's own date is found where outlets put it, and nowhere else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from prisonwatch.extraction.context import Context
from prisonwatch.extraction.published import find_published
from prisonwatch.language import load_pack
from prisonwatch.records import Published

# Forms are compiled when first used, which takes longer than hypothesis has patience for.
patient = settings(deadline=None, max_examples=50)

DAYS = st.dates(date(1950, 1, 1), date(2035, 12, 31))
STORY = (
    "Four guards were freed on Sunday after a night of talks. On 3 May 2011 a riot had cost nine lives there."
)


def published(text: str, language: str = "en") -> Published | None:
    return find_published(Context(text, load_pack(language)))


@patient
@given(st.text(max_size=300), st.sampled_from(["en", "es", "xx"]))
@example("", "en")
@example("\n\n 2024-01-14", "xx")
@example("By 14 Jan 2024", "en")
def test_any_text(text: str, language: str) -> None:
    found = published(text, language)
    if found:
        assert found.origin == "text"
        assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "head",
    [
        " date {0:%Y-%m-%d} Guards freed at last\n\n{1}",
        "{0:%Y-%m-%d}\n{1}",
        "Guards freed at last\nPublished On {0:%d %b %Y}\n{1}",
        "Guards freed at last\n\nPublished: 04:54 PM, {0:%d %B, %Y}\n\n{1}",
        "Guards freed at last\n{0:%B %d, %Y}\n\n{1}",
        "{0:%A, %B %d, %Y} \n\n\n{1}",
        "By AFP - {0:%b %d,%Y}\n{1}",
        "QUITO, {0:%b %d, %Y} (Reuters) - {1}",
        "{1}\n\nLast updated: {0:%d %B %Y}",
    ],
)
@patient
@given(DAYS)
def test_forms_that_outlets_use(head: str, day: date) -> None:
    found = published(head.format(day, STORY))
    assert found is not None
    assert found.value == day.isoformat()


def test_a_story_states_none() -> None:
    assert published(STORY) is None
    assert published(f"Soldiers outside the jail in Cuenca on Jan 14, 2024. (AFP)\n{STORY}") is None
    assert published(f"QUITO, Jan 13 (Reuters) - {STORY}") is None


def test_publication_before_update() -> None:
    found = published(f"Updated 3 June 2014\nPublished 2 June 2014\n{STORY}")
    assert found is not None
    assert (found.value, found.text) == ("2014-06-02", "2 June 2014")


def test_a_month_is_no_publication_date() -> None:
    assert published(f"Published May 2014\n{STORY}") is None


def test_other_languages_by_figures() -> None:
    found = published("2020-05-01\nFyra vakter släpptes på söndagen.", "xx")
    assert found is not None
    assert found.value == "2020-05-01"
