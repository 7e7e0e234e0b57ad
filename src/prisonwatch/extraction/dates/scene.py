"""What an expression is resolved against, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from prisonwatch.extraction.dates.periods import Period
from prisonwatch.extraction.dates.tense import Direction
from prisonwatch.records import Granularity


@dataclass(frozen=True, slots=True)
class Turn:
    """From a day long past to what came after it ("by Christmas") or before it ("had been warned in May")."""

    day: date
    onwards: bool

    def to(self, days: Collection[date]) -> date | None:
        """The first of the days that came after it, or the last that came before."""
        after = [day for day in days if day >= self.day]
        before = [day for day in days if day < self.day]
        return min(after, default=None) if self.onwards else max(before, default=None)


@dataclass(frozen=True)
class Scene:
    """What an expression is resolved against."""

    published: date | None
    order: str  # of day and month in figures
    tell: Callable[[], Direction]  # finds the direction; asked only where the value depends on it
    reference: Period | None = None  # the day, month or year last mentioned, near enough to look back at
    since: date | None = None  # the day at which a range begins that ends here
    dated: date | None = None  # the last day, near enough, that the text dates in full
    story: date | None = None  # the day long past that the text tells of just here
    story_year: int | None = None  # the year that opened the story
    told: date | None = None  # the day long past that it mentioned last
    turning: Turn | None = None  # the day long past that the text looks on or back from just here
    anniversary: date | None = None  # the day so many years before publication as the text counts
    year: int | None = None  # the year that governs the sentence, or the text where nothing else does

    @cached_property
    def direction(self) -> Direction:
        return self.tell()

    @property
    def turn(self) -> Turn | None:
        """`turning`, where the clause tells of what was."""
        return self.turning if self.turning and self.direction in ("past", "told") else None


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A calendar expression that has no value here: nothing to resolve it against."""

    granularity: Granularity


Value = Period | Unresolved | None
