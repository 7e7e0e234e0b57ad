"""Names after their noun: "cárcel de Turi", "HMP Leeds", "the jail at Tuxtepec"."""

from __future__ import annotations

from collections.abc import Iterator

from prisonwatch.extraction.context import Token
from prisonwatch.extraction.facilities.closing import is_formal
from prisonwatch.extraction.facilities.rules import Head
from prisonwatch.extraction.facilities.text import Reader, Span, adjacent, is_number
from prisonwatch.extraction.facilities.walking import (
    QUOTES,
    capital_from,
    modifiers_before,
    name_after,
    name_end,
    skip_article,
)
from prisonwatch.gazetteer import fold


def name_linked(reader: Reader, tokens: list[Token], i: int, after: int, head: Head) -> Iterator[Span]:
    """The name that a link ties to a closing noun: "the jail at Tuxtepec"."""
    if head.weak or after >= len(tokens):
        return
    noun = modifiers_before(reader, tokens, i)
    before = fold(tokens[noun - 1].text) if noun else ""
    naming = reader.rules.naming.longest(reader.folded, tokens, after)
    if naming is not None:
        yield from _appositive(reader, tokens, naming[1])
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
        yield from _listed(reader, tokens, i, link[1], stop, False)
    elif not reader.is_people(core) and not reader.is_vague(core):
        start = tokens[capital_from(tokens, noun, i) if tokens[i].text[0].isupper() else i].start
        yield Span(start, name_end(tokens[stop - 1]), core, head.country, 2)


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
    before = fold(tokens[i - 1].text) if i else ""
    k = after
    while k < len(tokens):
        modifier = rules.modifiers.longest(reader.folded, tokens, k)
        if modifier is None or not adjacent(reader.text, tokens[k - 1], tokens[k]):
            break
        if (
            tokens[k].text[0].isupper()
            and modifier[1] == k + 1
            and not _more_name(reader, tokens, modifier[1])
        ):
            break
        k = modifier[1]
    naming = rules.naming.longest(reader.folded, tokens, k) if k < len(tokens) else None
    if naming is not None:
        yield from _appositive(reader, tokens, naming[1])
        return
    link = rules.links.longest(reader.folded, tokens, k) if k < len(tokens) else None
    strict = link is not None and fold(tokens[k].text) in rules.strict_links
    if strict:
        return
    name = link[1] if link is not None else k
    if name < len(tokens) and tokens[name].text in QUOTES:
        name += 1
    if (
        name >= len(tokens)
        or tokens[name].start - tokens[after - 1].end > 60
        or not _close(reader, tokens, after, name)
    ):
        return
    stop = name_after(reader, tokens, name, numbered=head.acronym or not head.plural)
    if stop == name:
        return
    if head.plural:
        yield from _listed(reader, tokens, i, name, stop, True)
        return
    core = reader.folded[tokens[name].start : name_end(tokens[stop - 1])]
    digits = core.isdigit() or (core[:1] == "n" and core[-1:].isdigit())
    if reader.is_people(core) or (
        reader.is_vague(core) and not is_formal(tokens, i, i, after) and link is not None
    ):
        return
    if head.weak and not (digits or tokens[i].text[0].isupper()):
        return
    if before in rules.indefinite and link is not None and reader.is_place(core):
        return
    end = name_end(tokens[stop - 1])
    if digits:
        core = reader.folded[tokens[i].start : end]
    yield Span(tokens[i].start, end, core, head.country, 3)


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
    """Whether nothing but blanks and quotation marks parts the tokens from the noun to the name."""
    return all(
        adjacent(reader.text, tokens[k - 1], tokens[k]) for k in range(after, name + 1) if k < len(tokens)
    )


def _listed(reader: Reader, tokens: list[Token], i: int, name: int, stop: int, lone: bool) -> Iterator[Span]:
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
