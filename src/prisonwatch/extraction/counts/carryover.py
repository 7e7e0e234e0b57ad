"""Settles a sentence's mentions together: lists and parts share their evidence, ellipses inherit what came before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from prisonwatch.extraction.counts.decision import Decision, Frame, by_noun, compatible, decide, from_cue
from prisonwatch.extraction.counts.evidence import Evidence
from prisonwatch.extraction.counts.mentions import TELLING, Mention
from prisonwatch.extraction.counts.units import Unit


class Found(NamedTuple):
    mention: Mention
    decision: Decision


_LEFTWARD = frozenset({"object", "nominal", "toll", "copula", "inverted", "label", "among"})
_RIGHTWARD = frozenset({"predicate", "subject", "participle", "relative"})


def settle(
    units: Sequence[Unit],
    mentions: Sequence[Mention],
    evidence: Sequence[list[Evidence]],
    frame: Frame,
    earlier: Sequence[Found],
    articles: frozenset[str],
) -> list[Found]:
    """The counts of one sentence, in order; `frame` follows."""
    decisions: dict[int, Decision] = {}
    for i, mention in enumerate(mentions):
        decision = _own(units, mention, evidence[i], frame, articles)
        if decision is None:
            decision = _inherited(units, mentions, evidence, i, decisions, frame, earlier, articles)
        if decision is not None:
            decisions[i] = decision
            frame.last, frame.last_noun = decision, mention.noun
    for i in range(len(mentions) - 1, -1, -1):
        if i not in decisions:
            decision = _shared_rightward(units, mentions, evidence, i, decisions, frame, articles)
            if decision is not None:
                decisions[i] = decision
    return [Found(m, decisions[i]) for i, m in enumerate(mentions) if i in decisions]


def _refused(units: Sequence[Unit], mention: Mention, articles: frozenset[str]) -> bool:
    if mention.noun == "thing":
        return True
    if (
        mention.number.max is None
        and 1900 <= mention.number.value <= 2100
        and mention.noun in (None, "unknown")
        and mention.number.qualifier == "exact"
    ):
        return True
    before = units[mention.first - 1] if mention.first > 0 else None
    if before is not None and before.is_("neg"):
        return True
    word = units[mention.at].lower
    return word in articles and not (mention.partitive or mention.noun in (None, "dead"))


def _own(
    units: Sequence[Unit], mention: Mention, evidence: list[Evidence], frame: Frame, articles: frozenset[str]
) -> Decision | None:
    if _refused(units, mention, articles):
        return None
    decision = decide(mention, evidence, frame)
    if decision is None and mention.noun in TELLING:
        decision = by_noun(mention)
    return decision


def _inherited(
    units: Sequence[Unit],
    mentions: Sequence[Mention],
    evidence: Sequence[list[Evidence]],
    i: int,
    decisions: dict[int, Decision],
    frame: Frame,
    earlier: Sequence[Found],
    articles: frozenset[str],
) -> Decision | None:
    mention = mentions[i]
    if _refused(units, mention, articles):
        return None
    blocked = any(
        e.negated or e.hypothetical or e.cue == "other" or e.relation == "agent" for e in evidence[i]
    )
    previous = max((j for j in decisions if j < i), default=None)
    if previous is not None and _listed(units, mentions[i - 1], mention) and previous == i - 1:
        for e in evidence[previous]:
            if e.relation in _LEFTWARD and not e.negated and not e.hypothetical:
                decision = (
                    from_cue(e.cue, mention.noun, frame, evidence[previous]) if e.cue != "included" else None
                )
                if decision is not None and (
                    mention.noun is not None or mention.rest or _ends_clause(units, mention)
                ):
                    return decision
    if blocked:
        return None
    if any(e.cue == "included" for e in evidence[i]):
        if previous is not None:
            return decisions[previous]
        return None
    if mention.pronoun:
        if previous is not None:
            return decisions[previous]
        return earlier[-1].decision if earlier else None
    if (
        mention.noun is None
        and previous is not None
        and _ends_clause(units, mention)
        and _after_break(units, mention)
    ):
        return decisions[previous]
    if mention.noun is None and mention.rest and (previous is not None or earlier):
        return decisions[previous] if previous is not None else earlier[-1].decision
    if mention.definite or mention.partitive:
        same = [
            f
            for f in earlier
            if f.mention.number.value == mention.number.value and compatible(mention.noun, f.mention.noun)
        ]
        if same:
            return same[-1].decision
    return None


def _shared_rightward(
    units: Sequence[Unit],
    mentions: Sequence[Mention],
    evidence: Sequence[list[Evidence]],
    i: int,
    decisions: dict[int, Decision],
    frame: Frame,
    articles: frozenset[str],
) -> Decision | None:
    mention = mentions[i]
    if _refused(units, mention, articles):
        return None
    for part in mention.parts:
        for j, m in enumerate(mentions):
            if m is part and j in decisions and decisions[j].kind == "hostages":
                return Decision("hostages", "held", "whole")
    if mention.whole is not None:
        for j, m in enumerate(mentions):
            if m is mention.whole and j in decisions:
                return decisions[j]
    if i + 1 in decisions and mention.noun is not None and _listed(units, mention, mentions[i + 1]):
        for e in evidence[i + 1]:
            if e.relation in _RIGHTWARD and not e.negated and not e.hypothetical:
                return from_cue(e.cue, mention.noun, frame, evidence[i + 1])
    return None


def _listed(units: Sequence[Unit], first: Mention, second: Mention) -> bool:
    """Whether nothing but commas and conjunctions stand between two mentions."""
    between = units[first.end : second.first]
    return len(between) <= 4 and all(
        u.mark == "comma" or u.is_("and", "or", "including", "persona", "adv") for u in between
    )


def _ends_clause(units: Sequence[Unit], mention: Mention) -> bool:
    after = units[mention.end] if mention.end < len(units) else None
    return after is None or after.mark is not None or after.is_("prep", "and", "adv", "sub", "partitive")


def _after_break(units: Sequence[Unit], mention: Mention) -> bool:
    before = units[mention.first - 1] if mention.first > 0 else None
    return before is not None and (
        before.mark in ("comma", "dash", "open", "stop") or before.is_("and", "but")
    )
