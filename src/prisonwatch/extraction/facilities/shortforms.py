"""Later short forms of a name once told: "Lewis", "Donovan", "El Turi", "Exeter"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prisonwatch.extraction.context import Token
from prisonwatch.extraction.facilities.rules import key_of
from prisonwatch.extraction.facilities.text import Reader, Span, adjacent, plain
from prisonwatch.gazetteer import fold

_SHORTEST = 3


def find_short_forms(reader: Reader, entries: Sequence[list[Span]], towns: Sequence[str]) -> None:
    """Add to each entry's spans the bare forms of its name that follow.

    `towns` are the entries' towns, folded: where a facility has its own name, its town's is no short form.
    """
    forms: dict[str, list[int]] = {}
    for number, (spans, town) in enumerate(zip(entries, towns, strict=True)):
        named = any(span.core != town for span in spans)
        for span in spans:
            for form in _forms(span):
                if named and form == town:
                    continue
                if number not in forms.setdefault(form, []):
                    forms[form].append(number)
    taken = sorted((s.start, s.end) for spans in entries for s in spans)
    for form, owners in forms.items():
        if len(owners) > 1:
            continue
        first = min(s.start for s in entries[owners[0]])
        for start in _occurrences(reader.folded, form, first):
            end = start + len(form)
            if any(a < end and start < b for a, b in taken):
                continue
            opening = _opening(reader, start, end, form)
            if opening is not None:
                entries[owners[0]].append(Span(opening, end, form, bare=True))
                taken.append((opening, end))


def _occurrences(folded: str, form: str, start: int) -> Iterator[int]:
    """Where a form stands as a word, from `start` on."""
    at = folded.find(form, start)
    while at >= 0:
        end = at + len(form)
        if not (folded[at - 1 : at].isalnum() or folded[end : end + 1].isalnum()):
            yield at
        at = folded.find(form, end)


def _forms(span: Span) -> list[str]:
    """Bare forms, longest first: all of the core, its distinctive words, the last of a person's name."""
    core = span.core.strip(" -.")
    key = key_of(core)
    words = key.split()
    forms = [core, key]
    if len(words) > 1 and not any(w.isdigit() or not w.strip("ivx") for w in words):
        forms.append(words[-1])
        if len(words) > 2:
            forms.append(" ".join(words[:2]))
    return [f for f in dict.fromkeys(forms) if len(f) >= _SHORTEST and not f.isdigit()]


def _opening(reader: Reader, start: int, end: int, form: str) -> int | None:
    """Where the mention begins if the form stands for its facility here, else None.

    A capitalised article belongs to it: "El Turi".
    """
    if not reader.text[start].isupper():
        return None
    _, tokens = reader.sentences[reader.context.sentence_at(start).index]
    i = next((k for k, t in enumerate(tokens) if t.start == start), None)
    if i is None:
        return None
    j = next((k for k, t in enumerate(tokens) if t.end >= end), len(tokens) - 1) + 1
    following = tokens[j] if j < len(tokens) else None
    if (
        following is not None
        and adjacent(reader.text, tokens[j - 1], following)
        and (reader.is_name(following) or plain(following) in reader.rules.town_followers)
    ):
        return None
    if i > 1 and tokens[i - 1].lower in reader.rules.articles and tokens[i - 1].text[0].isupper():
        i -= 1
    if i == 0:
        opens = following is not None and plain(following) in reader.rules.short_verbs
        return start if opens else None
    if fold(tokens[i - 1].text) not in reader.rules.short_cues:
        return None
    if reader.is_place(form) and not _held_there(reader, tokens, i, following):
        return None
    return tokens[i].start


def _held_there(reader: Reader, tokens: list[Token], i: int, following: Token | None) -> bool:
    """Whether custody words stand right before the name of a town: "men held in Exeter"."""
    if following is not None and following.text == ",":
        return False
    return any(plain(t) in reader.rules.custody for t in tokens[max(0, i - 4) : i])
