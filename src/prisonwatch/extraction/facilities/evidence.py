"""What around a bare name says that it is a facility's: people sent there, its warden, its town, a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prisonwatch.extraction.context import Token
from prisonwatch.extraction.facilities.text import Reader, adjacent, plain, possessive
from prisonwatch.extraction.facilities.walking import QUOTES
from prisonwatch.gazetteer import KnownFacility, countries_of_city, fold

Hit = tuple[list[KnownFacility], int, int]  # what the gazetteer knows, index after it, end offset

_CLAUSE = 5  # tokens between people moved and where they are moved to
_SUBJECT = 10  # tokens before a verb in which those whom it moves are looked for
_TITLE = 7  # tokens of a title in quotation marks before a name
_LONG_WORD = 5  # letters; in a title only shorter ones are written small
_TOWN = 5  # tokens between a facility and its town


def hit_at(reader: Reader, tokens: list[Token], i: int) -> Hit | None:
    """The longest name at tokens[i] that the gazetteer knows, with or without its custody word."""
    if i >= len(tokens) or not tokens[i].text[0].isupper():
        return None
    known = reader.rules.gazetteer
    return known.surfaces.longest(reader.folded, tokens, i) or known.bare.longest(reader.folded, tokens, i)


def is_city(surface: str, facilities: list[KnownFacility]) -> bool:
    """Whether a name is that of a city in a facility's own country, too large to be told by its prison."""
    theirs = countries_of_city(surface)
    return any(facility.country in theirs for facility in facilities)


def sent_there(reader: Reader, tokens: list[Token], i: int) -> bool:
    """Whether people are said to be moved to, or kept at, the name at tokens[i]: "trasladado a Topas"."""
    rules = reader.rules
    k = _before_article(reader, tokens, i)
    if k < 1:
        return False
    link = tokens[k].lower
    verbs = rules.moves if link in rules.move_links else rules.keeps if link in rules.keep_links else None
    for j in range(k - 1, max(-1, k - _CLAUSE), -1) if verbs else ():
        if plain(tokens[j]) in (verbs or ()):
            return _done_to(reader, tokens, j) and not any(
                plain(t) in rules.outsiders for t in tokens[max(0, j - _SUBJECT) : k]
            )
        if not tokens[j].text[0].isalpha():
            return False
    return False


def shared_out(reader: Reader, tokens: list[Token], i: int, ends: set[int]) -> bool:
    """Whether a name takes its part of people with a facility named before: "men to X, 60 women to Y"."""
    rules = reader.rules
    k = _before_article(reader, tokens, i)
    if k < 1 or tokens[k].lower not in rules.sharing_links:
        return False
    if not any(t.text.isdigit() or plain(t) in rules.sharers for t in tokens[max(0, k - 2) : k]):
        return False
    return any(token.end in ends for token in tokens[:k])


def succeeds(reader: Reader, tokens: list[Token], i: int) -> bool:
    """Whether another facility is said to take the place of the one at tokens[i]: "meant to replace X"."""
    k = _before_article(reader, tokens, i)
    return k > 0 and plain(tokens[k]) in reader.rules.successions


def in_capital(reader: Reader, tokens: list[Token], after: int) -> bool:
    """Whether a name is said to stand in a town told by what it is: "Las Flores, in the state capital"."""
    if after >= len(tokens) or tokens[after].text not in ",(":
        return False
    words = [plain(t) for t in tokens[after + 1 : after + _TOWN]]
    return (
        words[:1] != [] and words[0] in reader.rules.stands_in and not reader.rules.capitals.isdisjoint(words)
    )


def _done_to(reader: Reader, tokens: list[Token], j: int) -> bool:
    """Whether the verb at tokens[j] is not what people do by themselves: "were moved", not "he moved"."""
    rules = reader.rules
    if plain(tokens[j]) not in rules.drifting:
        return True
    before = [plain(t) for t in tokens[max(0, j - 2) : j]]
    return any(word in rules.passives or word in rules.custody for word in before)


def kept_by(reader: Reader, tokens: list[Token], i: int, after: int) -> bool:
    """Whether whoever runs a prison stands beside a name: "warden of Angola", "Lewes's governor"."""
    rules = reader.rules
    k = _before_article(reader, tokens, i)
    if possessive(tokens[after - 1]) and any(
        plain(t) in rules.own_keepers for t in tokens[after : after + 3]
    ):
        return True
    return k > 0 and tokens[k].lower in rules.keeper_links and plain(tokens[k - 1]) in rules.keepers


def of_town(reader: Reader, tokens: list[Token], i: int) -> bool:
    """Whether people or offices of a town stand before its name: "el alcalde de Soto del Real"."""
    k = _before_article(reader, tokens, i)
    return (
        k > 0
        and tokens[k].lower in reader.rules.keeper_links
        and plain(tokens[k - 1]) in reader.rules.townsfolk
    )


