"""When the main incident began and ended, and which sentences tell of something else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from prisonwatch.extraction.context import Sentence
from prisonwatch.extraction.incident.days import SIEGES, DayMention
from prisonwatch.extraction.incident.story import Story
from prisonwatch.records import Count, Date, IncidentType

# An incident reported today began at most so long before the last day that the article tells of it.
LONGEST = timedelta(days=45)
# What happened up to so many days before the main incident's first day still belongs to it.
SLACK = timedelta(days=2)


@dataclass(slots=True)
class Timeline:
    """`start` and `ended` are normalised values; `background`: indices of other events' sentences;
    `dates`: all of the article's."""

    start: str | None = None
    ended: str | None = None
    background: set[int] = field(default_factory=set)
    dates: list[Date] = field(default_factory=list)

    def holds(self, count: Count, sentence: Sentence) -> bool:
        """Whether a count belongs to the main incident."""
        day = count.date or self._last_date(count, sentence)
        if day is not None and self.start is not None:
            if day == self.start:
                return True
            if not _near(day, self.start):
                return False
        return sentence.index not in self.background

    def _last_date(self, count: Count, sentence: Sentence) -> str | None:
        """The last date before a count in its sentence."""
        before = [d.value for d in self.dates if sentence.start <= d.start < count.start and d.value]
        return before[-1] if before else None


def make_timeline(story: Story, mentions: list[DayMention], start: str | None) -> Timeline:
    """The story's days and other events, where its incident began at `start`."""
    timeline = Timeline(start=start, dates=story.context.facts.dates)
    if start:
        timeline.ended = _end([m for m in mentions if m.phase == "ended" and m.value >= start])
    timeline.background = _background(story, start)
    return timeline


def _end(candidates: list[DayMention]) -> str | None:
    """The last day that ends the incident; one that is said to end it goes before a release or an arrest."""
    days = [c for c in candidates if len(c.value) == 10]
    return max((c.value for c in days if c.closed), default=max((c.value for c in days), default=None))


def unresolved(mentions: list[DayMention]) -> bool:
    """Whether the first day is told, but as one that nothing resolves: "on Monday" of an undated story."""
    found = [m for m in mentions if m.ruled]
    return bool(found) and not max(found, key=lambda m: m.score).value


def rule_start(mentions: list[DayMention], kind: IncidentType | None) -> str | None:
    """The day that the rules take for the incident's first."""
    found = [m for m in mentions if m.ruled]
    siege = kind is None or kind in SIEGES
    candidates = [m for m in found if m.value]
    if not candidates or unresolved(mentions):
        return None
    days = [c for c in candidates if len(c.value) == 10]
    pool = days or candidates
    latest = max(c.value for c in pool)
    scores: dict[str, float] = {}
    for c in pool:
        if days and _day(c.value) < _day(latest) - LONGEST:
            continue
        again = 0.5 if c.value in scores else 0.0
        scores[c.value] = max(scores.get(c.value, -9.0), c.score) + again
    if days:
        for value in scores:  # what is long past is more often mentioned in passing
            scores[value] -= 0.3 * (_day(latest) - _day(value) > timedelta(days=20))
    best = max(sorted(scores), key=lambda value: scores[value])
    if scores[best] < -1.5:
        return None
    if days and siege:
        earlier = [
            c.value
            for c in pool
            if c.began
            and c.score >= 3.0
            and c.value < best
            and _day(c.value) >= _day(best) - timedelta(days=4)
        ]
        best = min(earlier, default=best)
    return best


def _background(story: Story, start: str | None) -> set[int]:
    context = story.context
    dated: dict[int, list[str]] = {}
    for day in context.facts.dates:
        if day.value is not None:
            dated.setdefault(context.sentence_at(day.start).index, []).append(day.value)
    background: set[int] = set()
    for sentence in context.sentences:
        index = sentence.index
        values = dated.get(index, [])
        previous = context.sentences[index - 1] if index else None
        if story.has("commemoration", index) or story.has("outside", index):
            aside = True
        elif start is not None and values:
            aside = not any(_near(value, start) for value in values) or (
                index in story.elsewhere and start not in values
            )
        elif story.order[index] <= 1:
            aside = False
        elif story.has("background", index):
            aside = True
        else:
            aside = (
                previous is not None
                and previous.paragraph == sentence.paragraph
                and previous.index in background
            )
        if aside:
            background.add(index)
    return background


def _near(value: str, start: str) -> bool:
    """Whether a dated thing can be part of an incident that began at `start`."""
    if len(value) == 10 and len(start) == 10:
        return _day(value) >= _day(start) - SLACK
    if len(value) == 7 and "W" not in value:
        return value == start[:7]
    if "W" in value:
        year, week = value.split("-W")
        monday = date.fromisocalendar(int(year), int(week), 1)
        return len(start) == 10 and monday + timedelta(days=6) >= _day(start) - SLACK
    if len(value) == 10:
        return value[: len(start)] >= start
    return value == start


def _day(value: str) -> date:
    return date.fromisoformat(value)
