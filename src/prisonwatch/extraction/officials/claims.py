"""Pairs of a name and a role that a sentence states."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from prisonwatch.extraction.officials.lexicon import Kind
from prisonwatch.extraction.officials.names import Name, read_name, read_name_before, skip_titles
from prisonwatch.extraction.officials.roles import Role, find_roles, read_tail, with_tail
from prisonwatch.extraction.officials.view import View


class Claim(NamedTuple):
    """Somebody's role, as one phrase states it; `text` is the name as written."""

    name: Name
    role: str
    kind: Kind
    country: str | None
    text: str


def find_claims(view: View) -> Iterator[Claim]:
    """The roles that a sentence gives to people."""
    taken: set[int] = set()
    for role in find_roles(view):
        for name, stated in _attach(view, role, taken):
            taken.add(name.first)
            if is_public(view, stated) and (stated.kind is not Kind.LOW or _speaks(view, stated, name)):
                yield make_claim(view, name, view, stated)
    yield from _headings(view)


def _attach(view: View, role: Role, taken: set[int]) -> Iterator[tuple[Name, Role]]:
    """The names that a role belongs to."""
    if _in_place_name(view, role):
        return
    if role.plural:
        yield from _listed(view, role)
        return
    name = _name_after(view, role.rank_end)
    if name is not None:
        yield name, role
        return
    appointed = _appointed(view, role)
    if appointed is not None:
        yield appointed
        return
    paired = _paired(view, role)
    if paired is not None:
        yield paired
        return
    full = with_tail(view, role)
    before = _name_in_front(view, full)
    if before is not None and before.first not in taken:
        yield before, full
        return
    after = _name_behind(view, full)
    if after is not None:
        yield after, full
    elif before is not None:
        yield before, full


def _in_place_name(view: View, role: Role) -> bool:
    """Whether an office is part of the name of a place: "el penal Gobernador Morales"."""
    lexicon = view.lexicon
    return (
        not lexicon.noun_modifiers
        and view.capital(role.head)
        and role.head > 0
        and view.lower(role.head - 1) in lexicon.places
    )


def _name_after(view: View, i: int) -> Name | None:
    """A name that follows a role at once, ranks and honorifics aside."""
    name = read_name(view, skip_titles(view, i))
    return None if name is None or _is_place(view, name) else name


def _is_place(view: View, name: Name) -> bool:
    return view.lower(name.last) in view.lexicon.places or name.start in view.known.facilities


def _listed(view: View, role: Role) -> Iterator[tuple[Name, Role]]:
    """Names after a plural: "ministers X, Y and Z", "the ministers of justice and the interior, X and Y"."""
    i = role.rank_end
    if _name_after(view, i) is None:
        role = with_tail(view, role)
        i = max(role.last, role.resume)
        marked = view.text(i) in (",", ":", "–", "—", "-")
        if not marked and i == role.resume:
            return
        i += marked
    names: list[Name] = []
    while (name := _name_after(view, i)) is not None:
        names.append(name)
        i = name.last
        while view.text(i) == "," or view.lower(i) in view.lexicon.conjunctions:
            i += 1
        if i == name.last:
            break
    if len(names) > 1:
        yield from ((name, role) for name in names)


def _paired(view: View, role: Role) -> tuple[Name, Role] | None:
    """A role of two parts before a name: "senator and presidential candidate Robert F. Kennedy"."""
    lexicon = view.lexicon
    i = role.head_end
    if view.lower(i) not in lexicon.conjunctions:
        return None
    i += 1
    while view.lower(i) in lexicon.modifiers or view.lower(i) in lexicon.bodies:
        i += 1
    if view.lower(i) not in lexicon.trades:
        return None
    name = _name_after(view, i + 1)
    return None if name is None else (name, role._replace(last=i + 1))


