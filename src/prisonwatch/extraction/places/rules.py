"""A language's names of places: the pack's `places.toml`, ready for looking up."""

from __future__ import annotations

from typing import NamedTuple

from prisonwatch.gazetteer import Lexicon, fold
from prisonwatch.language import Pack


class Reading(NamedTuple):
    """One thing a name can mean."""

    kind: str  # country, demonym, region, abbreviation, city or sign
    country: str
    name: str


class PlaceRules:
    """Everything `places.toml` says; an empty pack yields empty rules."""

    def __init__(self, pack: Pack) -> None:
        data = pack.data("places")
        self.names: Lexicon[list[Reading]] = Lexicon()
        self.lowercase_demonyms = bool(data.get("lowercase_demonyms", False))
        self.ambiguous = _folded(data.get("ambiguous", ()))
        self.openers = frozenset(fold(word) for word in pack.function_words)
        self.cues = _folded(data.get("cues", ()))
        self.followers = _folded(data.get("followers", ()))
        self.surroundings = _folded(data.get("surroundings", ()))
        self.leaders = _folded(data.get("leaders", ()))
        self.titles = _folded(data.get("titles", ()))
        self.demonyms: dict[str, str] = {}

        def add(kind: str, table: str) -> None:
            for country, names in data.get(table, {}).items():
                for name in names.split("|"):
                    self.names.setdefault(name, []).append(Reading(kind, country, name))

        add("country", "countries")
        add("region", "regions")
        add("abbreviation", "abbreviations")
        add("city", "cities")
        add("sign", "signs")
        inflections = data.get("inflections", [["", [""]]])
        for country, names in data.get("demonyms", {}).items():
            for name in names.split("|"):
                for form in _inflected(name, inflections):
                    self.names.setdefault(form, []).append(Reading("demonym", country, name))
                    self.demonyms.setdefault(fold(form), country)
        self.countries = {
            fold(name): country
            for country, names in data.get("countries", {}).items()
            for name in names.split("|")
        }
        self.cities = {fold(name) for names in data.get("cities", {}).values() for name in names.split("|")}
        self.regions = {
            fold(name): country
            for table in ("abbreviations", "regions")
            for country, names in data.get(table, {}).items()
            for name in names.split("|")
        }


def _folded(words: list[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def _inflected(name: str, inflections: list[tuple[str, list[str]]]) -> list[str]:
    for ending, forms in inflections:
        if name.endswith(ending):
            return [name[: len(name) - len(ending)] + form for form in forms]
    return [name]
