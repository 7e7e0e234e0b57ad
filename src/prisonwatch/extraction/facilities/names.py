"""Names with a custody word: "Turi prison", "the Turi and Esmeraldas prisons", "cárcel de Turi", "HMP Leeds"."""

from __future__ import annotations

from collections.abc import Iterator

from prisonwatch.extraction.context import Sentence, Token
from prisonwatch.extraction.facilities.rules import Head
from prisonwatch.extraction.facilities.text import Reader, Span, adjacent, is_number, plain, possessive
from prisonwatch.gazetteer import fold

_LONGEST_NAME = 7  # tokens
_QUOTES = "\"“”«»'‘’"
_AND = {",", "&"}


def find_named(reader: Reader) -> list[Span]:
    """Every span that a custody word makes a facility's name."""
    found: list[Span] = []
    for sentence, tokens in reader.sentences:
        i = 0
        while i < len(tokens):
            hit = reader.rules.heads.longest(reader.folded, tokens, i)
            if hit is None:
                i += 1
                continue
            head, after, _ = hit
            if not head.capital or tokens[i].text[0].isupper():
                found += _read_head(reader, sentence, tokens, i, after, head)
            i = after
    return found


def _read_head(
    reader: Reader, sentence: Sentence, tokens: list[Token], i: int, after: int, head: Head
) -> Iterator[Span]:
    if head.closing:
        spans = list(_before(reader, sentence, tokens, i, after, head))
        if spans:
            yield from spans
            return
        yield from _linked(reader, tokens, i, after, head)
    else:
        yield from _after(reader, tokens, i, after, head)


# Names that stand before their noun.


def _before(
    reader: Reader, sentence: Sentence, tokens: list[Token], i: int, after: int, head: Head
) -> Iterator[Span]:
    """The name or names before a closing noun at tokens[i:after]."""
    if _followed(reader, tokens, i, after):
        return
    noun = _modifiers_before(reader, tokens, i)
    first = _name_before(reader, sentence, tokens, noun)
    end, number = _suffix(reader, tokens, i, after)
    if first == noun:
        # The modifiers themselves may be the name: "Central Prison", "Prison No. 4".
        if number and not head.plural and (number > 1 or tokens[i].text[0].isupper()):
            start = _capital_from(tokens, noun, i)
            yield Span(tokens[start].start, end, reader.folded[tokens[start].start : end], head.country, 2)
        return
    if head.plural:
        yield from _coordinated(reader, sentence, tokens, first, noun, i, end)
        return
    core = reader.folded[tokens[first].start : _end(tokens[noun - 1])]
    suffix = reader.folded[tokens[after - 1].end : end]
    formal = _formal(tokens, noun, i, after)
    if _acceptable(reader, tokens, first, core, formal or bool(suffix), head):
        yield Span(tokens[first].start, end, core + suffix, head.country, 3)


def _modifiers_before(reader: Reader, tokens: list[Token], i: int) -> int:
    """Index of the first of the modifiers that stand right before the noun."""
    k = i
    while k > 0 and adjacent(reader.text, tokens[k - 1], tokens[k]):
        word = fold(tokens[k - 1].text)
        if word not in reader.rules.modifier_words:
            break
        k -= 1
    # "Folsom and Corcoran state prisons": an "and" left at the edge is no modifier.
    while k < i and fold(tokens[k].text) in ("and",):
        k += 1
    return k


def _name_before(reader: Reader, sentence: Sentence, tokens: list[Token], noun: int) -> int:
    """Index of the first token of the name that ends before tokens[noun]; `noun` where there is none."""
    first = noun
    k = noun
    while k > 0 and noun - k < _LONGEST_NAME:
        token = tokens[k - 1]
        if k < len(tokens) and not adjacent(reader.text, token, tokens[k]):
            break
        if possessive(token) and not (k == noun and _named_possessive(reader, tokens, k - 1)):
            break
        if reader.is_name(token) or (is_number(token) and k - 1 > 0 and k == noun):
            first = k = k - 1
        elif token.text == "." and k > 1 and _abbreviated(tokens[k - 2], token):
            k -= 1
        elif token.text == "-" and k > 1 and reader.is_name(tokens[k - 2]):
            k -= 1
        elif token.lower in reader.rules.connectors and k > 1 and first < noun:
            k -= 1
        else:
            break
    return _stripped(reader, sentence, tokens, first, noun)


