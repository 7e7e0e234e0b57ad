"""Mentions of countries (by name or people), first-level regions and known cities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from prisonwatch.extraction.context import Context, Place, Sentence, Token
from prisonwatch.extraction.places.rules import PlaceRules, Reading
from prisonwatch.gazetteer import countries_of_city, fold, fold_article

_LONGEST_CITY = 5  # tokens


class _Candidate(NamedTuple):
    """A name in the text and what it may mean; `doubtful` needs the rest of the text to bear it out."""

    start: int
    end: int
    readings: list[Reading]
    doubtful: bool
    listed: bool = True  # by the pack, not only in the list of cities
    weak: bool = False  # gives way where the text tells of other countries only


def find_places(context: Context) -> list[Place]:
    """Mentions of countries, regions and cities, in reading order."""
    rules = context.pack.rules(PlaceRules)
    folded = fold_article(context.text)
    candidates = [c for s in context.sentences for c in _candidates(s, folded, context.text, rules)]
    sure = Counter(
        c.readings[0].country for c in candidates if not (c.doubtful or c.weak) and _one_country(c.readings)
    )
    places = []
    for candidate in candidates:
        reading = _choose(candidate, sure)
        if reading is not None:
            places.append(_place(context.text, candidate, reading))
    return places


def _one_country(readings: list[Reading]) -> bool:
    return len({r.country for r in readings}) == 1


def _choose(candidate: _Candidate, sure: Counter[str]) -> Reading | None:
    """The reading that the rest of the text bears out; a doubtful name needs some such support."""
    readings = candidate.readings
    if candidate.weak and sure and not any(sure[r.country] for r in readings):
        return None
    if candidate.doubtful:
        readings = [r for r in readings if sure[r.country]]
        return max(readings, key=lambda r: sure[r.country]) if readings else None
    if _one_country(readings):
        return readings[0]
    best = max(readings, key=lambda r: sure[r.country])
    # Without support, a name that is a country somewhere and a region elsewhere is left to the country,
    # a city's that the pack lists for several to the first; other namesakes tell nothing.
    return best if sure[best.country] or best.kind != "city" or candidate.listed else None


def _place(text: str, candidate: _Candidate, reading: Reading) -> Place:
    start, end = candidate.start, candidate.end
    surface = text[start:end]
    return Place(
        surface,
        start,
        end,
        reading.country,
        city=surface if reading.kind == "city" else None,
        region=reading.name if reading.kind in ("region", "abbreviation") else None,
        demonym=reading.kind == "demonym",
    )


def _candidates(sentence: Sentence, folded: str, text: str, rules: PlaceRules) -> Iterator[_Candidate]:
    tokens = sentence.tokens
    i = 0
    while i < len(tokens):
        token = tokens[i]
        capital = token.text[0].isupper()
        if not capital and not (rules.lowercase_demonyms and token.text[0].isalpha()):
            i += 1
            continue
        found = rules.names.longest(folded, tokens, i)
        if found is not None:
            readings, after, end = found
            candidate = _named(readings, tokens, i, after, text[token.start : end], rules)
            if candidate is not None:
                held, doubtful = candidate
                weak = held[0].kind == "region" and folded[token.start : end] in rules.ambiguous
                yield _Candidate(token.start, end, held, doubtful, weak=weak)
                i = after
                continue
        city = _city(tokens, i, folded, rules) if capital else None
        if city is not None:
            countries, after, end = city
            readings = [Reading("city", country, text[token.start : end]) for country in countries]
            yield _Candidate(token.start, end, readings, False, listed=False)
            i = after
            continue
        i += 1


def _named(
    readings: list[Reading], tokens: list[Token], i: int, after: int, surface: str, rules: PlaceRules
) -> tuple[list[Reading], bool] | None:
    """Which readings of a listed name hold where it stands, and whether they are doubtful."""
    before = tokens[i - 1] if i else None
    following = tokens[after] if after < len(tokens) else None
    if _led(tokens, i, rules):
        return None
    if following is not None and fold(following.text) in rules.followers:
        return None
    held = [r for r in readings if r.kind != "sign" and _fits(r, surface, before)]
    if not held:
        return None
    if i > 1 and before is not None and before.text == ",":
        held = _of_town(held, tokens[i - 2])
    if held[0].kind in ("country", "city") and _in_region(tokens, after, rules):
        return None
    clear = fold(surface) not in rules.ambiguous or held[0].kind == "abbreviation"
    if (not clear or held[0].kind == "region") and _person(tokens, i, rules):
        return None
    if clear:
        return held, False
    if following is not None and _capital_beside_after(tokens[after - 1], following):
        return held, True
    cue = before is not None and (fold(before.text) in rules.cues or before.text == ",")
    return held, not cue


def _of_town(readings: list[Reading], town: Token) -> list[Reading]:
    """The readings after a town and a comma: "Lumpkin, Georgia" is the state, "Tbilisi, Georgia" is not."""
    regions = [r for r in readings if r.kind == "region"]
    if not regions or len(regions) == len(readings) or not town.text[0].isupper():
        return readings
    theirs = countries_of_city(fold(town.text))
    return [r for r in readings if r.country in theirs] or regions


def _person(tokens: list[Token], i: int, rules: PlaceRules) -> bool:
    """Whether what stands before makes the name a person's: "Michael Jordan", "general Sucre"."""
    if i == 0 or not _adjacent(tokens[i - 1], tokens[i]):
        return False
    word = fold(tokens[i - 1].text)
    if word in rules.titles:
        return True
    return tokens[i - 1].text[0].isupper() and word not in rules.cues and (i > 1 or word not in rules.openers)


