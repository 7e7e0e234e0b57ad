"""Mentions of countries, regions and cities."""

from __future__ import annotations

from prisonwatch.extraction.context import Context, Place


def find_places(context: Context) -> list[Place]:
    """Mentions of countries, regions and cities."""
    return []
