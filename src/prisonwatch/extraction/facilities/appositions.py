"""Bare names beside a custody word: "at Kuta Heights, a prison outside Nadi", "three jails: X, Y and Z"."""

from __future__ import annotations

from collections.abc import Iterator

from prisonwatch.extraction.context import Token
from prisonwatch.extraction.facilities.opening import names_listed
from prisonwatch.extraction.facilities.rules import Head
from prisonwatch.extraction.facilities.text import Reader, Span, adjacent, plain, possessive
from prisonwatch.extraction.facilities.walking import name_after
from prisonwatch.gazetteer import fold

_REACH = 6  # tokens between the comma and the noun


def names_beside(reader: Reader, tokens: list[Token], i: int, after: int, head: Head) -> Iterator[Span]:
    """The bare names that the head at tokens[i:after] says are facilities."""
    if head.capital or head.native or head.weak or head.known:
        return
    if head.plural:
        yield from _enumerated(reader, tokens, i, after)
    else:
        yield from _explained(reader, tokens, i, after)


def _explained(reader: Reader, tokens: list[Token], i: int, after: int) -> Iterator[Span]:
    """The name before a comma that the noun explains: "at Kuta Heights, a prison outside Nadi"."""
    if after < len(tokens) and adjacent(reader.text, tokens[after - 1], tokens[after]):
        goes_on = reader.rules.where.longest(reader.folded, tokens, after) is not None
        if (
            not goes_on
            and plain(tokens[after]) not in reader.rules.goes_on
            and tokens[after].text[0].isalnum()
        ):
            return
    comma = next((k for k in range(i - 1, max(0, i - _REACH), -1) if tokens[k].text in ",("), None)
    if comma is None or not _describes(reader, tokens[comma + 1 : i]):
        return
    start = _bare_name(reader, tokens, comma)
    if start is None:
        return
    core = reader.folded[tokens[start].start : tokens[comma - 1].end]
    if not reader.is_place(core):
        yield Span(tokens[start].start, tokens[comma - 1].end, core, None, 2, bare=True)


def _describes(reader: Reader, words: list[Token]) -> bool:
    """Whether the words before a noun present it as what was named: "a", "the country's largest"."""
    named = " ".join(plain(word) for word in words if word.text[0].isupper())
    if named and not reader.is_people(named):
        return False
    presented = [fold(word.text) for word in words]
    return bool(presented) and (
        presented[0] in reader.rules.presenting
        or any(w in reader.rules.superlatives for w in presented)
        or any(possessive(word) for word in words)
    )


def _bare_name(reader: Reader, tokens: list[Token], comma: int) -> int | None:
    """Index where the name that ends at a comma begins, if a word of place stands before it."""
    for k in range(comma - 1, max(-1, comma - 5), -1):
        if plain(tokens[k]) not in reader.rules.stands_in:
            continue
        first = k + 2 if tokens[k + 1].text in reader.rules.articles else k + 1
        if name_after(reader, tokens, first) == comma and first < comma:
            return first
    return None


def _enumerated(reader: Reader, tokens: list[Token], i: int, after: int) -> Iterator[Span]:
    """The names that a plural announces: "three jails: Turi, Machala and El Rodeo"."""
    k = after
    while k < len(tokens) and tokens[k].text in ",:—–(":
        k += 1
    listing = reader.rules.listing.longest(reader.folded, tokens, k) if k < len(tokens) else None
    announced = listing is not None or (k > after and tokens[k - 1].text in ":—–(")
    k = listing[1] if listing is not None else k
    while k < len(tokens) and tokens[k].text[0].islower() and plain(tokens[k]) in reader.rules.articles:
        k += 1
    if not announced or k >= len(tokens):
        return
    stop = name_after(reader, tokens, k)
    if stop > k:
        names = list(names_listed(reader, tokens, k, stop))
        if listing is None or not any(reader.is_place(span.core) for span in names):
            yield from (span._replace(rank=1, bare=True) for span in names)
