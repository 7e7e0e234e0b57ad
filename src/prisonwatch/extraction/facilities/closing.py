"""Names before their noun: "Turi prison", "the Turi and Esmeraldas prisons"."""

from __future__ import annotations

from collections.abc import Iterator

from prisonwatch.extraction.context import Sentence, Token
from prisonwatch.extraction.facilities.formal import Noun, is_formal, nameless, placed, site, suffix
from prisonwatch.extraction.facilities.rules import Head
from prisonwatch.extraction.facilities.text import Reader, Span, adjacent, is_number, plain, possessive
from prisonwatch.extraction.facilities.walking import (
    LONGEST_NAME,
    abbreviated,
    modifiers_before,
    name_end,
    number_end,
)
from prisonwatch.gazetteer import countries_of_city, fold


def names_before(
    reader: Reader, sentence: Sentence, tokens: list[Token], i: int, after: int, head: Head
) -> Iterator[Span]:
    """The name or names before a closing noun at tokens[i:after]."""
    if _followed(reader, tokens, i, after):
        return
    noun = Noun(sentence, tokens, modifiers_before(reader, tokens, i), i, after, head)
    first = _name_before(reader, sentence, tokens, noun.first)
    if first == noun.first:
        yield from nameless(reader, noun)
    elif head.plural:
        yield from _coordinated(reader, noun, first)
    else:
        yield from _single(reader, noun, first)


def _single(reader: Reader, noun: Noun, first: int) -> Iterator[Span]:
    """The span of one name that begins at tokens[first], unless it tells no facility."""
    tokens = noun.tokens
    first = _known_from(reader, tokens, first, noun.first)
    core = reader.folded[tokens[first].start : name_end(tokens[noun.first - 1])]
    longer = reader.folded[tokens[first].start : name_end(tokens[noun.at - 1])]
    if longer != core and tokens[noun.at - 1].text[0].isupper() and countries_of_city(longer):
        core = longer  # "Cape Town prison"
    end, weight = suffix(reader, tokens, noun.at, noun.after)
    ending = reader.folded[tokens[noun.after - 1].end : end]
    formal = is_formal(tokens, noun.first, noun.at, noun.after)
    if formal and not ending:
        end = site(reader, tokens, noun.after, end)
    if reader.is_people(core) and formal and placed(reader, tokens, noun.after):
        yield Span(tokens[first].start, end, reader.folded[tokens[first].start : end], noun.head.country, 2)
    elif _acceptable(reader, tokens, first, core, formal or weight > 0, noun.head):
        yield Span(tokens[first].start, end, core + ending, noun.head.country, 3)


def _name_before(reader: Reader, sentence: Sentence, tokens: list[Token], noun: int) -> int:
    """Index of the first token of the name that ends before tokens[noun]; `noun` where there is none."""
    first = noun
    k = _before_brackets(reader, tokens, noun)
    while k > 0 and noun - k < LONGEST_NAME:
        token = tokens[k - 1]
        if not adjacent(reader.text, token, tokens[k]):
            break
        if possessive(token) and not (k == noun and _named_possessive(reader, tokens, k - 1)):
            break
        number = _number_start(reader, tokens, k - 1)
        if number is not None:
            first = k = number
        elif (
            reader.is_name(token)
            or _opener(reader, sentence, tokens, k - 1, noun)
            or (is_number(token) and k - 1 > 0 and k == noun)
        ):
            first = k = k - 1
        elif (
            (token.text == "." and k > 1 and abbreviated(reader, tokens[k - 2], token))
            or (token.text == "-" and k > 1 and reader.is_name(tokens[k - 2]))
            or (token.lower in reader.rules.connectors and k > 1 and first < noun)
            or (token.lower in reader.rules.place_connectors and _links_place(reader, tokens, k, noun))
        ):
            k -= 1
        else:
            break
    return _stripped(reader, sentence, tokens, first, noun)


def _links_place(reader: Reader, tokens: list[Token], k: int, noun: int) -> bool:
    """Whether tokens[k-1] stands inside a place's or a known name: the "of" of "Port of Spain"."""
    if k < 2 or k == noun or not reader.is_name(tokens[k - 2]):
        return False
    core = reader.folded[tokens[k - 2].start : name_end(tokens[noun - 1])]
    return reader.is_place(core) or reader.is_known(core)


def _before_brackets(reader: Reader, tokens: list[Token], noun: int) -> int:
    """Index of a place in brackets before tokens[noun], else `noun`: "Adams County (Ill.) Jail"."""
    if noun > 2 and tokens[noun - 1].text == ")":
        for k in range(noun - 2, max(-1, noun - 5), -1):
            if tokens[k].text == "(":
                return modifiers_before(reader, tokens, k)
    return noun


def _opener(reader: Reader, sentence: Sentence, tokens: list[Token], k: int, noun: int) -> bool:
    """Whether a common word opens a name: the "New" of "New Broughton"."""
    return (
        0 < k < noun - 1
        and tokens[k].text[0].isupper()
        and fold(tokens[k].text) in reader.rules.name_openers
        and not reader.title_case(sentence)
    )


def _number_start(reader: Reader, tokens: list[Token], k: int) -> int | None:
    """Index of the sign of the number that ends at tokens[k]: the "No" of "No. 2"."""
    if tokens[k].text.isdigit():
        for sign in (k - 1, k - 2):
            if sign > 0 and number_end(reader, tokens, sign) == tokens[k].end:
                return sign
    return None


def _named_possessive(reader: Reader, tokens: list[Token], k: int) -> bool:
    """Whether a possessive is a name ("St Catherine's prison"), not an owner ("Ecuador's prison")."""
    return k > 0 and fold(tokens[k - 1].text) in reader.rules.saints


