"""The grammar of roles: what stands before the head of one, the head itself, and what follows it."""

from __future__ import annotations

from typing import NamedTuple

from prisonwatch.extraction.officials.lexicon import Kind
from prisonwatch.extraction.officials.names import read_name
from prisonwatch.extraction.officials.view import View

_LONGEST_TAIL = 18


class Role(NamedTuple):
    """A role in a sentence, by token index (ends exclusive).

    `first` … `head_end` is the noun phrase up to its head ("former national police chief"); `resume` is where
    what qualifies it can start, after a country ("presidente ecuatoriano"), and `last` where that ends ("of
    operations"); `rank_end` is where a rank that follows the head ends ("Interior Minister General …").
    `wording` is the role's text where it is not that of its tokens, as one of several holders has it.
    """

    first: int
    head: int
    head_end: int
    resume: int
    last: int
    rank_end: int
    kind: Kind
    plural: bool
    wording: str = ""


def find_roles(view: View) -> list[Role]:
    """Every role in a sentence, in order; neighbouring heads make one ("Deputy Police Commissioner")."""
    roles = []
    i = 0
    while i < view.size:
        if view.kind(i) is None:
            i += 1
            continue
        role = _read_role(view, i)
        roles.append(role)
        i = max(role.rank_end, i + 1)
    return roles


def _read_role(view: View, start: int) -> Role:
    head = start
    kind = view.kind(start) or Kind.LOW
    head_end = resume = i = _after_word(view, start)
    while i < view.size:
        here = view.kind(i)
        trails = _trails(view, i)
        if trails:
            # An attorney may be anybody's, an attorney general is the state's.
            kind = Kind.WEAK if kind is Kind.BODIED else kind
            i = head_end = resume = _after_word(view, i)
        elif here is not None:
            ranks = view.lower(i) in view.lexicon.dual and not _joins_dual(view, head, kind)
            i = _after_word(view, i)
            if not ranks and (here >= kind or here >= Kind.BODIED):
                head, head_end, resume = _prior(view, i), i, i
                kind = max(kind, here)
        elif (after := _country_adjective(view, i)) is not None:
            i = resume = after
        elif _numbered(view, i):
            i = head_end = resume = i + 1
        elif view.text(i) == "(" and view.text(i + 2) == ")" and (view.acronym(i + 1)):
            i += 3
            if here is None and view.kind(i) is None:
                break
        else:
            break
    plural = view.lower(head) in view.lexicon.plurals
    first = _first(view, start)
    if kind is Kind.LOW and any(view.lower(k) in view.lexicon.promoting for k in range(first, head)):
        kind = Kind.BODIED
    if view.lower(head - 1) in view.lexicon.raising.get(view.lower(head), ()):
        kind = Kind.OFFICE  # "state deputy", a legislator
    return Role(first, head, head_end, resume, head_end, i, kind, plural)


def _numbered(view: View, i: int) -> bool:
    """Whether a number tells which of several offices it is: "la fiscal 16 del Ministerio Público"."""
    follows = view.lower(i + 1) in view.lexicon.prepositions
    return not view.lexicon.noun_modifiers and view.text(i).isdigit() and follows


def _joins_dual(view: View, head: int, kind: Kind) -> bool:
    """Whether an office that can be a rank makes one role with the head before it: "Chief Inspector"."""
    return kind < Kind.BODIED or view.lower(head) in view.lexicon.dual


def _country_adjective(view: View, i: int) -> int | None:
    """The index after a demonym that follows a head, where adjectives do: "presidente ecuatoriano"."""
    place = view.place(i)
    if view.lexicon.noun_modifiers or place is None or not place.demonym:
        return None
    return view.after_span(i)


def _prior(view: View, after: int) -> int:
    return after - 2 if view.text(after - 1) == "." else after - 1


def _trails(view: View, i: int) -> bool:
    """Whether a word belongs to the head before it: "attorney general", "ombudsman capitalino".

    A pack that names no heads which take such words lets them trail any.
    """
    lexicon = view.lexicon
    lower, before = view.lower(i), view.lower(i - 1)
    if lower.endswith(lexicon.trailing_endings) and not view.capital(i) and lower not in lexicon.stops:
        return view.place(i) is None
    heads = lexicon.trailing_heads
    return lower in lexicon.trailing and (
        not heads or before in heads or lexicon.plurals.get(before) in heads
    )


def _after_word(view: View, i: int) -> int:
    return i + 2 if view.abbreviated(i) else i + 1


