"""The country that an article, or a place in it, is about."""

from __future__ import annotations

from collections import defaultdict

from prisonwatch.extraction.context import Context, Place
from prisonwatch.extraction.places.rules import PlaceRules
from prisonwatch.gazetteer import fold_article

# How much one mention says. Datelines and headlines tell where a story plays, a sign tells a little.
_COUNTRY, _DEMONYM, _REGION, _CITY, _SIGN, _FACILITY = 1.0, 0.9, 1.2, 0.8, 0.5, 1.5
_STRAY_CITY = 0.3
_OPENING = 2.0  # factor for the first sentences
_OPENING_SENTENCES = 2
_CLEAR = 2.0  # lead that signs cannot make up
_SAME_SENTENCE, _SENTENCE_BEFORE = 6.0, 1.5


def main_country(context: Context, start: int | None = None) -> str | None:
    """ISO code of the article's country by the weight of its places, facilities and signs, or None.

    With `start`, an offset, what stands near it weighs more.
    """
    weights: dict[str, float] = defaultdict(float)
    here = context.sentence_at(start).index if start is not None and context.sentences else None

    named = {place.country for place in context.facts.places if not place.city}

    def add(country: str, offset: int, weight: float, near: bool = True) -> None:
        index = context.sentence_at(offset).index
        if index < _OPENING_SENTENCES:
            weight *= _OPENING
        if here is not None and index == here and near:
            weight *= _SAME_SENTENCE
        elif here is not None and index + 1 == here and near:
            weight *= _SENTENCE_BEFORE
        weights[country] += weight

    for place in context.facts.places:
        if place.city and named and place.country not in named and place.start > 0:
            weights[place.country] += (
                _STRAY_CITY  # Manchester in an article about Jamaica, but not a dateline's
            )
        else:
            # A people in the same sentence may be the victims': "two were Venezuelans".
            add(place.country, place.start, _weight(place), near=not place.demonym)
    for facility in context.facts.facilities:
        if facility.country:
            for mention in facility.mentions[:2]:
                add(facility.country, mention.start, _FACILITY)
    if not _clear(weights):
        for country, offset in _signs(context):
            add(country, offset, _SIGN)
    return max(weights, key=lambda c: weights[c]) if weights else None


def _clear(weights: dict[str, float]) -> bool:
    """Whether one country outweighs the others so much that signs could not change it."""
    first, second = (*sorted(weights.values(), reverse=True), 0.0, 0.0)[:2]
    return first > 2 * second + _CLEAR


def _weight(place: Place) -> float:
    if place.demonym:
        return _DEMONYM
    if place.city:
        return _CITY
    return _REGION if place.region else _COUNTRY


def _signs(context: Context) -> list[tuple[str, int]]:
    """Words that belong to one country, each counted once."""
    rules = context.pack.rules(PlaceRules)
    folded = fold_article(context.text)
    seen: dict[tuple[str, str], int] = {}
    for sentence in context.sentences:
        for i, token in enumerate(sentence.tokens):
            found = rules.names.longest(folded, sentence.tokens, i)
            if found is None:
                continue
            surface = context.text[token.start : found[2]]
            for reading in found[0]:
                if reading.kind == "sign" and surface == reading.name:
                    seen.setdefault((reading.country, reading.name), token.start)
    return [(country, offset) for (country, _), offset in seen.items()]
