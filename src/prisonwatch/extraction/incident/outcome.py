"""How a hostage-taking stands or ended (the hostage blocks of GTD and ITERATE are the model)."""

from __future__ import annotations

from collections.abc import Sequence

from prisonwatch.extraction.context import Sentence
from prisonwatch.extraction.incident.rules import IncidentRules
from prisonwatch.records import Count, Outcome


def outcome(sentences: Sequence[Sentence], hostages: Sequence[Count], rules: IncidentRules) -> Outcome:
    """`sentences` are the main incident's, `hostages` its counts of hostages."""
    text = "\n".join(s.lower for s in sentences)
    statuses = {c.status for c in hostages}
    killed = "killed" in statuses or rules.killed.search(text) is not None
    freed = "freed" in statuses or rules.freed.search(text) is not None
    if killed and freed:
        return "mixed"
    if killed:
        return "killed"
    if rules.ongoing.search(text):
        return "mixed" if "freed" in statuses else "ongoing"
    if rules.rescued.search(text):
        return "rescued"
    return "freed" if freed else "unknown"
