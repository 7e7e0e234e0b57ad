"""Finds the calendar expressions of an article and resolves them in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from prisonwatch.extraction.context import Context
from prisonwatch.extraction.dates.forms import DateRules, Expression
from prisonwatch.extraction.dates.periods import Period
from prisonwatch.extraction.dates.resolve import resolve
from prisonwatch.extraction.dates.scene import Scene, Unresolved
from prisonwatch.extraction.dates.story import Mention, Story
from prisonwatch.records import Date, Published

# How far back, in characters, an expression may look for the day or the year that it stands to.
_REACH = 400
# A year so near to the start of its sentence ("In 2016, …") governs the days that the sentence names.
_OPENING, _LONG_OPENING = 9, 20
_LONG_SENTENCE = 200
_COLON_REACH = 50
_YEARS = 4  # the unit of an offset, as the packs number them
_SET_OFF = re.compile(r",\s+\w{1,3}\s+$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s+(?=[\"'“‘«¿¡(]*[A-ZÁÉÍÓÚÑ])|\n")


def find_dates(context: Context) -> list[Date]:
    """Every mention of a day, week, month, year or decade, with its value; in reading order.

    A relative one has the value None where the publication date is not known.
    """
    rules = context.pack.rules(DateRules)
    published = context.facts.published
    reading = _read(context.text, rules)
    reader = _Reader(reading, rules, date.fromisoformat(published.value) if published else None)
    years = _shared_years(reading, rules)
    dates = [
        mention
        for expression, year in zip(reading.expressions, years, strict=True)
        for mention in reader.mentions(expression, year)
    ]
    own = _publication_mention(published)
    return _joined(_joined(_spelled(context, rules), dates), [own] if own else [])


def full_dates(context: Context) -> list[Date]:
    """The mentions that name a day with its year, which need no publication date to resolve them."""
    rules = context.pack.rules(DateRules)
    reading = _read(context.text, rules)
    scene = Scene(None, reading.order, lambda: "open")
    dates = []
    for expression in reading.expressions:
        for start, end, which in expression.spans():
            value = resolve(expression, which, rules, scene)
            if isinstance(value, Period) and value.granularity == "day":
                dates.append(_date(context.text, start, end, value))
    return _joined(_spelled(context, rules), dates)


def _spelled(context: Context, rules: DateRules) -> list[Date]:
    """Full dates in words that only the article's language tells."""
    if not (rules.spelled and context.language):
        return []
    found = rules.spelled.find(flatten(context.text), context.language)
    return [_date(context.text, start, end, value) for start, end, value in found]


