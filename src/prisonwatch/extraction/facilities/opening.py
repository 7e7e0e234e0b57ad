"""Names after their noun: "cárcel de Turi", "HMP Leeds", "the jail at Tuxtepec"."""

from __future__ import annotations

from collections.abc import Iterator

from prisonwatch.extraction.context import Token
from prisonwatch.extraction.facilities.formal import abbreviation, is_formal
from prisonwatch.extraction.facilities.rules import Head
from prisonwatch.extraction.facilities.text import Reader, Span, adjacent, is_number, plain
from prisonwatch.extraction.facilities.walking import (
    QUOTES,
    capital_from,
    modifiers_before,
    name_after,
    name_end,
    skip_article,
)
from prisonwatch.gazetteer import countries_of_city, fold

_LONG_HEAD = 3  # capitals; a native head so long is a name: "the Centro de Ejecución de Sanciones"


def name_linked(reader: Reader, tokens: list[Token], i: int, after: int, head: Head) -> Iterator[Span]:
    """The name that a link ties to a closing noun: "the jail at Tuxtepec"."""
    if head.weak or head.known or after >= len(tokens):
        return
    noun = modifiers_before(reader, tokens, i)
    before = fold(tokens[noun - 1].text) if noun else ""
    naming = _naming(reader, tokens, after)
    if naming is not None:
        yield from _appositive(reader, tokens, naming)
        return
    link = reader.rules.links.longest(reader.folded, tokens, after)
    if (
        link is None
        or before in reader.rules.indefinite
        or not adjacent(reader.text, tokens[after - 1], tokens[after])
    ):
        return
    stop = name_after(reader, tokens, link[1])
    if stop == link[1]:
        return
    core = reader.folded[tokens[link[1]].start : name_end(tokens[stop - 1])]
    if head.plural:
        yield from names_listed(reader, tokens, link[1], stop)
    elif not reader.is_people(core) and not reader.is_vague(core):
        start = tokens[capital_from(tokens, noun, i) if tokens[i].text[0].isupper() else i].start
        yield Span(start, name_end(tokens[stop - 1]), core, head.country, 2)


def _naming(reader: Reader, tokens: list[Token], k: int) -> int | None:
    """Index after the words that introduce a name at tokens[k]: "called", ", llamada"."""
    if k < len(tokens) and tokens[k].text == ",":
        k += 1
    naming = reader.rules.naming.longest(reader.folded, tokens, k) if k < len(tokens) else None
    return naming[1] if naming is not None else None


def _appositive(reader: Reader, tokens: list[Token], k: int) -> Iterator[Span]:
    """A bare name told to be a facility's: "a jail called Makala"."""
    k = skip_article(reader, tokens, k)
    stop = name_after(reader, tokens, k)
    if stop > k:
        end = name_end(tokens[stop - 1])
        core = reader.folded[tokens[k].start : end]
        if not reader.is_people(core):
            yield Span(tokens[k].start, end, core, None, 2, bare=True)


def names_after(reader: Reader, tokens: list[Token], i: int, after: int, head: Head) -> Iterator[Span]:
    """The name after an opening noun at tokens[i:after]: "cárcel de Turi", "HMP Leeds"."""
    rules = reader.rules
    k = _modifiers_after(reader, tokens, after)
    naming = _naming(reader, tokens, k)
    if naming is not None:
        yield from _appositive(reader, tokens, naming)
        return
    link = rules.links.longest(reader.folded, tokens, k) if k < len(tokens) else None
    if link is not None and fold(tokens[k].text) in rules.strict_links:
        return
    name = link[1] if link is not None else k
    if name < len(tokens) and tokens[name].text in QUOTES:
        name += 1
    stop = name
    if name < len(tokens) and _close(reader, tokens, after, name):
        stop = name_after(reader, tokens, name, numbered=not head.plural)
    if stop == name:
        yield from _nameless(reader, tokens, i, k, head)
    elif plain(tokens[name]) in rules.followers and tokens[i].text[0].isupper():
        return  # "Her Majesty's Prison Service"
    elif head.plural:
        yield from names_listed(reader, tokens, name, stop)
    else:
        yield from _single(reader, tokens, i, after, (name, stop), link is not None, head)