def _first(view: View, i: int) -> int:
    """Where the words before a head begin."""
    lexicon = view.lexicon
    while i > 0:
        before = i - 1
        lower = view.lower(before)
        if lexicon.noun_modifiers and (start := view.before_span(before)) is not None and start < before:
            i = start
        elif lower in lexicon.modifiers or lexicon.names_body(lower) or _compound(view, before):
            i = before
        elif view.possessive(before) is not None:
            owner = _owner(view, before)
            return i if owner is None else owner
        elif not lexicon.noun_modifiers:
            break
        elif view.capital(before) and lower not in lexicon.never and lower not in lexicon.determiners:
            i = before
        elif _inner_mark(view, before) or (lower in lexicon.conjunctions and _joins(view, before)):
            i = before - 1
        elif (body := _joined_body(view, before)) is not None:
            i = body
        elif lower == ")" and view.text(before - 2) == "(" and view.acronym(before - 1):
            i = before - 2
        else:
            break
    return i


def _inner_mark(view: View, i: int) -> bool:
    """Whether a mark is part of the word before it: "St.", "Citizens'"."""
    if i == 0 or not view.capital(i - 1):
        return False
    if view.lower(i) in ("'", "’"):
        return view.lower(i - 1).endswith("s")
    return view.lower(i) == "." and view.abbreviated(i - 1)


def _compound(view: View, i: int) -> bool:
    """Whether the first or last part of a compound is ours: "ex-police", "high-security", "then-Interior"."""
    lower = view.lower(i)
    if "-" not in lower:
        return False
    first, *_, last = lower.split("-")
    lexicon = view.lexicon
    return last in lexicon.bodies or first in lexicon.modifiers or last in lexicon.modifiers


def _owner(view: View, i: int) -> int | None:
    """Where the owner of an office begins, when it belongs to the role: "Azuay's prosecutor"."""
    lexicon = view.lexicon
    owner = (view.possessive(i) or "").lower()
    if owner in lexicon.heads and not view.capital(i):
        return _first(view, i)
    if not view.capital(i):
        return None
    start = i
    while start > 0 and view.capital(start - 1) and view.lower(start - 1) not in lexicon.never:
        start -= 1
    for k in range(start, i + 1):
        if view.tokens[k].start in view.known.facilities:
            return k  # "Pollsmoor's acting head"
        place = view.place(k)
        if place is not None:
            return k if place.city or place.region else None
    return start if owner in lexicon.bodies or (start < i and _has_body(view, start, i)) else None


def _has_body(view: View, first: int, last: int) -> bool:
    return any(view.lower(k) in view.lexicon.bodies for k in range(first, last))


def _joins(view: View, i: int) -> bool:
    """Whether a conjunction stands between two words of one body: "Law and Order", "safety and security"."""
    before, after = i - 1, i + 1
    return (
        view.lower(before) in view.lexicon.bodies
        and view.kind(before) is None
        and view.capital(before) == view.capital(after)
        and _names_body(view, after)
    )


def _names_body(view: View, i: int) -> bool:
    """Whether a word is part of a body's name, or stands before one ("Naturalization Service")."""
    lower = view.lower(i)
    if lower in view.lexicon.bodies or lower in view.lexicon.modifiers:
        return True
    return view.capital(i) and view.kind(i) is None and view.lower(i + 1) in view.lexicon.bodies


def _joined_body(view: View, i: int) -> int | None:
    """The start of a body's name whose last words follow token i: "Department of [Corrections director]"."""
    lexicon = view.lexicon
    k = i
    while view.lower(k) in lexicon.determiners and view.capital(k + 1):
        k -= 1
    if view.lower(k) not in lexicon.joining or not view.capital(i + 1):
        return None
    body = k - 1
    if body < 0 or not view.capital(body):
        return None
    return body if lexicon.names_body(view.lower(body)) or view.acronym(body) else None


def with_tail(view: View, role: Role) -> Role:
    """A role with the phrases that qualify its head."""
    last = read_tail(view, role.resume)
    return role._replace(last=last) if last > role.resume else role


def read_tail(view: View, i: int) -> int:
    """The index after the phrases that qualify a head which ends at i; i when there are none."""
    lexicon = view.lexicon
    limit = i + _LONGEST_TAIL
    start = end = i
    while i < min(view.size, limit):
        lower = view.lower(i)
        if lower in lexicon.prepositions:
            after = noun_phrase(view, i + 1)
            if after == i + 1 or view.lower(i + 1).isdigit():
                break
        elif lower in lexicon.conjunctions:
            i += view.lower(i + 1) in lexicon.prepositions
            if not _continues(view, i + 1):
                break
            after = noun_phrase(view, i + 1)
        elif view.text(i) == "(" and view.text(i + 2) == ")" and view.acronym(i + 1):
            i += 3
            continue
        elif lower == "," and end > start:
            after = _enumerated(view, i)
            if after == i:
                break
        else:
            break
        end = i = after
    return end


