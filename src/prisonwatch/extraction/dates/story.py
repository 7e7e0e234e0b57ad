"""Days long past that a text tells of: which one its story has come to.

News dates what is recent by its weekday, so that a weekday stands to the publication date. A text may
instead tell of days long gone: it dates one in full ("It was a Saturday, 7 May 2005."), and what follows
("By Sunday night …") stands to that one. Such a story begins where nothing recent has been mentioned before
and the date opens its sentence or follows a verb that begins something (the pack's `[story]`: `opening`,
over the sentence up to the date; `year`, up to a year alone). It ends where the text comes back to the
present, and is left for a moment where somebody speaks (`present`, right in front of a date) or a sentence
tells of what comes of it years later (`aftermath`: trials, plaques). A date without a year begins one only
after a verb that begins something (`begun`). Even without a story, what came `by` some month (`onwards`) or
`had been` in one (`earlier`) stands to the day long past that was mentioned right before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Literal

from prisonwatch.extraction.dates.periods import Period
from prisonwatch.extraction.dates.scene import Turn

# How a text mentions a day: dated in full, as one that it has told of, or otherwise.
Mention = Literal["dated", "told", "other"]

# A day is long past so many days before publication.
_LONG_AGO = 45
# How far a story reaches on from a day of its own, in characters; and "that Monday" reaches back.
_REACH, _FAR = 900, 2500
# A year that opens a story is so many years back, and reaches so far on.
_YEARS_AGO, _NEAR = 3, 300
# A day that what came by or before some month stands to is longer ago, in days; and how far that reaches.
_LAST_YEAR, _TURN = 300, 900


class StoryRules:
    """A pack's signs of a story."""

    def __init__(self, data: Mapping[str, str]) -> None:
        self.opening = _compiled(data.get("opening"))
        self.begun = _compiled(data.get("begun"))
        self.year = _compiled(data.get("year"))
        self.present = _compiled(data.get("present"), "(?:%s)$")
        self.aftermath = _compiled(data.get("aftermath"))
        self.onwards = _compiled(data.get("onwards"), "(?:%s)$")
        self.earlier = _compiled(data.get("earlier"), "(?:%s)$")


def _compiled(like: str | None, frame: str = "%s") -> re.Pattern[str] | None:
    return re.compile(frame % like, re.I) if like else None


class Story:
    """Follows a text's mentions in reading order."""

    def __init__(self, rules: StoryRules, published: date | None) -> None:
        self._rules = rules
        self._published = published
        self._day: tuple[int, date] | None = None
        self._running = False
        self._recent = False
        self._year: tuple[int, int] | None = None
        self._last: tuple[int, Period] | None = None
        self.anniversary: date | None = None

    def day_at(self, start: int, sentence: str, rest: str) -> date | None:
        """The day that the story has come to, where a place in the text belongs to it.

        `sentence` is what stands before the place in its sentence, `rest` what follows it.
        """
        if self._day is None or not self._running or start - self._day[0] > _REACH:
            return None
        if self._rules.aftermath and any(map(self._rules.aftermath.search, (sentence, rest))):
            return None
        spoken = self._rules.present and self._rules.present.search(sentence)
        return None if spoken else self._day[1]

    def turn_at(self, start: int, sentence: str) -> Turn | None:
        """The day long past that was mentioned last, where the text looks on or back from it."""
        if self._last is None or start - self._last[0] > _TURN:
            return None
        if self._rules.onwards and self._rules.onwards.search(sentence):
            return Turn(self._last[1].first, onwards=True)
        if self._rules.earlier and self._rules.earlier.search(sentence):
            return Turn(self._last[1].first, onwards=False)
        return None

    def year_at(self, start: int) -> int | None:
        """The year that opened the story, for a day soon after that states none."""
        near = self._year and not self._recent and start - self._year[0] < _NEAR
        return self._year[1] if self._year and near else None

    def told_at(self, start: int) -> date | None:
        """The day long past that was mentioned last, for an expression that looks back for one."""
        return self._day[1] if self._day and start - self._day[0] < _FAR else None

    def count_years(self, number: int) -> None:
        """Note how many years ago it was ("Ten years on, …", "Hace diez años …")."""
        if self._published:
            try:
                self.anniversary = self._published.replace(year=self._published.year - number)
            except ValueError:  # 29 February, or before the calendar
                self.anniversary = None

    def follow(self, end: int, value: Period, mention: Mention, sentence: str) -> None:
        """Go on past a mention that ends at `end`; `sentence` is what stands before it in its sentence."""
        if self._published is None:
            return
        if value.granularity in ("day", "week", "month"):
            dated_long_ago = mention == "dated" and (self._published - value.first).days > _LAST_YEAR
            self._last = (end, value) if dated_long_ago else None
        if value.granularity == "year" and mention == "dated":
            opens = self._rules.year and self._rules.year.search(sentence)
            old = self._published.year - value.first.year >= _YEARS_AGO
            self._year = (end, value.first.year) if opens and old else None
        if value.granularity not in ("day", "week"):
            return
        if (self._published - value.first).days <= _LONG_AGO:
            spoken = self._rules.present and self._rules.present.search(sentence)
            if spoken and value.granularity == "day":
                self._recent = True
            elif mention != "dated" or value.first != self._published:
                self._recent, self._running = True, False
        elif value.granularity == "day":
            if mention != "told" and not self._running:
                opening = self._rules.opening if mention == "dated" else self._rules.begun
                opens = opening and opening.search(sentence)
                self._running = bool(opens) and not self._recent
            elif mention == "told":
                self._running = True
            if mention == "dated" or self._running:
                self._day = (end, value.first)
