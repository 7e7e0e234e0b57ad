"""Known custody facilities: `facilities.csv`, indexed by name."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cached_property
from importlib.resources import files
from typing import NamedTuple

from prisonwatch.gazetteer.lexicon import Lexicon, fold


class KnownFacility(NamedTuple):
    """One line of the gazetteer; empty cells are empty strings."""

    id: str
    name: str
    english: str
    aliases: str
    city: str
    region: str
    country: str

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, self.english, *self.aliases.split("|"))


class Gazetteer:
    """Facilities by the surface forms of their names and by what is distinctive in them.

    `key` turns a name into its distinctive words ("Turi prison" and "cárcel de Turi" into "turi"). Keys are
    worked out only for the facilities that share a word with what is asked, so that loading stays cheap.
    `generic` holds the custody words of all languages, `articles` those that may open a name after one.
    """

    def __init__(
        self,
        facilities: list[KnownFacility],
        key: Callable[[str], str],
        generic: frozenset[str],
        articles: frozenset[str],
    ) -> None:
        self.surfaces: Lexicon[list[KnownFacility]] = Lexicon()
        self.bare: Lexicon[list[KnownFacility]] = Lexicon()  # "Benfica" of "Benfica jail"
        self._facilities = facilities
        self._key = key
        self._asked: dict[str, list[KnownFacility]] = {}
        self._lines = [fold(f"{f.name}|{f.english}|{f.aliases}") for f in facilities]
        for line, facility in zip(self._lines, facilities, strict=True):
            for name in set(line.split("|")):
                if name:
                    self.surfaces.setdefault_folded(name, []).append(facility)
                    own = _without_head(name, generic, articles)
                    if own:
                        self.bare.setdefault_folded(own, []).append(facility)

    @cached_property
    def towns(self) -> dict[str, set[str]]:
        """Folded name of a town with a prison → the countries that have such a town."""
        towns: dict[str, set[str]] = {}
        for facility in self._facilities:
            if facility.city:
                towns.setdefault(fold(facility.city), set()).add(facility.country)
        return towns

    def with_key(self, key: str) -> list[KnownFacility]:
        """The facilities one of whose names has this key."""
        if not key:
            return []
        known = self._asked.get(key)
        if known is None:
            word = max(key.split(), key=len)
            known = self._asked[key] = [
                facility
                for line, facility in zip(self._lines, self._facilities, strict=True)
                if word in line and any(self._key(name) == key for name in line.split("|"))
            ]
        return known


def _without_head(name: str, generic: frozenset[str], articles: frozenset[str]) -> str:
    """A folded name without the one custody word at either end: "Woodhill Prison", "cárcel Modelo"."""
    own, _, last = name.rpartition(" ")
    if last in generic:
        return own if own.rpartition(" ")[2] not in generic else ""
    first, _, own = name.partition(" ")
    # An article may open such a name, a small linking word does not.
    second, _, rest = own.partition(" ")
    if first in generic and (second not in generic or (second in articles and rest)):
        return own
    return ""


def load_gazetteer(key: Callable[[str], str], generic: frozenset[str], articles: frozenset[str]) -> Gazetteer:
    """The gazetteer that comes with prisonwatch; `key` sets the `generic` words aside."""
    path = files("prisonwatch") / "gazetteer" / "facilities.csv"
    rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
    next(rows)
    return Gazetteer([KnownFacility(*row) for row in rows], key, generic, articles)
