"""What type of incident an article is about, by weighted cues: the headline and the lead count most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prisonwatch.extraction.context import Context, Sentence
from prisonwatch.extraction.incident.rules import IncidentRules
from prisonwatch.extraction.incident.timeline import story_order
from prisonwatch.records import Count, IncidentType

STRONG, WEAK = 2.0, 0.6
# Below this nothing is said to have happened.
THRESHOLD = 4.0


def incident_type(
    context: Context, rules: IncidentRules, main: Sequence[Count], background: set[int]
) -> IncidentType:
    scores: dict[IncidentType, float] = {}
    story = story_order(context)
    for sentence in context.sentences:
        weight = _weight(story[sentence.index], sentence.index in background)
        text = sentence.lower[: _aside(sentence, rules)]
        figurative = rules.figurative.search(text) is not None
        for kind in rules.strong:
            if kind == "hostage_taking" and figurative:
                continue
            if rules.strong[kind].search(text):
                scores[kind] = scores.get(kind, 0.0) + weight * STRONG
            elif rules.weak[kind].search(text):
                scores[kind] = scores.get(kind, 0.0) + weight * WEAK
    nothing = scores.pop("none", 0.0)
    lead = [
        c for c in main if story[context.sentence_at(c.start).index] <= 2 and not set_aside(context, c, rules)
    ]
    for counts, weight in ((lead, 1.0), (main, 0.5)):
        for kind, value in _evidence(counts, rules, scores).items():
            scores[kind] = scores.get(kind, 0.0) + value * weight * 0.7
    if not scores:
        return "none"
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] >= max(THRESHOLD, nothing) else "none"


def _aside(sentence: Sentence, rules: IncidentRules) -> int:
    """Where a sentence turns to what came before: "soldiers moved 148 men, days after inmates held …".

    Only where its first part tells of an incident itself: in "the minister resigned days after six men fled"
    the flight is the news.
    """
    aside = rules.aside.search(sentence.lower, 25)
    if aside and any(
        pattern.search(sentence.lower, 0, aside.start())
        for kind, pattern in rules.strong.items()
        if kind != "none"
    ):
        return aside.start()
    return len(sentence.text)


def set_aside(context: Context, count: Count, rules: IncidentRules) -> bool:
    """Whether a count stands where its sentence tells of what came before."""
    sentence = context.sentence_at(count.start)
    return count.start - sentence.start >= _aside(sentence, rules)


def _weight(rank: int, aside: bool) -> float:
    if aside:
        return 0.15
    return {0: 3.0, 1: 2.5, 2: 1.5, 3: 1.2}.get(rank, 0.8)


def _evidence(
    main: Sequence[Count], rules: IncidentRules, scores: Mapping[IncidentType, float]
) -> dict[IncidentType, float]:
    """What the numbers say: captives outnumber the dead in a hostage-taking, seldom in a riot."""
    hostages = max((c.value for c in main if c.kind == "hostages"), default=0)
    inmates = max(
        (
            c.value
            for c in main
            if c.kind == "killed" and not (c.group and rules.staff.search(c.group.lower()))
        ),
        default=0,
    )
    evidence: dict[IncidentType, float] = {}
    rioting = inmates > 1 and scores.get("riot", 0.0) >= STRONG
    captives = False
    if hostages:
        first = next(c.kind for c in main if c.kind in ("hostages", "killed"))
        captives = hostages > inmates and (first == "hostages" or not rioting)
        evidence["hostage_taking"] = 9.0 if captives else 4.0
    if inmates and (inmates >= hostages or not captives):
        # Deaths belong to whatever violence the words tell of, else they are the incident.
        causes: tuple[IncidentType, ...] = ("riot", "attack", "other")
        cause = max(causes, key=lambda kind: scores.get(kind, 0.0))
        if scores.get(cause, 0.0) < STRONG:
            cause = "escape" if scores.get("escape", 0.0) >= STRONG else "death"
        evidence[cause] = 9.0 if hostages else 5.0
    if any(c.kind in ("escaped", "recaptured") for c in main):
        # A flight out of a riot or a siege is part of it.
        evidence["escape"] = evidence.get("escape", 0.0) + (0.0 if hostages > 1 or rioting else 5.0)
    return evidence
