"""What every extractor is given: the article's text, cut into sentences and tokens, and the earlier facts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from prisonwatch.language import Pack
from prisonwatch.records import Count, Date, Facility, Incident, Official, Published


class Token(NamedTuple):
    """A word, a number ("1,200", "N.º") or one punctuation mark, with its place in the article."""

    text: str
    lower: str
    start: int
    end: int


class Entity(NamedTuple):
    """A named entity as the spaCy model (or the pack's own recogniser) sees it: PERSON, GPE, ORG, FAC, …"""

    text: str
    label: str
    start: int
    end: int


class Node(NamedTuple):
    """A word of a sentence's dependency parse; `head` is the index of its governor (its own at the root)."""

    lower: str
    start: int
    end: int
    head: int
    relation: str


class Place(NamedTuple):
    """A mention of a country (by name or demonym), region or city."""

    text: str
    start: int
    end: int
    country: str
    city: str | None = None
    region: str | None = None
    demonym: bool = False


@dataclass(slots=True)
class Facts:
    """What has been found so far; extractors run in the order of these fields."""

    published: Published | None = None
    dates: list[Date] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    facilities: list[Facility] = field(default_factory=list)
    officials: list[Official] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    incident: Incident = field(default_factory=lambda: Incident(type="none"))


# A number with its separators is one token, as is a word with inner apostrophes, hyphens or stops (U.S.).
_TOKEN = re.compile(
    r"\d+(?:[.,\u00a0\u202f]\d+)*|[^\W\d_](?:\.[^\W\d_])+\.?|[^\W_]+(?:[-'’‑][^\W_]+)*|[^\w\s]|_", re.UNICODE
)


@dataclass(eq=False)
class Sentence:
    """One sentence: code-point offsets into the article, the paragraph it stands in, and its tokens."""

    text: str
    start: int
    end: int
    index: int
    paragraph: int

    @cached_property
    def lower(self) -> str:
        """The text in lower case, with the same offsets."""
        return self.text.replace("İ", "I").lower()

    @cached_property
    def tokens(self) -> list[Token]:
        return [
            Token(m[0], m[0].lower().replace("’", "'"), self.start + m.start(), self.start + m.end())
            for m in _TOKEN.finditer(self.text)
        ]


@dataclass(eq=False)
class Context:
    """One article on its way through the extractors."""

    text: str
    pack: Pack
    title: str | None = None
    language: str | None = None  # the article's own, also where no pack serves it
    entities: Sequence[Entity] = ()
    # Sentence index → its dependency parse, of the sentences that the model was asked to parse.
    parses: dict[int, Sequence[Node]] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)

    @cached_property
    def sentences(self) -> list[Sentence]:
        return split_sentences(self.text, self.pack)

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds the character at `offset` (or the last one before it).

        Raises IndexError for a text without sentences.
        """
        return self.sentences[max(0, bisect_right(self._starts, offset) - 1)]

    def entities_in(self, start: int, end: int, label: str | None = None) -> list[Entity]:
        return [
            e
            for e in self.entities
            if e.start < end and start < e.end and (label is None or e.label == label)
        ]


_BREAK = re.compile(r"[ \t]*[\r\n]+\s*")
_STOP = re.compile(r"(?:[.!?…]+|\.\.\.)[\"'”’»)\]]*(?=\s+|$)")
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘«]+$")
_OPENERS = "\"'“‘«([¿¡—–-"


def split_sentences(text: str, pack: Pack) -> list[Sentence]:
    """Cut a text into sentences; a line break always ends one, an abbreviation's full stop never does."""
    sentences: list[Sentence] = []

    def add(start: int, end: int, paragraph: int) -> None:
        raw = text[start:end]
        body = raw.strip()
        if body:
            offset = start + raw.index(body[0])
            sentences.append(Sentence(body, offset, offset + len(body), len(sentences), paragraph))

    position = 0
    bounds = [(m.start(), m.end()) for m in _BREAK.finditer(text)] + [(len(text), len(text))]
    for paragraph, (line_end, next_line) in enumerate(bounds):
        start = position
        for stop in _STOP.finditer(text, position, line_end):
            if _ends_sentence(text, start, stop.start(), stop.end(), line_end, pack):
                add(start, stop.end(), paragraph)
                start = stop.end()
        add(start, line_end, paragraph)
        position = next_line
    return sentences


def _ends_sentence(text: str, start: int, stop: int, end: int, line_end: int, pack: Pack) -> bool:
    rest = text[end:line_end].lstrip()
    if not rest:
        return True
    first = rest.lstrip(_OPENERS)[:1]
    if first and not (first.isupper() or first.isdigit() or rest[0] in _OPENERS):
        return False
    if text[stop] != "." or text[stop : stop + 2] == "..":
        return True
    word = _LAST_WORD.search(text, start, stop)
    if word is None:
        return True
    last = word[0].lower()
    if last in pack.abbreviations or last.rpartition("-")[2] in pack.abbreviations:
        # "Jan. 18" and "then-Gov. Janet" go on; "until 2 p.m. Guards" is left to go on too: the safer error.
        return False
    # An initial or several ("Robert F. Kennedy", "J.B. Pruitt"), but not a word at the end of a clause.
    return not (word[0].isupper() and all(len(part) == 1 and part.isalpha() for part in last.split(".")))
