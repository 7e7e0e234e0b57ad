"""Names by their form alone: formal heads, numbers, what may follow a noun."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from prisonwatch.extraction.context import Sentence, Token
from prisonwatch.extraction.facilities.rules import Head
from prisonwatch.extraction.facilities.text import Reader, Span, adjacent, is_number, plain
from prisonwatch.extraction.facilities.walking import capital_from, name_after, name_end, number_end
from prisonwatch.gazetteer import countries_of_city, fold

_ASIDE = 9  # tokens of brackets after a name


class Noun(NamedTuple):
    """A closing noun with its modifiers: tokens[first:at] are modifiers, tokens[at:after] the noun."""

    sentence: Sentence
    tokens: list[Token]
    first: int
    at: int
    after: int
    head: Head


def nameless(reader: Reader, noun: Noun) -> Iterator[Span]:
    """A noun that is a name by its number or its capitals: "Prison No. 4", "Central Prison in Bangui"."""
    tokens, i, head = noun.tokens, noun.at, noun.head
    if head.plural or head.weak or head.known:
        return
    end, weight = suffix(reader, tokens, i, noun.after)
    start = capital_from(tokens, noun.first, i)
    capital = tokens[i].text[0].isupper()
    numbered = weight > 1 or (weight > 0 and capital)
    formal = start < i and capital and not reader.title_case(noun.sentence)
    town = _town_after(reader, tokens, noun.after) if formal and not numbered else None
    if town is not None:
        first, last = town
        core = reader.folded[tokens[first].start : name_end(tokens[last])]
        yield Span(tokens[start].start, name_end(tokens[last]), core, head.country, 2)
    elif numbered or (formal and _tells(reader, tokens, start, i, noun.after)):
        yield Span(tokens[start].start, end, reader.folded[tokens[start].start : end], head.country, 2)


def _town_after(reader: Reader, tokens: list[Token], after: int) -> tuple[int, int] | None:
    """First and last token of the town set after a formal noun: "Medium Security Custodial Centre, Kuje"."""
    if after + 1 >= len(tokens) or tokens[after].text != ",":
        return None
    stop = name_after(reader, tokens, after + 1)
    if stop == after + 1 or (
        stop < len(tokens) and tokens[stop].text[0].isalnum() and tokens[stop].text[0].isupper()
    ):
        return None
    town = reader.folded[tokens[after + 1].start : name_end(tokens[stop - 1])]
    is_town = countries_of_city(town) or reader.is_known(town)
    return (after + 1, stop - 1) if is_town and not reader.is_people(town) else None


def _tells(reader: Reader, tokens: list[Token], start: int, i: int, after: int) -> bool:
    """Whether capitalised modifiers with their noun, tokens[start:after], tell one facility."""
    if start > 0:
        owner = plain(tokens[start - 1])
        if reader.is_place(owner) and not reader.is_people(owner):
            return True  # "Hama's Central Prison"
        own = [t for t in tokens[start:i] if fold(t.text) not in reader.rules.grades]
        enough = i - start > 1 or any(fold(t.text) in reader.rules.naming_alone for t in own)
        longer = (
            after < len(tokens)
            and adjacent(reader.text, tokens[after - 1], tokens[after])
            and tokens[after].text[0].isupper()
        )
        if own and enough and not longer and owner in reader.rules.articles:
            return True  # "the National Women's Penitentiary"
    return placed(reader, tokens, after) or abbreviation(tokens, after)


def abbreviation(tokens: list[Token], after: int) -> bool:
    """Whether an abbreviation in brackets follows: "Women's Center for Social Adaptation (CEFAS)"."""
    bracketed = tokens[after : after + 3]
    return len(bracketed) == 3 and bracketed[0].text == "(" and bracketed[1].text.isupper()


def placed(reader: Reader, tokens: list[Token], after: int) -> bool:
    """Whether the text goes on to tell where it stands: "U.S. Penitentiary in Atlanta", "…, Lewisburg"."""
    if after < len(tokens) and tokens[after].text == "(":
        closing = next(
            (k for k in range(after, min(after + _ASIDE, len(tokens))) if tokens[k].text == ")"), after
        )
        after = closing + 1
        after += after < len(tokens) and tokens[after].text == ","
    if after + 1 >= len(tokens):
        return False
    if tokens[after].text == ",":
        return reader.is_place(reader.folded[tokens[after + 1].start : name_end(tokens[after + 1])])
    where = reader.rules.where.longest(reader.folded, tokens, after)
    if where is None or where[1] >= len(tokens) or not reader.is_name(tokens[where[1]]):
        return False
    return not reader.is_people(plain(tokens[where[1]]))


def site(reader: Reader, tokens: list[Token], after: int, end: int) -> int:
    """End of the site in a formal name: "Texas State Penitentiary at Huntsville"."""
    if after < len(tokens) and fold(tokens[after].text) in reader.rules.site_links:
        stop = name_after(reader, tokens, after + 1)
        if stop > after + 1:
            return name_end(tokens[stop - 1])
    return end


def is_formal(tokens: list[Token], noun: int, i: int, after: int) -> bool:
    """Whether the noun with its modifiers is a capitalised phrase: "State Prison", "Correctional Center"."""
    phrase = tokens[noun:after]
    long = [t for t in phrase if len(t.text) > 3]
    return all(t.text[0].isupper() for t in long) and (len(phrase) > 1 or len(phrase[0].text) > 7)


def suffix(reader: Reader, tokens: list[Token], i: int, after: int) -> tuple[int, int]:
    """What follows the noun in a name ("No. 1", "-Lewis", "for Women"): end offset, weight (0: nothing)."""
    end = tokens[after - 1].end
    if fold(tokens[after - 1].text).endswith("'s"):
        return end - 2, 0
    number = number_end(reader, tokens, after)
    if number is not None:
        return number, 2
    rest = tokens[after : after + 2]
    if not rest:
        return end, 0
    if rest[0].text in "-–" and rest[0].start == end and len(rest) > 1 and rest[0].end == rest[1].start:
        return name_end(rest[1]), 1
    if not adjacent(reader.text, tokens[after - 1], rest[0]):
        return end, 0
    if rest[0].text.isdigit() and len(rest[0].text) < 4 and tokens[i].text[0].isupper():
        return rest[0].end, 2  # "Colony 31"
    if is_number(rest[0]) and rest[0].text[0].isupper() and tokens[i].text[0].isupper():
        return rest[0].end, 1
    suffix = reader.rules.suffixes.longest(reader.folded, tokens, after)
    if suffix is not None and reader.text[suffix[2] - 1] and tokens[suffix[1] - 1].text[0].isupper():
        return suffix[2], 1
    return end, 0
