"""People who hold public office or speak for the state."""

from __future__ import annotations

from prisonwatch.extraction.context import Context
from prisonwatch.language import Pack
from prisonwatch.records import Official


def find_officials(context: Context) -> list[Official]:
    """People who hold public office or speak for the state."""
    return []


def names_wanted(sentence: str, pack: Pack) -> bool:
    """Whether the spaCy model should look for names in this sentence."""
    return True