def _named_possessive(reader: Reader, tokens: list[Token], k: int) -> bool:
    """Whether a possessive is a name of its own ("St Catherine's prison"), not an owner ("Ecuador's prison")."""
    return k > 0 and fold(tokens[k - 1].text) in ("st", "saint", "queen", "king", ".")


def _abbreviated(word: Token, stop: Token) -> bool:
    return word.end == stop.start and (len(word.text) == 1 or word.text in ("St", "Ste", "Mt", "Ft", "Dr", "No", "Jr", "Sr"))


def _stripped(reader: Reader, sentence: Sentence, tokens: list[Token], first: int, noun: int) -> int:
    """The name's beginning without what does not belong to it: "Ecuadorian Turi", "New Lee" …"""
    while first < noun:
        token = tokens[first]
        word = fold(token.text)
        if is_number(token) and first + 1 <= noun and not token.text[0].isalpha():
            first += 1
        elif word in reader.rules.connectors and token.text[0].islower():
            first += 1
        elif token.text in "-." or (word in reader.rules.modifier_words and first + 1 < noun and first == 0):
            first += 1
        else:
            length = _people(reader, tokens, first, noun)
            if length and first + length < noun:
                first += length
            else:
                break
    if noun - first > 1 and reader.title_case(sentence):
        return _title_name(reader, tokens, first, noun)
    return first


def _people(reader: Reader, tokens: list[Token], first: int, noun: int) -> int:
    """How many tokens of a country or people open the name."""
    for length in (3, 2, 1):
        if first + length <= noun:
            words = reader.folded[tokens[first].start : tokens[first + length - 1].end]
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
    while True:
        k = names[0][0] - 1
        if k < 1:
            break
        if tokens[k].text not in _AND and fold(tokens[k].text) not in ("and", "or", "y", "e"):
            break
        if k > 1 and tokens[k - 1].text == ",":
            k -= 1
        start = _name_before(reader, sentence, tokens, k)
        if start == k:
            break
        names.insert(0, (start, k))
    for start, stop in names:
        core = reader.folded[tokens[start].start : _end(tokens[stop - 1])]
        if len(names) == 1 and not reader.rules.gazetteer.surfaces.get(core):
            return
        if not reader.is_people(core) and not reader.is_vague(core):
            yield Span(tokens[start].start, _end(tokens[stop - 1]), core, None, 3)


def _formal(tokens: list[Token], noun: int, i: int, after: int) -> bool:
    """Whether the noun with its modifiers is a capitalised phrase: "State Prison", "Correctional Center"."""
    phrase = tokens[noun:after]
    long = [t for t in phrase if len(t.text) > 3]
    return all(t.text[0].isupper() for t in long) and (len(phrase) > 1 or len(phrase[0].text) > 7)


def _acceptable(
    reader: Reader, tokens: list[Token], first: int, core: str, formal: bool, head: Head
) -> bool:
    """Whether a name before its noun tells one facility."""
    if reader.is_people(core):
        return False
    before = fold(tokens[first - 1].text) if first else ""
    if head.weak:
        return before == "the" and len(core) > 3 and not reader.text[tokens[first].start : tokens[first].end].isupper()
    if reader.is_vague(core) and not formal:
        return False
    if before in reader.rules.indefinite:
        return formal or (not reader.is_place(core) and core != "") or False
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
    """What belongs to a name after its noun ("No. 1", "-Lewis", "for Women"): end offset, weight (0: nothing)."""
    end = tokens[after - 1].end
    if fold(tokens[after - 1].text).endswith("'s"):
        return end - 2, 0
    number = _number(reader, tokens, after)
    if number is not None:
        return number, 2
    rest = tokens[after : after + 2]
    if not rest:
        return end, 0
    if rest[0].text in "-–" and rest[0].start == end and len(rest) > 1 and rest[0].end == rest[1].start:
        return rest[1].end, 1
    if not adjacent(reader.text, tokens[after - 1], rest[0]):
        return end, 0
    if is_number(rest[0]) and rest[0].text[0].isupper() and tokens[i].text[0].isupper():
        return rest[0].end, 1
    suffix = reader.rules.suffixes.longest(reader.folded, tokens, after)
    if suffix is not None and reader.text[suffix[2] - 1] and tokens[suffix[1] - 1].text[0].isupper():
        return suffix[2], 1
    return end, 0