def _joined(dates: list[Date], others: list[Date]) -> list[Date]:
    """Mentions in reading order; those of the first list win over others that overlap them."""
    free = [o for o in others if not any(d.start < o.end and o.start < d.end for d in dates)]
    return sorted([*dates, *free], key=lambda d: d.start) if free else dates


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text with its expressions, before any is valued."""

    written: str
    flat: str
    expressions: list[Expression]
    order: str  # of day and month in figures


@lru_cache(maxsize=1)
def _read(text: str, rules: DateRules) -> _Reading:
    """The expressions of a text; kept for the dates, which are looked for after the publication date."""
    flat = flatten(text)
    expressions = list(rules.find(flat))
    figures = any(e.form.reading == "numeric" for e in expressions)
    hints = (order for hint, order in rules.order_hints if hint.search(flat)) if figures else iter(())
    return _Reading(text, flat, expressions, next(hints, rules.order))


def _shared_years(reading: _Reading, rules: DateRules) -> list[int | None]:
    """For each expression the year that a later one of its list states ("3 May, 1 June and 4 July 2012")."""
    expressions = reading.expressions
    years: list[int | None] = [None] * len(expressions)
    for i in range(len(expressions) - 2, -1, -1):
        this, following = expressions[i], expressions[i + 1]
        if this.form.reading == "date" and this.read("month") and this.read("year") is None and rules.listing:
            between = reading.flat[this.match.end() : following.match.start()]
            if rules.listing.fullmatch(between) and following.read("month"):
                years[i] = following.read("year") or years[i + 1]
    return years


def _only_year(reading: _Reading) -> int | None:
    """The year of the days that the text dates in full, where it is one and the same."""
    years = {
        expression.read("year", which)
        for expression in reading.expressions
        for _, _, which in expression.spans()
        if expression.read("day", which) and expression.read("year", which)
    }
    return years.pop() if len(years) == 1 else None


def _publication_mention(published: Published | None) -> Date | None:
    """The publication date as a mention, where the text states it."""
    if published is None or published.text is None or published.start is None or published.end is None:
        return None
    return Date(
        text=published.text,
        start=published.start,
        end=published.end,
        value=published.value,
        granularity="day",
    )


def _date(text: str, start: int, end: int, value: Period | Unresolved) -> Date:
    return Date(
        text=text[start:end],
        start=start,
        end=end,
        value=value.value if isinstance(value, Period) else None,
        granularity=value.granularity,
    )


_MARKS = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\t": " ",
        "\r": "\n",
        "’": "'",
        "‘": "'",
        "‑": "-",
        "–": "-",
    }
)
_WRAP = re.compile(r"(?<=[^\n]{45})\n(?=[^\n])")


def flatten(text: str) -> str:
    """The text with plain blanks, apostrophes and hyphens, hard-wrapped lines joined; every offset stays."""
    return _WRAP.sub(" ", text.translate(_MARKS))


class _Reader:
    """Resolves a text's expressions one after the other, remembering the days and years mentioned."""

    def __init__(self, reading: _Reading, rules: DateRules, published: date | None) -> None:
        self._written = reading.written
        self._text = reading.flat
        self._rules = rules
        self._published = published
        self._order = reading.order
        self._reference: tuple[int, Period] | None = None
        self._year: tuple[int, int] | None = None
        self._named_year: tuple[int, int] | None = None
        self._dated: tuple[int, date] | None = None
        self._story = Story(rules.story, published)
        self._only_year = _only_year(reading) if published is None else None

    def mentions(self, expression: Expression, year: int | None) -> list[Date]:
        """The dates of one expression; `year` governs those that state none."""
        found = []
        if expression.form.reading == "offset" and expression.read("unit") == _YEARS:
            self._story.count_years(expression.read("number") or 1)
        for start, end, which in expression.spans():
            sentence = self._sentence_up_to(start)
            scene = Scene(
                self._published,
                self._order,
                partial(self._rules.tense.direction, self._text, start, end),
                self._reference_at(start),
                self._since(start),
                self._dated[1] if self._dated and start - self._dated[0] < _REACH else None,
                self._story.day_at(start, sentence, self._sentence_after(end)),
                self._story.year_at(start),
                self._story.told_at(start),
                self._story.turn_at(start, sentence),
                self._story.anniversary,
                year or self._year_at(start),
            )
            value = resolve(expression, which, self._rules, scene)
            if value is not None:
                found.append(_date(self._written, start, end, value))
            if isinstance(value, Period):
                self._remember(start, end, value, expression)
        return found

    def _remember(self, start: int, end: int, value: Period, expression: Expression) -> None:
        if value.granularity in ("day", "month", "year"):
            self._reference = (end, value)
        settings = expression.form.settings
        with_year = any(expression.read(name) is not None for name in ("year", "thatyear"))
        with_year &= expression.form.reading != "fixed"
        mention: Mention = "dated" if with_year else "told" if "story" in settings else "other"
        self._story.follow(end, value, mention, self._sentence_up_to(start))
        if expression.read("year") is None:
            return
        if value.granularity == "day":
            self._dated = (end, value.first)
        if value.granularity == "year":
            self._named_year = (end, value.first.year)
        if value.granularity == "year" and (self._published is None or self._opens_sentence(start, end)):
            self._year = (end, value.first.year)

    def _sentence_up_to(self, start: int) -> str:
        """What stands before a place in its sentence."""
        left = max(0, start - _LONG_SENTENCE)
        ends = [stop.end() for stop in _SENTENCE_END.finditer(self._text, left, start)]
        return self._text[ends[-1] if ends else left : start]

    def _sentence_after(self, end: int) -> str:
        """What follows a place in its sentence."""
        stop = _SENTENCE_END.search(self._text, end, end + _LONG_SENTENCE)
        return self._text[end : stop.start() if stop else end + _LONG_SENTENCE]

    def _opens_sentence(self, start: int, end: int) -> bool:
        """Whether a year stands where it governs its sentence: "In 2016, …", "Before that, in 2016, …"."""
        set_off = self._text.startswith(",", end) and _SET_OFF.search(self._text, max(0, start - 6), start)
        left = max(0, start - (_LONG_OPENING if set_off else _OPENING))
        return left == 0 or bool(_SENTENCE_END.search(self._text, left - 2, start))

    def _reference_at(self, start: int) -> Period | None:
        if self._reference and start - self._reference[0] < _REACH:
            return self._reference[1]
        return None

    def _since(self, start: int) -> date | None:
        """The day right in front of a place in the text, where a range ends there ("Friday to Sunday")."""
        if self._reference is None or self._reference[1].granularity != "day" or self._rules.ranging is None:
            return None
        joined = self._rules.ranging.fullmatch(self._text, self._reference[0], start)
        return self._reference[1].first if joined else None

    def _year_at(self, start: int) -> int | None:
        """The year that governs a place in the text.

        It is the year that opens the sentence, or that a clause explains ("in 1972, when …"); or that of a
        day before a semicolon in it ("… on 3 May 2012; on 1 June, …"); or the one before a colon in it ("the
        2010 quake: on 27 February …"); or, without a publication date, the only year in which the text dates
        days.
        """
        dated = (self._dated[0], self._dated[1].year) if self._dated else None
        if self._rules.when and (named := self._named_year):
            when = self._rules.when.match(self._text, named[0], start)
            if when and not _SENTENCE_END.search(self._text, named[0], start):
                return named[1]
        for found, apart_by, reach in (
            (self._year, "", _REACH),
            (dated, ";", _REACH),
            (self._named_year, ": ", _COLON_REACH),
        ):
            if found and start - found[0] < reach:
                between = self._text[found[0] : start]
                if apart_by in between and not _SENTENCE_END.search(between):
                    return found[1]
        return self._only_year
