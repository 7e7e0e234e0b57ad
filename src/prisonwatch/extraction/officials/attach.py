"""Which names a role belongs to: those right after it, in front of it, or behind a comma."""

from __future__ import annotations

from collections.abc import Iterator

from prisonwatch.extraction.officials.lexicon import Kind
from prisonwatch.extraction.officials.names import Name, is_party, read_name, read_name_before, skip_titles
from prisonwatch.extraction.officials.roles import Role, read_tail, trimmed, with_tail
from prisonwatch.extraction.officials.view import View

Attached = tuple[Name, Role]

_MARKS = (",", ":", "–", "—", "-")


def attachments(view: View, role: Role, taken: set[int]) -> Iterator[Attached]:
    """The names that a role belongs to, each with the role as stated for it.

    `taken` are the first tokens of names that have a role already: those would rather not have another
    that may be of somebody else's.
    """
    if _in_place_name(view, role):
        return
    if role.plural:
        yield from _listed(view, role)
        return
    name = _name_after(view, role.rank_end)
    if name is not None:
        yield name, role
        return
    stated = _appointed(view, role) or _paired(view, role)
    if stated is not None:
        yield stated
        return
    full = with_tail(view, role)
    before = _name_in_front(view, full)
    after = None
    if before is not None and view.lower(before.first - 1) in view.lexicon.topics:
        after = _name_behind(view, full)  # "asked about Fox Hill, the minister, Wayne Munroe, …"
    if before is not None and before.first not in taken and after is None:
        yield before, full
        return
    after = after or _name_behind(view, full)
    if after is not None:
        yield after, full._replace(last=min(full.last, after.first)) if after.first > full.head else full
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
    """Whether a name is that of a place: "Captain Cook Drive", "Governor Morales prison"."""
    lexicon = view.lexicon
    ending = view.lower(name.last - 1)
    if ending in lexicon.places and ending not in lexicon.surnames:
        return True
    return view.lower(name.last) in lexicon.places or name.start in view.known.facilities


def _listed(view: View, role: Role) -> Iterator[Attached]:
    """Names after a plural: "ministers X, Y and Z", "the ministers of justice and the interior, X and Y"."""
    i = role.rank_end
    if _name_after(view, i) is None:
        role = with_tail(view, role)
        i = max(role.last, role.resume)
        marked = view.text(i) in _MARKS
        if not marked and i == role.resume:
            return
        i += marked
    names = _names_from(view, i)
    if len(names) == 1 and role.last > role.resume:
        yield names[0], role._replace(wording=_singular(view, role))
        yield from _next_of_plural(view, role, names[0].last)
    elif len(names) == 2 and (parts := _parted(view, role)):
        yield from zip(names, parts, strict=True)
    elif len(names) > 1:
        yield from ((name, role._replace(wording=_singular(view, role))) for name in names)


def _names_from(view: View, i: int) -> list[Name]:
    """The names of a list that starts at i."""
    names: list[Name] = []
    while (name := _name_after(view, i)) is not None:
        names.append(name)
        i = name.last
        while view.text(i) == "," or view.lower(i) in view.lexicon.conjunctions:
            i += 1
        if i == name.last:
            break
    return names


def _next_of_plural(view: View, role: Role, i: int) -> Iterator[Attached]:
    """The second of two: "the ministers of justice, Ana Ruiz, and of defence, Juan Paz"."""
    i += view.text(i) == ","
    if view.lower(i) not in view.lexicon.conjunctions:
        return
    last = read_tail(view, i + 1)
    if last > i + 1 and view.text(last) == "," and (name := _name_after(view, last + 1)) is not None:
        wording = f"{_singular(view, role._replace(last=role.resume))} {view.between(i + 1, last)}"
        yield name, role._replace(wording=wording)


