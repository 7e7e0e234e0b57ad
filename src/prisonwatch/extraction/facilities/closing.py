"""Names before their noun: "Turi prison", "the Turi and Esmeraldas prisons"."""

from __future__ import annotations

from collections.abc import Iterator

from prisonwatch.extraction.context import Sentence, Token
from prisonwatch.extraction.facilities.rules import Head
from prisonwatch.extraction.facilities.text import Reader, Span, adjacent, is_number, plain, possessive
from prisonwatch.extraction.facilities.walking import (
    LONGEST_NAME,
    abbreviated,
    capital_from,
    modifiers_before,
    name_after,
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
    noun = modifiers_before(reader, tokens, i)
    first = _name_before(reader, sentence, tokens, noun)
    end, number = _suffix(reader, tokens, i, after)
    if first == noun:
        # The modifiers themselves may be the name: "Central Prison", "Prison No. 4".
        yield from _modifiers_alone(reader, sentence, tokens, noun, i, after, (end, number), head)
        return
    if head.plural:
        yield from _coordinated(reader, sentence, tokens, first, noun, i, end)
        return
    first = _known_from(reader, tokens, first, noun)
    core = reader.folded[tokens[first].start : name_end(tokens[noun - 1])]
    suffix = reader.folded[tokens[after - 1].end : end]
    formal = is_formal(tokens, noun, i, after)
    if formal and not suffix:
        end = _site(reader, tokens, after, end)
    if reader.is_people(core) and formal and _placed(reader, tokens, after):
        yield Span(tokens[first].start, end, reader.folded[tokens[first].start : end], head.country, 2)
    elif _acceptable(reader, tokens, first, core, formal or bool(suffix), head):
        yield Span(tokens[first].start, end, core + suffix, head.country, 3)


def _modifiers_alone(
    reader: Reader,
    sentence: Sentence,
    tokens: list[Token],
    noun: int,
    i: int,
    after: int,
    suffix: tuple[int, int],
    head: Head,
) -> Iterator[Span]:
    """A head that is a name by its number or its capitals: "Prison No. 4", "Central Prison in Bangui"."""
    end, number = suffix
    if head.plural or head.weak or head.known:
        return
    start = capital_from(tokens, noun, i)
    numbered = number > 1 or (number and tokens[i].text[0].isupper())
    formal = start < i and tokens[i].text[0].isupper() and not reader.title_case(sentence)
    if numbered or (formal and _tells(reader, tokens, start, i, after)):
        yield Span(tokens[start].start, end, reader.folded[tokens[start].start : end], head.country, 2)


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
    return _placed(reader, tokens, after) or _abbreviation(tokens, after)


def _abbreviation(tokens: list[Token], after: int) -> bool:
    """Whether an abbreviation in brackets follows: "Women's Center for Social Adaptation (CEFAS)"."""
    bracketed = tokens[after : after + 3]
    return len(bracketed) == 3 and bracketed[0].text == "(" and bracketed[1].text.isupper()


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
        ):
            k -= 1
        else:
            break
    return _stripped(reader, sentence, tokens, first, noun)


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


def _coordinated(
    reader: Reader, sentence: Sentence, tokens: list[Token], first: int, noun: int, i: int, end: int
) -> Iterator[Span]:
    """Names joined before a plural: "the Turi, Machala and Esmeraldas prisons"; one alone names none."""
    names = [(first, noun)]
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
        start = _name_before(reader, sentence, tokens, k)
        if start == k:
            break
        names.insert(0, (start, k))
    if len(names) == 1:
        yield from _lone_plural(reader, sentence, tokens, first, noun, i, end)
        return
    for start, stop in names:
        core = reader.folded[tokens[start].start : name_end(tokens[stop - 1])]
        if not reader.is_people(core) and not reader.is_vague(core):
            yield Span(tokens[start].start, name_end(tokens[stop - 1]), core, None, 3)


def _lone_plural(
    reader: Reader, sentence: Sentence, tokens: list[Token], first: int, noun: int, i: int, end: int
) -> Iterator[Span]:
    """One name before a plural: "Kuje Prisons" is one place, "Guayaquil prisons" are many."""
    core = reader.folded[tokens[first].start : name_end(tokens[noun - 1])]
    if reader.is_people(core) or reader.is_vague(core):
        return
    if reader.rules.gazetteer.surfaces.get(core):
        yield Span(tokens[first].start, name_end(tokens[noun - 1]), core, None, 3)
    elif tokens[i].text[0].isupper() and not reader.title_case(sentence):
        yield Span(tokens[first].start, end, core, None, 3)


def _placed(reader: Reader, tokens: list[Token], after: int) -> bool:
    """Whether the text goes on to tell where it stands: "U.S. Penitentiary in Atlanta", "…, Lewisburg"."""
    if after + 1 >= len(tokens):
        return False
    if tokens[after].text == ",":
        return reader.is_place(reader.folded[tokens[after + 1].start : name_end(tokens[after + 1])])
    where = reader.rules.where.longest(reader.folded, tokens, after)
    if where is None or where[1] >= len(tokens) or not reader.is_name(tokens[where[1]]):
        return False
    return not reader.is_people(plain(tokens[where[1]]))


def _site(reader: Reader, tokens: list[Token], after: int, end: int) -> int:
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


def _acceptable(reader: Reader, tokens: list[Token], first: int, core: str, formal: bool, head: Head) -> bool:
    """Whether a name before its noun tells one facility."""
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
    return word in reader.rules.followers and tokens[i].text[0].isupper() and tokens[after].text[0].isupper()


def _suffix(reader: Reader, tokens: list[Token], i: int, after: int) -> tuple[int, int]:
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
    if is_number(rest[0]) and rest[0].text[0].isupper() and tokens[i].text[0].isupper():
        return rest[0].end, 1
    suffix = reader.rules.suffixes.longest(reader.folded, tokens, after)
    if suffix is not None and reader.text[suffix[2] - 1] and tokens[suffix[1] - 1].text[0].isupper():
        return suffix[2], 1
    return end, 0
