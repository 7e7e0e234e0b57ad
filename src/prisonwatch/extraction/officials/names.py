"""The grammar of people's names: capitalised words, initials, particles, nicknames, suffixes."""

from __future__ import annotations

import re
from typing import NamedTuple

from prisonwatch.extraction.officials.lexicon import Kind
from prisonwatch.extraction.officials.view import CLOSING_QUOTES, OPENING_QUOTES, View

_LONGEST = 7
_LONGEST_STATUS = 6  # letters, marks and tokens alike
_LETTERED = 2  # words that a name with letters after it has at least
_PARTY = re.compile(r"[A-Z]-[A-Z]")


class Name(NamedTuple):
    """A person's name: token indices (last exclusive), offsets into the article, and its words."""

    first: int
    last: int
    start: int
    end: int
    words: tuple[str, ...]


def skip_titles(view: View, i: int) -> int:
    """The index after the ranks and honorifics from i on."""
    honorifics = view.lexicon.honorifics
    i = _after_brackets(view, i)
    while i < view.size:
        if view.text(i) == "(" and view.text(i + 2) == ")" and view.lower(i + 1) in honorifics:
            i += 3
        elif view.text(i) == "(" and (closed := _after_status(view, i)) is not None:
            i = closed
        elif view.lower(i) in view.lexicon.determiners and view.lower(i + 1) in honorifics:
            i += 1
        elif (rank := _rank_at(view, i)) is not None:
            i = rank + (2 if view.abbreviated(rank) else 1)
        elif view.honorific(i) or _rank_in_letters(view, i):
            i += 2 if view.abbreviated(i) else 1
        else:
            break
    return i


def _after_brackets(view: View, i: int) -> int:
    """The index after a short aside between a role and its name: "Deputy (PSUV) …", "MP (Centre Party) …"."""
    if view.text(i) != "(":
        return i
    for k in range(i + 2, min(i + 6, view.size)):
        if view.text(k) == ")":
            return k + 1
        if not view.capital(k):
            break
    return i


def _after_status(view: View, i: int) -> int | None:
    """The index after what a rank's brackets say of its holder: "Col. (ret.) …", "general (s.p.) …"."""
    for k in range(i + 2, min(i + _LONGEST_STATUS, view.size)):
        if view.text(k) == ")":
            return k + 1 if view.tokens[k].start - view.tokens[i].end < _LONGEST_STATUS else None
    return None


def _rank_at(view: View, i: int) -> int | None:
    """The index of the rank at i, after its force ("Police Brig. Gen.", "Jail Chief Insp.")."""
    for k in range(i, i + 3):
        if view.kind(k) in (Kind.RANK, Kind.LOW):
            return k
        if view.lexicon.heads.get(view.lower(k)) is Kind.RANK and view.capital(k + 1):
            return k  # "the chief of police, retired general Luis Paz"
        if view.lower(k) in view.lexicon.dual and view.kind(k + 1) in (None, Kind.RANK):
            return k
        if not (view.capital(k) and view.lexicon.is_role_word(view.lower(k))):
            return None
    return None


def _rank_in_letters(view: View, i: int) -> bool:
    """A rank of a force that we do not know: "DCGI Rotimi Oladokun"."""
    return view.acronym(i) and all(
        view.capital(k) and not view.acronym(k) and not blocked(view, k) for k in (i + 1, i + 2)
    )


def blocked(view: View, i: int, opening: bool = False) -> bool:
    """Whether a capitalised word can be no part of a name, or not open one.

    A role's word, a weekday or a demonym can not; an honorific can not open one.
    """
    lower = view.lower(i)
    lexicon = view.lexicon
    if opening and lower in lexicon.calendar and _given(view, i):
        return False
    if lower in lexicon.stopped and view.kind(i) is None:
        return False
    if lower in lexicon.given and view.capital(i + 1) and not lexicon.is_role_word(view.lower(i + 1)):
        return False  # "Marina Cuesta"
    if lower in lexicon.never or lexicon.is_role_word(lower) or lower in lexicon.private:
        return True
    if is_party(view, i):
        return True
    owner = view.possessive(i)
    if opening and owner is not None and lexicon.is_role_word(owner.lower()):
        return True  # "the Prosecutor General's Office"
    if opening and (view.honorific(i) or lower in lexicon.suffixes or lower.startswith("d'")):
        return True
    place = view.place(i)
    return (place is not None and place.demonym) or view.in_facility(i)


