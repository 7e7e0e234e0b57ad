"""Names with a custody word: "Turi prison", "cárcel de Turi", "HMP Leeds"."""

from __future__ import annotations

from collections.abc import Iterator

from prisonwatch.extraction.context import Sentence, Token
from prisonwatch.extraction.facilities.appositions import names_beside
from prisonwatch.extraction.facilities.closing import names_before
from prisonwatch.extraction.facilities.opening import name_linked, names_after
from prisonwatch.extraction.facilities.rules import Head
from prisonwatch.extraction.facilities.text import Reader, Span, adjacent
from prisonwatch.extraction.facilities.walking import name_after, name_end
from prisonwatch.gazetteer import fold


def find_named(reader: Reader) -> list[Span]:
    """Every span that a custody word makes a facility's name."""
    found: list[Span] = []
    for sentence, tokens in reader.sentences:
        i = 0
        while i < len(tokens):
            spans, i = _read_at(reader, sentence, tokens, i)
            found += spans
    return found


def _read_at(reader: Reader, sentence: Sentence, tokens: list[Token], i: int) -> tuple[list[Span], int]:
    """The names that a head at tokens[i] makes, and where to read on."""
    hit = reader.rules.heads.longest(reader.folded, tokens, i)
    if hit is None:
        coded = _coded(reader, tokens, i)
        return ([coded] if coded else []), i + 1
    head, after, _ = hit
    if head.never:
        return [], after
    if (head.capital and not tokens[i].text[0].isupper()) or (head.upper and not tokens[i].text.isupper()):
        return [], i + 1
    if head.opening and _closes(reader, tokens, i, after):
        return [], i + 1
    spans = list(_read_head(reader, sentence, tokens, i, after, head))
    spans = spans or list(names_beside(reader, tokens, i, after, head))
    # A longer head without a name may hide a shorter one with it: "Hanoi Central prison".
    return spans, (after if spans else i + 1)


def _closes(reader: Reader, tokens: list[Token], i: int, after: int) -> bool:
    """Whether an opening head closes a name here: the "Central Prison" of "Bengaluru Central Prison"."""
    noun = reader.rules.heads.get(fold(tokens[after - 1].text))
    return (
        noun is not None
        and noun.closing
        and i > 0
        and adjacent(reader.text, tokens[i - 1], tokens[i])
        and reader.is_name(tokens[i - 1])
    )


def _coded(reader: Reader, tokens: list[Token], i: int) -> Span | None:
    """A head and its number or name in one token: "IK-19", "SCI-Phoenix", "CCR-15 de Azua"."""
    token = tokens[i]
    sign, hyphen, tail = token.text.partition("-")
    if sign in reader.rules.codes and tail.isdigit():
        end = _subnumber(tokens, i)
        if end == token.end and sign.isupper():
            return None  # an AK-47
        return Span(token.start, end, reader.folded[token.start : end], reader.rules.codes[sign], 3)
    if not hyphen or not (tail[:1].isdigit() or tail[:1].isupper()) or not sign.isupper():
        return None
    head = reader.rules.heads.get(fold(sign))
    if head is None or not head.acronym:
        return None
    core = fold(token.text if tail.isdigit() else tail)
    end = name_end(token)
    link = reader.rules.links.longest(reader.folded, tokens, i + 1) if i + 1 < len(tokens) else None
    if link is not None and adjacent(reader.text, token, tokens[i + 1]):
        stop = name_after(reader, tokens, link[1])
        end = name_end(tokens[stop - 1]) if stop > link[1] else end
    return Span(token.start, end, core, head.country, 3)


def _subnumber(tokens: list[Token], i: int) -> int:
    """End of a colony's code with the number behind its bar: "LA-155/8"."""
    bar = tokens[i + 1 : i + 3]
    joined = len(bar) == 2 and bar[0].text == "/" and bar[0].start == tokens[i].end == bar[1].start - 1
    return bar[1].end if joined and bar[1].text.isdigit() else tokens[i].end


def _read_head(
    reader: Reader, sentence: Sentence, tokens: list[Token], i: int, after: int, head: Head
) -> Iterator[Span]:
    if head.closing:
        spans = list(names_before(reader, sentence, tokens, i, after, head))
        if spans:
            yield from spans
            return
        yield from name_linked(reader, tokens, i, after, head)
    else:
        yield from names_after(reader, tokens, i, after, head)
