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
    table = {
        ord("’"): "'",
        ord("‘"): "'",
        ord("‑"): "-",
        ord("İ"): "i",
        ord("ı"): "i",
        ord("ø"): "o",
        ord("ł"): "l",
    }
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        parts = unicodedata.normalize("NFD", chr(code))
        if len(parts) > 1 and unicodedata.combining(parts[1]):
            table[code] = parts[0]
    return table


def fold(text: str) -> str:
    """`text` in lower case, without accents, its length unchanged."""
    if text.isascii():
        return text.lower()
    folded = text.translate(_plain()).lower()
    # A few capitals grow when lowered; offsets matter more than they do.
    return (
        folded if len(folded) == len(text) else "".join(c.lower()[:1] or c for c in text.translate(_plain()))
    )


@lru_cache(maxsize=2)
def fold_article(text: str) -> str:
    """`fold` for the article that several extractors read in turn."""
    return fold(text)


# The first token of a phrase, as the article's tokens are cut.
_FIRST = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_](?:\.[^\W\d_])+\.?|[^\W_]+(?:[-'][^\W_]+)*|\S")


class Lexicon(Generic[T]):
    """Phrases with a value each; `longest` tells which begins at a token."""

    def __init__(self, phrases: Iterable[tuple[str, T]] = ()) -> None:
        self._values: dict[str, T] = {}
        self._reach: dict[str, int] = {}  # first token → length of the longest phrase that it begins
        for phrase, value in phrases:
            self.add(phrase, value)

    def get(self, folded: str) -> T | None:
        return self._values.get(folded)

    def add(self, phrase: str, value: T) -> None:
        self._put(fold(phrase), value)

    def setdefault(self, phrase: str, value: T) -> T:
        """The phrase's value; `value`, now its own, where it had none."""
        return self.setdefault_folded(fold(phrase), value)

    def setdefault_folded(self, folded: str, value: T) -> T:
        """As `setdefault`, for a phrase that is folded already."""
        if folded in self._values:
            return self._values[folded]
        self._put(folded, value)
        return value

    def _put(self, folded: str, value: T) -> None:
        self._values[folded] = value
        head = folded.partition(" ")[0]
        if not head.isalpha():
            first = _FIRST.match(folded)
            head = first[0] if first else head
        if len(folded) > self._reach.get(head, 0):
            self._reach[head] = len(folded)

    def longest(self, folded: str, tokens: Sequence[Token], i: int) -> tuple[T, int, int] | None:
        """The longest phrase that begins at token `i` of the folded text: value, index after it, end offset.

        A possessive ending does not belong to the phrase: "Ecuador's" is found as "Ecuador".
        """
        token = tokens[i]
        start = token.start
        head = folded[start : token.end]
        reach = self._reach.get(head)
        if reach is None:
            reach = self._reach.get(head[:-2]) if head.endswith("'s") else None
            if reach is None:
                return None
        found: tuple[T, int, int] | None = None
        values = self._values
        for j in range(i, len(tokens)):
            end = tokens[j].end
            if end - start > reach + 2:
                break
            value = values.get(folded[start:end])
            if value is None and folded[end - 2 : end] == "'s":
                end -= 2
                value = values.get(folded[start:end])
            if value is not None:
                found = value, j + 1, end
        return found