def _number(reader: Reader, tokens: list[Token], k: int) -> int | None:
    """End of a number with its sign at tokens[k]: "No. 1", "N° 4", "#3"."""
    if k >= len(tokens) or fold(tokens[k].text) not in reader.rules.number_signs:
        return None
    for j in range(k + 1, min(k + 4, len(tokens))):
        if tokens[j].text[0].isdigit():
            return tokens[j].end
        if tokens[j].text not in ".°º#o":
            return None
    return None


def _capital_from(tokens: list[Token], noun: int, i: int) -> int:
    """The first capitalised modifier before the noun at `i`, or the noun itself."""
    for k in range(noun, i):
        if tokens[k].text[0].isupper() and all(t.text[0].isupper() for t in tokens[k:i]):
            return k
    return i


def _end(token: Token) -> int:
    return token.end - 2 if token.lower.endswith("'s") else token.end


# Names that stand after their noun.


def _linked(reader: Reader, tokens: list[Token], i: int, after: int, head: Head) -> Iterator[Span]:
    """The name that a link ties to a closing noun: "the jail at Tuxtepec"."""
    if head.weak or after >= len(tokens):
        return
    noun = _modifiers_before(reader, tokens, i)
    before = fold(tokens[noun - 1].text) if noun else ""
    naming = reader.rules.naming.longest(reader.folded, tokens, after)
    if naming is not None:
        yield from _appositive(reader, tokens, naming[1])
        return
    link = reader.rules.links.longest(reader.folded, tokens, after)
    if link is None or before in reader.rules.indefinite or not adjacent(reader.text, tokens[after - 1], tokens[after]):
        return
    stop = name_after(reader, tokens, link[1])
    if stop == link[1]:
        return
    core = reader.folded[tokens[link[1]].start : _end(tokens[stop - 1])]
    if head.plural:
        yield from _listed(reader, tokens, i, link[1], stop, False)
    elif not reader.is_people(core) and not reader.is_vague(core):
        start = tokens[_capital_from(tokens, noun, i) if tokens[i].text[0].isupper() else i].start
        yield Span(start, _end(tokens[stop - 1]), core, head.country, 2)


def _appositive(reader: Reader, tokens: list[Token], k: int) -> Iterator[Span]:
    """A bare name told to be a facility's: "a jail called Makala"."""
    k = skip_article(reader, tokens, k)
    stop = name_after(reader, tokens, k)
    if stop > k:
        end = _end(tokens[stop - 1])
        core = reader.folded[tokens[k].start : end]
        if not reader.is_people(core):
            yield Span(tokens[k].start, end, core, None, 2, bare=True)


def skip_article(reader: Reader, tokens: list[Token], k: int) -> int:
    """Past an article and an opening quotation mark."""
    while k < len(tokens) and (tokens[k].text in _QUOTES or tokens[k].lower in ("the", "la", "el", "a")) and (
        tokens[k].text in _QUOTES or tokens[k].text[0].islower()
    ):
        k += 1
    return k


def _after(reader: Reader, tokens: list[Token], i: int, after: int, head: Head) -> Iterator[Span]:
    """The name after an opening noun at tokens[i:after]: "cárcel de Turi", "HMP Leeds"."""
    rules = reader.rules
    before = fold(tokens[i - 1].text) if i else ""
    k = after
    while k < len(tokens):
        modifier = rules.modifiers.longest(reader.folded, tokens, k)
        if modifier is None or not adjacent(reader.text, tokens[k - 1], tokens[k]):
            break
        if tokens[k].text[0].isupper() and modifier[1] == k + 1 and not _more_name(reader, tokens, modifier[1]):
            break
        k = modifier[1]
    naming = rules.naming.longest(reader.folded, tokens, k) if k < len(tokens) else None
    if naming is not None:
        yield from _appositive(reader, tokens, naming[1])
        return
    link = rules.links.longest(reader.folded, tokens, k) if k < len(tokens) else None
    if link is not None and head.acronym and tokens[k].text[0].islower() and link[1] == k + 1 and tokens[k].text == "en":
        link = None
    strict = link is not None and fold(tokens[k].text) in rules.strict_links
    if strict:
        return
    name = link[1] if link is not None else k
    if name < len(tokens) and tokens[name].text in _QUOTES:
        name += 1
    if name >= len(tokens) or tokens[name].start - tokens[after - 1].end > 60 or not _close(reader, tokens, after, name):
        return
    stop = name_after(reader, tokens, name, numbered=head.acronym or not head.plural)
    if stop == name:
        return
    if head.plural:
        yield from _listed(reader, tokens, i, name, stop, True)
        return
    core = reader.folded[tokens[name].start : _end(tokens[stop - 1])]
    digits = core.isdigit() or core[:1] == "n" and core[-1:].isdigit()
    if reader.is_people(core) or (reader.is_vague(core) and not _formal(tokens, i, i, after) and link is not None):
        return
    if head.weak and not (digits or tokens[i].text[0].isupper()):
        return
    if before in rules.indefinite and link is not None and reader.is_place(core):
        return
    end = _end(tokens[stop - 1])
    if digits:
        core = reader.folded[tokens[i].start : end]
    yield Span(tokens[i].start, end, core, head.country, 3)


