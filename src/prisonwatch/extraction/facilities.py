"""Custody facilities that the text names."""

from __future__ import annotations

from prisonwatch.extraction.context import Context
from prisonwatch.records import Facility


def find_facilities(context: Context) -> list[Facility]:
    """Custody facilities that the text names."""
    return []
