"""The article as the facility rules read it: tokens, folded text, and what a name can be made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from prisonwatch.extraction.context import Context, Sentence, Token
from prisonwatch.extraction.facilities.rules import FacilityRules, key_of
from prisonwatch.extraction.places.rules import PlaceRules
from prisonwatch.gazetteer import countries_of_city, fold, fold_article

_ROMAN = re.compile(r"[IVX]+$")
_PARTS_OF_NAMES = ("saint", "sainte")  # "Saint-Gilles" is one word
FORMER = "ex"  # "el ex-Comcar"
_LONG = 4  # letters; shorter words stay small in a headline too


class Span(NamedTuple):
    """A stretch of the text that names a facility; `core` is the part that tells which."""

    start: int
    end: int
    core: str
    country: str | None = None  # of the head ("HMP")
    rank: int = 0  # the higher wins where spans overlap
    bare: bool = False  # a name without a custody word


class Reader:
    """One article with the rules for reading it."""

    def __init__(self, context: Context, rules: FacilityRules) -> None:
        self.context = context
        self.rules = rules
        self.text = context.text
        self.folded = fold_article(context.text)
        self.places = context.pack.rules(PlaceRules)
        self.sentences = [(s, _split_tokens(s.tokens)) for s in context.sentences]
        self._function_words = context.pack.function_words
        self.place_at = {place.start: place for place in context.facts.places}
        self._title_case: dict[int, bool] = {}

    def title_case(self, sentence: Sentence) -> bool:
        """Whether a line is a headline that capitalises nearly every word."""
        known = self._title_case.get(sentence.index)
        if known is None:
            long = [t for t in sentence.tokens if len(t.text) >= _LONG and t.text[0].isalpha()]
            small = [t for t in long if t.text[0].islower() and t.lower not in self._function_words]
            known = len(long) > 3 and not small and not sentence.text.endswith(".")
            self._title_case[sentence.index] = known
        return known

    def is_name(self, token: Token) -> bool:
        """Whether a token can be part of a proper name; "al-Hadba" can."""
        text = token.text
        if not text[0].isupper():
            # "al-Hadba", "d'Enric"
            return len(text) > 3 and (
                (text[2] == "-" and text[3].isupper()) or (text[1] in "'’" and text[2].isupper())
            )
        first, hyphen, tail = text.rpartition("-")
        if hyphen and (
            tail in self.rules.compound_endings or (tail.islower() and fold(first) in self.rules.stops)
        ):
            return False  # "Kingston-based", "Ninety-two"
        return plain(token) not in self.rules.stops

    def settle(self, spans: Iterable[Span]) -> list[Span]:
        """Of overlapping spans the better, then the longer; in reading order."""
        kept: list[Span] = []
        for span in sorted(spans, key=lambda s: (-s.rank, s.start - s.end, s.start)):
            if not any(span.start < k.end and k.start < span.end for k in kept):
                kept.append(span)
        return sorted(kept)

    def is_people(self, core: str) -> bool:
        """Whether a name is a country's or its people's, and no facility's."""
        return core in self.places.countries or core in self.places.demonyms

    def is_vague(self, core: str) -> bool:
        """Whether a name is a region's that holds many prisons."""
        country = self.places.regions.get(core)
        return country in self.rules.vague_regions and country not in countries_of_city(core)

    def is_place(self, core: str) -> bool:
        return bool(
            self.is_people(core)
            or core in self.places.regions
            or core in self.places.cities
            or countries_of_city(core)
        )

    def is_known(self, core: str) -> bool:
        return bool(self.rules.gazetteer.with_key(key_of(core)))


def plain(token: Token) -> str:
    """A token folded, without a possessive ending."""
    folded = fold(token.text)
    return folded[:-2] if folded.endswith("'s") else folded


def possessive(token: Token) -> bool:
    return token.lower.endswith("'s") or (token.lower.endswith("s'"))


def is_number(token: Token) -> bool:
    return token.text.isdigit() or bool(_ROMAN.match(token.text))


def adjacent(text: str, before: Token, after: Token) -> bool:
    """Whether nothing but a blank or two stands between two tokens, if anything."""
    return after.start - before.end <= 2 and text[before.end : after.start].strip(" \u00a0") == ""


def _cuts(text: str) -> bool:
    """Whether a hyphenated token is two words: "Complex-Lewis", "ex-Comcar"."""
    head, _, tail = text.partition("-")
    long = text[0].isupper() and len(head) > _LONG and fold(head) not in _PARTS_OF_NAMES
    return tail[:1].isupper() and (long or head == FORMER)


def _split_tokens(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with a long hyphenated one that begins in a word cut at its hyphen: "Complex-Lewis"."""
    if not any("-" in t.text and len(t.text) > _LONG and _cuts(t.text) for t in tokens):
        return list(tokens)
    cut: list[Token] = []
    for token in tokens:
        head, hyphen, tail = token.text.partition("-")
        if hyphen and _cuts(token.text):
            middle = token.start + len(head)
            cut.append(Token(head, head.lower(), token.start, middle))
            cut.append(Token("-", "-", middle, middle + 1))
            cut.append(Token(tail, tail.lower(), middle + 1, token.end))
        else:
            cut.append(token)
    return cut
