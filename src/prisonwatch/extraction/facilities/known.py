"""Facilities that the gazetteer knows, named without a custody word: "Pavón", "Carandiru", "Fraijanes II"."""

from __future__ import annotations

from collections.abc import Sequence

from prisonwatch.extraction.context import Sentence, Token
from prisonwatch.extraction.facilities.rules import key_of
from prisonwatch.extraction.facilities.text import Reader, Span, adjacent, is_number, plain
from prisonwatch.gazetteer import KnownFacility, fold


def find_known(reader: Reader, named: Sequence[Span]) -> list[Span]:
    """Spans of the gazetteer's names that stand for a facility here."""
    countries = {p.country for p in reader.context.facts.places}
    told = {key_of(span.core) for span in named}
    found: list[Span] = []
    for sentence, tokens in reader.sentences:
        i = 0
        while i < len(tokens):
            hit = None
            if tokens[i].text[0].isupper():
                hit = reader.rules.gazetteer.surfaces.longest(reader.folded, tokens, i)
            if hit is None:
                i += 1
                continue
            facilities, after, end = hit
            span = _judge(reader, sentence, tokens, i, after, end, facilities, countries, told)
            if span is not None:
                found.append(span)
            i = after if span is not None else i + 1
    return found


def _judge(
    reader: Reader,
    sentence: Sentence,
    tokens: list[Token],
    i: int,
    after: int,
    end: int,
    facilities: list[KnownFacility],
    countries: set[str],
    told: set[str],
) -> Span | None:
    surface = reader.folded[tokens[i].start : end]
    words = tokens[i:after]
    if not all(_named(reader, t) for t in words):
        return None
    key = key_of(surface)
    core = key or surface
    if len(key.split()) < len(
        [w for w in words if w.text[0].isalnum() and w.lower not in reader.rules.connectors]
    ):
        # A custody word is in the name itself: nothing else is called that.
        return Span(tokens[i].start, end, core, None, 2) if key or len(words) > 1 else None
    here = not countries or any(f.country in countries for f in facilities)
    bare = Span(tokens[i].start, end, core, None, 1, bare=True)
    if _part_of_longer(reader, tokens, i, after, sentence):
        return None
    if key in told:
        return None  # a short form of a name told in full, found with the others
    if _telling(words) and here:
        return bare
    if reader.is_place(surface) or not here:
        return None
    cue = i > 0 and (fold(tokens[i - 1].text) in reader.rules.place_cues or tokens[i - 1].text in _OPENERS)
    return bare if cue and _custody_near(reader, sentence) else None


_OPENERS = "(:—–-,"


def _named(reader: Reader, token: Token) -> bool:
    return (
        token.text[0].isupper()
        or not token.text[0].isalpha()
        or token.lower in reader.rules.connectors
        or token.lower in reader.rules.generic
    )


def _telling(words: Sequence[Token]) -> bool:
    """An acronym or a numbered name is a facility's without further cue: "CECOT", "Fraijanes II"."""
    if len(words) == 1:
        return len(words[0].text) > 4 and words[0].text.isupper()
    return is_number(words[-1]) and any(len(w.text) > 3 for w in words[:-1])


def _part_of_longer(reader: Reader, tokens: list[Token], i: int, after: int, sentence: Sentence) -> bool:
    """Whether a capitalised word beside it makes it part of another name: a person's, a club's."""
    if reader.title_case(sentence):
        return False
    if i > 0 and adjacent(reader.text, tokens[i - 1], tokens[i]) and i > 1 and reader.is_name(tokens[i - 1]):
        return True
    return (
        after < len(tokens)
        and adjacent(reader.text, tokens[after - 1], tokens[after])
        and (reader.is_name(tokens[after]) or plain(tokens[after]) in reader.rules.town_followers)
    )


def _custody_near(reader: Reader, sentence: Sentence) -> bool:
    """Whether the sentence or the one before it speaks of custody."""
    for index in (sentence.index, sentence.index - 1):
        if index >= 0 and any(
            t.lower in reader.rules.custody for t in reader.context.sentences[index].tokens
        ):
            return True
    return False
