"""Names with a custody word: "Turi prison", "cárcel de Turi", "HMP Leeds"."""

from __future__ import annotations

from collections.abc import Iterator

from prisonwatch.extraction.context import Sentence, Token
from prisonwatch.extraction.facilities.closing import names_before
from prisonwatch.extraction.facilities.opening import name_linked, names_after
from prisonwatch.extraction.facilities.rules import Head
from prisonwatch.extraction.facilities.text import Reader, Span


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
        spans = list(names_before(reader, sentence, tokens, i, after, head))
        if spans:
            yield from spans
            return
        yield from name_linked(reader, tokens, i, after, head)
    else:
        yield from names_after(reader, tokens, i, after, head)
