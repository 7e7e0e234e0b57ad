"""From evidence to a kind: what the people of a noun class are counted as when a cue governs them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from prisonwatch.extraction.counts.evidence import Evidence
from prisonwatch.extraction.counts.mentions import PEOPLE, Mention
from prisonwatch.records import CountKind, HostageStatus

_CAPTIVES = frozenset({"staff", "visitor", "hostage", "force"})
_VAGUE = frozenset({"people", "unknown", None})


class Decision(NamedTuple):
    kind: CountKind
    status: HostageStatus | None
    cue: str


@dataclass(slots=True)
class Frame:
    """What the article is about as far as its words tell, and the last count so far."""

    captivity: bool = False
    flight: bool = False
    last: Decision | None = None
    last_noun: str | None = None

    def captive(self, noun: str | None) -> bool:
        """Whether people so called, seized or freed here, are hostages."""
        if noun in _CAPTIVES:
            return True
        if noun not in _VAGUE or not self.captivity:
            return False
        return not self.flight or self.last is None or self.last.kind not in ("escaped", "recaptured")


def decide(mention: Mention, evidence: Sequence[Evidence], frame: Frame) -> Decision | None:
    """The kind that the strongest usable evidence gives, or None when the number is no count."""
    noun = mention.noun
    if noun == "thing":
        return None
    for cue in evidence:
        if cue.negated or cue.hypothetical or cue.relation == "agent":
            continue
        if noun == "unknown" and cue.score < 55:
            continue
        decision = from_cue(cue.cue, noun, frame, evidence)
        if decision is not None:
            return decision
        if cue.cue == "other" and cue.relation in ("subject", "object"):
            return None
    return None


def from_cue(cue: str, noun: str | None, frame: Frame, evidence: Sequence[Evidence] = ()) -> Decision | None:
    """What a cue makes of people of a class."""
    if cue in ("kill", "die", "dead", "toll"):
        return Decision("hostages", "killed", cue) if noun == "hostage" else Decision("killed", None, cue)
    if noun == "dead":
        return Decision("killed", None, cue) if cue not in ("other",) else None
    if cue in ("injure", "injured", "wounds"):
        return Decision("injured", None, cue)
    if cue == "hostage":
        return Decision("hostages", _captive_status(evidence), cue)
    if cue in ("free", "walkfree"):
        return Decision("hostages", "freed", cue) if frame.captive(noun) else None
    if cue in ("seize", "hold"):
        return _seized(cue, noun, frame)
    if cue in ("escape", "release", "fugitive"):
        if noun == "hostage" or (noun in _CAPTIVES and frame.captivity and cue == "escape"):
            return Decision("hostages", "freed", cue)
        return None if noun in ("staff", "force", "visitor") else Decision("escaped", None, cue)
    if cue in ("recapture", "recaptured", "surrender"):
        if noun in ("staff", "force", "visitor") or (cue == "surrender" and not frame.flight):
            return None
        if noun == "suspect" or not (frame.flight or cue == "recaptured"):
            return Decision("arrested", None, cue)
        return Decision("recaptured", None, cue)
    if cue in ("arrest", "arrested"):
        if noun == "fugitive" or (
            noun in ("inmate", None)
            and frame.last is not None
            and frame.last.kind in ("escaped", "recaptured")
        ):
            return Decision("recaptured", None, cue)
        return Decision("arrested", None, cue)
    return None


def _seized(cue: str, noun: str | None, frame: Frame) -> Decision | None:
    if frame.captive(noun):
        return Decision("hostages", "taken" if cue == "seize" else "held", cue)
    if noun == "fugitive":
        return Decision("recaptured", None, cue)
    if noun == "suspect":
        return Decision("arrested", None, cue)
    if cue == "seize" and frame.flight and noun in ("inmate", *_VAGUE):
        return Decision("recaptured", None, cue)
    if cue == "seize" and noun == "inmate":
        return Decision("arrested", None, cue)
    return None


def _captive_status(evidence: Sequence[Evidence]) -> HostageStatus:
    cues = {e.cue for e in evidence if e.relation in ("object", "subject", "participle")}
    return "taken" if cues & {"take", "seize"} else "held"


def by_noun(mention: Mention) -> Decision | None:
    """What the head noun alone tells: "ten fugitives", "19 deaths"."""
    match mention.noun:
        case "hostage":
            return Decision("hostages", "held", "noun")
        case "dead":
            return Decision("killed", None, "noun")
        case "injured":
            return Decision("injured", None, "noun")
        case "fugitive":
            return Decision("escaped", None, "noun")
        case "arrested":
            return Decision("arrested", None, "noun")
        case "recaptured":
            return Decision("recaptured", None, "noun")
        case _:
            return None


def compatible(noun: str | None, other: str | None) -> bool:
    """Whether two phrases can mean the same people."""
    return (
        noun == other
        or noun in _VAGUE
        or other in _VAGUE
        or (noun in PEOPLE and other in PEOPLE and "hostage" in (noun, other))
    )
