"""People from claims: one official for each, with the fullest name and role and every mention."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from prisonwatch.extraction.context import Context
from prisonwatch.extraction.officials.claims import Claim
from prisonwatch.extraction.officials.lexicon import Kind, Lexicon
from prisonwatch.extraction.places import main_country
from prisonwatch.records import Mention, Official

Words = tuple[str, ...]

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_NEXT = re.compile(r"(?:['’]s?)?((?:\.?[ \u00a0]+(?:[^\W\d_]\.[ \u00a0]+)?)([^\W\d_][^\s]*))")


def fold(text: str) -> str:
    """A text for comparison: without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words_of(name: str) -> Words:
    return tuple(fold(name).split())


def within(short: Words, long: Words) -> bool:
    """Whether a name's words all stand, in this order, in another's."""
    rest = iter(long)
    return all(word in rest for word in short)


@dataclass
class Person:
    """What an article says of one official."""

    words: Words
    name: str
    claims: list[Claim] = field(default_factory=list)
    mentions: dict[int, Mention] = field(default_factory=dict)

    def add(self, claim: Claim) -> None:
        self.claims.append(claim)
        self.name_longer(claim.name.words, claim.text)
        self.mention(claim.text, claim.name.start)

    def name_longer(self, words: Words, text: str) -> None:
        folded = words_of(" ".join(words))
        if len(folded) > len(self.words):
            self.words, self.name = folded, text

    def mention(self, text: str, start: int) -> None:
        self.mentions.setdefault(start, Mention(text=text, start=start, end=start + len(text)))

    def matches(self, words: Words) -> bool:
        short, long = sorted((words, self.words), key=len)
        if len(short) == 1:
            return short[0] in (long[1:] or long)
        return within(short, long)


def best_claim(claims: list[Claim], lexicon: Lexicon) -> Claim:
    """The claim that tells a person's role.

    An office before a rank, one still held before a past one, one with its body before a bare one, then
    the first; and of that one the fullest wording ("Minister" → "Minister of Justice").
    """

    def merit(claim: Claim) -> tuple[float, bool, bool]:
        words = [word.rstrip(".") for word in claim.role.lower().split()] or [""]
        heads = [word for word in words if word in lexicon.heads]
        weight = float(min(claim.kind, Kind.BODIED))
        ranks = all(word in lexicon.dual or lexicon.heads[word] <= Kind.RANK for word in heads)
        raised = any(words[0] in lexicon.raising.get(word, ()) for word in heads)  # "state deputy"
        if heads and ranks and not raised and len(words) < 3:
            weight -= 0.5  # may be a rank: "Superintendent", "comisario mayor"
        weight -= claim.past
        past = words[0] in lexicon.past or words[0].partition("-")[0] in lexicon.past
        return weight, not past, len(words) > 1

    best = max(claims, key=merit)
    heads = {word for word in fold(best.role).split() if word in lexicon.heads}
    alike = [c for c in claims if merit(c) == merit(best) and heads & set(fold(c.role).split())]
    return max([best, *alike], key=lambda claim: min(len(claim.role.split()), 8))


def gather(context: Context, claims: list[Claim], lexicon: Lexicon) -> list[Official]:
    """One record for each person, in order of first mention."""
    people: list[Person] = []
    for claim in claims:
        words = words_of(" ".join(claim.name.words))
        person = next((p for p in reversed(people) if p.matches(words)), None)
        if person is None:
            person = Person(words, claim.text)
            people.append(person)
        person.add(claim)
    for person in people:
        if len(person.words) == 1:
            _name_in_full(context, person, lexicon)
    for person, start, end in _later_mentions(context, people, lexicon):
        person.mention(context.text[start:end], start)
    roles = [best_claim(person.claims, lexicon).role for person in people]
    officials = [
        Official(
            name=person.name,
            role=role or None,
            country=_country(context, person, role, lexicon),
            mentions=[person.mentions[start] for start in sorted(person.mentions)],
        )
        for person, role in zip(people, roles, strict=True)
    ]
    return sorted(officials, key=lambda official: official.mentions[0].start)


def _country(context: Context, person: Person, role: str, lexicon: Lexicon) -> str | None:
    """The country stated with an office, else the article's; none for an international body's."""
    stated = next((c.country for c in person.claims if c.country), None)
    if stated or any(word in lexicon.international for word in fold(role).split()):
        return stated
    return main_country(context)