def _led(tokens: list[Token], i: int, rules: PlaceRules) -> bool:
    """Whether what stands before makes it another name: "Latin America", "Gulf of Mexico"."""
    if i and _adjacent(tokens[i - 1], tokens[i]) and fold(tokens[i - 1].text) in rules.leaders:
        return True
    linked = i > 1 and tokens[i - 1].text.islower() and tokens[i - 2].text[0].isupper()
    return linked and fold(tokens[i - 2].text) in rules.leaders


def _fits(reading: Reading, surface: str, before: Token | None) -> bool:
    if surface.isupper() and len(surface) > 3:
        return True
    if reading.kind == "abbreviation" and len(reading.name) == 2:
        return surface == reading.name and before is not None and before.text == ","
    if len(reading.name) <= 4:
        return surface == reading.name or (reading.kind == "demonym" and surface[1:] == reading.name[1:])
    return reading.kind == "demonym" or surface[0] == reading.name[0]


def _adjacent(word: Token, following: Token) -> bool:
    return word.end + 1 == following.start


def _capital_beside_after(last: Token, following: Token) -> bool:
    return _adjacent(last, following) and following.text[0].isupper()


def _in_region(tokens: list[Token], after: int, rules: PlaceRules) -> bool:
    """Whether ", <region>" follows: "Lebanon, Pennsylvania" is no country."""
    if after + 1 >= len(tokens) or tokens[after].text != ",":
        return False
    for end in (after + 2, after + 3):
        words = " ".join(fold(t.text) for t in tokens[after + 1 : end])
        if words in rules.regions or words.replace(" .", ".") in rules.regions:
            return True
    return False


def _city(
    tokens: list[Token], i: int, folded: str, rules: PlaceRules
) -> tuple[tuple[str, ...], int, int] | None:
    """A known city where a place is to be expected: after a cue, or in a dateline."""
    before = tokens[i - 1] if i else None
    cued = before is None or fold(before.text) in rules.cues or before.text in "(/"
    article = before is not None and before.text.islower() and len(before.text) > 1
    if not cued and not (article and rules.surroundings):
        return None
    start = tokens[i].start
    for j in range(min(len(tokens), i + _LONGEST_CITY), i, -1):
        end = tokens[j - 1].end
        if folded[end - 2 : end] == "'s":
            end -= 2
        countries = countries_of_city(folded[start:end])
        if not countries:
            continue
        following = tokens[j] if j < len(tokens) else None
        if not cued and (following is None or following.lower not in rules.surroundings):
            continue
        if before is None and (following is None or following.text not in ",-–—(:."):
            return None
        if following is not None and _capital_beside_after(tokens[j - 1], following):
            return None
        return countries, j, end
    return None
