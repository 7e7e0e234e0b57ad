"""Spans → one entry a facility: names put together, gazetteer, place, country."""

from __future__ import annotations

from collections.abc import Sequence

from prisonwatch.extraction.facilities.aliases import Pairs
from prisonwatch.extraction.facilities.rules import key_of
from prisonwatch.extraction.facilities.shortforms import find_short_forms
from prisonwatch.extraction.facilities.text import Reader, Span
from prisonwatch.extraction.facilities.whereabouts import Where, where_is
from prisonwatch.extraction.places import main_country
from prisonwatch.gazetteer import KnownFacility, countries_of_city, fold
from prisonwatch.records import Facility, Mention


class Entry:
    """The spans that name one facility."""

    def __init__(self, spans: list[Span]) -> None:
        self.spans = spans
        self.known: KnownFacility | None = None

    @property
    def keys(self) -> set[str]:
        return {_key(span) for span in self.spans}

    @property
    def country(self) -> str | None:
        """What a head like "HMP" tells."""
        return next((s.country for s in self.spans if s.country), None)


def build_entries(reader: Reader, spans: Sequence[Span], pairs: Pairs) -> list[Facility]:
    """The record's facilities, in order of first mention."""
    entries = _grouped(spans, pairs)
    wheres = {id(entry): where_is(reader, entry.spans) for entry in entries}
    for entry in entries:
        entry.known = _in_gazetteer(reader, entry, wheres[id(entry)])
    entries = _same_known(entries)
    entries = _same_words(entries)
    entries = _same_city(entries, wheres)
    find_short_forms(reader, [entry.spans for entry in entries])
    entries.sort(key=lambda e: min(e.spans).start)
    return _records(reader, entries, wheres)


def _key(span: Span) -> str:
    return (key_of(span.core) or span.core).replace(" ", "")


def _grouped(spans: Sequence[Span], pairs: Pairs) -> list[Entry]:
    """Spans with the same distinctive words, or tied by the text, together."""
    entries: list[Entry] = []
    for span in spans:
        same = next((e for e in entries if _key(span) in e.keys), None)
        if same is not None:
            same.spans.append(span)
        else:
            entries.append(Entry([span]))
    for one, other in pairs:
        a = next(e for e in entries if one in e.spans)
        b = next(e for e in entries if other in e.spans)
        if a is not b:
            a.spans += b.spans
            entries.remove(b)
    return entries


def _in_gazetteer(reader: Reader, entry: Entry, where: Where) -> KnownFacility | None:
    """The known facility that the entry's names and the article's countries point at."""
    gazetteer = reader.rules.gazetteer
    countries = {p.country for p in reader.context.facts.places}
    told = where.country or entry.country
    for span in sorted(entry.spans, key=lambda s: s.start - s.end):
        surface = reader.folded[span.start : span.end]
        exact = gazetteer.surfaces.get(surface) or []
        candidates = list(exact) + [f for f in gazetteer.with_key(key_of(span.core)) if f not in exact]
        if told:
            candidates = [f for f in candidates if f.country == told]
        elif countries:
            near = main_country(reader.context, span.start)
            candidates = sorted(
                (
                    f
                    for f in candidates
                    if f.country in countries or (f in exact and len(surface.split()) > 1)
                ),
                key=lambda f: f.country != near,
            )
        if where.city:
            candidates.sort(key=lambda f: f.city != where.city)
        if candidates and (told or countries or len({f.country for f in candidates}) == 1):
            return candidates[0]
    return None


def _same_known(entries: list[Entry]) -> list[Entry]:
    merged: list[Entry] = []
    for entry in entries:
        same = next((e for e in merged if e.known and entry.known and e.known.id == entry.known.id), None)
        if same is not None:
            same.spans += entry.spans
        else:
            merged.append(entry)
    return merged


def _same_words(entries: list[Entry]) -> list[Entry]:
    """An entry whose words are part of just one other's is the same facility, unless a number tells them apart."""
    for short in list(entries):
        longer = [e for e in entries if e is not short and _part_of(short, e)]
        if len(longer) == 1 and (short.known is None or longer[0].known is None):
            longer[0].known = longer[0].known or short.known
            longer[0].spans += short.spans
            entries.remove(short)
    return entries


def _same_city(entries: list[Entry], wheres: dict[int, Where]) -> list[Entry]:
    """ "Manaus prison" is the one facility that the article places in Manaus."""
    for entry in list(entries):
        if not all(countries_of_city(span.core) for span in entry.spans):
            continue
        cities = {span.core for span in entry.spans}
        there = [
            e
            for e in entries
            if e is not entry
            and fold((e.known.city if e.known else None) or wheres[id(e)].city or "") in cities
            and not all(countries_of_city(span.core) for span in e.spans)
        ]
        if len(there) == 1 and (entry.known is None or there[0].known is None):
            there[0].known = there[0].known or entry.known
            there[0].spans += entry.spans
            entries.remove(entry)
    return entries


def _part_of(short: Entry, longer: Entry) -> bool:
    for span in short.spans:
        words = (key_of(span.core) or span.core).split()
        for other in longer.spans:
            theirs = (key_of(other.core) or other.core).split()
            left = [w for w in theirs if w not in words]
            if (
                len(theirs) - len(left) == len(words)
                and left
                and not any(_number(w) for w in (*left, *words))
            ):
                return True
    return False


def _number(word: str) -> bool:
    return word.isdigit() or not word.strip("ivx") or len(word) == 1


def _records(reader: Reader, entries: list[Entry], wheres: dict[int, Where]) -> list[Facility]:
    facts = reader.context.facts
    facilities = [_record(reader, entry, wheres[id(entry)]) for entry in entries]
    facts.facilities = facilities
    for facility in facilities:
        if facility.country is None:
            facility.country = main_country(reader.context, facility.mentions[0].start)
    facts.facilities = []
    return facilities


def _head_country(reader: Reader, entry: Entry) -> str | None:
    """What a head like "HMP" tells, unless the article speaks of other countries only (there is one in Nassau)."""
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
