"""Second names of a facility: "Guayas Prison No. 1, better known as the Litoral Penitentiary", "(CECOT)"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from prisonwatch.extraction.context import Token
from prisonwatch.extraction.facilities.text import Reader, Span
from prisonwatch.extraction.facilities.walking import name_after, skip_article
from prisonwatch.gazetteer import fold

Pairs = list[tuple[Span, Span]]


def find_aliases(reader: Reader, spans: Sequence[Span]) -> tuple[list[Span], Pairs]:
    """Names that the text ties to a span's: those not found before, and which belong together."""
    by_start = {span.start: span for span in spans}
    new: list[Span] = []
    pairs: Pairs = []
    for number, span in enumerate(spans):
        tokens, k = _tokens_after(reader, span)
        if k >= len(tokens):
            continue
        if number and (
            _told_second(reader, tokens, k) or _apposed(reader, spans[number - 1], span, tokens[k])
        ):
            pairs.append((spans[number - 1], span))
        start = _alias_start(reader, tokens, k)
        if start is None:
            k = _after_town(reader, tokens, k)
            start = _alias_start(reader, tokens, k) if k < len(tokens) else None
        if start is None:
            continue
        known = next((by_start[t.start] for t in tokens[start : start + 1] if t.start in by_start), None)
        if known is None:
            known = _bare(reader, tokens, start, tokens[k].text == "(")
            if known is not None:
                new.append(known)
        if known is not None:
            pairs.append((span, known))
    return new, pairs


def _tokens_after(reader: Reader, span: Span) -> tuple[list[Token], int]:
    """The tokens of the span's sentence, and the index of the first after it."""
    _, tokens = reader.sentences[reader.context.sentence_at(span.start).index]
    return tokens, bisect_left([t.start for t in tokens], span.end)


def _after_town(reader: Reader, tokens: list[Token], k: int) -> int:
    """Index of the comma after the town that a name stands in: "Cárcel Modelo de Malabo, la antigua …"."""
    where = reader.rules.where.longest(reader.folded, tokens, k)
    if where is None:
        return len(tokens)
    first = skip_article(reader, tokens, where[1])
    stop = name_after(reader, tokens, first)
    if first < stop < len(tokens) and tokens[stop].text.islower():
        stop += 1  # "in the Almaty region,"
    return stop if first < stop < len(tokens) and tokens[stop].text == "," else len(tokens)


def _told_second(reader: Reader, tokens: list[Token], k: int) -> bool:
    """Whether the span is said to be another name of the place before: ", as the jail is also called"."""
    if tokens[k].text in (",", "(") and k + 1 < len(tokens):
        k += 1
    return reader.rules.alias_after.longest(reader.folded, tokens, k) is not None


def _apposed(reader: Reader, first: Span, second: Span, following: Token) -> bool:
    """Whether a numbered name is explained by the next: "la Unidad Penal N° 11, la cárcel de Piñero"."""
    between = reader.folded[first.end : second.start].split()
    return (
        len(between) == 2
        and between[0] == ","
        and between[1] in reader.rules.articles
        and reader.text[first.end - 1].isdigit()
        and not reader.text[second.end - 1].isdigit()
        and following.lower not in reader.rules.conjunctions
    )


def _alias_start(reader: Reader, tokens: list[Token], k: int) -> int | None:
    """Index of the token where a second name begins, if what follows a span introduces one."""
    mark = tokens[k].text
    if mark in (",", "(", "—", "–"):
        k += 1
    if k >= len(tokens):
        return None
    link = reader.rules.alias_links.longest(reader.folded, tokens, k)
    if link is not None:
        if link[2] - tokens[k].start < 3 and mark not in (",", "("):
            return None  # a bare "or" joins two facilities
        return skip_article(reader, tokens, link[1])
    return skip_article(reader, tokens, k) if mark == "(" else None


def _bare(reader: Reader, tokens: list[Token], start: int, bracketed: bool) -> Span | None:
    """The name at tokens[start], without a custody word, unless it is a place's."""
    stop = name_after(reader, tokens, start)
    if stop == start:
        return None
    end = tokens[stop - 1].end
    core = reader.folded[tokens[start].start : end]
    if reader.is_people(core) or fold(core) in reader.rules.stops:
        return None
    if bracketed and (reader.is_place(core) or stop - start > 3 or tokens[stop : stop + 1] == []):
        return None
    if bracketed and tokens[stop].text not in ')"”»,':
        return None
    return Span(tokens[start].start, end, core, None, 2, bare=True)
