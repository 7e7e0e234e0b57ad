"""Days that a story tells by arithmetic: "on the third day of the siege", "a day after the riot"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from prisonwatch.extraction.incident.words import words
from prisonwatch.extraction.numbers import words_to_number

# So many days back at most.
_LONGEST = 60


class Span(NamedTuple):
    """So many days before some other day, as words of a sentence tell: where they stand, and of what sort."""

    start: int
    end: int
    days: int
    sort: str


class Reckoned(NamedTuple):
    """A day that a span leads to, with the day that it was reckoned from."""

    value: str
    span: Span
    anchor: str


class Reckoning:
    """`[reckoning]` of a pack's `incident.toml`, compiled."""

    def __init__(self, data: Mapping[str, Sequence[str]], language: str) -> None:
        self._language = language
        units = {name: "|".join(data.get(name, ())) for name in ("day", "hour", "week")}
        named = "|".join(f"(?P<{name}>{pattern})" for name, pattern in units.items() if pattern) or "(?!)"
        self._span = re.compile(
            rf"(?<![\w-])(?P<number>\d+|[^\W\d_]+(?:-[^\W\d_]+)?)[\s-](?:[^\W\d_]+\s)?(?:{named})(?!\w)"
        )
        self._any = re.compile("|".join(p for p in units.values() if p) or "(?!)")
        self._one = frozenset(data.get("one", ()))
        self._nth = {word: n for n, word in enumerate(data.get("ordinals", ()))}
        self._eve = words(data.get("eve", ()))

    def spans(self, text: str) -> Iterator[Span]:
        """Those of a sentence in lower case."""
        for eve in self._eve.finditer(text):
            yield Span(eve.start(), eve.end(), 1, "eve")
        if self._any.search(text) is None:
            return
        for found in self._span.finditer(text):
            unit, number = found.lastgroup, found["number"]
            if unit == "day" and number in self._nth:
                if self._nth[number]:
                    yield Span(found.start(), found.end(), self._nth[number], "nth")
                continue
            value = self._value(number)
            if value is None:
                continue
            if unit == "hour":
                yield Span(found.start(), found.end(), value // 24, "hours")
                yield Span(found.start(), found.end(), value // 24 + 1, "hours+")
            else:
                yield Span(found.start(), found.end(), value * (7 if unit == "week" else 1), str(unit))

    def _value(self, number: str) -> int | None:
        if number in self._one:
            return 1
        if number.isdigit():
            return int(number) if len(number) < 4 else None
        return words_to_number(number, self._language) if self._language else None


def reckon(spans: Sequence[Span], anchors: Mapping[str, str]) -> Iterator[Reckoned]:
    """Days so long before each of the days `anchors` (name → ISO date)."""
    for span in spans:
        if not 0 < span.days <= _LONGEST:
            continue
        for name, value in anchors.items():
            yield Reckoned((date.fromisoformat(value) - timedelta(days=span.days)).isoformat(), span, name)
