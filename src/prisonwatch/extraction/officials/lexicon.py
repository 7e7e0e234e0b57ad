"""The words of a language that name offices, and those that stand around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum
from typing import Any

from prisonwatch.language import Pack

Phrases = dict[str, list[tuple[str, ...]]]  # by their first word

_WORD = re.compile(r"[^\W\d_]+(?:[-.'’][^\W\d_]+)*")


class Kind(IntEnum):
    """How much a role's head says by itself; the higher, the more."""

    LOW = 1  # rank and file: officials while they speak
    RANK = 2  # a military or police rank
    BODIED = 3  # an office if a public body stands beside it
    WEAK = 4  # an office alone, or with a public body
    OFFICE = 5  # an office always


class Lexicon:
    """One pack's `officials.toml`, looked up by lower-case word."""

    def __init__(self, pack: Pack) -> None:
        data = pack.data("officials")
        heads, grammar, names = _table(data, "heads"), _table(data, "grammar"), _table(data, "names")
        bodies, words = _table(data, "bodies"), _table(data, "words")

        self.heads = {word: kind for kind in Kind for word in heads.get(kind.name.lower(), ())}
        for prefix in heads.get("prefixes", ()):
            self.heads |= {prefix + word: kind for word, kind in self.heads.items()} | self.heads
        self.capitalised = _set(heads, "capitalised")
        self.national = _set(heads, "national")
        self.dual = _set(heads, "dual")
        self.promoting = _set(heads, "promoting")
        self.raising = {head: frozenset(words) for head, words in _table(heads, "raising").items()}
        self.stopped = _set(heads, "stopped")
        self.clock = _set(heads, "clock")
        self.unless = {head: frozenset(words) for head, words in _table(heads, "unless").items()}
        self.plurals: dict[str, str] = _table(data, "plurals")

        self.noun_modifiers = bool(grammar.get("noun_modifiers", False))
        self.determiners = _set(grammar, "determiners")
        self.indefinite = _set(grammar, "indefinite")
        self.possessive_endings = tuple(grammar.get("possessive_endings", ()))
        self.prepositions = _set(grammar, "prepositions")
        self.joining = _set(grammar, "joining")
        self.locative = _set(grammar, "locative")
        self.topics = _set(grammar, "topics")
        self.conjunctions = _set(grammar, "conjunctions")
        self.linking = _set(grammar, "linking")
        self.copulas = _set(grammar, "copulas")
        self.appointing = _set(grammar, "appointing")
        self.age = _set(grammar, "age")
        self.relative = _set(grammar, "relative")
        self.heading: dict[str, str] = _table(grammar, "heading")
        self.charges = _phrases(grammar, "charges")
        self.led = _phrases(grammar, "led")
        self.past_links = _set(grammar, "past_links")
        self.background = _set(grammar, "background")

        self.particles = _set(names, "particles")
        self.suffixes = _set(names, "suffixes")
        self.honorifics = _set(names, "honorifics")
        self.paired = _set(names, "paired")
        self.given = _set(names, "given")
        self.surnames = _set(names, "surnames")
        self.never = _set(names, "never")
        self.calendar = _set(names, "calendar")
        self.people = _set(names, "people")
        self.places = _set(names, "places")
        self.trades = _set(names, "trades")

        self.bodies = _set(bodies, "words")
        self.named = _set(bodies, "named")
        self.private = _set(bodies, "private")
        self.served = _set(bodies, "served")
        self.serving = _set(bodies, "serving")
        self.exempt = {word: frozenset(before) for word, before in _table(bodies, "exempt").items()}

        self.modifiers = _set(words, "modifiers")
        self.trailing = _set(words, "trailing")
        self.trailing_endings = tuple(words.get("trailing_endings", ()))
        self.trailing_heads = _set(words, "trailing_heads")
        self.past = _set(words, "past")
        self.dropped = _set(words, "dropped")
        self.stops = _set(words, "stops")
        self.stop_endings = tuple(words.get("stop_endings", ()))
        self.speech = _set(words, "speech")
        self.international = _set(words, "international")

        self.abbreviations = pack.abbreviations
        self.triggers = frozenset(self.heads) | frozenset(self.plurals) | frozenset(self.heading)
        phrases = [p for table in (self.charges, self.led) for listed in table.values() for p in listed]
        self.triggers |= {max(phrase, key=len) for phrase in phrases}

    def kind(self, word: str) -> Kind | None:
        """What kind of head a word as written is; None when it is none."""
        lower = word.lower()
        prefix, hyphen, rest = lower.partition("-")
        if hyphen and lower not in self.heads:
            if rest in self.trailing:
                lower = prefix
            elif prefix in self.modifiers or prefix in self.heads:
                lower = rest
        singular = self.plurals.get(lower, lower)
        kind = self.heads.get(singular)
        if kind is None or (lower in self.capitalised and not word[0].isupper()):
            return None
        return kind

    def names_body(self, lower: str) -> bool:
        """Whether a word belongs to the names of bodies, public or private."""
        return lower in self.bodies or lower in self.private

    def is_role_word(self, lower: str) -> bool:
        """Whether a word belongs to the names of offices rather than to those of people."""
        return lower in self.heads or lower in self.plurals or lower in self.bodies or lower in self.modifiers

    def has_trigger(self, text: str) -> bool:
        """Whether a text has a word that can name an office."""
        return any(self.triggers_on(word) for word in _WORD.findall(text.lower()))

    def triggers_on(self, lower: str) -> bool:
        """Whether a word, or a part of it ("then-president"), can name an office."""
        return lower in self.triggers or ("-" in lower and not self.triggers.isdisjoint(lower.split("-")))


def _table(data: dict[str, Any], key: str) -> dict[str, Any]:
    table = data.get(key, {})
    return dict(table) if isinstance(table, dict) else {}


def _phrases(data: dict[str, Any], key: str) -> Phrases:
    table: Phrases = {}
    for phrase in data.get(key, ()):
        words = tuple(phrase.split())
        table.setdefault(words[0], []).append(words)
    return table


def _set(data: dict[str, Any], key: str) -> frozenset[str]:
    words: Iterable[str] = data.get(key, ())
    return frozenset(words)
