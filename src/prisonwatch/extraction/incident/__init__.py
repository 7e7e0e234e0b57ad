"""The article's main incident: its type, its days, its place, and what its counts add up to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from prisonwatch.extraction.context import Context, Sentence
from prisonwatch.extraction.incident import tallies
from prisonwatch.extraction.incident.kind import incident_type, set_aside
from prisonwatch.extraction.incident.outcome import outcome
from prisonwatch.extraction.incident.rules import IncidentRules
from prisonwatch.extraction.incident.timeline import Timeline, find_timeline
from prisonwatch.extraction.places import main_country
from prisonwatch.records import Count, Facility, Incident


def find_incident(context: Context) -> Incident:
    """The article's main incident; type `none` where nothing happened."""
    rules = context.pack.rules(IncidentRules)
    timeline = find_timeline(context, rules)
    main = _main(context, timeline)
    kind = incident_type(context, rules, main, timeline.background)
    country = main_country(context)
    if kind == "none":
        return Incident(type="none", country=country)

    timeline = find_timeline(context, rules, kind)
    main = [
        c for c in _main(context, timeline) if kind == "hostage_taking" or not set_aside(context, c, rules)
    ]

    def of(*kinds: str) -> list[Count]:
        return [c for c in main if c.kind in kinds]

    sentences = [s for s in context.sentences if s.index not in timeline.background]
    hostages = of("hostages")
    facilities = _facilities(context, timeline.background)
    lower = context.text.replace("İ", "I").lower()
    held = tallies.total(lower, hostages, rules) or _single(sentences, rules.one_hostage)
    freed = tallies.total(lower, [c for c in hostages if c.status == "freed"], rules)
    return Incident(
        type=kind,
        date=timeline.start,
        ended=timeline.ended,
        country=country,
        place=next((f.city for f in facilities if f.city), None),
        facilities=[f.name for f in facilities],
        hostages=held,
        # A rounded "nearly 180" freed are the 178 of the exact count.
        freed=freed if freed is None or held is None else min(freed, held),
        killed=tallies.killed(lower, of("killed"), rules) or _single(sentences, rules.one_died),
        injured=tallies.total(lower, of("injured"), rules),
        escaped=tallies.total(lower, of("escaped"), rules),
        outcome=outcome(sentences, hostages, rules) if hostages else "unknown",
    )


def _main(context: Context, timeline: Timeline) -> list[Count]:
    return [c for c in context.facts.counts if timeline.holds(c, context.sentence_at(c.start))]


def _single(sentences: Sequence[Sentence], pattern: re.Pattern[str]) -> int | None:
    """1 where one person's fate is told without a number ("a guard was killed"), else None."""
    return 1 if any(pattern.search(s.lower) for s in sentences[:8]) else None


def _facilities(context: Context, background: set[int]) -> list[Facility]:
    """Facilities that a sentence of the main incident names."""
    return [
        f
        for f in context.facts.facilities
        if any(context.sentence_at(m.start).index not in background for m in f.mentions)
    ]
