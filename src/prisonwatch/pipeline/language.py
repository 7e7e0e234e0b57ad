"""Tells an article's language by its commonest words.

The words are data: each pack's own, and beside the packs those of languages that have none
(`language/known_languages.toml`), so that Portuguese is not taken for the Spanish that it resembles.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from prisonwatch import language
from prisonwatch.language import available_packs, load_pack

_KNOWN = Path(language.__file__).with_name("known_languages.toml")
_READ = 1500  # characters: enough to be certain of any prose
# Letters with the vowel signs that Indian scripts set beside them, which are no letters to Python.
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0dff])*(?:['’][^\W\d_]+)*")
# Scripts that one language, or one above all, is written in; kana before the Chinese characters beside it.
_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("lo", re.compile(r"[\u0e80-\u0eff]")),
    ("my", re.compile(r"[\u1000-\u109f]")),
    ("km", re.compile(r"[\u1780-\u17ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("am", re.compile(r"[\u1200-\u137f]")),
    ("bn", re.compile(r"[\u0980-\u09ff]")),
    ("pa", re.compile(r"[\u0a00-\u0a7f]")),
    ("gu", re.compile(r"[\u0a80-\u0aff]")),
    ("ta", re.compile(r"[\u0b80-\u0bff]")),
    ("te", re.compile(r"[\u0c00-\u0c7f]")),
    ("kn", re.compile(r"[\u0c80-\u0cff]")),
    ("ml", re.compile(r"[\u0d00-\u0d7f]")),
    ("si", re.compile(r"[\u0d80-\u0dff]")),
)
_SCRIPT_SHARE = 0.3
# The winner's words must be this share of all words (prose has 0.3 and more, a headline fewer), weigh this
# much in all (one word that no other language has weighs 1), and outweigh the second's by this factor.
_SHARE = 0.1
_WEIGHT = 0.4
_LEAD = 1.1
_LETTER_WEIGHT = 0.5


class _Index(NamedTuple):
    """Word → the languages that have it; letter → the languages that it tells; both lower case."""

    words: Mapping[str, tuple[str, ...]]
    letters: Mapping[str, tuple[str, ...]]


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the language that a text is written in; None where that cannot be told."""
    head = text[:_READ]
    words = [word.replace("’", "'") for word in _WORD.findall(head.lower())]
    if not words:
        return None
    if not head.isascii() and (code := _by_script(head)):
        return code
    return _by_words(words, _index(tuple(available_packs().items())))


def _by_script(text: str) -> str | None:
    letters = sum(c.isalpha() for c in text)
    for code, script in _SCRIPTS:
        if len(script.findall(text)) > _SCRIPT_SHARE * letters:
            return code
    return None


def _by_words(words: list[str], index: _Index) -> str | None:
    weights: dict[str, float] = defaultdict(float)
    hits: dict[str, int] = defaultdict(int)
    for word, times in Counter(words).items():
        codes = index.words.get(word, ())
        for code in codes:
            weights[code] += times / len(codes)
            hits[code] += times
        if not word.isascii() and (told := _told_by_letters(word, index)):
            weights[told] += _LETTER_WEIGHT * times
            hits[told] += times * (told not in codes)
    if not weights:
        return None
    first, *others = sorted(weights, key=lambda code: weights[code], reverse=True)
    second = weights[others[0]] if others else 0.0
    enough = hits[first] >= _SHARE * len(words) and weights[first] >= _WEIGHT
    return first if enough and weights[first] >= _LEAD * second else None


def _told_by_letters(word: str, index: _Index) -> str | None:
    """The language that a word's letters tell, if they tell one alone."""
    codes = {code for letter in set(word) for code in index.letters.get(letter, ())}
    return codes.pop() if len(codes) == 1 else None


@lru_cache(maxsize=4)
def _index(packs: tuple[tuple[str, Path], ...]) -> _Index:
    words: dict[str, set[str]] = defaultdict(set)
    letters: dict[str, set[str]] = defaultdict(set)
    for code, table in _tables(packs):
        for word in table[0]:
            words[word].add(code)
        for letter in table[1]:
            letters[letter].add(code)
    return _Index(
        {word: tuple(sorted(codes)) for word, codes in words.items()},
        {letter: tuple(sorted(codes)) for letter, codes in letters.items()},
    )


def _tables(packs: Iterable[tuple[str, Path]]) -> Iterator[tuple[str, tuple[Iterable[str], str]]]:
    """Each language's words and letters: the known ones', then the packs'."""
    for code, table in tomllib.loads(_KNOWN.read_text(encoding="utf-8")).items():
        yield code, (table["words"].split(), table.get("letters", ""))
    for code, _ in packs:
        pack = load_pack(code)
        more = pack.data("language")
        yield code, ([*pack.function_words, *more.get("words", ())], more.get("letters", ""))