def _name_in_front(view: View, role: Role) -> Name | None:
    """A name before its role: "Norman Cano, police chief at …", "X (58), who is head of …", "X as mayor"."""
    lexicon = view.lexicon
    i = role.first
    determined = False
    linked = False
    while i > 0:
        lower = view.lower(i - 1)
        if lower in lexicon.determiners or lower in lexicon.dropped or view.possessive(i - 1) is not None:
            determined = True
            i -= 1
            while determined and view.possessive(i) and view.capital(i - 1) and view.place(i - 1):
                i -= 1
        elif lower in lexicon.linking:
            linked = linked or lower in lexicon.copulas
            i -= 1
        else:
            break
    mark = view.text(i - 1)
    if mark in (",", "(", "–", "—", "-"):
        i -= 1
    elif not linked:
        return None
    i = _before_aside(view, i)
    name = read_name_before(view, i)
    if name is None or (
        len(name.words) < 2 and (view.place(name.first) or not view.person_starts(name.first))
    ):
        return None
    if view.lower(name.first - 1) in lexicon.locative or _is_known_place(view, name):
        return None
    if determined and view.lower(role.last) in lexicon.speech and name.first > 0:
        return None
    return name


def _is_known_place(view: View, name: Name) -> bool:
    place = view.place(name.first)
    return place is not None and place.end >= name.end


def _appointed(view: View, role: Role) -> tuple[Name, Role] | None:
    """ "The government named Ana Ruiz director of prisons"."""
    for first in (role.first, role.first - 1, role.first - 2, role.first - 3):
        if view.lower(first - 1) in view.lexicon.appointing:
            name = read_name(view, first)
            if name is not None and name.last <= role.head and len(name.words) > 1:
                return name, with_tail(view, role)._replace(first=max(name.last, role.first))
    return None


def _before_aside(view: View, i: int) -> int:
    """Step left over an age or an aside in brackets: ", 58,", "(D)", ", 58 years old,"."""
    if view.text(i - 1) == ")":
        opening = next((k for k in range(i - 2, max(-1, i - 8), -1) if view.text(k) == "("), None)
        return i if opening is None else opening
    k = i
    while view.lower(k - 1) in view.lexicon.age or view.lower(k - 1).isdigit():
        k -= 1
    if k < i and view.text(k - 1) == ",":
        return k - 1
    return i


def _name_behind(view: View, role: Role) -> Name | None:
    """A name after its role and a comma: "the governor of Guayas, Pablo Arosemena,"."""
    i = max(role.last, role.resume)
    if view.text(i) == "(" and view.text(i + 2) == ")":
        i += 3
    if view.text(i) not in (",", ":", "–", "—"):
        if i == role.resume and view.lower(i) not in view.lexicon.relative:
            return None
        if i > role.resume:
            name = _name_after(view, i)
            if name is not None:
                return name if _stands_alone(view, name) else None
        i = _after_clause(view, i) or view.size
    elif view.text(i) != "," and role.first > 1:
        return None
    name = _name_after(view, i + 1)
    if name is None or not _stands_alone(view, name):
        return None
    if len(name.words) == 1 and view.text(name.last) not in (",", ".", ")"):
        return None
    return None if _is_known_place(view, name) and not view.person_starts(name.first) else name


def _after_clause(view: View, i: int) -> int | None:
    """The index of the comma that ends a short clause at i: "a state legislator who saw them, …"."""
    if view.lower(i) in view.lexicon.speech:
        return None
    for k in range(i, min(i + 12, view.size)):
        if view.text(k) == ",":
            return None if view.lower(k - 1) in view.lexicon.people else k
        if not view.text(k)[0].isalnum() or view.lower(k) in view.lexicon.speech:
            return None
    return None


def _stands_alone(view: View, name: Name) -> bool:
    """Whether what follows a name lets it be an apposition: a mark, a verb, the end."""
    after = view.lower(name.last)
    return not after or not (view.capital(name.last) or after in view.lexicon.prepositions)


def make_claim(view: View, name: Name, where: View, role: Role) -> Claim:
    """The claim that a name in one sentence has a role in the same, or in another."""
    first, last, country = _trim(where, role)
    role = role._replace(last=last)
    text = _singular(where, first, role) if role.plural else where.between(first, role.last)
    prefix, hyphen, rest = text.partition("-")
    if hyphen and prefix.lower() in where.lexicon.dropped:
        text = rest
    return Claim(name, text, role.kind, country, name_text(view, name))


