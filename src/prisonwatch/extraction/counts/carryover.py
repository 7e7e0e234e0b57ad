"""Settles a sentence's mentions together: lists and parts share, ellipses inherit what came before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from prisonwatch.extraction.counts.decision import (
    ARRESTED,
    BY_NOUN,
    CAPTIVES,
    ESCAPED,
    HELD,
    INJURED,
    KILLED,
    RECAPTURED,
    TAKEN,
    Decision,
    Frame,
    compatible,
    complement,
    decide,
    from_cue,
)
from prisonwatch.extraction.counts.evidence import LEFTWARD, RIGHTWARD, Evidence
from prisonwatch.extraction.counts.mentions import COUNTED, PEOPLE, THINGS, Mention
from prisonwatch.extraction.counts.neighbours import Neighbours
from prisonwatch.extraction.counts.units import Unit

_CARRY = 2


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
    sentence: int
    opening: Decision | None = None
    near: Neighbours = field(init=False)

    def __post_init__(self) -> None:
        self.near = Neighbours(self.units)
        self.opening = self._opening()

    def settle(self) -> list[Found]:
        """The sentence's counts, in order; the frame follows them."""
        decisions: dict[int, Decision] = {}
        self.frame.sentence = self.sentence
        for i, mention in enumerate(self.mentions):
            if self._refused(mention):
                continue
            decision = decide(mention, self.evidence[i], self.frame) or self._inherited(i, decisions)
            if decision is not None:
                decision = self._one_of_the_hurt(i, decision, decisions)
            if any(e.relation == "except" for e in self.evidence[i]):
                decision = self._excepted(i, decision, decisions)
            if decision is not None:
                decisions[i] = decision
                self.frame.follow(decision, self.sentence)
        for i in range(len(self.mentions) - 1, -1, -1):
            if i not in decisions and not self._refused(self.mentions[i]):
                decision = self._shared_from_right(i, decisions)
                if decision is not None:
                    decisions[i] = decision
        return [Found(m, decisions[i]) for i, m in enumerate(self.mentions) if i in decisions]

    def _one_of_the_hurt(self, i: int, decision: Decision, decisions: dict[int, Decision]) -> Decision:
        """ "nine deaths, among them three hostages", "40 were hurt, among them two who had been held"."""
        mention, evidence = self.mentions[i], self.evidence[i]
        last = decisions.get(i - 1)
        if decision not in (HELD, TAKEN) or last not in (KILLED, INJURED):
            return decision
        if mention.number.value > self.mentions[i - 1].number.value:
            return decision
        after = self.near.unit(mention.end)
        among = any(e.relation == "among" for e in evidence) or (after is not None and after.is_("including"))
        if not (among or mention.pronoun) or any(e.relation in ("subject", "object") for e in evidence):
            return decision
        hostage = mention.noun == "hostage" or any(e.relation == "predicate" for e in evidence)
        return Decision("hostages", "killed") if last == KILLED and hostage else last

    def _refused(self, mention: Mention) -> bool:
        """Numbers that can be no count: of things, years, denied ones, articles ("un guardia")."""
        number = mention.number
        if number.value == 0:
            return True
        year = number.max is None and 1900 <= number.value <= 2100 and number.qualifier == "exact"
        if mention.noun in THINGS or (year and mention.noun in (None, "unknown")):
            return True
        before = self.near.unit(mention.first - 1)
        if self.near.ratio(mention) or self.near.uncounted(mention):
            return True
        if before is not None and before.is_("neg"):
            # "not 12, as first announced, but 14" still tells of 12.
            after = self.near.unit(mention.end)
            return mention.noun is not None or after is None or not after.is_("sub")
        if number.is_one and self.near.idle_one(mention, before):
            return True
        word = self.units[mention.at].lower
        qualified = number.left < number.start
        return word in self.articles and not (mention.partitive or mention.noun is None or qualified)

    def _verb_before(self, mention: Mention) -> Decision | None:
        """ "The students walked out first, two of them at dusk": a verb with no number of its own."""
        for unit in reversed(self.units[: mention.first]):
            for cue in unit.readings.verbs:
                decision = from_cue(cue, None, self.frame)
                if decision is not None:
                    return decision
        return None

    def _inherited(self, i: int, decisions: dict[int, Decision]) -> Decision | None:
        mention, evidence = self.mentions[i], self.evidence[i]
        previous = max((j for j in decisions if j < i), default=None)
        before = self.near.unit(mention.first - 1)
        if before is not None and before.is_("neg"):
            return decisions[previous] if previous is not None else None
        if mention.noun == "detainee":
            return ARRESTED if decisions or self.near.itemised(mention) else None
        decision = self._shared_from_left(i, previous, decisions) or self._breakdown(i, previous, decisions)
        if decision is not None:
            return decision
        last = decisions[previous] if previous is not None else self._recent()
        borrowed = {e.relation for e in evidence if e.cue == "last"}
        if "among" in borrowed:
            opens = previous is None and self.units[0].is_("including")
            return self._recent() if opens else decisions[previous] if previous is not None else None
        if self.opening is not None and mention.noun is None:
            return self.opening
        if mention.noun is None and previous is not None and self.near.opens_whole(self.mentions[previous]):
            return decisions[previous]
        if mention.pronoun and i > 0 and previous != i - 1 and self.mentions[i - 1].noun in PEOPLE | THINGS:
            # "it has 600 inmates, perhaps 90 of them foreigners"
            return None
        loose = all(e.relation in ("participle", "agent") for e in evidence)
        if mention.pronoun and previous == i - 1 and loose and self.near.after_break(mention):
            # "three of them serving life"
            return decisions[previous]
        if any(not e.usable or e.cue == "other" for e in evidence):
            return None
        if mention.pronoun and previous is None:
            return self._verb_before(mention) or last
        if mention.noun == "victim":
            return last if last in (KILLED, INJURED) else None
        if mention.pronoun:
            return last
        if mention.noun is None and mention.rest and mention.definite and self.near.goes_on(mention):
            return complement(last)
        if borrowed:
            return self._same_people(i, decisions) or self._borrowed(i, borrowed, last, previous)
        if mention.whole is not None:
            return None
        if mention.noun in COUNTED and not evidence:
            # "There were 127 relatives, 15 of them children, and four guards"
            heads = [j for j in decisions if any(e.relation == "figure" for e in self.evidence[j])]
            before = self.near.unit(mention.first - 1)
            if heads and before is not None and before.is_("and"):
                return decisions[heads[0]]
        same = self._same_people(i, decisions)
        if same is not None or mention.noun is not None:
            return same
        if mention.rest:
            asked = any(u.is_("hypothetical") for u in self.units[max(0, mention.first - 5) : mention.first])
            return last if self.near.ends_clause(mention) and not asked else None
        if previous is not None and self.near.ends_clause(mention) and self.near.after_break(mention):
            return decisions[previous]
        return last if self._placed(mention, last) else None

    def _placed(self, mention: Mention, last: Decision | None) -> bool:
        """ "Eleven are held: seven are in Escuintla and four in the capital"."""
        be, place = self.near.unit(mention.end), self.near.unit(mention.end + 1)
        found = self.earlier[-1].mention.number.value if self.earlier else 0
        return (
            last is not None
            and last.kind == "hostages"
            and be is not None
            and place is not None
            and be.is_("be", "get")
            and place.is_("prep", "at")
            and mention.number.value < found
        )

    def _borrowed(
        self, i: int, relations: set[str], last: Decision | None, previous: int | None
    ) -> Decision | None:
        """What a bare figure counts: "put it at 29", "against nine last year", "leaving nine"."""
        if i > 0 and previous != i - 1 and self.mentions[i - 1].noun not in THINGS:
            return None
        mention = self.mentions[i]
        if self.opening is not None:
            return self.opening
        if "remain" in relations:
            stay = last is not None and last.kind == "hostages" and mention.noun in ("people", *CAPTIVES)
            return complement(last) if stay or mention.noun is None else None
        if mention.noun is not None and not ("figure" in relations and mention.noun in PEOPLE):
            return None
        if last is None or self.near.housed(mention):
            return None
        if last.kind == "hostages" and mention.noun in ("inmate", "suspect"):
            return None
        after, then = self.near.unit(mention.end), self.near.unit(mention.end + 1)
        if after is not None and after.is_("prep") and then is not None and then.number is not None:
            # "there were 19 guards for 1,100 inmates"
            return None
        return None if last.kind in ("escaped", "recaptured") and mention.noun in CAPTIVES else last

    def _recent(self) -> Decision | None:
        """The last count, when it is at most two sentences away."""
        near = self.sentence - self.frame.last_sentence <= _CARRY
        return self.frame.last if near else None

    def _excepted(self, i: int, decision: Decision | None, decisions: dict[int, Decision]) -> Decision | None:
        """ "all but two of the hostages were freed", "all but 20 of the 220 who got out are back"."""
        whole = self.mentions[i].whole
        for j in self._indexes([whole] if whole is not None else []):
            own = decide(self.mentions[j], self.evidence[j], self.frame)
            if own is not None:
                return own
        return complement(decision or self._recent())

    def _shared_from_left(
        self, i: int, previous: int | None, decisions: dict[int, Decision]
    ) -> Decision | None:
        """What governs a list's first member governs the next: "killed five inmates and two guards"."""
        mention = self.mentions[i]
        if previous is None or previous != i - 1:
            return None
        among = any(e.relation == "among" for e in self.evidence[previous])
        if among and mention.noun in COUNTED and self.near.said_of_both(self.mentions[previous], mention):
            return decisions[previous]
        apart = mention.noun in COUNTED and not self.evidence[i]
        if not (
            self.near.listed(self.mentions[previous], mention)
            or (apart and self.near.in_turn(self.mentions[previous], mention))
        ):
            return None
        if mention.noun is None and not mention.rest and not self.near.ends_clause(mention):
            return None
        evidence = self.evidence[previous]
        if any(item.relation == "among" for item in evidence):
            return decisions[previous]
        for item in evidence:
            if item.relation in LEFTWARD and item.usable and item.cue != "last":
                decision = from_cue(item.cue, mention.noun, self.frame, evidence)
                if decision is not None:
                    return decision
        return None

    def _breakdown(self, i: int, previous: int | None, decisions: dict[int, Decision]) -> Decision | None:
        """ "17 people died: 10 guards and seven inmates", "nine people: a dentist, two nurses"."""
        mention = self.mentions[i]
        if previous is None or mention.noun not in COUNTED:
            return None
        for k in range(mention.first - 1, -1, -1):
            unit = self.units[k]
            if unit.mark in ("colon", "dash", "open"):
                sums = [j for j in decisions if self.mentions[j].end <= k]
                return decisions[max(sums)] if sums else None
            inside = unit.mark == "comma" or unit.number is not None or unit.is_("and", "det", "rest")
            if not inside and (unit.noun is None and (unit.known or unit.mark is not None)):
                return None
        return None

    def _shared_from_right(self, i: int, decisions: dict[int, Decision]) -> Decision | None:
        mention = self.mentions[i]
        if any(j in decisions and decisions[j].kind == "hostages" for j in self._indexes(mention.parts)):
            return HELD
        if any(j in decisions and decisions[j] == RECAPTURED for j in self._indexes(mention.parts)):
            return ESCAPED
        if mention.whole is not None:
            for j in self._indexes([mention.whole]):
                if j in decisions:
                    return decisions[j]
        if self.near.opens_whole(mention):
            return None
        if any(
            j in decisions and decisions[j] in (KILLED, INJURED) for j in self._indexes(mention.parts)
        ) and any(e.cue == "attack" for e in self.evidence[i]):
            # "two of three officers attacked on Friday were still in hospital"
            return INJURED
        before = self.near.unit(mention.first - 1)
        if before is not None and before.is_("prep"):
            return None
        if (
            i + 1 in decisions
            and mention.noun is not None
            and self.near.listed(mention, self.mentions[i + 1])
        ):
            evidence = self.evidence[i + 1]
            for item in evidence:
                if item.relation in RIGHTWARD and item.usable:
                    return from_cue(item.cue, mention.noun, self.frame, evidence)
        return None

    def _indexes(self, mentions: Sequence[Mention]) -> list[int]:
        return [j for j, m in enumerate(self.mentions) if any(m is other for other in mentions)]

    def _same_people(self, i: int, decisions: dict[int, Decision]) -> Decision | None:
        """The kind of an earlier count of as many: "the 46 guards" named before."""
        mention = self.mentions[i]
        if not mention.definite:
            return None
        before = [Found(self.mentions[j], decisions[j]) for j in sorted(decisions) if j < i]
        for found in reversed([*self.earlier, *before]):
            number = found.mention.number
            if number.value == mention.number.value and compatible(mention.noun, found.mention.noun):
                return found.decision
        return None

    def _opening(self) -> Decision | None:
        """ "Of the bodies, 42 have been identified", "Among the dead are two guards"."""
        if not self.units[0].is_("of", "including"):
            return None
        for unit in self.units[1:4]:
            if unit.noun is not None:
                return self._recent() if unit.noun == "victim" else BY_NOUN.get(unit.noun)
            if not unit.is_("det"):
                break
        return None
