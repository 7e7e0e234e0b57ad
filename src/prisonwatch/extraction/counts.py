"""Stated numbers of people: hostages, killed, injured, escaped, recaptured, arrested."""

from __future__ import annotations

from prisonwatch.extraction.context import Context
from prisonwatch.records import Count


def find_counts(context: Context) -> list[Count]:
    """Stated numbers of people: hostages, killed, injured, escaped, recaptured, arrested."""
    return []
