"""Where the text says that a facility stands: "the Turi prison in Cuenca, Ecuador"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from prisonwatch.extraction.context import Token
from prisonwatch.extraction.facilities.text import Reader, Span, possessive
from prisonwatch.extraction.facilities.walking import name_after
from prisonwatch.gazetteer import countries_of_city, fold


class Where(NamedTuple):
    city: str | None = None
    region: str | None = None
    country: str | None = None


def where_is(reader: Reader, spans: Sequence[Span]) -> Where:
    """The place that stands beside the first mention that has one, or that the name itself is."""
    beside = [_beside(reader, span) for span in spans]
    city = next((w.city for w in beside if w.city), None) or _named_after(reader, spans)
    region = next((w.region for w in beside if w.region), None)
    country = next((w.country for w in beside if w.country), None)
    return Where(city, region, country)


def _beside(reader: Reader, span: Span) -> Where:
    _, tokens = reader.sentences[reader.context.sentence_at(span.start).index]
    starts = [t.start for t in tokens]
    before = _owner(reader, tokens, bisect_left(starts, span.start))
    after = _after(reader, tokens, bisect_left(starts, span.end))
    return Where(after.city, after.region, after.country or before)


def _owner(reader: Reader, tokens: Sequence[Token], k: int) -> str | None:
    """The country whose people or possessive stands before a name: "Ecuador's Turi prison"."""
    for length in (1, 2, 3):
        if k >= length and (length > 1 or possessive(tokens[k - 1]) or tokens[k - 1].text[0].isupper()):
            end = tokens[k - 1].end - (2 if tokens[k - 1].lower.endswith("'s") else 0)
            words = reader.folded[tokens[k - length].start : end]
            country = reader.places.countries.get(words) or reader.places.demonyms.get(words)
            if country:
                return country
    return None


def _after(reader: Reader, tokens: list[Token], k: int) -> Where:
    """What "in Cuenca, Ecuador" says at tokens[k]."""
    if k < len(tokens) and tokens[k].text in (",", "("):
        k += 1
    if k >= len(tokens):
        return Where()
    where = reader.rules.where.longest(reader.folded, tokens, k)
    if where is not None:
        k = where[1]
    elif tokens[k - 1].text not in (",", "("):
        return Where()
    named, k = _place(reader, tokens, k)
    if where is None and not named.country and not named.region:
        named = Where()
    if k + 1 < len(tokens) and tokens[k].text in (",", "("):
        further, _ = _place(reader, tokens, k + 1)
        if further.region or further.country:
            return Where(named.city, further.region or named.region, further.country or named.country)
    return named


def _place(reader: Reader, tokens: list[Token], k: int) -> tuple[Where, int]:
    """The place at tokens[k], and the index after it."""
    if k < len(tokens) and tokens[k].lower in reader.rules.articles:
        k += 1
    place = reader.place_at.get(tokens[k].start) if k < len(tokens) else None
    if place is not None and not place.demonym:
        after = next((j for j in range(k, len(tokens)) if tokens[j].end >= place.end), len(tokens) - 1) + 1
        if place.city:
            return Where(city=place.city), after
        if place.region is None:
            return Where(country=place.country), after
        city = place.text if place.country in countries_of_city(fold(place.text)) else None
        return Where(city=city, region=None if city else place.text, country=place.country), after
    stop = name_after(reader, tokens, k)
    if stop == k:
        return Where(), k
    surface = reader.text[tokens[k].start : tokens[stop - 1].end]
    return Where(city=surface), stop


def _named_after(reader: Reader, spans: Sequence[Span]) -> str | None:
    """The city whose name the facility bears."""
    for span in spans:
        if countries_of_city(span.core):
            at = reader.folded.find(span.core, span.start)
            following = reader.folded[at + len(span.core) : span.end].split()
            if following and following[0] in reader.rules.town_followers:
                continue  # Livingston County is not in Livingston
            return reader.text[at : at + len(span.core)]
    return None
