"""One sentence as the grammars of names and roles see it: words with what is known of each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from prisonwatch.extraction.context import Context, Place, Sentence, Token
from prisonwatch.extraction.officials.lexicon import Kind, Lexicon, Phrases

_INNER_CAPITAL = re.compile(r"[a-zà-ÿ]{1,3}[-'’][A-ZÀ-Þ]")
_ACRONYM = re.compile(r"[A-ZÀ-Þ](?:[A-ZÀ-Þ0-9]{1,6}|[A-Za-z]{0,4}[A-Z])")
OPENING_QUOTES = "\"“‘«'"
CLOSING_QUOTES = "\"”’»'"


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier extractors and the recogniser say about an article's spans, by offset."""

    places: dict[int, Place]
    facilities: dict[int, int]
    people: dict[int, int]
    ends: dict[int, int]
    facility_words: frozenset[str]

    @classmethod
    def of(cls, context: Context) -> Known:
        places: dict[int, Place] = {}
        for place in context.facts.places:
            if place.start not in places or places[place.start].end < place.end:
                places[place.start] = place
        facilities = {m.start: m.end for f in context.facts.facilities for m in f.mentions}
        people = {e.start: e.end for e in context.entities if e.label in ("PERSON", "PER")}
        ends = {place.end: place.start for place in context.facts.places}
        ends.update((end, start) for start, end in facilities.items())
        words = frozenset(
            word.lower()
            for facility in context.facts.facilities
            for mention in facility.mentions
            for word in mention.text.split()
            if word[0].isupper()
        )
        return cls(places, facilities, people, ends, words)


class View:
    """A sentence's tokens, and questions about the token at an index; an index outside has no qualities."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon, known: Known) -> None:
        self.sentence = sentence
        self.tokens: list[Token] = sentence.tokens
        self.size = len(self.tokens)
        self.lexicon = lexicon
        self.known = known

    def lower(self, i: int) -> str:
        return self.tokens[i].lower if 0 <= i < self.size else ""

    def text(self, i: int) -> str:
        return self.tokens[i].text if 0 <= i < self.size else ""

    def between(self, first: int, last: int) -> str:
        """The text of tokens first … last - 1."""
        start = self.tokens[first].start - self.sentence.start
        return self.sentence.text[start : self.tokens[last - 1].end - self.sentence.start]

    def kind(self, i: int) -> Kind | None:
        if not 0 <= i < self.size or self._no_head(i):
            return None
        return self.lexicon.kind(self.tokens[i].text)

    def _no_head(self, i: int) -> bool:
        """Whether a word is no head where it stands: the "PM" of "6:12 PM", the surname of "Javier May"."""
        lower = self.lower(i)
        if lower in self.lexicon.clock:
            return self.lower(i - 1)[:1].isdigit()
        return lower in self.lexicon.stopped and self.text(i + 1) != "."

    def says(self, i: int, phrases: Phrases) -> int | None:
        """The index after the longest of some phrases that stands at i; None where none does."""
        listed = phrases.get(self.lower(i), ())
        lengths = [len(p) for p in listed if all(self.lower(i + k) == word for k, word in enumerate(p))]
        return i + max(lengths) if lengths else None

    def capital(self, i: int) -> bool:
        """Whether a word is written as a name's are: Noboa, McMaster, al-Sudani, d'Ivoire."""
        text = self.text(i)
        return text[:1].isupper() or bool(_INNER_CAPITAL.match(text))

    def possessive(self, i: int) -> str | None:
        """The word without its possessive ending, as written; None when it has none."""
        lower = self.lower(i)
        for ending in self.lexicon.possessive_endings:
            if lower.endswith(ending) and len(lower) > len(ending):
                return self.text(i)[: -len(ending)] + ("s" if ending == "s'" else "")
        return None

    def acronym(self, i: int) -> bool:
        return bool(_ACRONYM.fullmatch(self.text(i)))

    def abbreviated(self, i: int) -> bool:
        """Whether the token at i + 1 is the full stop of an abbreviation or of an initial at i."""
        return (
            self.text(i + 1) == "."
            and self.tokens[i].end == self.tokens[i + 1].start
            and (
                self.lower(i) in self.lexicon.abbreviations
                or self.lower(i) in self.lexicon.suffixes
                or self.lower(i) in self.lexicon.honorifics
                or len(self.text(i)) == 1
                or (i + 2 < self.size and self.kind(i) is not None)
            )
        )

    def honorific(self, i: int) -> bool:
        """Whether a word is an honorific where it stands: "Tan Sri", but "Tan Kah Leng" is a name."""
        lower = self.lower(i)
        if lower in self.lexicon.paired:
            return self.lower(i + 1) in self.lexicon.honorifics
        return lower in self.lexicon.honorifics

    def place(self, i: int) -> Place | None:
        """The place whose mention starts at a token."""
        return self.known.places.get(self.tokens[i].start) if 0 <= i < self.size else None

    def after_span(self, i: int) -> int | None:
        """The index after the facility or place that starts at a token; None where none does."""
        if not 0 <= i < self.size:
            return None
        start = self.tokens[i].start
        place = self.known.places.get(start)
        end = self.known.facilities.get(start) or (place.end if place else None)
        if end is None:
            return None
        while i < self.size and self.tokens[i].start < end:
            i += 1
        return i

    def before_span(self, i: int) -> int | None:
        """The index of the first token of the facility or place whose mention ends with token i."""
        start = self.known.ends.get(self.tokens[i].end)
        if start is None:
            return None
        while i > 0 and self.tokens[i].start > start:
            i -= 1
        return i

    def is_body(self, i: int) -> bool:
        """Whether a word names a public body or its business, alone or after a hyphen ("ex-prison")."""
        lower = self.lower(i)
        if self.capital(i) and lower in self.known.facility_words:
            return True
        return lower in self.lexicon.bodies or lower.rpartition("-")[2] in self.lexicon.bodies

    def in_facility(self, i: int) -> bool:
        """Whether a token belongs to the name of a facility."""
        start = self.tokens[i].start if 0 <= i < self.size else -1
        return any(first <= start < end for first, end in self.known.facilities.items())

    def person_starts(self, i: int) -> bool:
        """Whether the recogniser sees a person's name start at a token."""
        return 0 <= i < self.size and self.tokens[i].start in self.known.people