def _given(view: View, i: int) -> bool:
    """Whether a word of the calendar is somebody's first name: "Governor Monday Okpebholo".

    It is right after an office, with a family name behind it that no verb of reporting could be.
    """
    office = view.kind(i - 1) or (view.kind(i - 2) if view.text(i - 1) == "." else None)
    if office is None and not (view.capital(i - 1) and view.lower(i - 1) in view.lexicon.bodies):
        return False
    family = view.text(i + 1)
    return (
        len(family) > 1
        and view.capital(i + 1)
        and view.tokens[i + 1].start - view.tokens[i].end == 1
        and not blocked(view, i + 1)
    )


def is_party(view: View, i: int) -> bool:
    """Whether a word tells a legislator's party and place: "R-Alabaster"."""
    return bool(_PARTY.match(view.text(i)))


def read_name(view: View, i: int) -> Name | None:
    """The name that starts at token i; None when none does."""
    words: list[str] = []
    first, last, end = i, i, -1
    while i < view.size and len(words) < _LONGEST:
        token = view.tokens[i]
        if words and (after := _after_suffix(view, i)):
            words.append(view.text(after - 1 if view.text(after - 1) != "." else after - 2))
            last = after
            end = view.tokens[last - 1].end
            break
        if len(words) > 1 and view.acronym(i) and not words[-1].isupper():
            break  # letters after a name: "Kevin Corcoran PSM"
        if view.capital(i) and (not blocked(view, i, opening=not words) or (words and _surname(view, i))):
            owner = view.possessive(i)
            words.append(token.text if owner is None else owner)
            end = token.start + len(words[-1])
            i += 1
            if owner is not None:
                last = i
                break
            if len(token.text) == 1 and view.text(i) == "." and view.tokens[i].start == end:
                end += 1
                i += 1
            last = i
            continue
        if not words:
            return None
        longer = _after_particles(view, i) or _after_nickname(view, i)
        if longer:
            words += [t.text for t in view.tokens[i:longer] if t.text not in OPENING_QUOTES + CLOSING_QUOTES]
            i = longer
            continue
        break
    if not words or (len(words) == 1 and len(words[0]) == 1):
        return None
    return Name(first, last, view.tokens[first].start, end, tuple(words))


def _after_suffix(view: View, i: int) -> int | None:
    """The index after a suffix that starts at i, with its comma: "Jr.", ", III"."""
    i += view.text(i) == ","
    if view.lower(i) not in view.lexicon.suffixes:
        return None
    return i + 2 if view.abbreviated(i) else i + 1


def _surname(view: View, i: int) -> bool:
    """A role's word that ends a name: "Gov. Jim Justice"."""
    base = (view.possessive(i) or view.text(i)).lower()
    if view.capital(i + 1) or view.text(i + 1).isdigit():
        return False
    if base in view.lexicon.never and base not in view.lexicon.surnames:
        return False
    return base in view.lexicon.surnames or view.lexicon.kind(base) in (Kind.LOW, Kind.BODIED)


def _after_particles(view: View, i: int) -> int | None:
    k = i
    while view.lower(k) in view.lexicon.particles:
        k += 1
    family = view.capital(k) and (not blocked(view, k) or _surname(view, k))
    return k if k > i and family else None


def _after_nickname(view: View, i: int) -> int | None:
    """The index after a nickname in quotes, when more of the name follows it."""
    if not view.text(i) or view.text(i) not in OPENING_QUOTES:
        return None
    for k in range(i + 2, min(i + 5, view.size)):
        if view.text(k) in CLOSING_QUOTES:
            follows = view.capital(k + 1) and not blocked(view, k + 1)
            return k + 1 if follows else _after_particles(view, k + 1)
    return None


def read_name_before(view: View, last: int) -> Name | None:
    """The longest name that ends right before token `last`."""
    if last > _LETTERED and view.acronym(last - 1) and not view.acronym(last - 2):
        lettered = read_name_before(view, last - 1)  # letters after a name: "Jonathan Hall KC, the …"
        if lettered is not None and len(lettered.words) > 1:
            return lettered
    first = last
    while first > 0 and last - first < 12 and _may_continue(view, first - 1):
        first -= 1
    for start in range(first, last):
        if last - start > _LETTERED + 1 and view.acronym(start) and not view.acronym(start + 1):
            continue  # a rank of a force that we do not know: "DDP Samuel Owusu Amponsah, officer …"
        name = read_name(view, start)
        if name is not None and name.last == last:
            return name
    return None


def _may_continue(view: View, i: int) -> bool:
    lower = view.lower(i)
    if view.capital(i):
        inner = i > 0 and lower in view.lexicon.particles and view.capital(i - 1)
        return inner or not blocked(view, i) or _surname(view, i) or lower in view.lexicon.suffixes
    if lower == ".":
        return i > 0 and view.abbreviated(i - 1) and view.kind(i - 1) is None
    return lower in view.lexicon.particles or (bool(lower) and lower in OPENING_QUOTES + CLOSING_QUOTES)
