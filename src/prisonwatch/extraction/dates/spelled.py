"""Full dates in the words of a language that has no pack ("14 de janeiro de 2024", "14. Januar 2024").

The neutral pack's `[spelled]` has the patterns: `dates`, with the groups `day`, `words` and `year` (or none
of them: figures, read in the language's own order), and `weekday`, for a word in front; `codes` renames
languages. dateparser knows the names of months and weekdays of some two hundred languages; it is asked only
for an article in such a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from prisonwatch.extraction.dates.periods import Period

_YEARS = range(1500, 2100)
# Two days running: only a weekday's name falls on the same weekday as seen from both.
_SEEN_FROM = (datetime(2024, 1, 7), datetime(2024, 1, 8))

Spelled = tuple[int, int, Period]


class SpelledRules:
    """A pack's patterns for dates whose words dateparser has to know."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._dates = [re.compile(like) for like in data.get("dates", ())]
        self._codes: dict[str, str] = data.get("codes", {})
        self._weekday = re.compile(f"(?:{data['weekday']})$") if "weekday" in data else None

    def find(self, text: str, language: str) -> Iterator[Spelled]:
        """Start, end and day of each date, in no certain order; none overlaps another."""
        language = self._codes.get(language, language)
        taken: list[tuple[int, int]] = []
        for pattern in self._dates:
            for found in pattern.finditer(text):
                start, end = found.span()
                day = _day(found, language)
                if day is None or any(start < e and s < end for s, e in taken):
                    continue
                start = self._from_weekday(text, start, language)
                taken.append((start, end))
                yield start, end, Period(day, "day")

    def _from_weekday(self, text: str, start: int, language: str) -> int:
        """Where the date begins with the weekday in front of it, if there is one."""
        before = self._weekday.search(text, max(0, start - 40), start) if self._weekday else None
        return before.start("word") if before and _is_weekday(before["word"], language) else start


def _day(found: re.Match[str], language: str) -> date | None:
    groups = found.groupdict()
    if "words" not in groups:
        return _parse(found[0], language)
    day, year = int(groups["day"]), int(groups["year"])
    value = _parse(f"{day} {groups['words']} {year}", language) if year in _YEARS else None
    # dateparser may read a year's figures as something else
    return value if value and (value.day, value.year) == (day, year) else None


@lru_cache(maxsize=4096)
def _parse(written: str, language: str) -> date | None:
    """The day that a full date names; None where not every word of it is known, or not the language."""
    try:
        found = _parser(language).get_date_data(written).date_obj
    except ValueError:  # a language that dateparser does not know
        return None
    return found.date() if found else None


@lru_cache(maxsize=1024)
def _is_weekday(word: str, language: str) -> bool:
    from dateparser import parse

    seen = [parse(word, languages=[language], settings={"RELATIVE_BASE": day}) for day in _SEEN_FROM]
    days = [day.weekday() for day in seen if day]
    return len(days) == len(_SEEN_FROM) and len(set(days)) == 1


@cache
def _parser(language: str) -> Any:
    """dateparser for one language, to which a date must state all its parts."""
    from dateparser.date import DateDataParser

    settings = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"]}
    return DateDataParser(languages=[language], settings=settings)
