"""A sentence as units: words and phrases with all that the lexicon knows of them, and its numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from prisonwatch.extraction.context import Sentence, Token
from prisonwatch.extraction.counts.lexicon import Lexicon, Readings
from prisonwatch.extraction.numbers import Number

_UNKNOWN = Readings()
_NOUN_LIKE = frozenset({"base", "third", "present"})
_PUNCTUATION = {",": "comma", ";": "stop", ":": "colon", "(": "open", "[": "open", ")": "close", "]": "close"}
_DASHES = frozenset("–—")
_QUOTES = frozenset("\"'“”‘’«»")


@dataclass(slots=True, eq=False)
class Unit:
    """A word, phrase, number or punctuation mark; offsets are the article's."""

    lower: str
    start: int
    end: int
    readings: Readings
    number: Number | None = None
    mark: str | None = None
    capital: bool = False

    @property
    def noun(self) -> str | None:
        return self.readings.noun

    def is_(self, *functions: str) -> bool:
        return not self.readings.functions.isdisjoint(functions)

    @property
    def known(self) -> bool:
        """Whether the lexicon says anything of it, or it is no word."""
        return self.readings is not _UNKNOWN or self.number is not None or self.mark is not None


def read_units(sentence: Sentence, numbers: Sequence[Number], lexicon: Lexicon) -> list[Unit]:
    """The units of a sentence, in order. A number takes its qualifiers in; quotation marks are left out."""
    tokens = sentence.tokens
    units: list[Unit] = []
    position = 0
    pending = list(numbers)
    shouted = sentence.text.isupper()
    while position < len(tokens):
        token = tokens[position]
        while pending and sentence.start + pending[0].right <= token.start:
            pending.pop(0)
        # "no one", "back to a cell": a phrase goes before a number that is only an article or pronoun in it.
        bound = next((n for n in pending if not n.is_one), None)
        limit = sentence.end if bound is None else sentence.start + bound.left
        length, words = _longest(tokens, position, limit, lexicon)
        number = pending[0] if pending else None
        if (
            number is not None
            and token.end > sentence.start + number.left
            and (length == 1 or number.value > 1)
        ):
            units.append(_number_unit(sentence, number))
            end = sentence.start + number.right
            while position < len(tokens) and tokens[position].start < end:
                position += 1
            continue
        unit = _unit(tokens[position : position + length], words, lexicon, shouted)
        if unit is not None:
            units.append(unit)
        position += length
    _drop_false_verbs(units, lexicon.head_first)
    return units


def looks_like_noun(verbs: Mapping[str, set[str]]) -> bool:
    """Whether verb forms may be a noun's too: "escape", "murder", "captura"."""
    return all(roles <= _NOUN_LIKE for roles in verbs.values())


def _drop_false_verbs(units: Sequence[Unit], infinitives: bool) -> None:
    """After an article a base form is a noun: "the assault", "la captura"; so is an "estimate of".

    `infinitives`: base forms are verbs after a preposition too ("acusados de asesinar a dos").
    """
    for unit, after in pairwise(units):
        if unit.is_("figure") and after.is_("of") and looks_like_noun(unit.readings.verbs):
            unit.readings = replace(unit.readings, verbs={})
    for before, unit in pairwise(units):
        verbs = unit.readings.verbs
        after_preposition = before.is_("prep", "of", "by", "with") and not before.is_("infinitive")
        if after_preposition and infinitives and any("base" in roles for roles in verbs.values()):
            continue
        if verbs and (before.is_("det") or after_preposition) and looks_like_noun(verbs):
            unit.readings = replace(unit.readings, verbs={})


def _number_unit(sentence: Sentence, number: Number) -> Unit:
    start, end = sentence.start + number.start, sentence.start + number.end
    return Unit(sentence.text[number.start : number.end].lower(), start, end, _UNKNOWN, number)


def _longest(tokens: Sequence[Token], position: int, limit: int, lexicon: Lexicon) -> tuple[int, str]:
    """How many tokens from `position` on make the longest phrase known, and its words."""
    for length in lexicon.lengths.get(tokens[position].lower, ()):
        last = position + length - 1
        if last < len(tokens) and tokens[last].end <= limit:
            words = " ".join(t.lower for t in tokens[position : last + 1])
            if words in lexicon:
                return length, words
    return 1, tokens[position].lower


def _unit(tokens: Sequence[Token], words: str, lexicon: Lexicon, shouted: bool) -> Unit | None:
    first = tokens[0]
    if not first.text[0].isalnum():
        if first.text in _QUOTES:
            return None
        mark = _PUNCTUATION.get(first.text) or ("dash" if first.text in _DASHES else "other")
        return Unit(words, first.start, first.end, _UNKNOWN, mark=mark)
    readings = lexicon.get(words)
    if len(tokens) == 1 and len(words) > 1 and first.text.isupper() and readings is not None and not shouted:
        # "IS militants", "the WHO": an acronym is none of the small words it looks like.
        readings = None if readings.functions else readings
    return Unit(words, first.start, tokens[-1].end, readings or _UNKNOWN, capital=first.text[0].isupper())
