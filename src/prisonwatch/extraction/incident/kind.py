"""What type of incident an article is about, by weighted cues: the headline and the lead count most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prisonwatch.extraction.context import Sentence
from prisonwatch.extraction.incident.rules import IncidentRules
from prisonwatch.extraction.incident.story import Story
from prisonwatch.records import Count, IncidentType

STRONG, WEAK = 2.0, 0.6
# Below this nothing is said to have happened.
THRESHOLD = 4.0


@dataclass(frozen=True, slots=True)
class Ruling:
    """The rules' answer, the score of each type that anything speaks for, and what speaks for none."""

    type: IncidentType
    scores: Mapping[IncidentType, float]
    nothing: float


def rule_type(story: Story, main: Sequence[Count], background: set[int]) -> Ruling:
    rules, context = story.rules, story.context
    scores: dict[IncidentType, float] = {}
    for sentence in context.sentences:
        weight = _weight(story.order[sentence.index], sentence.index in background)
        end = _aside(story, sentence)
        for kind in rules.kinds:
            if kind == "hostage_taking" and _before(story, "figurative", sentence, end):
                continue
            if _before(story, f"strong:{kind}", sentence, end):
                scores[kind] = scores.get(kind, 0.0) + weight * STRONG
            elif _before(story, f"weak:{kind}", sentence, end):
                scores[kind] = scores.get(kind, 0.0) + weight * WEAK
    nothing = scores.pop("none", 0.0)
    lead = [
        c for c in main if story.order[context.sentence_at(c.start).index] <= 2 and not set_aside(story, c)
    ]
    for counts, weight in ((lead, 1.0), (main, 0.5)):
        for kind, value in _evidence(counts, rules, scores).items():
            scores[kind] = scores.get(kind, 0.0) + value * weight * 0.7
    best = max(scores, key=lambda kind: scores[kind], default=None)
    if best is None or scores[best] < max(THRESHOLD, nothing):
        return Ruling("none", scores, nothing)
    return Ruling(best, scores, nothing)


def _before(story: Story, cue: str, sentence: Sentence, end: int) -> bool:
    """Whether a cue stands before a sentence's `end`."""
    found = story.first(cue, sentence.index)
    return found is not None and found.end() <= end


def _aside(story: Story, sentence: Sentence) -> int:
    """Where a sentence turns to what came before: "soldiers moved 148 men, days after inmates held …".

    Only where its first part tells of an incident itself: in "the minister resigned days after six men fled"
    the flight is the news.
    """
    aside = story.rules.aside.search(sentence.lower, 25)
    if aside and any(
        kind != "none" and _before(story, f"strong:{kind}", sentence, aside.start())
        for kind in story.rules.kinds
    ):
        return aside.start()
    return len(sentence.text)


def set_aside(story: Story, count: Count) -> bool:
    """Whether a count stands where its sentence tells of what came before."""
    sentence = story.context.sentence_at(count.start)
    return count.start - sentence.start >= _aside(story, sentence)


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