def _modifiers_after(reader: Reader, tokens: list[Token], k: int) -> int:
    """Index after the modifiers at tokens[k]; a capitalised one that nothing follows is the name itself."""
    k = _bracketed(tokens, k)
    while k < len(tokens) and adjacent(reader.text, tokens[k - 1], tokens[k]):
        modifier = reader.rules.modifiers.longest(reader.folded, tokens, k)
        if modifier is None:
            break
        alone = tokens[k].text[0].isupper() and modifier[1] == k + 1
        opens = alone and fold(tokens[k].text) in reader.rules.name_openers
        if opens or (alone and not _more_name(reader, tokens, modifier[1])):
            break
        k = modifier[1]
    return k


def _bracketed(tokens: list[Token], k: int) -> int:
    """Index after an abbreviation in brackets at tokens[k]: "Centro de Readaptación Social (Cereso) de …"."""
    brackets = [t.text for t in tokens[k : k + 3]]
    return k + 3 if len(brackets) == 3 and brackets[0] == "(" and brackets[2] == ")" else k


def _nameless(reader: Reader, tokens: list[Token], i: int, after: int, head: Head) -> Iterator[Span]:
    """A native head that is a name itself where a place follows: "Presídio Central in Porto Alegre"."""
    words = [t for t in tokens[i:after] if t.text[0].isupper()]
    if _lone_native(reader, tokens, i, after, head):
        end = name_end(tokens[after - 1])
        yield Span(tokens[i].start, end, reader.folded[tokens[i].start : end], head.country, 2)
        return
    if head.acronym or len(words) < 2 or len(words) < after - i - 2 or after >= len(tokens):
        return
    alone = i > 0 and fold(tokens[i - 1].text) in reader.rules.articles and len(words) >= _LONG_HEAD
    placed = reader.rules.where.longest(reader.folded, tokens, after) is not None
    if abbreviation(tokens, after) or (head.native and (alone or placed)):
        end = name_end(tokens[after - 1])
        yield Span(tokens[i].start, end, reader.folded[tokens[i].start : end], head.country, 2)


def _lone_native(reader: Reader, tokens: list[Token], i: int, after: int, head: Head) -> bool:
    """Whether a single foreign noun stands for its one facility: "the Preventivo in Guatemala City"."""
    return (
        head.native
        and not head.acronym
        and after == i + 1
        and i > 0
        and after < len(tokens)
        and tokens[i - 1].text.islower()
        and fold(tokens[i - 1].text) in reader.rules.articles
        and reader.rules.where.longest(reader.folded, tokens, after) is not None
    )


def _single(
    reader: Reader, tokens: list[Token], i: int, after: int, name: tuple[int, int], linked: bool, head: Head
) -> Iterator[Span]:
    """The span of one name, unless it tells no facility ("un penal de Guayaquil")."""
    last = _without_place(reader, tokens, *name)
    end = name_end(tokens[last - 1])
    core = reader.folded[tokens[name[0]].start : end]
    if core.isdigit() and tokens[i].text[0].islower() and _counts(reader, tokens, last):
        return
    numbered = core.isdigit() or (core[:1] == "n" and core[-1:].isdigit())
    before = fold(tokens[i - 1].text) if i else ""
    if (
        reader.is_people(core)
        or (linked and reader.is_vague(core) and not is_formal(tokens, i, i, after))
        or (head.weak and not (numbered or tokens[i].text[0].isupper() or _held(reader, tokens, i, linked)))
        or (linked and not numbered and _office(reader, tokens[i], core))
        or (linked and before in reader.rules.indefinite and reader.is_place(core))
        or (reader.is_place(core) and _apposed(reader, tokens, i))
        or before in reader.rules.never_after
        or _adjective(reader, tokens, i)
    ):
        return
    if numbered:
        core = reader.folded[tokens[i].start : end]
    if last < len(tokens) and tokens[name[0] - 1].text in QUOTES and tokens[last].text in QUOTES:
        end = tokens[last].end
    yield Span(tokens[i].start, end, core, head.country, 3)


def _held(reader: Reader, tokens: list[Token], i: int, linked: bool) -> bool:
    """Whether a small weak head keeps people here: "14 presos del retén de San Carlos"."""
    if not linked or fold(tokens[i].text) not in reader.rules.lockups:
        return False
    return any(plain(t) in reader.rules.custody for t in tokens[:i])


