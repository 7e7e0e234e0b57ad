"""The article's main incident: its type, its days, its place, and what its counts add up to."""

from __future__ import annotations

from prisonwatch.extraction.context import Context
from prisonwatch.extraction.incident import tallies
from prisonwatch.extraction.incident.case import Dated, Undated, Untold
from prisonwatch.extraction.incident.judge import Judge
from prisonwatch.extraction.incident.outcome import outcome
from prisonwatch.extraction.places import main_country
from prisonwatch.records import Facility, Incident


def find_incident(context: Context) -> Incident:
    """The article's main incident; type `none` where nothing happened."""
    judge = context.pack.rules(Judge)
    untold = Untold(context)
    kind = judge.kind(untold)
    country = main_country(context)
    if kind == "none":
        return Incident(type="none", country=country)
    undated = Undated(untold.story, kind)
    dated = Dated(undated, judge.start(undated))
    timeline = dated.timeline
    hostages = dated.of("hostages")
    facilities = _facilities(context, timeline.background)
    held = judge.total(dated, "hostages")
    freed = tallies.total(dated.lower, [c for c in hostages if c.status == "freed"], dated.story.rules)
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
        killed=judge.total(dated, "killed"),
        injured=dated.ruled("injured"),
        escaped=dated.ruled("escaped"),
        outcome=outcome(dated.sentences, hostages, dated.story.rules) if hostages else "unknown",
    )


def _facilities(context: Context, background: set[int]) -> list[Facility]:
    """Facilities that a sentence of the main incident names."""
    return [
        f
        for f in context.facts.facilities
        if any(context.sentence_at(m.start).index not in background for m in f.mentions)
    ]
