"""Claims: pairs of a name and a role that a sentence states."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from prisonwatch.extraction.officials.attach import attachments
from prisonwatch.extraction.officials.lexicon import Kind
from prisonwatch.extraction.officials.names import Name, read_name, read_name_before, skip_titles
from prisonwatch.extraction.officials.public import is_public, speaks
from prisonwatch.extraction.officials.roles import Role, find_roles, noun_phrase, read_tail, trimmed
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
    past: bool = False  # "once warden of …"


def find_claims(view: View) -> Iterator[Claim]:
    """The roles that a sentence gives to people."""
    taken: set[int] = set()
    for role in find_roles(view):
        for name, stated in attachments(view, role, taken):
            taken.add(name.first)
            stated = _raised(view, stated)
            if is_public(view, stated) and (stated.kind is not Kind.LOW or speaks(view, stated, name)):
                claim = make_claim(view, name, view, stated)
                before = name.last <= stated.first and len(name.words) == 1
                told = view.person_starts(name.first) or view.lower(name.first - 1) in view.lexicon.speech
                past = view.lower(stated.first - 1) in view.lexicon.past_links
                yield claim._replace(sure=not before or told, past=past)
    yield from _headings(view)
    yield from _in_charge(view)
    yield from _led(view)


def _raised(view: View, role: Role) -> Role:
    """A role of the rank and file whose tail makes it an office: "officer in charge of Lae police"."""
    promoted = role.kind is Kind.LOW and any(
        view.lower(k) in view.lexicon.promoting for k in range(role.head_end, role.last)
    )
    return role._replace(kind=Kind.BODIED) if promoted else role


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
    """ "Pablo Ramírez, who heads the prison service": less than any title that is stated besides."""
    lexicon = view.lexicon
    for i in range(2, view.size):
        if view.lower(i) not in lexicon.heading:
            continue
        who = (
            i - 2 if view.lower(i - 1) in lexicon.linking and view.lower(i - 2) in lexicon.relative else i - 1
        )
        if view.lower(who) not in lexicon.relative:
            continue
        name = read_name_before(view, _before_comma(view, who))
        first = i + 2 if view.lower(i + 1) in lexicon.prepositions else i + 1
        last = _public_end(view, first)
        if name is not None and last is not None:
            role = f"{lexicon.heading[view.lower(i)]} {view.between(first, last)}"
            yield Claim(name, role, Kind.LOW, None, name_text(view, name))


def _in_charge(view: View) -> Iterator[Claim]:
    """ "Colonel Muñoz, a cargo de la intervención militar"."""
    for i in range(2, view.size) if view.lexicon.charges else ():
        after = view.says(i, view.lexicon.charges)
        name = read_name_before(view, i - 1) if after is not None and view.text(i - 1) == "," else None
        last = _public_end(view, after) if after is not None and name is not None else None
        if name is not None and last is not None:
            yield Claim(name, view.between(i, last), Kind.BODIED, None, name_text(view, name))


def _led(view: View) -> Iterator[Claim]:
    """ "La Defensoría, en cabeza de Carlos Camargo": somebody of the state's whose office is not told."""
    for i in range(1, view.size) if view.lexicon.led else ():
        after = view.says(i, view.lexicon.led)
        if after is None:
            continue
        body = _before_comma(view, i) - 1
        name = read_name(view, skip_titles(view, after))
        public = view.lower(body) in view.lexicon.bodies or view.acronym(body)
        if public and _proper(view, body) and name is not None and len(name.words) > 1:
            yield Claim(name, "", Kind.LOW, None, name_text(view, name))


def _proper(view: View, i: int) -> bool:
    """Whether a body's name ends with token i, rather than a word for any such body."""
    return view.capital(i) and view.lower(i) not in view.lexicon.private


def _before_comma(view: View, i: int) -> int:
    return i - 1 if view.text(i - 1) == "," else i


def _public_end(view: View, i: int) -> int | None:
    """The index after the public body that is named at i; None where none is."""
    last = read_tail(view, noun_phrase(view, i))
    words = [view.lower(k) for k in range(i, last)]
    if not view.lexicon.private.isdisjoint(words) and view.lexicon.serving.isdisjoint(words):
        return None
    return None if view.lexicon.bodies.isdisjoint(words) else last