def name_text(view: View, name: Name) -> str:
    offset = view.sentence.start
    return view.sentence.text[name.start - offset : name.end - offset]


def _singular(view: View, first: int, role: Role) -> str:
    plural = view.text(role.head)
    singular = view.lexicon.plurals[plural.lower()]
    if plural[0].isupper():
        singular = singular[0].upper() + singular[1:]
    before = view.between(first, role.head) + " " if first < role.head else ""
    after = " " + view.between(role.head + 1, role.last) if role.head + 1 < role.last else ""
    return before + singular + after


def _trim(view: View, role: Role) -> tuple[int, int, str | None]:
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
        elif (place is None and view.lower(first) in view.lexicon.dropped) or view.lower(
            first
        ) in view.lexicon.conjunctions:
            first += 1
        else:
            break
    last = role.last
    place = view.place(last - 1) if last - 1 > role.head else None
    if place is not None and place.demonym and not view.capital(last - 1):
        country = country or place.country
        last -= 1
    return first, last, country or _owner_country(view, role.first)


def _owner_country(view: View, first: int) -> str | None:
    """ "Ecuador's" before a role."""
    if view.possessive(first - 1) is None:
        return None
    for k in (first - 1, first - 2, first - 3):
        place = view.place(k)
        if place is not None:
            return place.country
    return None


def is_public(view: View, role: Role) -> bool:
    """Whether a role is one of the state's, by its head and by the bodies that it names."""
    lexicon = view.lexicon
    if role.kind in (Kind.OFFICE, Kind.LOW):
        return True
    words = [k for k in range(role.first, role.last) if view.kind(k) is None]
    if any(_private(view, k) for k in words):
        return False
    if role.kind is Kind.RANK:
        return True
    content = [k for k in words if view.text(k)[0].isalnum() and not _empty(view, k)]
    if any(view.is_body(k) or view.acronym(k) for k in content):
        return True
    if any(view.after_span(k) for k in content):
        return True
    return role.kind is Kind.WEAK and not content


def _empty(view: View, k: int) -> bool:
    lower = view.lower(k)
    lexicon = view.lexicon
    return (
        lower in lexicon.modifiers
        or lower in lexicon.prepositions
        or lower in lexicon.determiners
        or lower in lexicon.conjunctions
    )


def _private(view: View, k: int) -> bool:
    lower = (view.possessive(k) or view.text(k)).lower()
    lexicon = view.lexicon
    return lower in lexicon.private and view.lower(k - 1) not in lexicon.exempt.get(lower, frozenset())


def _speaks(view: View, role: Role, name: Name) -> bool:
    first = min(role.first, name.first)
    last = max(role.last, name.last)
    speech = view.lexicon.speech
    around = [*range(first - 3, first), *range(last, min(last + 4, view.size))]
    return any(view.lower(k) in speech for k in around)


def _headings(view: View) -> Iterator[Claim]:
    """ "Pablo Ramírez, who heads the prison service"."""
    lexicon = view.lexicon
    for i in range(2, view.size):
        if view.lower(i) not in lexicon.heading or view.lower(i - 1) not in lexicon.relative:
            continue
        name = read_name_before(view, i - 2 if view.text(i - 2) == "," else i - 1)
        body = i + 1
        while view.lower(body) in lexicon.determiners:
            body += 1
        last = _body_end(view, body)
        if (
            name is not None
            and last > body
            and any(view.lower(k) in lexicon.bodies for k in range(body, last))
        ):
            role = f"{lexicon.heading[view.lower(i)]} {view.between(i + 1, last)}"
            yield Claim(name, role, Kind.OFFICE, None, name_text(view, name))


def _body_end(view: View, i: int) -> int:
    while view.lower(i) in view.lexicon.bodies or view.lower(i) in view.lexicon.modifiers or view.capital(i):
        i += 1
    return read_tail(view, i)
