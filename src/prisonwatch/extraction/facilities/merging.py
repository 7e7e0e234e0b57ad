"""Which spans name one facility."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from prisonwatch.extraction.facilities.aliases import Pairs
from prisonwatch.extraction.facilities.rules import key_of
from prisonwatch.extraction.facilities.text import Reader, Span
from prisonwatch.gazetteer import KnownFacility, fold


class Entry:
    """The spans that name one facility."""

    def __init__(self, spans: list[Span]) -> None:
        self.spans = spans
        self.known: KnownFacility | None = None

    @property
    def keys(self) -> set[str]:
        return {span_key(span) for span in self.spans}

    @property
    def country(self) -> str | None:
        """What a head like "HMP" tells."""
        return next((s.country for s in self.spans if s.country), None)


def span_key(span: Span) -> str:
    return (key_of(span.core) or span.core).replace(" ", "")


_WORD = re.compile(r"[^\W\d_]+(?:'s)?")
_CODE = re.compile(r"([^\W\d_]+)[- ](?:no\.? ?)?(\d+)")


def _qualifiers(reader: Reader, span: Span) -> frozenset[str]:
    """Words like "central" and "county" that tell namesakes apart."""
    return reader.rules.qualifiers.intersection(_WORD.findall(reader.folded[span.start : span.end]))


def like_qualified(reader: Reader, span: Span, known: KnownFacility) -> bool:
    """Whether a known facility has a name of the same words with no further qualifier: no women's prison."""
    own, key = _qualifiers(reader, span), span_key(span)
    return any(
        key_of(name).replace(" ", "") == key
        and reader.rules.qualifiers.intersection(_WORD.findall(fold(name))) <= own
        for name in known.names
        if name
    )


def _told_apart(reader: Reader, entry: Entry, span: Span) -> bool:
    """Whether qualifiers say that a span of the same name is another facility."""
    own = _qualifiers(reader, span)
    if not own:
        return False
    theirs = [_qualifiers(reader, other) for other in entry.spans]
    return any(theirs) and all(own.isdisjoint(other) for other in theirs if other)


def _apart(reader: Reader, one: Entry, other: Entry) -> bool:
    qualified = [span for span in one.spans if _qualifiers(reader, span)]
    return bool(qualified) and all(_told_apart(reader, other, span) for span in qualified)


def grouped(reader: Reader, spans: Sequence[Span], pairs: Pairs) -> list[Entry]:
    """Spans with the same distinctive words, or tied by the text, together."""
    entries: list[Entry] = []
    for span in spans:
        alike = (e for e in entries if span_key(span) in e.keys and not _told_apart(reader, e, span))
        same = next(alike, None)
        if same is not None:
            same.spans.append(span)
        else:
            entries.append(Entry([span]))
    for one, other in pairs:
        a = next(e for e in entries if one in e.spans)
        b = next(e for e in entries if other in e.spans)
        if a is not b:
            a.spans += b.spans
            entries.remove(b)
    return entries


def same_known(reader: Reader, entries: list[Entry]) -> list[Entry]:
    """Put together what the gazetteer knows to be one facility."""
    merged: list[Entry] = []
    for entry in entries:
        same = next((e for e in merged if e.known and entry.known and e.known.id == entry.known.id), None)
        if same is not None and _apart(reader, entry, same):
            entry.known = same = None
        if same is not None:
            same.spans += entry.spans
        else:
            merged.append(entry)
    return merged


def same_words(reader: Reader, entries: list[Entry]) -> list[Entry]:
    """Put an entry whose words are part of one other's with it, unless a number tells them apart."""
    for short in list(entries):
        longer = [
            e for e in entries if e is not short and _part_of(short, e) and not _apart(reader, short, e)
        ]
        if len(longer) == 1 and (short.known is None or longer[0].known is None):
            longer[0].known = longer[0].known or short.known
            longer[0].spans += short.spans
            entries.remove(short)
    return entries


def same_ending(reader: Reader, entries: list[Entry], placed: Callable[[Entry], bool]) -> list[Entry]:
    """Put "the Central Prison" with the one "Bareilly Central Prison", unless it is `placed` on its own."""
    for short in list(entries):
        endings = {" " + reader.folded[s.start : s.end] for s in short.spans}
        longer = [
            e
            for e in entries
            if e is not short
            and any(reader.folded[s.start : s.end].endswith(x) for s in e.spans for x in endings)
        ]
        if len(longer) == 1 and not placed(short):
            longer[0].spans += short.spans
            entries.remove(short)
    return entries


