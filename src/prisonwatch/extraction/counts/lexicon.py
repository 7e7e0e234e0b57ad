"""A pack's counts.toml, compiled: which words name whom, and which tell what happened to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from prisonwatch.extraction.context import Sentence
from prisonwatch.language import Pack

_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(eq=False)
class Readings:
    """All that a word or phrase can be. Classes are the keys of counts.toml's tables."""

    noun: str | None = None
    # Class and role (base, third, past, participle, gerund, …) of each verb it is a form of.
    verbs: dict[str, set[str]] = field(default_factory=dict)
    predicate: str | None = None
    nominal: str | None = None
    functions: set[str] = field(default_factory=set)

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """Each thing that it can be as one name: "n:staff", "v:free:fin", "p:dead", "o:release", "f:neg"."""
        found = [f"n:{self.noun}"] if self.noun else []
        for verb, roles in self.verbs.items():
            form = "fin" if "past" in roles else "part" if "participle" in roles else "base"
            found.append(f"v:{verb}:{form}")
        if self.predicate:
            found.append(f"p:{self.predicate}")
        if self.nominal:
            found.append(f"o:{self.nominal}")
        return (*found, *(f"f:{name}" for name in sorted(self.functions)))

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """The classes that are more than a grammatical function."""
        return tuple(c for c in self.classes if not c.startswith("f:"))


def expand(entry: str) -> Iterator[str]:
    """The words that an entry with braces stands for: `guard{,s}` is `guard` and `guards`."""
    match = _BRACES.search(entry)
    if match is None:
        yield entry
        return
    for choice in match[1].split(","):
        yield from expand(entry[: match.start()] + choice + entry[match.end() :])


class Lexicon:
    """Looks words and phrases up; `head` tells on which side of a noun phrase its head stands."""

    def __init__(self, pack: Pack) -> None:
        data = pack.data("counts")
        self.head_first: bool = data.get("head", "last") == "first"
        self.verb_endings: tuple[str, ...] = tuple(data.get("verb_endings", ()))
        self.paradigms: dict[str, dict[str, list[str]]] = data.get("paradigms", {})
        self._entries: dict[str, Readings] = {}
        for name, entries in data.get("nouns", {}).items():
            for words in self._phrases(entries):
                self._readings(words).noun = self._readings(words).noun or name
        for name, entries in data.get("verbs", {}).items():
            for words, role in self._forms(entries):
                self._readings(words).verbs.setdefault(name, set()).add(role)
        for name, entries in data.get("predicates", {}).items():
            for words in self._phrases(entries):
                self._readings(words).predicate = name
        for name, entries in data.get("nominals", {}).items():
            for words in self._phrases(entries):
                self._readings(words).nominal = name
        for name, entries in data.get("function", {}).items():
            for words in self._phrases(entries):
                self._readings(words).functions.add(name)
        # First word → how many words its phrases have, longest first.
        self.lengths: dict[str, tuple[int, ...]] = {}
        for words in self._entries:
            first, *more = words.split(" ")
            lengths = self.lengths.get(first, ())
            if len(more) + 1 not in lengths:
                self.lengths[first] = tuple(sorted((*lengths, len(more) + 1), reverse=True))

    def is_verb(self, word: str) -> bool:
        """Whether a word that is in no list is a verb by its ending."""
        return word not in self._entries and word.endswith(self.verb_endings)

    def __contains__(self, words: str) -> bool:
        return words in self._entries

    def get(self, words: str) -> Readings | None:
        return self._entries.get(words)

    def _readings(self, words: str) -> Readings:
        """The readings of a phrase, which is cut into tokens as an article is: "in the guards ' hands"."""
        if not words.replace(" ", "").isalpha():
            words = " ".join(t.lower for t in Sentence(words, 0, len(words), 0, 0).tokens)
        readings = self._entries.get(words)
        if readings is None:
            readings = self._entries[words] = Readings()
        return readings

    @staticmethod
    def _phrases(entries: Iterable[str]) -> Iterator[str]:
        for entry in entries:
            yield from expand(entry)

    def _forms(self, entries: Iterable[str | dict[str, Any]]) -> Iterator[tuple[str, str]]:
        for entry in entries:
            if isinstance(entry, dict):
                for role, forms in entry.items():
                    for form in forms if isinstance(forms, list) else [forms]:
                        for words in expand(form):
                            yield words, role
            else:
                stem, _, paradigm = entry.rpartition(":")
                for role, endings in self.paradigms.get(paradigm, {}).items():
                    for ending in endings:
                        yield stem + ending, role