def _stripped(reader: Reader, sentence: Sentence, tokens: list[Token], first: int, noun: int) -> int:
    """The name's beginning without what does not belong to it: "Ecuadorian Turi", "New Lee" …"""
    while first < noun:
        token = tokens[first]
        word = fold(token.text)
        if (
            (is_number(token) and first + 1 <= noun and not token.text[0].isalpha())
            or (word in reader.rules.connectors and token.text[0].islower())
            or token.text in "-."
            or (word in reader.rules.modifier_words and first + 1 < noun and first == 0)
        ):
            first += 1
        else:
            # A formal name may begin so: "Indian River Correctional Institution".
            length = 0 if tokens[noun].text[0].isupper() else _people(reader, tokens, first, noun)
            if length and first + length < noun:
                first += length
            else:
                break
    if noun - first > 1 and reader.title_case(sentence):
        return _title_name(reader, tokens, first, noun)
    return first


def _known_from(reader: Reader, tokens: list[Token], first: int, noun: int) -> int:
    """The name's beginning with the word before it, where the longer name is known: "New Bilibid"."""
    if (
        first
        and tokens[first - 1].text[0].isupper()
        and adjacent(reader.text, tokens[first - 1], tokens[first])
    ):
        longer = reader.folded[tokens[first - 1].start : name_end(tokens[noun - 1])]
        if plain(tokens[first - 1]) not in reader.rules.generic and reader.is_known(longer):
            return first - 1
    return first


def _people(reader: Reader, tokens: list[Token], first: int, noun: int) -> int:
    """How many tokens of a country or people open the name."""
    for length in (3, 2, 1):
        if first + length <= noun:
            words = reader.folded[tokens[first].start : tokens[first + length - 1].end]
            further = reader.folded[tokens[first].start : tokens[min(first + length, noun - 1)].end]
            if countries_of_city(further) or further in reader.places.regions:
                return 0  # "Guatemala City"
            following = tokens[first + length] if first + length < noun else None
            if reader.is_people(words) and (following is None or following.text not in "-"):
                return length
    return 0


def _title_name(reader: Reader, tokens: list[Token], first: int, noun: int) -> int:
    """In a headline where every word has a capital, the longest name that is known or told elsewhere."""
    for k in range(first, noun):
        core = reader.folded[tokens[k].start : tokens[noun - 1].end]
        if reader.is_known(core) or reader.folded.count(core) > 1:
            return k
    return max(first, noun - 2) if is_number(tokens[noun - 1]) else noun - 1


def _coordinated(reader: Reader, noun: Noun, first: int) -> Iterator[Span]:
    """Names joined before a plural: "the Turi, Machala and Esmeraldas prisons"; one alone names none."""
    tokens = noun.tokens
    names = [(first, noun.first)]
    joined = False
    while True:
        k = names[0][0] - 1
        if k < 1:
            break
        conjunction = fold(tokens[k].text) in reader.rules.conjunctions
        if not conjunction and not (joined and tokens[k].text == ","):
            break
        joined = True
        if k > 1 and tokens[k - 1].text == ",":
            k -= 1
        start = _name_before(reader, noun.sentence, tokens, k)
        if start == k:
            break
        names.insert(0, (start, k))
    if len(names) == 1:
        yield from _lone_plural(reader, noun, first)
        return
    for start, stop in names:
        core = reader.folded[tokens[start].start : name_end(tokens[stop - 1])]
        if not reader.is_people(core) and not reader.is_vague(core):
            yield Span(tokens[start].start, name_end(tokens[stop - 1]), core, None, 3)


def _lone_plural(reader: Reader, noun: Noun, first: int) -> Iterator[Span]:
    """One name before a plural: "Kuje Prisons" is one place, "Guayaquil prisons" are many."""
    tokens = noun.tokens
    start, name = tokens[first].start, name_end(tokens[noun.first - 1])
    core = reader.folded[start:name]
    if reader.is_people(core) or reader.is_vague(core):
        return
    if reader.rules.gazetteer.surfaces.get(core):
        yield Span(start, name, core, rank=3)
    elif tokens[noun.at].text[0].isupper() and not reader.title_case(noun.sentence):
        yield Span(start, name_end(tokens[noun.after - 1]), core, rank=3)


def _acceptable(reader: Reader, tokens: list[Token], first: int, core: str, formal: bool, head: Head) -> bool:
    """Whether a name before its noun tells one facility."""
    if len(core) == 1 and not formal:
        return False  # "a category B local jail"
    if reader.is_people(core) or (head.known and not reader.is_known(core)):
        return False
    before = fold(tokens[first - 1].text) if first else ""
    if head.weak:
        return before in reader.rules.articles and len(core) > 3 and not tokens[first].text.isupper()
    if reader.is_vague(core) and not formal:
        return False
    if before in reader.rules.indefinite:
        return formal or not reader.is_place(core)
    return True


def _followed(reader: Reader, tokens: list[Token], i: int, after: int) -> bool:
    """Whether what follows makes it something else: "Prison Reform Trust", "prison system"."""
    if after >= len(tokens) or not adjacent(reader.text, tokens[after - 1], tokens[after]):
        return False
    word = plain(tokens[after])
    if word in reader.rules.followers_any:
        return True
    if word in reader.rules.staff and after + 1 < len(tokens) and tokens[i].text[0].islower():
        # "the Uilpa prison police union": a body's name, unless a prison of that name is known
        name = plain(tokens[i - 1]) if i else ""
        ends = plain(tokens[after + 1]) in reader.rules.unions
        if ends and not (reader.is_known(name) or reader.is_place(name)):
            return True
    return word in reader.rules.followers and tokens[i].text[0].isupper() and tokens[after].text[0].isupper()