def told_beside(reader: Reader, tokens: list[Token], after: int, known: list[KnownFacility]) -> bool:
    """Whether the facility's own town or its other name follows: "Pavón, en Fraijanes", "Soto (Madrid V)"."""
    if after >= len(tokens):
        return False
    if tokens[after].text == "(":
        other = hit_at(reader, tokens, after + 1)
        if other is not None and any(f in known for f in other[0]):
            return True
    if tokens[after].text not in ",(" and reader.rules.where.longest(reader.folded, tokens, after) is None:
        return False
    towns = {fold(f.city) for f in known if f.city}
    for k in range(after, min(after + _TOWN, len(tokens))):
        if tokens[k].text[0].isupper():
            rest = reader.folded[tokens[k].start :]
            named = reader.folded[tokens[k].start : _stop(tokens, k)]
            return any(
                (rest.startswith(town) and not rest[len(town) : len(town) + 1].isalpha())
                or (" " in named and town.startswith(named + " "))
                for town in towns
            )
        if tokens[k].text not in ",(" and not tokens[k].text.isalpha():
            return False
        if plain(tokens[k]) in reader.rules.conjunctions:
            return False
    return False


def _stop(tokens: list[Token], k: int) -> int:
    """The end of the capitalised words from tokens[k] on: "Santa Cruz" for Santa Cruz de la Sierra."""
    while (
        k + 1 < len(tokens) and tokens[k + 1].text[0].isupper() and tokens[k + 1].start == tokens[k].end + 1
    ):
        k += 1
    return tokens[k].end


def listed_from(reader: Reader, tokens: list[Token], i: int, countries: set[str]) -> list[tuple[int, Hit]]:
    """The known names, of these countries, in a closed list that begins at tokens[i]: "Zuera, Topas"."""
    found: list[tuple[int, Hit]] = []
    closed = False
    for k, hit in _members(reader, tokens, i):
        surface = reader.folded[tokens[k].start : hit[2]]
        if countries.isdisjoint(f.country for f in hit[0]) or is_city(surface, hit[0]):
            break
        closed = k > i and _joined(reader, tokens, k)
        found.append((k, hit))
        if closed:
            break
    return found if closed else []


def _members(reader: Reader, tokens: list[Token], i: int) -> Iterator[tuple[int, Hit]]:
    while (hit := hit_at(reader, tokens, i)) is not None:
        yield i, hit
        i = hit[1]
        if i >= len(tokens) or not (tokens[i].text == "," or plain(tokens[i]) in reader.rules.conjunctions):
            return
        while i < len(tokens) and (tokens[i].text == "," or plain(tokens[i]) in reader.rules.conjunctions):
            i += 1
        if i < len(tokens) and tokens[i].lower in reader.rules.move_links | reader.rules.keep_links:
            i += 1


def _joined(reader: Reader, tokens: list[Token], k: int) -> bool:
    """Whether a conjunction, and at most a preposition, stands before tokens[k]."""
    links = reader.rules.move_links | reader.rules.keep_links
    before = k - 2 if tokens[k - 1].lower in links else k - 1
    return before >= 0 and plain(tokens[before]) in reader.rules.conjunctions


def _before_article(reader: Reader, tokens: list[Token], i: int) -> int:
    """Index of the token before a name and its small article."""
    small = i > 0 and tokens[i - 1].text.islower() and tokens[i - 1].lower in reader.rules.articles
    return i - 2 if small else i - 1


def in_title(reader: Reader, tokens: list[Token], i: int, after: int) -> bool:
    """Whether a name closes a title in quotation marks: "Escape from Alcatraz"."""
    if after >= len(tokens) or tokens[after].text not in QUOTES:
        return False
    opening = next((k for k in range(i - 1, max(-1, i - _TITLE), -1) if tokens[k].text in QUOTES), None)
    if opening is None or opening >= i - 1 or not tokens[opening + 1].text[0].isupper():
        return False
    words = [t.text for t in tokens[opening + 1 : i]]
    return all(w[0].isupper() or (w.isalpha() and len(w) < _LONG_WORD) for w in words)


def is_person(reader: Reader, surface: str) -> bool:
    """Whether the article has a one-word name behind somebody's first name: "Juan Pavón"."""
    if " " in surface:
        return False
    for match in re.finditer(rf"(?<!\w)(\w[\w'’-]*) {re.escape(surface)}(?!\w)", reader.folded):
        word = match[1]
        if (
            reader.text[match.start()].isupper()
            and word not in reader.rules.stops
            and word not in reader.rules.generic
            and word not in reader.rules.articles
            and not reader.is_place(word)
            and reader.rules.heads.get(word) is None
        ):
            return True
    return False


def acts(reader: Reader, tokens: list[Token], after: int) -> bool:
    """Whether a name at the head of a sentence goes on as a place's: "Mocoví volvió …", "Soto (Madrid V)"."""
    if after >= len(tokens):
        return False
    token = tokens[after]
    if token.text == "(":
        return True
    return (
        adjacent(reader.text, tokens[after - 1], token)
        and token.text[0].isalpha()
        and token.text.islower()
        and plain(token) not in reader.rules.sayings
        and plain(token) not in reader.rules.conjunctions
    )
