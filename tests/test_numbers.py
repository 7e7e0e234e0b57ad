"""Numbers: figures, words, round numbers, ranges, qualifiers; and what is no number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisonwatch.extraction.numbers import NumberRules, words_to_number
from prisonwatch.language import load_pack

EN = load_pack("en").rules(NumberRules)
ES = load_pack("es").rules(NumberRules)
RULES = {"en": EN, "es": ES}

_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"]
_TEENS += ["eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def english(number: int) -> str:
    """A number below a thousand in English words."""
    hundreds, rest = divmod(number, 100)
    words = [f"{_UNITS[hundreds - 1]} hundred"] if hundreds else []
    if rest:
        tens, unit = divmod(rest, 10)
        if rest < 10:
            below = _UNITS[rest - 1]
        elif rest < 20:
            below = _TEENS[rest - 10]
        else:
            below = _TENS[tens - 2] + (f"-{_UNITS[unit - 1]}" if unit else "")
        words.append(below)
    return " and ".join(words)


@given(st.integers(min_value=1, max_value=999))
def test_english_words_come_back(number: int) -> None:
    text = f"{english(number)} inmates"
    (found,) = EN.find(text)
    assert found.value == number
    assert text[found.start : found.end] == english(number)


@given(
    st.integers(min_value=1, max_value=9_999_999),
    st.sampled_from(["", ",", "."]),
    st.sampled_from(["en", "es"]),
)
def test_figures_come_back_with_any_separator(number: int, separator: str, code: str) -> None:
    figures = f"{number:,}".replace(",", separator)
    (found,) = RULES[code].find(f"x {figures} y")
    assert (found.value, found.max, found.qualifier) == (number, None, "exact")


@given(st.integers(min_value=1, max_value=500), st.integers(min_value=1, max_value=500))
def test_ranges_rise(first: int, step: int) -> None:
    (found,) = EN.find(f"between {first} and {first + step} people")
    assert (found.value, found.max) == (first, first + step)


@given(st.text(max_size=80))
def test_any_text_is_read_and_spans_hold(text: str) -> None:
    for rules in RULES.values():
        for found in rules.find(text):
            assert 0 <= found.left <= found.start < found.end <= found.right <= len(text)
            assert found.value >= 0
            assert found.max is None or found.max > found.value


@pytest.mark.parametrize(
    ("code", "text", "value", "top", "qualifier"),
    [
        ("en", "half a dozen", 6, None, "exact"),
        ("en", "a dozen", 12, None, "exact"),
        ("en", "roughly three dozen", 36, None, "about"),
        ("en", "dozens", 24, None, "about"),
        ("en", "scores", 40, None, "about"),
        ("en", "hundreds", 200, None, "about"),
        ("en", "no fewer than two", 2, None, "at_least"),
        ("en", "12 or more", 12, None, "at_least"),
        ("en", "40+", 40, None, "at_least"),
        ("en", "up to 30", 30, None, "at_most"),
        ("en", "fewer than ten", 10, None, "at_most"),
        ("en", "nearly 180", 180, None, "about"),
        ("en", "three to five", 3, 5, "exact"),
        ("en", "12-15", 12, 15, "exact"),
        ("en", "one hundred and sixteen", 116, None, "exact"),
        ("en", "a hundred and twelve", 112, None, "exact"),
        ("en", "a hundred or so", 100, None, "about"),
        ("en", "a thousand two hundred", 1200, None, "exact"),
        ("en", "anywhere from 15 to 20", 15, 20, "exact"),
        ("es", "un par", 2, None, "exact"),
        ("es", "medio centenar", 50, None, "about"),
        ("es", "una treintena", 30, None, "about"),
        ("es", "una veintena", 20, None, "about"),
        ("es", "una decena", 10, None, "about"),
        ("es", "un centenar", 100, None, "about"),
        ("es", "unos 45 mil", 45_000, None, "about"),
        ("es", "al menos 220", 220, None, "at_least"),
        ("es", "más de treinta y cinco", 35, None, "at_least"),
        ("es", "hasta quince", 15, None, "at_most"),
        ("es", "cerca de ciento veinte", 120, None, "about"),
        ("es", "entre 30 y 40", 30, 40, "exact"),
    ],
)
def test_expressions(code: str, text: str, value: int, top: int | None, qualifier: str) -> None:
    (found,) = RULES[code].find(text)
    assert (found.value, found.max, found.qualifier) == (value, top, qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "$500",
        "5%",
        "at 2:55",
        "1.30 a.m.",
        "colony IK-19",
        "a 60-day siege",
        "a 20-year-old",
        "the 1st man",
        "a 4-3 ruling",
        "0417",
    ],
)
def test_no_numbers(text: str) -> None:
    assert EN.find(text) == []


def test_a_change_is_two_numbers() -> None:
    assert [(n.value, n.max) for n in EN.find("rose from 12 to 20")] == [(12, None), (20, None)]


def test_words_that_are_no_number() -> None:
    assert words_to_number("prison", "en") is None
