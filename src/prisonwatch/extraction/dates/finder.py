"""Finds the calendar expressions of an article and resolves them in reading order."""

from __future__ import annotations

import re
from datetime import date

from prisonwatch.extraction.context import Context
from prisonwatch.extraction.dates.forms import DateRules, Expression
from prisonwatch.extraction.dates.periods import Period
from prisonwatch.extraction.dates.resolve import Direction, Scene, Unresolved, resolve
from prisonwatch.records import Date

# How far back, in characters, an expression such as "the next day" may look for the day it stands to.
_REACH = 400
_CLAUSE = 160
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s+(?=[\"'“‘«¿¡(]*[A-ZÁÉÍÓÚÑ])|\n")
_CLAUSE_END = re.compile(r"[;:!?…\"“”«»\n]|\.(?=\s)")


def find_dates(context: Context) -> list[Date]:
    """Every mention of a day, week, month, year or decade, with its value; in reading order.

    A relative one has the value None where the publication date is not known.
    """
    rules = context.pack.rules(DateRules)
    text = flatten(context.text)
    published = context.facts.published
    reader = _Reader(text, rules, date.fromisoformat(published.value) if published else None)
    found = [mention for expression in rules.find(text) for mention in reader.mentions(expression)]
    dates = [
        Date(text=context.text[start:end], start=start, end=end, value=value, granularity=granularity)
        for start, end, value, granularity in found
    ]
    if published and published.start is not None and published.end is not None and published.text:
        if not any(d.start < published.end and published.start < d.end for d in dates):
            dates.append(
                Date(
                    text=published.text,
                    start=published.start,
                    end=published.end,
                    value=published.value,
                    granularity="day",
                )
            )
            dates.sort(key=lambda d: d.start)
    return dates


def full_dates(context: Context) -> list[Date]:
    """The mentions that name a day with its year, which need no publication date to resolve them."""
    rules = context.pack.rules(DateRules)
    text = flatten(context.text)
    scene = Scene(None, _order(text, rules))
    dates = []
    for expression in rules.find(text):
        for start, end, which in expression.spans():
            scene.year = scene.reference = None
            value = resolve(expression, which, rules, scene)
            if isinstance(value, Period) and value.granularity == "day":
                dates.append(
                    Date(
                        text=context.text[start:end],
                        start=start,
                        end=end,
                        value=value.value,
                        granularity="day",
                    )
                )
    return dates


_MARKS = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\r": "\n", "’": "'", "‘": "'", "‑": "-", "–": "-"}
)
_WRAP = re.compile(r"(?<=[^\n]{45})\n(?=[^\n])")


def flatten(text: str) -> str:
    """The text with plain blanks, apostrophes and hyphens, hard-wrapped lines joined; every offset stays."""
    return _WRAP.sub(" ", text.translate(_MARKS))


def _order(text: str, rules: DateRules) -> str:
    return next((order for hint, order in rules.order_hints if hint.search(text)), rules.order)


class _Reader:
    """Resolves a text's expressions one after the other, remembering the days and years mentioned."""

    def __init__(self, text: str, rules: DateRules, published: date | None) -> None:
        self._text = text
        self._rules = rules
        self._published = published
        self._order = _order(text, rules)
        self._reference: tuple[int, Period] | None = None
        self._year: tuple[int, int] | None = None
        self._anchor: int | None = None

    def mentions(self, expression: Expression) -> list[tuple[int, int, str | None, str]]:
        found: list[tuple[int, int, str | None, str]] = []
        for start, end, which in expression.spans():
            scene = Scene(
                self._published,
                self._order,
                self._direction(start, end),
                self._reference_at(start),
                self._year_at(start),
            )
            value = resolve(expression, which, self._rules, scene)
            if isinstance(value, Unresolved):
                found.append((start, end, None, value.granularity))
            elif value is not None:
                found.append((start, end, value.value, value.granularity))
                self._remember(start, end, value, expression)
        return found

    def _remember(self, start: int, end: int, value: Period, expression: Expression) -> None:
        if value.granularity in ("day", "year"):
            self._reference = (end, value)
        if expression.read("year") is not None:
            if value.granularity == "year":
                self._year = (end, value.first.year)
            elif value.granularity == "day":
                self._anchor = value.first.year

    def _reference_at(self, start: int) -> Period | None:
        if self._reference and start - self._reference[0] < _REACH:
            return self._reference[1]
        return None

    def _year_at(self, start: int) -> int | None:
        """The bare year that the same sentence has named; without a publication date also that of an earlier day."""
        if self._year and not _SENTENCE_END.search(self._text, self._year[0], start):
            return self._year[1]
        return self._anchor if self._published is None else None

    def _direction(self, start: int, end: int) -> Direction:
        """Whether the clause tells of what was or of what will be: by the marker next to the expression."""
        if self._rules.future is None:
            return "open"
        left = max(0, start - _CLAUSE)
        for stop in _CLAUSE_END.finditer(self._text, left, start):
            left = stop.end()
        right = min(len(self._text), end + _CLAUSE)
        stop_right = _CLAUSE_END.search(self._text, end, right)
        right = stop_right.start() if stop_right else right
        return self._nearest_marker(left, start, last=True) or self._nearest_marker(end, right) or "open"

    def _nearest_marker(self, start: int, end: int, last: bool = False) -> Direction | None:
        best: tuple[int, Direction] | None = None
        for pattern, direction in ((self._rules.future, "future"), (self._rules.past, "past")):
            for found in pattern.finditer(self._text, start, end) if pattern else ():
                place = found.start() if last else -found.start()
                if best is None or place > best[0]:
                    best = (place, "future" if direction == "future" else "past")
                if not last:
                    break
        return best[1] if best else None
