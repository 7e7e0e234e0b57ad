"""Spans → one entry a facility: names put together, gazetteer, place, country."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from prisonwatch.extraction.facilities.aliases import Pairs
from prisonwatch.extraction.facilities.merging import (
    Entry,
    grouped,
    like_qualified,
    same_city,
    same_ending,
    same_initials,
    same_known,
    same_number,
    same_words,
)
from prisonwatch.extraction.facilities.rules import key_of
from prisonwatch.extraction.facilities.shortforms import find_short_forms
from prisonwatch.extraction.facilities.text import Reader, Span
from prisonwatch.extraction.facilities.whereabouts import Where, where_is
from prisonwatch.extraction.places import main_country
from prisonwatch.gazetteer import KnownFacility, countries_of_city, fold
from prisonwatch.records import Facility, Mention


def build_entries(reader: Reader, spans: Sequence[Span], pairs: Pairs) -> list[Facility]:
    """The record's facilities, in order of first mention."""
    entries = grouped(reader, spans, pairs)
    wheres = {id(entry): where_is(reader, entry.spans) for entry in entries}
    for entry in entries:
        entry.known = _in_gazetteer(reader, entry, wheres[id(entry)])
    entries = same_known(reader, entries)
    entries = same_words(reader, entries)
    entries = same_ending(reader, entries, lambda e: bool(e.known or wheres[id(e)].city))
    entries = same_number(reader, same_initials(reader, entries))
    entries = same_city(reader, entries, lambda e: fold(_city(e, wheres[id(e)])))
    towns = [fold(_city(entry, wheres[id(entry)])) for entry in entries]
    find_short_forms(reader, [entry.spans for entry in entries], towns)
    entries.sort(key=lambda e: min(e.spans).start)
    return _records(reader, entries, wheres)


def _in_gazetteer(reader: Reader, entry: Entry, where: Where) -> KnownFacility | None:
    """The known facility that the entry's names and the article's countries point at."""
    gazetteer = reader.rules.gazetteer
    countries = _countries_beside(reader, entry)
    told = where.country or _head_country(reader, entry)
    for span in sorted(entry.spans, key=lambda s: s.start - s.end):
        surface = reader.folded[span.start : span.end]
        exact = gazetteer.surfaces.get(surface) or []
        # There is many a Prison No. 4.
        keys = [k for k in dict.fromkeys((key_of(surface), key_of(span.core))) if not k.isdigit()]
        alike = [f for k in keys for f in gazetteer.with_key(k)]
        candidates = list(exact) + [f for f in alike if f not in exact]
        near = None
        if told:
            candidates = [f for f in candidates if f.country == told]
        elif countries:
            near = main_country(reader.context, span.start)
            candidates = [
                f
                for f in candidates
                if f.country in countries
                or (f in exact and len(surface.split()) > 1)
                or _town_named(reader, f, span)
            ]
        elif exact and len({f.country for f in exact}) == 1:
            candidates = list(exact)  # the very name, whatever else is called alike
        if candidates and (told or countries or len({f.country for f in candidates}) == 1):
            return min(candidates, key=partial(_rank, reader, span, exact, countries, where.city, near))
    return None


def _countries_beside(reader: Reader, entry: Entry) -> set[str]:
    """The countries of the article's places, without those that only stand in the facility's own name."""
    places = reader.context.facts.places
    outside = {
        p.country for p in places if not any(s.start <= p.start and p.end <= s.end for s in entry.spans)
    }
    return outside or {p.country for p in places}


def _town_named(reader: Reader, known: KnownFacility, span: Span) -> bool:
    """Whether the article names a facility's town besides the facility."""
    town = fold(known.city)
    return town != span.core and re.search(rf"(?<!\w){re.escape(town)}(?!\w)", reader.folded) is not None


def _rank(
    reader: Reader,
    span: Span,
    exact: Sequence[KnownFacility],
    countries: set[str],
    city: str | None,
    near: str | None,
    known: KnownFacility,
) -> tuple[bool, bool, bool, bool]:
    """How ill a known facility fits a name: by its country, city, wording, and the country named near by."""
    return (
        bool(countries) and known.country not in countries,
        city is not None and known.city != city,
        known not in exact and not like_qualified(reader, span, known),
        near is not None and known.country != near,
    )


def _records(reader: Reader, entries: list[Entry], wheres: dict[int, Where]) -> list[Facility]:
    facts = reader.context.facts
    facilities = [_record(reader, entry, wheres[id(entry)]) for entry in entries]
    facts.facilities = facilities
    if not facts.places and not any(facility.country for facility in facilities):
        for entry, facility in zip(entries, facilities, strict=True):
            facility.country = facility.country or _of_town(entry)
    for entry, facility in zip(entries, facilities, strict=True):
        if facility.country is None:
            facility.country = _of_known_town(reader, entry) or main_country(
                reader.context, facility.mentions[0].start
            )
    for entry, facility in zip(entries, facilities, strict=True):
        if facility.country is None:
            facility.country = _of_town(entry)
    facts.facilities = []
    return facilities


def _of_known_town(reader: Reader, entry: Entry) -> str | None:
    """The one country whose town of prisons a name ends with, where the article has places of it too."""
    towns = reader.rules.gazetteer.towns
    here = {p.country for p in reader.context.facts.places}
    countries: set[str] = set()
    for span in entry.spans:
        words = span.core.split()
        named = next((towns[t] for t in (" ".join(words[k:]) for k in range(len(words))) if t in towns), ())
        countries.update(named)
    return countries.pop() if len(countries) == 1 and countries <= here else None


def _of_town(entry: Entry) -> str | None:
    """The country of the town whose name a facility bears, where only one has such a town."""
    countries = {c for span in entry.spans for c in countries_of_city(span.core)}
    return countries.pop() if len(countries) == 1 else None


def _city(entry: Entry, where: Where) -> str:
    """The entry's city, also where its name has a number behind it: "Machala 1"."""
    told = (entry.known.city if entry.known else "") or where.city or ""
    if told:
        return told
    numbered = (span.core.rpartition(" ") for span in entry.spans)
    return next((town for town, _, n in numbered if n.isdigit() and countries_of_city(town)), "")


def _head_country(reader: Reader, entry: Entry) -> str | None:
    """What a head like "HMP" tells, unless the article is about other countries (Nassau has an HMP)."""
    countries = {p.country for p in reader.context.facts.places}
    return entry.country if not countries or entry.country in countries else None


def _record(reader: Reader, entry: Entry, where: Where) -> Facility:
    spans = sorted(set(entry.spans))
    named = [s for s in spans if s.rank > 0]
    name = max(named or spans, key=lambda s: (not s.bare, s.end - s.start, -s.start))
    known = entry.known
    return Facility(
        name=reader.text[name.start : name.end],
        gazetteer_id=known.id if known else None,
        city=(known.city if known else None) or where.city,
        region=where.region or (known.region if known else None) or None,
        country=(known.country if known else None) or where.country or _head_country(reader, entry),
        mentions=[Mention(text=reader.text[s.start : s.end], start=s.start, end=s.end) for s in spans],
    )