def _parted(view: View, role: Role) -> tuple[Role, Role] | None:
    """The two roles of "Defence and Interior Ministers" or "ministers of defence and of the interior"."""
    conjunctions = view.lexicon.conjunctions
    first, last, _ = trimmed(view, role)
    head = _singular(view, role._replace(last=role.resume), first=role.head)
    if last <= role.resume:
        joint = next((k for k in range(first + 1, role.head - 1) if view.lower(k) in conjunctions), None)
        if joint is None:
            return None
        parts = view.between(first, joint), view.between(joint + 1, role.head)
        return role._replace(wording=f"{parts[0]} {head}"), role._replace(wording=f"{parts[1]} {head}")
    joint = next((k for k in range(role.resume + 2, last - 1) if view.lower(k) in conjunctions), None)
    if joint is None:
        return None
    parts = view.between(role.resume, joint), view.between(joint + 1, last)
    if view.lower(joint + 1) not in view.lexicon.prepositions:
        parts = parts[0], f"{view.text(role.resume)} {parts[1]}"
    return role._replace(wording=f"{head} {parts[0]}"), role._replace(wording=f"{head} {parts[1]}")


def _singular(view: View, role: Role, first: int | None = None) -> str:
    """A role in the plural, as one of its holders has it."""
    plural = view.text(role.head)
    singular = view.lexicon.plurals[plural.lower()]
    if plural[0].isupper():
        singular = singular[0].upper() + singular[1:]
    if first is None:
        first, _, _ = trimmed(view, role)
    before = view.between(first, role.head) + " " if first < role.head else ""
    after = " " + view.between(role.head + 1, role.last) if role.head + 1 < role.last else ""
    return before + singular + after


def _appointed(view: View, role: Role) -> tuple[Name, Role] | None:
    """ "The government named Ana Ruiz director of prisons"."""
    for first in (role.first, role.first - 1, role.first - 2, role.first - 3):
        if view.lower(first - 1) in view.lexicon.appointing:
            name = read_name(view, first)
            if name is not None and name.last <= role.head and len(name.words) > 1:
                return name, with_tail(view, role)._replace(first=max(name.last, role.first))
    return None


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
    if name is None or (len(name.words) < 2 and view.place(name.first)):
        return None
    if view.lower(name.first - 1) in lexicon.locative or _is_known_place(view, name):
        return None
    span = view.before_span(name.last - 1)
    if span is not None and span < name.first:
        return None  # the "Plata" of "Desde La Plata, el ministro …"
    if determined and view.lower(role.last) in lexicon.speech and name.first > 0:
        return None
    return name


def _is_known_place(view: View, name: Name) -> bool:
    place = view.place(name.first)
    return place is not None and place.end >= name.end


def _before_aside(view: View, i: int) -> int:
    """Step left over an age or an aside in brackets: ", 58,", "(D)", ", 58 years old,"."""
    if view.text(i - 1) == ")":
        opening = next((k for k in range(i - 2, max(-1, i - 8), -1) if view.text(k) == "("), None)
        return i if opening is None else opening
    if view.text(i - 2) == "," and is_party(view, i - 1):
        return i - 2  # "Sen. Cam Ward, R-Alabaster, who …"
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
            name = _name_after(view, i) or _name_in_tail(view, role)
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


def _name_in_tail(view: View, role: Role) -> Name | None:
    """The name that ends a tail for want of a comma: "Mayor of Jablonec Jan Novák said".

    Only after an office with a capital and no article: "the mayor of San Pedro Sula said" names nobody.
    """
    name = read_name(view, role.last - 2)
    joint = role.last - 4 if name is not None and name.last == role.last else -1
    if (
        joint < role.head_end
        or role.kind is not Kind.OFFICE
        or not view.capital(role.head)
        or view.lower(role.first - 1) in view.lexicon.determiners
        or view.lower(joint) not in view.lexicon.prepositions
        or not view.capital(role.last - 3)
        or _covers(view, joint + 1, role.last)
    ):
        return None
    return name


def _covers(view: View, first: int, last: int) -> bool:
    """Whether one place has all the words from one index to another."""
    after = view.after_span(first)
    return after is not None and after >= last


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
    i = name.last
    while view.acronym(i):
        i += 1  # letters after a name
    return not view.text(i) or not (view.capital(i) or view.lower(i) in view.lexicon.prepositions)
