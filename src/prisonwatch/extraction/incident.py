"""The article's main incident."""

from __future__ import annotations

from prisonwatch.extraction.context import Context
from prisonwatch.records import Incident


def find_incident(context: Context) -> Incident:
    """The article's main incident."""
    del context
    return Incident(type="none")
