"""Finds known phrases in running text, whatever their case and accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from prisonwatch.extraction.context import Token

T = TypeVar("T")


@lru_cache(maxsize=1)
def _plain() -> dict[int, str]:
    """Letter with accent → letter without, one character for one."""
    table = {ord("’"): "'", ord("‘"): "'", ord("‑"): "-", ord("İ"): "i", ord("ı"): "i", ord("ø"): "o", ord("ł"): "l"}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        parts = unicodedata.normalize("NFD", chr(code))
        if len(parts) > 1 and unicodedata.combining(parts[1]):
            table[code] = parts[0]
    return table


def fold(text: str) -> str:
    """`text` in lower case, without accents, its length unchanged."""
    folded = text.translate(_plain()).lower()
    # A few capitals grow when lowered; offsets matter more than they do.
    return folded if len(folded) == len(text) else "".join(c.lower()[:1] or c for c in text.translate(_plain()))


_WORD = re.compile(r"\d+|[^\W\d_]+|\S")


class Lexicon(Generic[T]):
    """Phrases with a value each; `longest` tells which begins at a token."""

    def __init__(self, phrases: Iterable[tuple[str, T]] = ()) -> None:
        self._values: dict[str, T] = {}
        self._lengths: dict[str, int] = {}
        for phrase, value in phrases:
            self.add(phrase, value)

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, folded: str) -> bool:
        return folded in self._values

    def get(self, folded: str) -> T | None:
        return self._values.get(folded)

    def add(self, phrase: str, value: T) -> None:
        folded = fold(phrase)
        first = _WORD.match(folded)
        if first:
            self._values[folded] = value
            self._lengths[first[0]] = max(self._lengths.get(first[0], 0), len(folded))

    def setdefault(self, phrase: str, value: T) -> T:
        """The phrase's value; `value`, now its own, where it had none."""
        known = self._values.get(fold(phrase))
        if known is not None:
            return known
        self.add(phrase, value)
        return value

    def longest(self, folded: str, tokens: Sequence[Token], i: int) -> tuple[T, int, int] | None:
        """The longest phrase that begins at token `i` of the folded text: value, index after it, end offset.

        A possessive ending does not belong to the phrase: "Ecuador's" is found as "Ecuador", and the index
        after it is the next token's.
        """
        start = tokens[i].start
        first = _WORD.match(folded, start)
        reach = self._lengths.get(first[0]) if first else None
        if not reach:
            return None
        found: tuple[T, int, int] | None = None
        for j in range(i, len(tokens)):
            end = tokens[j].end
            if end - start > reach + 2:
                break
            value = self._values.get(folded[start:end])
            if value is None and folded[end - 2 : end] == "'s":
                end -= 2
                value = self._values.get(folded[start:end])
            if value is not None:
                found = value, j + 1, end
        return found
