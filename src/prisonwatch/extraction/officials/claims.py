"""Claims: pairs of a name and a role that a sentence states."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from prisonwatch.extraction.officials.attach import attachments
from prisonwatch.extraction.officials.lexicon import Kind
from prisonwatch.extraction.officials.names import Name, read_name_before
from prisonwatch.extraction.officials.public import is_public, speaks
from prisonwatch.extraction.officials.roles import Role, find_roles, read_tail, trimmed
from prisonwatch.extraction.officials.view import View


class Claim(NamedTuple):
    """Somebody's role, as one phrase states it; `text` is the name as written.

    A claim that is not `sure` has one word for a name, in front of the role: it counts where the article
    has the name in full, else it may be a place ("Esmeraldas, the police chief said").
    """

    name: Name
    role: str
    kind: Kind
    country: str | None
    text: str
    sure: bool = True


def find_claims(view: View) -> Iterator[Claim]:
    """The roles that a sentence gives to people."""
    taken: set[int] = set()
    for role in find_roles(view):
        for name, stated in attachments(view, role, taken):
            taken.add(name.first)
            if is_public(view, stated) and (stated.kind is not Kind.LOW or speaks(view, stated, name)):
                claim = make_claim(view, name, view, stated)
                before = name.last <= stated.first and len(name.words) == 1
                yield claim._replace(sure=not before or view.person_starts(name.first))
    yield from _headings(view)


def make_claim(view: View, name: Name, where: View, role: Role) -> Claim:
    """The claim that a name in one sentence has a role in the same, or in another."""
    first, last, country = trimmed(where, role)
    text = role.wording or where.between(first, last)
    prefix, hyphen, rest = text.partition("-")
    if hyphen and prefix.lower() in where.lexicon.dropped:
        text = rest
    return Claim(name, text, role.kind, country, name_text(view, name))


def name_text(view: View, name: Name) -> str:
    offset = view.sentence.start
    return view.sentence.text[name.start - offset : name.end - offset]


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
