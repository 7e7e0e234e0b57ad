"""Custody facilities that the text names."""

from __future__ import annotations

from prisonwatch.extraction.context import Context
from prisonwatch.extraction.facilities.aliases import find_aliases
from prisonwatch.extraction.facilities.entries import build_entries
from prisonwatch.extraction.facilities.known import find_known
from prisonwatch.extraction.facilities.names import find_named
from prisonwatch.extraction.facilities.rules import FacilityRules
from prisonwatch.extraction.facilities.text import Reader
from prisonwatch.records import Facility

__all__ = ["find_facilities"]


def find_facilities(context: Context) -> list[Facility]:
    """Custody facilities that the text names, one entry each, in order of first mention."""
    reader = Reader(context, context.pack.rules(FacilityRules))
    named = find_named(reader)
    known = find_known(reader, named)
    spans = reader.settle([*named, *known])
    aliases, pairs = find_aliases(reader, spans)
    return build_entries(reader, [*spans, *aliases], pairs)
