"""An article as the incident's rules read it: the order of its sentences and the cues that each one holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from prisonwatch.extraction.context import Context, Sentence
from prisonwatch.extraction.incident.rules import IncidentRules

# What a full sentence, unlike a headline, ends with.
_CLOSERS = ".!?\"”»'"
# A sentence of fewer words is no step of the story.
_SHORT = 8


class Story:
    """Sentences by their index: `order` is the rank among full sentences, where headlines, bylines and
    captions rank with the next one; `elsewhere` holds those that name only other prisons than the story
    opens with."""

    def __init__(self, context: Context, rules: IncidentRules) -> None:
        self.context = context
        self.rules = rules
        self.order: list[int] = []
        rank = 0
        for sentence in context.sentences:
            self.order.append(rank)
            if len(sentence.tokens) >= _SHORT and sentence.text[-1] in _CLOSERS:
                rank += 1
        self._found: dict[tuple[str, int], re.Match[str] | None] = {}
        self._phases: dict[tuple[str, int], list[re.Match[str]]] = {}

    def zone(self, index: int) -> str:
        """H: headline and byline; 0, 1, 2: the story's first sentences; z: the rest."""
        rank = self.order[index]
        if rank == 0 and not self.full(index):
            return "H"
        return str(rank) if rank <= 2 else "z"

    def full(self, index: int) -> bool:
        """Whether a sentence ends as one, unlike a headline."""
        return self.context.sentences[index].text[-1] in _CLOSERS

    def has(self, cue: str, index: int) -> bool:
        """Whether a sentence holds one of a cue's phrases (`IncidentRules.cues` has their names)."""
        return self.first(cue, index) is not None

    def first(self, cue: str, index: int) -> re.Match[str] | None:
        """The first of a cue's phrases in a sentence."""
        key = (cue, index)
        if key not in self._found:
            self._found[key] = self.rules.cues[cue].search(self.context.sentences[index].lower)
        return self._found[key]

    def phases(self, phase: str, index: int) -> list[re.Match[str]]:
        """Every cue of a phase ("began", "ended", "statement") in a sentence."""
        key = (phase, index)
        if key not in self._phases:
            pattern: re.Pattern[str] = getattr(self.rules, phase)
            self._phases[key] = list(pattern.finditer(self.context.sentences[index].lower))
        return self._phases[key]

    def words(self, sentence: Sentence) -> list[str]:
        """A sentence's words in lower case, numbers as "0"."""
        return list(_words(sentence))

    def beside(self, index: int, start: int, end: int) -> tuple[list[str], list[str]]:
        """A sentence's tokens in lower case before and after a span of the article."""
        tokens = self.context.sentences[index].tokens
        return [t.lower for t in tokens if t.end <= start], [t.lower for t in tokens if t.start >= end]

    @cached_property
    def elsewhere(self) -> frozenset[int]:
        named: dict[int, set[str]] = {}
        for facility in self.context.facts.facilities:
            for mention in facility.mentions:
                index = self.context.sentence_at(mention.start).index
                named.setdefault(index, set()).add(facility.name)
        order = sorted(named)
        if not order or self.order[order[0]] > 2:
            return frozenset()
        lead = set(named[order[0]])
        if len(order) > 1 and not self.full(order[0]):
            lead |= named[order[1]]  # a headline names what the story spells out
        return frozenset(index for index, names in named.items() if not names & lead)


def _words(sentence: Sentence) -> Iterator[str]:
    for token in sentence.tokens:
        first = token.lower[0]
        if first.isalpha():
            yield token.lower
        elif first.isdigit():
            yield "0"