def _more_name(reader: Reader, tokens: list[Token], k: int) -> bool:
    """Whether a name goes on at tokens[k], with or without a link."""
    if k >= len(tokens):
        return False
    link = reader.rules.links.longest(reader.folded, tokens, k)
    k = link[1] if link else k
    return k < len(tokens) and adjacent(reader.text, tokens[k - 1], tokens[k]) and (
        reader.is_name(tokens[k]) or is_number(tokens[k])
    )


def _close(reader: Reader, tokens: list[Token], after: int, name: int) -> bool:
    """Whether nothing but blanks and quotation marks parts the tokens from the noun to the name."""
    return all(
        adjacent(reader.text, tokens[k - 1], tokens[k]) for k in range(after, name + 1) if k < len(tokens)
    )


def name_after(reader: Reader, tokens: list[Token], k: int, numbered: bool = False) -> int:
    """Index after the name that begins at tokens[k]; `k` where none does."""
    rules = reader.rules
    last = j = k
    while j < len(tokens) and j - k < _LONGEST_NAME + 3:
        token = tokens[j]
        if j > k and not adjacent(reader.text, tokens[j - 1], token):
            break
        if reader.is_name(token):
            number = _number(reader, tokens, j)
            if number is not None:
                return next(n for n in range(j, len(tokens)) if tokens[n].end == number) + 1
            last = j = j + 1
            if possessive(token):
                break
        elif fold(token.text) in rules.number_signs and _number(reader, tokens, j) is not None:
            number = _number(reader, tokens, j)
            return next(n for n in range(j, len(tokens)) if tokens[n].end == number) + 1
        elif is_number(token) and (j > k or numbered) and len(token.text) < 4:
            last = j = j + 1
        elif token.lower == "zona" and j + 1 < len(tokens) and tokens[j + 1].text.isdigit():
            last = j = j + 2
        elif token.text == "." and j > k and _abbreviated(tokens[j - 1], token):
            j += 1
        elif token.text == "-" and j > k and j + 1 < len(tokens) and tokens[j + 1].start == token.end:
            j += 1
        elif token.lower in rules.connectors and j + 1 < len(tokens):
            j += 1
        else:
            break
    return last


def _listed(
    reader: Reader, tokens: list[Token], i: int, name: int, stop: int, lone: bool
) -> Iterator[Span]:
    """Names listed after a plural: "las cárceles de Turi, Esmeraldas y Machala"; one alone names none."""
    names = [(name, stop)]
    k = stop
    while k < len(tokens):
        comma = tokens[k].text == ","
        if comma:
            k += 1
        joined = k < len(tokens) and fold(tokens[k].text) in ("and", "y", "e", "or", "o", "&")
        if joined:
            k += 1
        if not (comma or joined) or k >= len(tokens):
            break
        link = reader.rules.links.longest(reader.folded, tokens, k)
        k = link[1] if link else k
        end = name_after(reader, tokens, k)
        if end == k:
            break
        names.append((k, end))
        k = end
        if joined:
            break
    if len(names) < 2 or not joined:
        return
    cores = [reader.folded[tokens[a].start : _end(tokens[b - 1])] for a, b in names]
    if all(reader.is_people(c) or reader.is_vague(c) for c in cores):
        return
    for (a, b), core in zip(names, cores, strict=True):
        if not reader.is_people(core):
            yield Span(tokens[a].start, _end(tokens[b - 1]), core, None, 3)
