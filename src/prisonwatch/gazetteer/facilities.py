"""Known custody facilities: `facilities.csv`, indexed by name."""

from __future__ import annotations

import csv
from collections.abc import Callable
from importlib.resources import files
from typing import NamedTuple

from prisonwatch.gazetteer.lexicon import Lexicon


class KnownFacility(NamedTuple):
    """One line of the gazetteer; empty cells are empty strings."""

    id: str
    name: str
    english: str
    aliases: tuple[str, ...]
    city: str
    region: str
    country: str

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, self.english, *self.aliases)


class Gazetteer:
    """Facilities by the surface forms of their names and by what is distinctive in them.

    `key` turns a name into its distinctive words ("Turi prison" and "cárcel de Turi" into "turi").
    """

    def __init__(self, facilities: list[KnownFacility], key: Callable[[str], str]) -> None:
        self.surfaces: Lexicon[list[KnownFacility]] = Lexicon()
        self._by_key: dict[str, list[KnownFacility]] = {}
        for facility in facilities:
            for name in dict.fromkeys(facility.names):
                if not name:
                    continue
                self.surfaces.setdefault(name, []).append(facility)
                same = self._by_key.setdefault(key(name), [])
                if facility not in same:
                    same.append(facility)

    def with_key(self, key: str) -> list[KnownFacility]:
        """The facilities one of whose names has this key."""
        return self._by_key.get(key, []) if key else []


def load_gazetteer(key: Callable[[str], str]) -> Gazetteer:
    """The gazetteer that comes with prisonwatch."""
    path = files("prisonwatch") / "gazetteer" / "facilities.csv"
    rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
    next(rows)
    return Gazetteer(
        [
            KnownFacility(id_, name, english, tuple(aliases.split("|")), city, region, country)
            for id_, name, english, aliases, city, region, country in rows
        ],
        key,
    )