def same_city(reader: Reader, entries: list[Entry], city_of: Callable[[Entry], str]) -> list[Entry]:
    """Put what is named by its town alone ("Manaus prison") with the facility that stands there.

    `city_of` tells an entry's city, folded; empty where it is not known.
    """
    for entry in list(entries):
        if not all(_by_town(reader, span) for span in entry.spans):
            continue
        towns = {span.core for span in entry.spans}
        there = [
            e
            for e in entries
            if e is not entry
            and city_of(e) in towns.difference(span.core for span in e.spans)
            and not _other(reader, entry, e)
        ]
        same = there[0] if len(there) == 1 else _meant(reader, min(entry.spans), there)
        if same is not None:
            same.known = same.known or entry.known
            same.spans += entry.spans
            entries.remove(entry)
    return entries


def _other(reader: Reader, entry: Entry, there: Entry) -> bool:
    """Whether the gazetteer has the very name of an entry for another facility than the one there."""
    if entry.known is None or there.known is None or entry.known.id == there.known.id:
        return False
    return any(reader.rules.gazetteer.surfaces.get(reader.folded[s.start : s.end]) for s in entry.spans)


def _meant(reader: Reader, span: Span, there: list[Entry]) -> Entry | None:
    """Which of a town's facilities its name stands for: a headline's is told next, "the" one came last."""
    if not there:
        return None
    if reader.context.sentence_at(span.start).index == 0:
        return min(there, key=lambda e: min(e.spans))
    before = reader.folded[: span.start].rsplit(None, 1)[-1:]
    told = [(s.start, n) for n, e in enumerate(there) for s in e.spans if s.start < span.start]
    if told and before and before[0] in reader.rules.articles:
        return there[max(told)[1]]
    return None


def _by_town(reader: Reader, span: Span) -> bool:
    """Whether a name may be a town's with a small custody word; "HMP Leeds" is more."""
    if span.bare or not span.core[:1].isalpha():
        return False
    core = span.core.split()
    others = [w for w in reader.text[span.start : span.end].split() if fold(w) not in core]
    sentence = reader.context.sentence_at(span.start)
    if others and (sentence.start == span.start or reader.title_case(sentence)):
        others = others[1:] or ["a"]  # a capital there says nothing
    return bool(others) and all(w[0].islower() for w in others)


def same_initials(reader: Reader, entries: list[Entry]) -> list[Entry]:
    """Put an abbreviation with the one name whose initials it is: "OJC", "Orleans Justice Center"."""
    for short in list(entries):
        names = {reader.text[span.start : span.end] for span in short.spans}
        if not all(name.isupper() and name.isalpha() for name in names):
            continue
        longer = [
            e for e in entries if e is not short and any(_initials(reader, span) in names for span in e.spans)
        ]
        if len(longer) == 1:
            longer[0].spans += short.spans
            entries.remove(short)
    return entries


def same_number(reader: Reader, entries: list[Entry]) -> list[Entry]:
    """Put a code with the one facility of its kind and number: "SIZO-2", "Detention Centre No. 2"."""
    for short in list(entries):
        codes = [m for span in short.spans if (m := _CODE.fullmatch(reader.folded[span.start : span.end]))]
        kinds = reader.rules.code_kinds.get(codes[0][1]) if codes else None
        if not kinds:
            continue
        told = re.compile(rf"(?=.*\b(?:{'|'.join(kinds)})\b).*\b{codes[0][2]}")
        longer = [
            e
            for e in entries
            if e is not short and any(told.fullmatch(reader.folded[s.start : s.end]) for s in e.spans)
        ]
        if len(longer) == 1:
            longer[0].spans += short.spans
            entries.remove(short)
    return entries


def _initials(reader: Reader, span: Span) -> str:
    return "".join(w[0] for w in reader.text[span.start : span.end].split() if w[0].isupper())


def _part_of(short: Entry, longer: Entry) -> bool:
    for span in short.spans:
        words = (key_of(span.core) or span.core).split()
        for other in longer.spans:
            theirs = (key_of(other.core) or other.core).split()
            left = [w for w in theirs if w not in words]
            if len(theirs) - len(left) == len(words) and left and not any(_number(w) for w in left):
                return True
    return False


def _number(word: str) -> bool:
    return word.isdigit() or not word.strip("ivx") or len(word) == 1
