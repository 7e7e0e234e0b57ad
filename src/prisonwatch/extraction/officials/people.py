"""People from claims: one official for each, with the fullest name and role and every mention."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from prisonwatch.extraction.context import Context
from prisonwatch.extraction.officials.claims import Claim
from prisonwatch.extraction.officials.lexicon import Kind, Lexicon
from prisonwatch.records import Mention, Official

_RUN = re.compile(r"[^\W\d_]+(?:[-.'’][^\W\d_]+)*")


def key(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name's words for comparison: without case and accents."""
    folded = unicodedata.normalize("NFKD", " ".join(words).casefold())
    return tuple("".join(c for c in folded if not unicodedata.combining(c)).split())


def within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a name's words all stand, in this order, in another's."""
    rest = iter(long)
    return all(word in rest for word in short)


@dataclass
class Person:
    """What an article says of one official."""

    key: tuple[str, ...]
    name: str
    claims: list[Claim] = field(default_factory=list)

    def add(self, claim: Claim, name: str) -> None:
        self.claims.append(claim)
        words = key(claim.name.words)
        if len(words) > len(self.key):
            self.key, self.name = words, name

    def matches(self, words: tuple[str, ...]) -> bool:
        short, long = sorted((words, self.key), key=len)
        if len(short) == 1:
            return short[0] in (long[1:] or long)
        return within(short, long)

    @property
    def role(self) -> Claim:
        """The best claim: an office before a rank, then the fullest, then the first."""
        return max(self.claims, key=lambda c: (min(c.kind, Kind.BODIED), min(len(c.role.split()), 8)))


def gather(context: Context, claims: list[Claim], lexicon: Lexicon) -> list[Official]:
    """One record for each person, in order of first mention."""
    people: list[Person] = []
    for claim in claims:
        words = key(claim.name.words)
        text = context.text[claim.name.start : claim.name.end]
        person = next((p for p in reversed(people) if p.matches(words)), None)
        if person is None:
            person = Person(words, text)
            people.append(person)
        person.add(claim, text)
    mentions = _mentions(context, people, lexicon)
    officials = []
    for person, found in zip(people, mentions, strict=True):
        best = person.role
        country = next((c.country for c in person.claims if c.country), None)
        officials.append(Official(name=person.name, role=best.role, country=country, mentions=found))
    return sorted(officials, key=lambda o: o.mentions[0].start)


def _mentions(context: Context, people: list[Person], lexicon: Lexicon) -> list[list[Mention]]:
    """Every place where each person is named."""
    found: list[dict[int, Mention]] = [{} for _ in people]
    for mentions, person in zip(found, people, strict=True):
        for claim in person.claims:
            start, end = claim.name.start, claim.name.end
            mentions[start] = Mention(text=context.text[start:end], start=start, end=end)
    return [[m[start] for start in sorted(m)] for m in found]
