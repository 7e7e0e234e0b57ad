"""An article's incident on the way to being known: its type first, then its first day, then its totals."""

from __future__ import annotations

from functools import cached_property

from prisonwatch.extraction.context import Context, Sentence
from prisonwatch.extraction.incident import tallies
from prisonwatch.extraction.incident.choice import Choice
from prisonwatch.extraction.incident.dayfeatures import day_choices
from prisonwatch.extraction.incident.days import day_mentions, reckoned_mentions
from prisonwatch.extraction.incident.kind import rule_type, set_aside
from prisonwatch.extraction.incident.kindfeatures import kind_features
from prisonwatch.extraction.incident.rules import IncidentRules
from prisonwatch.extraction.incident.story import Story
from prisonwatch.extraction.incident.timeline import Timeline, make_timeline, rule_start
from prisonwatch.extraction.incident.totals import Total
from prisonwatch.records import Count, CountKind, IncidentType


class Untold:
    """An article whose incident's type is to be named; `ruling` is the rules' answer."""

    def __init__(self, context: Context) -> None:
        self.story = Story(context, context.pack.rules(IncidentRules))
        mentions = day_mentions(self.story, None)
        self._timeline = make_timeline(self.story, mentions, rule_start(mentions, None))
        self._main = main_counts(self.story, self._timeline)
        self.ruling = rule_type(self.story, self._main, self._timeline.background)

    def features(self) -> list[str]:
        timeline = self._timeline
        return kind_features(self.story, self.ruling, self._main, timeline.background, timeline.start)


class Undated:
    """An article whose incident's type is known, its first day to be chosen; `ruled` is the rules' answer."""

    def __init__(self, story: Story, kind: IncidentType) -> None:
        self.story = story
        self.kind = kind
        self.mentions = day_mentions(story, kind)
        self.ruled = rule_start(self.mentions, kind)

    def choices(self) -> list[Choice[str]]:
        mentions = [*self.mentions, *reckoned_mentions(self.story, self.mentions, self.kind)]
        return day_choices(self.story, self.kind, mentions, self.ruled)


class Dated:
    """An article whose incident has a type and a first day, so that its counts are told from others'."""

    def __init__(self, undated: Undated, start: str | None) -> None:
        self.story = undated.story
        self.kind = undated.kind
        self.timeline = make_timeline(undated.story, undated.mentions, start)

    @cached_property
    def main(self) -> list[Count]:
        """The main incident's counts."""
        main = main_counts(self.story, self.timeline)
        return [c for c in main if self.kind == "hostage_taking" or not set_aside(self.story, c)]

    def of(self, *kinds: CountKind) -> list[Count]:
        return [c for c in self.main if c.kind in kinds]

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Those that tell of the main incident."""
        return [s for s in self.story.context.sentences if s.index not in self.timeline.background]

    def ruled(self, kind: CountKind) -> int | None:
        """The rules' total of one kind."""
        rules, text = self.story.rules, self.lower
        if kind == "hostages":
            return tallies.total(text, self.of(kind), rules) or self._single("one_hostage")
        if kind == "killed":
            return tallies.killed(text, self.of(kind), rules) or self._single("one_died")
        return tallies.total(text, self.of(kind), rules)

    @cached_property
    def lower(self) -> str:
        """The article in lower case, with the same offsets."""
        return self.story.context.text.replace("İ", "I").lower()

    def _single(self, cue: str) -> int | None:
        """1 where one person's fate is told without a number ("a guard was killed"), else None."""
        return 1 if any(self.story.has(cue, s.index) for s in self.sentences[:8]) else None

    def choices(self, kind: CountKind) -> list[Choice[int]]:
        """What the total of one kind may be."""
        background = self.timeline.background
        return Total(self.story, kind, self.kind, self.main, background, self.ruled(kind)).choices()


def main_counts(story: Story, timeline: Timeline) -> list[Count]:
    context = story.context
    return [c for c in context.facts.counts if timeline.holds(c, context.sentence_at(c.start))]