def _enumerated(view: View, i: int) -> int:
    """The index after an enumeration that a comma goes on with: "(Interior), Justice and Peace"."""
    k = i
    while view.text(k) == "," and view.lower(k + 1) in view.lexicon.bodies:
        k = noun_phrase(view, k + 1)
    closed = k > i and view.lower(k) in view.lexicon.conjunctions and _continues(view, k + 1)
    return k if closed else i


def _continues(view: View, i: int) -> bool:
    """Whether a body's name goes on after a conjunction: "(Safety) and Homeland Security"."""
    while view.lower(i) in view.lexicon.determiners or view.lower(i) in view.lexicon.modifiers:
        i += 1
    return view.kind(i) is None and _names_body(view, i)


def noun_phrase(view: View, i: int) -> int:
    """The index after the noun phrase that starts at i; i when none does."""
    lexicon = view.lexicon
    start = i
    while view.lower(i) in lexicon.determiners:
        i += 1
    filled = False
    while i < view.size:
        lower = view.lower(i)
        if lower in lexicon.stops or lower in lexicon.prepositions or lower in lexicon.conjunctions:
            break
        if view.person_starts(i) and filled:
            break
        span = view.after_span(i)
        if span is not None and not (filled and _is_name_start(view, i)):
            i, filled = span, True
            continue
        if lower in "'’" and view.lower(i - 1).endswith("s") and view.text(i + 1)[:1].isalpha():
            i += 1
            continue
        if not lower[0].isalnum() or lower in lexicon.never:
            if lower == "." and (view.abbreviated(i - 1) or view.acronym(i - 1)) and _goes_on(view, i):
                i += 1
                continue
            break
        known = lexicon.names_body(lower) or lower in lexicon.modifiers or view.acronym(i)
        known = known or (lower.isdigit() and view.lower(i - 1) in lexicon.named)
        if view.capital(i) and not known and filled and _is_name_start(view, i):
            break
        if not view.capital(i) and not known:
            if lower.endswith(lexicon.stop_endings):
                break
            if filled and not _qualifies(view, i):
                break
        filled = True
        i += 1
    return i if filled else start


def _goes_on(view: View, i: int) -> bool:
    """Whether a name goes on after a full stop: "St. Elizabeth", "DD.HH."."""
    return view.capital(i + 1) or view.text(i + 1) in (",", ")")


def _is_name_start(view: View, i: int) -> bool:
    """Whether an unknown capitalised word after a finished noun phrase starts a person's name.

    "Minister of Interior | John Reimberg", but not "director of Prison La Roca": a prison has a name.
    """
    lexicon = view.lexicon
    before = view.lower(i - 1)
    if before in lexicon.named or view.possessive(i - 1) is not None:
        return False
    name = read_name(view, i)
    if name is None or len(name.words) < 2:
        return False
    return before in lexicon.bodies or view.acronym(i - 1) or not view.capital(i - 1) or _ends_span(view, i)


def _ends_span(view: View, i: int) -> bool:
    return view.tokens[i - 1].end in view.known.ends


def _qualifies(view: View, i: int) -> bool:
    """Whether an unknown lower-case word is a noun of the phrase rather than the verb after it."""
    for after in (view.lower(k) for k in range(i + 1, i + 4)):
        if view.lexicon.names_body(after) or after in view.lexicon.modifiers:
            return True
        if after in view.lexicon.stops or not (after[:1].isalpha() or after in ("'", "’")):
            return False
    return False


def trimmed(view: View, role: Role) -> tuple[int, int, str | None]:
    """Where a role starts and ends without the person's country and passing adjectives, and that country."""
    first = role.first
    country: str | None = None
    while first < role.head:
        place = view.place(first)
        if place is not None and place.city is None and place.region is None:
            country = country or place.country
            after = view.after_span(first) or first + 1
            if after > role.head:
                break
            first = after
        elif view.lower(first) in view.lexicon.conjunctions or _passing(view, first):
            first += 1
        else:
            break
    last = role.last
    place = view.place(last - 1) if last - 1 > role.head else None
    if place is not None and place.demonym and not view.capital(last - 1):
        country = country or place.country
        last -= 1
    return first, last, country or _owner_country(view, role.first)


def _passing(view: View, i: int) -> bool:
    """Whether a word says nothing of the office ("then", "new"), and is no place's ("New York")."""
    lower = view.lower(i)
    if view.place(i) is not None or (view.capital(i) and not _role_follows(view, i + 1)):
        return False
    return lower in ("'", "’") or lower in view.lexicon.dropped


def _role_follows(view: View, i: int) -> bool:
    return view.lexicon.is_role_word(view.lower(i)) or view.place(i) is not None


def _owner_country(view: View, first: int) -> str | None:
    """ "Ecuador's" before a role."""
    if view.possessive(first - 1) is None:
        return None
    for k in (first - 1, first - 2, first - 3):
        place = view.place(k)
        if place is not None:
            return place.country
    return None
