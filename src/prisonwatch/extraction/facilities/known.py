"""Facilities that the gazetteer knows, named without a custody word: "Pavón", "Carandiru", "Fraijanes II"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from prisonwatch.extraction.context import Sentence, Token
from prisonwatch.extraction.facilities import evidence
from prisonwatch.extraction.facilities.rules import key_of
from prisonwatch.extraction.facilities.text import (
    FORMER,
    Reader,
    Span,
    adjacent,
    is_number,
    plain,
    possessive,
)
from prisonwatch.gazetteer import KnownFacility, countries_of_city, fold

_OPENERS = "(:—–-,"
_ENOUGH = 2  # names of a list that are not told by chance to be all facilities'
_TELLING = 6  # letters of a single word that is unlikely to be anything else
_REACH = 6  # tokens between a facility and the town it stands in


def find_known(reader: Reader, named: Sequence[Span]) -> list[Span]:
    """Spans of the gazetteer's names that stand for a facility here."""
    judge = _Judge(reader, named)
    found: list[Span] = []
    for sentence, tokens in reader.sentences:
        i = 0
        while i < len(tokens):
            hit = evidence.hit_at(reader, tokens, i)
            span = None
            if hit is not None:
                span = judge.judge(sentence, tokens, i, *hit)
                span = span or judge.joined(tokens, i, *hit)
                if span is not None and i > 1 and tokens[i - 2].text == FORMER:
                    span = span._replace(start=tokens[i - 2].start)
            if span is not None and hit is not None:
                found.append(span)
                judge.ends.add(span.end)
                if span.bare:
                    judge.bare_ends.add(span.end)
                i = hit[1]
            else:
                i += 1
    return found


