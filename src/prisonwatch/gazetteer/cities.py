"""Cities of 50,000 people and more, with their countries."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from prisonwatch.gazetteer.lexicon import fold


@lru_cache(maxsize=1)
def _cities() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    listing = (files("prisonwatch") / "gazetteer" / "cities.csv").read_text(encoding="utf-8")
    for line in listing.splitlines()[1:]:
        country, _, names = line.partition(",")
        one = (country,)
        for name in names.strip('"').split("|"):
            folded = fold(name)
            found[folded] = (*found[folded], country) if folded in found else one
    return found


def countries_of_city(folded: str) -> tuple[str, ...]:
    """ISO codes of the countries that have a city of this (folded) name, none for no city."""
    return _cities().get(folded, ())