def _name_in_full(context: Context, person: Person, lexicon: Lexicon) -> None:
    """Take the full name from where the article has it without a role."""
    particles = "|".join(sorted(lexicon.particles, key=len, reverse=True))
    before = rf"(?:[^\W\d_](?:\.|[\w'’-]*)[ \u00a0]+(?:(?:{particles})[ \u00a0]+)*){{1,3}}"
    for match in re.finditer(rf"\b{before}{re.escape(person.name)}\b", context.text):
        words = match[0].split()
        last_lower = max((i for i, w in enumerate(words[:-1]) if not _in_name(w, lexicon)), default=-1)
        words = words[last_lower + 1 :]
        if len(words) > 1 and words[0][0].isupper():
            text = match[0][match[0].rindex(words[0]) :] if words.count(words[0]) == 1 else " ".join(words)
            person.name_longer(tuple(words), text)
            person.mention(text, match.end() - len(text))
            return


def _in_name(word: str, lexicon: Lexicon) -> bool:
    lower = word.lower().rstrip(".")
    if not word[0].isupper():
        return lower in lexicon.particles
    if _bare(word, lexicon) != word:
        return False
    return not (lower in lexicon.never or lower in lexicon.honorifics or lexicon.is_role_word(lower))


def _later_mentions(
    context: Context, people: list[Person], lexicon: Lexicon
) -> Iterator[tuple[Person, int, int]]:
    """Where people are named again, by their full name or a part of it."""
    parts = {word for p in people for word in p.words if len(word) > 1 and word not in lexicon.particles}
    # "Monday" is a day, whoever has it for a first name.
    parts -= lexicon.calendar.difference(p.words[-1] for p in people)
    known = {m.start: m.end for p in people for m in p.mentions.values()}
    facilities = [(m.start, m.end) for f in context.facts.facilities for m in f.mentions]
    for sentence in context.sentences:
        taken = -1
        for token in sentence.tokens:
            if token.start < taken or not token.text[0].isupper():
                continue
            bare = _bare(token.text, lexicon)
            if fold(bare) not in parts:
                continue
            start, end = _run(context.text, token.start, token.start + len(bare), parts)
            taken = end
            if any(s <= start < e for s, e in known.items()) or any(s <= start < e for s, e in facilities):
                continue
            if not _bounded(context.text, max(sentence.start, start - 40), start, end, lexicon):
                continue
            words = words_of(context.text[start:end])
            person = _named(people, words, start)
            if person is not None:
                yield person, start, end


def _bare(text: str, lexicon: Lexicon) -> str:
    lower = text.lower().replace("’", "'")
    for ending in lexicon.possessive_endings:
        if ending == "'s" and lower.endswith(ending):
            return text[: -len(ending)]
    return text


def _run(text: str, start: int, end: int, parts: set[str]) -> tuple[int, int]:
    """The longest run of words of known names from a first word on."""
    while (following := _NEXT.match(text, end)) and text[end : end + 1] not in "'’":
        word = _WORD.match(following[2])
        if word is None or fold(word[0]) not in parts or not word[0][0].isupper():
            break
        end = following.start(2) + word.end()
    return start, end


def _bounded(text: str, since: int, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether no other capitalised word belongs to the same name: not "Lee County", not "Maria Lasso".

    Looks back as far as `since`.
    """
    following = re.match(r"[ \u00a0]+([^\W\d_][^\s,.;:)]*)", text[end : end + 40])
    if following:
        after = following[1]
        if after.lower() in lexicon.places or (after[0].isupper() and after.lower() not in lexicon.never):
            return False
    previous = re.search(r"([^\s]+)[ \u00a0]+$", text[since:start])
    if previous is None:
        return True
    word = previous[1].lstrip("\"“‘«'(")
    lower = word.lower().rstrip(".")
    if not word or not word[0].isupper() or word[-1] in ',;:!?)”"':
        return True
    return lower in lexicon.never or lower in lexicon.honorifics or lexicon.is_role_word(lower)


def _named(people: list[Person], words: Words, start: int) -> Person | None:
    """The person that a name means: the last one named before it, else the first named at all."""
    fitting = [p for p in people if within(words, p.words)]
    if not fitting:
        return None

    def distance(person: Person) -> tuple[bool, int]:
        before = [s for s in person.mentions if s < start]
        return (not before, -max(before, default=0))

    return min(fitting, key=distance)