def _office(reader: Reader, head: Token, core: str) -> bool:
    """Whether a head and its name are rather an office's: "Unidad de Comunicación"."""
    if fold(head.text) not in reader.rules.offices:
        return False
    return not any(reader.is_place(core) or reader.is_known(core) or word.isdigit() for word in core.split())


def _counts(reader: Reader, tokens: list[Token], after: int) -> bool:
    """Whether people follow a number: "se fugaron del penal 38 reclusos"."""
    return after < len(tokens) and plain(tokens[after]) in reader.rules.custody


def _without_place(reader: Reader, tokens: list[Token], first: int, stop: int) -> int:
    """The name's end without the town it stands in: "penal Castro Castro de Lima"."""
    countries = {place.country for place in reader.context.facts.places}
    if reader.is_place(reader.folded[tokens[first].start : name_end(tokens[stop - 1])]):
        return stop
    for k in range(first + 1, stop - 1):
        link = reader.rules.links.longest(reader.folded, tokens, k)
        if link is None or tokens[k].text[0].isupper() or tokens[k - 1].text[0].islower():
            continue
        # "de La Plata" may be read as a link "de la" and a name, or as "de" and "La Plata".
        for start in (link[1], k + 1):
            town = reader.folded[tokens[start].start : name_end(tokens[stop - 1])] if start < stop else ""
            if reader.is_place(town) and _of_countries(reader, town, countries):
                return k
    return stop


def _of_countries(reader: Reader, town: str, countries: set[str]) -> bool:
    """Whether a place may lie where the article plays: no "Las Palmas" of Spain in a story from Colombia."""
    theirs = {*countries_of_city(town), reader.places.regions.get(town)} - {None}
    return not countries or not theirs or not countries.isdisjoint(theirs)


def _apposed(reader: Reader, tokens: list[Token], i: int) -> bool:
    """Whether the head only says what the name before it is: "Botafuegos, la prisión de Algeciras"."""
    comma = i - 2 if i > 1 and tokens[i - 1].lower in reader.rules.articles else i - 1
    if comma < 1 or tokens[comma].text != "," or tokens[i].text[0].isupper():
        return False
    named = tokens[comma - 1]
    return reader.is_name(named) and not reader.is_place(plain(named))


def _adjective(reader: Reader, tokens: list[Token], i: int) -> bool:
    """Whether the head qualifies the noun before it: "responsabilidad penal de …"."""
    if i == 0 or fold(tokens[i].text) not in reader.rules.adjectives:
        return False
    before = tokens[i - 1]
    if tokens[i].text[0].isupper() and not reader.is_name(before):
        return False  # "Motín en Penal de …"; but "Administración Penitenciaria de …"
    return before.text[0].isalpha() and fold(before.text) not in reader.rules.stops


def _more_name(reader: Reader, tokens: list[Token], k: int) -> bool:
    """Whether a name goes on at tokens[k], with or without a link."""
    if k >= len(tokens):
        return False
    link = reader.rules.links.longest(reader.folded, tokens, k)
    k = link[1] if link else k
    return (
        k < len(tokens)
        and adjacent(reader.text, tokens[k - 1], tokens[k])
        and (reader.is_name(tokens[k]) or is_number(tokens[k]))
    )


def _close(reader: Reader, tokens: list[Token], after: int, name: int) -> bool:
    """Whether nothing but blanks, brackets and quotation marks parts the tokens from the noun to the name."""
    return all(adjacent(reader.text, tokens[k - 1], tokens[k]) for k in range(after, name + 1))


def names_listed(reader: Reader, tokens: list[Token], name: int, stop: int) -> Iterator[Span]:
    """Names listed after a plural: "las cárceles de Turi, Esmeraldas y Machala"; one alone names none."""
    names = [(name, stop)]
    k = stop
    while k < len(tokens):
        comma = tokens[k].text == ","
        if comma:
            k += 1
        joined = k < len(tokens) and fold(tokens[k].text) in reader.rules.conjunctions
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
    cores = [reader.folded[tokens[a].start : name_end(tokens[b - 1])] for a, b in names]
    if all(reader.is_people(c) or reader.is_vague(c) for c in cores):
        return
    for (a, b), core in zip(names, cores, strict=True):
        if not reader.is_people(core):
            yield Span(tokens[a].start, name_end(tokens[b - 1]), core, None, 3)
