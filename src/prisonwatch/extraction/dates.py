"""Calendar expressions and their normalised values."""

from __future__ import annotations

from prisonwatch.extraction.context import Context
from prisonwatch.records import Date


def find_dates(context: Context) -> list[Date]:
    """Calendar expressions and their normalised values."""
    return []
