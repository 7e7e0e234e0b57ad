"""Tells with which words a form of `dates.toml` can start, so that only those forms are tried at a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

FIGURE = "0"

_PIECE = re.compile(
    r"(?P<look>\(\?<?[=!])|(?P<open>\(\?:|\(\?P<\w+>)|(?P<close>\))|(?P<bar>\|)|(?P<optional>[?*])"
    r"|\{(?P<list>[a-z]+)\d?(?::(?P<source>[a-z]+))?!?\}|(?P<word>(?<!\\)[^\W\d_]+)|(?P<figure>\\d|\d|\[[^\]]*\d[^\]]*\])"
    r"|(?P<repeat>\{\d+(?:,\d*)?\})|(?P<other>\\.|\[[^\]]*\]|.)"
)


def first_tokens(like: str, words: Callable[[str], Iterable[str]], figures: frozenset[str]) -> frozenset[str]:
    """The first words (in lower case) that can begin a match, `FIGURE` among them for figures."""
    starts, _, _ = _alternatives(list(_PIECE.finditer(like)), 0, words, figures)
    return frozenset(starts)


_Starts = tuple[set[str], bool, int]


def _alternatives(
    pieces: list[re.Match[str]], at: int, words: Callable[[str], Iterable[str]], figures: frozenset[str]
) -> _Starts:
    """First tokens of `a|b|…` up to its closing bracket, whether it can be empty, and where it ends."""
    starts: set[str] = set()
    can_be_empty = False
    open_ended = True  # whether what comes next still is at the start of this alternative
    while at < len(pieces) and not pieces[at]["close"]:
        piece = pieces[at]
        at += 1
        if piece["bar"]:
            can_be_empty |= open_ended
            open_ended = True
            continue
        if piece["look"]:
            _, _, at = _alternatives(pieces, at, words, figures)
            at += 1
            continue
        found: set[str] = set()
        empty = False
        if piece["open"]:
            found, empty, at = _alternatives(pieces, at, words, figures)
            at += 1
        elif name := piece["list"]:
            source = piece["source"] or name
            found = {w for entry in words(source) for w in re.findall(r"[^\W\d_]+", entry)[:1]}
            found |= {FIGURE} if source in figures else set()
        elif piece["word"]:
            found = {piece["word"]}
        elif piece["figure"]:
            found = {FIGURE}
        else:
            empty = True  # blanks, punctuation, anchors: a match starts at a word
        if at < len(pieces) and pieces[at]["optional"]:
            if piece["word"]:
                found.add(piece["word"][:-1])
            else:
                empty = True
            at += 1
        if open_ended:
            starts |= found
            open_ended = empty
    return starts, can_be_empty or open_ended, at
