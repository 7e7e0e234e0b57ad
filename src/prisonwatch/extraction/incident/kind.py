"""What type of incident an article is about, by weighted cues: the headline and the lead count most."""

from __future__ import annotations

from collections.abc import Sequence

from prisonwatch.extraction.context import Context
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
        for kind in rules.strong:
            if rules.strong[kind].search(sentence.text):
                scores[kind] = scores.get(kind, 0.0) + weight * STRONG
            elif rules.weak[kind].search(sentence.text):
                scores[kind] = scores.get(kind, 0.0) + weight * WEAK
    for kind, value in _evidence(main, rules).items():
        scores[kind] = scores.get(kind, 0.0) + value
    nothing = scores.pop("none", 0.0)
    if not scores:
        return "none"
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] >= max(THRESHOLD, nothing) else "none"


def _weight(rank: int, aside: bool) -> float:
    if aside:
        return 0.15
    return {0: 3.0, 1: 2.5, 2: 1.5, 3: 1.2}.get(rank, 0.8)


def _evidence(main: Sequence[Count], rules: IncidentRules) -> dict[IncidentType, float]:
    """What the numbers say: captives outnumber the dead in a hostage-taking, seldom in a riot."""
    hostages = max((c.value for c in main if c.kind == "hostages"), default=0)
    killed = max(
        (c.value for c in main if c.kind == "killed" and not (c.group and rules.staff.search(c.group))),
        default=0,
    )
    return {
        "hostage_taking": (4.0 if hostages else 0.0) + (4.0 if hostages > killed else 0.0),
        "riot": (4.0 if killed > 1 else 0.0) + (5.0 if killed > 1 and killed >= hostages > 0 else 0.0),
        "escape": 5.0 if any(c.kind in ("escaped", "recaptured") for c in main) else 0.0,
    }
