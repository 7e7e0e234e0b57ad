"""Settles a sentence's mentions together: lists and parts share evidence, ellipses inherit what came before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from prisonwatch.extraction.counts.decision import (
    HELD,
    Decision,
    Frame,
    compatible,
    complement,
    decide,
    from_cue,
)
from prisonwatch.extraction.counts.evidence import LEFTWARD, RIGHTWARD, Evidence
from prisonwatch.extraction.counts.mentions import Mention
from prisonwatch.extraction.counts.units import Unit

_LIST_GAP = 4


class Found(NamedTuple):
    mention: Mention
    decision: Decision


@dataclass(slots=True)
class Settler:
    """One sentence's mentions with their evidence, and the counts of the sentences before."""

    units: Sequence[Unit]
    mentions: Sequence[Mention]
    evidence: Sequence[list[Evidence]]
    frame: Frame
    earlier: Sequence[Found]
    articles: frozenset[str]

    def settle(self) -> list[Found]:
        """The sentence's counts, in order; the frame follows them."""
        decisions: dict[int, Decision] = {}
        for i, mention in enumerate(self.mentions):
            if self._refused(mention):
                continue
            decision = decide(mention, self.evidence[i], self.frame) or self._inherited(i, decisions)
            if decision is not None:
                decisions[i] = decision
                self.frame.follow(decision)
        for i in range(len(self.mentions) - 1, -1, -1):
            if i not in decisions and not self._refused(self.mentions[i]):
                decision = self._shared_from_right(i, decisions)
                if decision is not None:
                    decisions[i] = decision
        return [Found(m, decisions[i]) for i, m in enumerate(self.mentions) if i in decisions]

    def _refused(self, mention: Mention) -> bool:
        """Numbers that can be no count: of things, years, denied ones, articles ("un guardia")."""
        number = mention.number
        year = number.max is None and 1900 <= number.value <= 2100 and number.qualifier == "exact"
        if mention.noun == "thing" or (year and mention.noun in (None, "unknown")):
            return True
        before = self._unit(mention.first - 1)
        if before is not None and before.is_("neg"):
            return True
        word = self.units[mention.at].lower
        return word in self.articles and not (mention.partitive or mention.noun in (None, "dead"))

    def _inherited(self, i: int, decisions: dict[int, Decision]) -> Decision | None:
        mention, evidence = self.mentions[i], self.evidence[i]
        previous = max((j for j in decisions if j < i), default=None)
        decision = self._shared_from_left(i, previous)
        if decision is not None:
            return decision
        blocked = any(not e.usable or e.cue == "other" for e in evidence)
        if blocked:
            return None
        last = decisions[previous] if previous is not None else self.frame.last
        borrowed = {e.relation for e in evidence if e.cue == "last"}
        if "among" in borrowed:
            return decisions[previous] if previous is not None else None
        if mention.pronoun or (borrowed and mention.noun is None):
            return complement(last) if "except" in borrowed and mention.whole is None else last
        if "figure" in borrowed and compatible(mention.noun, None) and mention.number.value > 1:
            return None
        if mention.whole is not None:
            return None
        same = self._same_people(mention)
        if same is not None:
            return same
        if mention.noun is not None:
            return None
        if mention.rest:
            return complement(last) if mention.definite and self._has_verb(mention) else last
        if previous is not None and self._ends_clause(mention) and self._after_break(mention):
            return decisions[previous]
        if previous is not None and self._opens_whole(self.mentions[previous]):
            return decisions[previous]
        return None

    def _shared_from_left(self, i: int, previous: int | None) -> Decision | None:
        """What governs a list's first member governs the next: "killed five inmates and two guards"."""
        mention = self.mentions[i]
        if previous is None or previous != i - 1 or not self._listed(self.mentions[previous], mention):
            return None
        if mention.noun is None and not mention.rest and not self._ends_clause(mention):
            return None
        evidence = self.evidence[previous]
        for item in evidence:
            if item.relation in LEFTWARD and item.usable and item.cue != "last":
                decision = from_cue(item.cue, mention.noun, self.frame, evidence)
                if decision is not None:
                    return decision
        return None

    def _shared_from_right(self, i: int, decisions: dict[int, Decision]) -> Decision | None:
        mention = self.mentions[i]
        if any(j in decisions and decisions[j].kind == "hostages" for j in self._indexes(mention.parts)):
            return HELD
        if mention.whole is not None:
            for j in self._indexes([mention.whole]):
                if j in decisions:
                    return decisions[j]
        if i + 1 in decisions and mention.noun is not None and self._listed(mention, self.mentions[i + 1]):
            evidence = self.evidence[i + 1]
            for item in evidence:
                if item.relation in RIGHTWARD and item.usable:
                    return from_cue(item.cue, mention.noun, self.frame, evidence)
        return None

    def _indexes(self, mentions: Sequence[Mention]) -> list[int]:
        return [j for j, m in enumerate(self.mentions) if any(m is other for other in mentions)]

    def _same_people(self, mention: Mention) -> Decision | None:
        """The kind of an earlier count of as many: "the 46 guards" named before."""
        if not mention.definite:
            return None
        for found in reversed(self.earlier):
            number = found.mention.number
            if number.value == mention.number.value and compatible(mention.noun, found.mention.noun):
                return found.decision
        return None

    def _unit(self, k: int) -> Unit | None:
        return self.units[k] if 0 <= k < len(self.units) else None

    def _listed(self, first: Mention, second: Mention) -> bool:
        """Whether nothing but commas and conjunctions stands between two mentions."""
        between = self.units[first.end : second.first]
        return len(between) <= _LIST_GAP and all(
            u.mark == "comma" or u.is_("and", "or", "including", "persona", "adv") for u in between
        )

    def _has_verb(self, mention: Mention) -> bool:
        after = self._unit(mention.end)
        return after is not None and after.mark is None and not after.is_("prep", "of", "by")

    def _ends_clause(self, mention: Mention) -> bool:
        after = self._unit(mention.end)
        return after is None or after.mark is not None or after.is_("prep", "and", "adv", "sub", "partitive")

    def _after_break(self, mention: Mention) -> bool:
        before = self._unit(mention.first - 1)
        return before is not None and (
            before.mark in ("comma", "dash", "open", "stop", "colon") or before.is_("and", "but")
        )

    def _opens_whole(self, mention: Mention) -> bool:
        """ "Of the 57 freed on Friday, 50 were guards": the first is the whole of all that follow."""
        before = self._unit(mention.first - 1)
        return before is not None and before.is_("of") and mention.first <= 2