class _Judge:
    """Decides whether a name that the gazetteer knows is a facility's in this article."""

    def __init__(self, reader: Reader, named: Sequence[Span]) -> None:
        self.reader = reader
        self.rules = reader.rules
        self.countries = {p.country for p in reader.context.facts.places}
        self.told = {key_of(span.core) for span in named}
        self._common = self.rules.stops | self.rules.modifier_words
        self.ends = {span.end for span in named}
        self.bare_ends: set[int] = set()
        self.named_countries = {facility.country for span in named for facility in _surely(reader, span)}

    def judge(
        self,
        sentence: Sentence,
        tokens: list[Token],
        i: int,
        facilities: list[KnownFacility],
        after: int,
        end: int,
    ) -> Span | None:
        surface = self.reader.folded[tokens[i].start : end]
        words = tokens[i:after]
        if not all(self._fits(token) for token in words):
            return None
        key = key_of(surface)
        if key and self._common.issuperset(key.split()):
            return None  # "Commissioner-General"
        bare = Span(tokens[i].start, end, key or surface, rank=1, bare=True)
        if self._says_custody(key, words):
            if (
                after < len(tokens)
                and plain(tokens[after]) in self.rules.followers
                and tokens[after].text[0].isupper()
            ):
                return None
            return bare._replace(rank=2, bare=False) if key or len(words) > 1 else None
        if plain(words[-1]) in self.rules.town_followers and not self.rules.gazetteer.surfaces.get(surface):
            return None  # "Harris County" is no jail
        if key in self.told or self._part_of_longer(sentence, tokens, i, after):
            return None  # the short form of a name told in full is found with the others
        here = not self.countries or any(f.country in self.countries for f in facilities)
        if not here or self._whereabouts(tokens, i):
            return None
        if _telling(words, facilities):
            return bare
        if evidence.in_title(self.reader, tokens, i, after) or evidence.of_town(self.reader, tokens, i):
            return None
        if self._told_by_context(tokens, i, facilities, after, surface):
            return bare
        if self._is_place(surface, tokens[i].start, facilities) and not self._inmates_at(tokens, i):
            return None
        if self._is_town(surface, facilities) and not (
            self._inmates_at(tokens, i) or self._held_by(tokens, after)
        ):
            return None
        if not self._custody_near(sentence, facilities):
            return None
        cued = self._cued(tokens, i, after) or self._own_name(tokens, i, after, surface)
        return bare if cued else None

    def _told_by_context(
        self, tokens: list[Token], i: int, facilities: list[KnownFacility], after: int, surface: str
    ) -> bool:
        """Whether evidence stands beside a name that makes even a town's a facility's."""
        if facilities and evidence.shared_out(self.reader, tokens, i, self.ends):
            return True
        if self.named_countries and facilities and evidence.succeeds(self.reader, tokens, i):
            return True
        if evidence.in_capital(self.reader, tokens, after) and evidence.sent_there(self.reader, tokens, i):
            return self._about_prisons
        if not self._about_prisons or not facilities or evidence.is_city(surface, facilities):
            return self._about_prisons and evidence.told_beside(self.reader, tokens, after, facilities)
        if evidence.kept_by(self.reader, tokens, i, after) or evidence.told_beside(
            self.reader, tokens, after, facilities
        ):
            return True
        if self.reader.is_people(surface) or surface in self.reader.places.regions:
            return False
        listed = evidence.listed_from(
            self.reader, tokens, i, self.countries or {f.country for f in facilities}
        )
        return len(listed) > _ENOUGH or evidence.sent_there(self.reader, tokens, i)

    def _own_name(self, tokens: list[Token], i: int, after: int, surface: str) -> bool:
        """Whether a name is a facility's only and needs no cue: "rodearon Black Beach", "Mocoví volvió …"."""
        known = self.rules.gazetteer.surfaces.get(surface)
        if not known or any(fold(f.city).startswith(surface) for f in known):
            return False
        if after < len(tokens) and plain(tokens[after]) in self.rules.sayings:
            return False
        if i == 0 or not tokens[i - 1].text[0].isalnum():
            opens = evidence.acts(self.reader, tokens, after) or possessive(tokens[after - 1])
            return opens and not evidence.is_person(self.reader, surface)
        before = tokens[i - 1]
        told = before.lower not in self.rules.sayings or evidence.acts(self.reader, tokens, after)
        return (
            (before.text.islower() or i == 1)
            and told
            and (after - i > 1 or len(surface) >= _TELLING)
            and not evidence.is_person(self.reader, surface)
        )

    def _cued(self, tokens: list[Token], i: int, after: int) -> bool:
        """Whether what stands beside a name makes it a place to be in: "at Attica", "the Attica riot"."""
        if self._held_by(tokens, after):
            return True
        if i and possessive(tokens[i - 1]) and self.reader.is_place(plain(tokens[i - 1])):
            return True  # "Harare's Chikurubi"
        if i and tokens[i].lower in self.rules.articles:
            return True  # "tuvo por escenario El Infiernito"
        if i == 0 or tokens[i - 1].text == ";":
            # "Roumieh, the biggest jail in Lebanon, was quiet"
            return after + 1 < len(tokens) and (
                plain(tokens[after]) in self.rules.short_verbs
                or (tokens[after].text == "," and self._presents(tokens[after + 1]))
            )
        k = i - 1
        if k > 0 and tokens[k].lower in self.rules.articles and tokens[k].text.islower():
            k -= 1  # "en el Miguel Castro Castro"
        return k >= 0 and (fold(tokens[k].text) in self.rules.place_cues or tokens[k].text in _OPENERS)

    def joined(
        self, tokens: list[Token], i: int, facilities: list[KnownFacility], after: int, end: int
    ) -> Span | None:
        """The span of a name beside a facility's: the "Arohata" of "Rimutaka and Arohata"."""
        surface = self.reader.folded[tokens[i].start : end]
        key = key_of(surface)
        if not key or key in self.told or self._common.issuperset(key.split()):
            return None
        if self._follows_bare(tokens, i) and not evidence.is_city(surface, facilities):
            if not self.countries.isdisjoint(f.country for f in facilities) and all(
                self._fits(t) for t in tokens[i:after]
            ):
                return Span(tokens[i].start, end, key, rank=1, bare=True)
            return None
        if self._is_place(surface, tokens[i].start, facilities) or self._is_town(surface, facilities):
            return None
        others = {p.country for p in self.reader.context.facts.places} or self.named_countries
        if others.isdisjoint(f.country for f in facilities) or not all(
            self._fits(t) for t in tokens[i:after]
        ):
            return None
        before = i > 1 and plain(tokens[i - 1]) in self.rules.conjunctions and tokens[i - 2].end in self.ends
        return (
            Span(tokens[i].start, end, key, rank=1, bare=True)
            if before or self._joins(tokens, after)
            else None
        )

    def _follows_bare(self, tokens: list[Token], i: int) -> bool:
        """Whether a bare name stands before it in a pair or a list: "a Bouwer y a Cruz del Eje"."""
        links = self.rules.move_links | self.rules.keep_links
        k = i - 2 if i > 1 and tokens[i - 1].lower in links else i - 1
        if i > 1 and tokens[i - 2].end in self.bare_ends and tokens[i - 1].lower in self.rules.move_links:
            return True  # "from Kirikiri to Kuje"
        if k < 1 or tokens[k - 1].end not in self.bare_ends:
            return False
        if plain(tokens[k]) in self.rules.conjunctions:
            return True
        return tokens[k].text == "," and bool(evidence.listed_from(self.reader, tokens, i, self.countries))

    def _joins(self, tokens: list[Token], after: int) -> bool:
        """Whether "and" and a facility's name follow."""
        if after + 1 >= len(tokens) or plain(tokens[after]) not in self.rules.conjunctions:
            return False
        known = self.rules.gazetteer
        folded = self.reader.folded
        hit = known.surfaces.longest(folded, tokens, after + 1) or known.bare.longest(
            folded, tokens, after + 1
        )
        return hit is not None and any(f.country in self.countries for f in hit[0])

    def _fits(self, token: Token) -> bool:
        return (
            token.text[0].isupper()
            or not token.text[0].isalpha()
            or self.reader.is_name(token)
            or token.lower in self.rules.connectors
            or (token.lower in self.rules.generic and self.rules.heads.get(fold(token.text)) is not None)
        )

    def _says_custody(self, key: str, words: Sequence[Token]) -> bool:
        """Whether a custody word is in the name itself, so that nothing else is called that."""
        small = self.rules.connectors | self.rules.place_connectors
        own = [w for w in words if w.text[0].isalnum() and w.lower not in small]
        return len(key.split()) < len(own)

    def _part_of_longer(self, sentence: Sentence, tokens: list[Token], i: int, after: int) -> bool:
        """Whether a capitalised word beside it makes it part of another name: a person's, a club's."""
        if self.reader.title_case(sentence):
            return False
        text = self.reader.text
        if i > 1 and adjacent(text, tokens[i - 1], tokens[i]) and self.reader.is_name(tokens[i - 1]):
            owner = possessive(tokens[i - 1]) and self.reader.is_place(plain(tokens[i - 1]))
            if not owner:  # "Pretoria's Kgosi Mampuru II"
                return True
        if after >= len(tokens) or not adjacent(text, tokens[after - 1], tokens[after]):
            return False
        return self.reader.is_name(tokens[after]) or plain(tokens[after]) in self.rules.town_followers

    def _is_place(self, surface: str, start: int, facilities: list[KnownFacility]) -> bool:
        """Whether the name is rather a place's, in a country that the article or the gazetteer tells."""
        if self.reader.is_people(surface) or surface in self.reader.places.regions:
            return True
        others = {p.country for p in self.reader.context.facts.places if p.start != start}
        near = others or {f.country for f in facilities}
        return any(country in near for country in countries_of_city(surface))

    def _is_town(self, surface: str, facilities: list[KnownFacility]) -> bool:
        """Whether a facility is called so with a custody word only, and its town is without."""
        if self.rules.gazetteer.surfaces.get(surface):
            return False
        return any(fold(f.city).startswith(surface) for f in facilities)

    def _held_by(self, tokens: list[Token], after: int) -> bool:
        """Whether custody words follow a name: "Drumheller guards"."""
        return after < len(tokens) and plain(tokens[after]) in self.rules.custody

    def _inmates_at(self, tokens: list[Token], i: int) -> bool:
        """Whether people in custody stand right before it: "prisoners at Insein"."""
        return (
            i > 1
            and tokens[i - 1].lower in self.rules.strong_cues
            and plain(tokens[i - 2]) in self.rules.custody
        )

    def _whereabouts(self, tokens: list[Token], i: int) -> bool:
        """Whether it tells where a facility just named stands: "… Correctional Facility in Dannemora"."""
        for k in range(i - 1, max(-1, i - _REACH), -1):
            if tokens[k].end in self.ends:
                while tokens[k + 1].text in ",)":
                    k += 1
                where = self.rules.where.longest(self.reader.folded, tokens, k + 1)
                # "in the capital's Zone 18"
                small = self.rules.articles
                return (
                    where is not None
                    and where[1] <= i
                    and all(t.lower in small or possessive(t) for t in tokens[where[1] : i])
                )
        return False

    def _presents(self, token: Token) -> bool:
        return token.text.islower() and token.lower in (self.rules.articles | self.rules.presenting)

    @cached_property
    def _about_prisons(self) -> bool:
        """Whether the article speaks of custody at all."""
        if self.named_countries or self.bare_ends:
            return True
        return any(plain(t) in self.rules.custody for _, tokens in self.reader.sentences for t in tokens)

    def _custody_near(self, sentence: Sentence, facilities: list[KnownFacility]) -> bool:
        """Whether the sentence or one beside it speaks of custody, or the article of prisons there."""
        if not self.named_countries.isdisjoint(f.country for f in facilities):
            return True
        near = self.reader.context.sentences[max(0, sentence.index - 1) : sentence.index + 2]
        return any(plain(t) in self.rules.custody for s in near for t in s.tokens)


def _surely(reader: Reader, span: Span) -> list[KnownFacility]:
    """What the gazetteer has for a name with its custody word, where that is of one country."""
    gazetteer = reader.rules.gazetteer
    known = gazetteer.surfaces.get(reader.folded[span.start : span.end])
    if known:
        return known
    alike = gazetteer.with_key(key_of(span.core))
    return alike if len({f.country for f in alike}) == 1 else []


def _telling(words: Sequence[Token], facilities: list[KnownFacility]) -> bool:
    """An acronym or a numbered name is a facility's without further cue: "CECOT", "Fraijanes II"."""
    if len(words) == 1:
        acronym = words[0].text
        return len(acronym) > 4 and acronym.isupper() and any(acronym in f.names for f in facilities)
    return is_number(words[-1]) and any(len(w.text) > 3 for w in words[:-1])
