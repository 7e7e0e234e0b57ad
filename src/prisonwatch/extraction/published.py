"""The publication date that the text itself states."""

from __future__ import annotations

from prisonwatch.extraction.context import Context
from prisonwatch.records import Published


def find_published(context: Context) -> Published | None:
    """The publication date that the text itself states."""
    return None
