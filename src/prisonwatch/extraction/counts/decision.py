"""From evidence to a kind: what the people of a noun class are counted as when a cue governs them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from prisonwatch.extraction.counts.evidence import Evidence
from prisonwatch.extraction.counts.mentions import PEOPLE, THINGS, Mention
from prisonwatch.records import CountKind, HostageStatus

# People who are hostages when inmates seize, hold or let go of them.
CAPTIVES = frozenset({"staff", "visitor", "hostage", "force"})
VAGUE = frozenset({"people", "unknown", None})
_WEAKEST_FOR_UNKNOWN = 55
# Who is said to be held hostage in such numbers is so by a strike, a budget, a gang's rule.
_MOST_HOSTAGES = 1500


class Decision(NamedTuple):
    kind: CountKind
    status: HostageStatus | None = None


KILLED = Decision("killed")
INJURED = Decision("injured")
ESCAPED = Decision("escaped")
RECAPTURED = Decision("recaptured")
ARRESTED = Decision("arrested")
HELD = Decision("hostages", "held")
TAKEN = Decision("hostages", "taken")
FREED = Decision("hostages", "freed")

BY_NOUN = {
    "hostage": HELD,
    "dead": KILLED,
    "injured": INJURED,
    "fugitive": ESCAPED,
    "arrested": ARRESTED,
    "recaptured": RECAPTURED,
}
_DEADLY = frozenset({"kill", "die", "dead", "toll"})
_HARMFUL = frozenset({"injure", "injured", "wounds", "sustain", "treat"})
_FLEEING = frozenset({"escape", "release", "fugitive", "seek", "escaped"})
_GRASPING = frozenset({"seize", "abduct", "hold", "fall", "take", "release"})
_CATCHING = frozenset({"catch", "find", "recapture", "recaptured", "surrender", "goback"})


@dataclass(slots=True)
class Frame:
    """What the article is about as far as its words and its counts so far tell, and the last count."""

    captivity: bool = False
    flight: bool = False
    last: Decision | None = None
    # Whether the last people counted as held or fleeing were held.
    held: bool = False
    last_sentence: int = -1
    sentence: int = 0
    # Words of pardons, bail and the like: whom a court frees is no hostage.
    pardon: bool = False
    # Words of gunmen and raids: whom they free are escapers.
    assault: bool = False

    def follow(self, decision: Decision, sentence: int) -> None:
        """Take a new count into account."""
        self.last, self.last_sentence, self.sentence = decision, sentence, sentence
        self.held = decision.kind == "hostages" or (
            self.held and decision.kind not in ("escaped", "recaptured")
        )
        self.captivity = self.captivity or decision.kind == "hostages"
        self.flight = self.flight or decision.kind in ("escaped", "recaptured")

    @property
    def fresh(self) -> bool:
        """Whether the last count stands in the sentence that is read now."""
        return self.last_sentence == self.sentence

    @property
    def fleeing(self) -> bool:
        """Whether the last people counted are fugitives."""
        return self.last is not None and self.last.kind in ("escaped", "recaptured")

    def captive(self, noun: str | None) -> bool:
        """Whether people so called, seized or freed here, are hostages."""
        if noun in CAPTIVES:
            return True
        if noun not in VAGUE or not self.captivity:
            return False
        return not self.fleeing


def decide(mention: Mention, evidence: Sequence[Evidence], frame: Frame) -> Decision | None:
    """The kind that the strongest usable evidence gives, or None when the number is no count."""
    noun = mention.noun
    if noun in THINGS:
        return None
    for item in evidence:
        if not item.usable or item.cue == "last":
            continue
        if noun == "unknown" and item.score < _WEAKEST_FOR_UNKNOWN:
            continue
        decision = from_cue(item.cue, noun or item.noun, frame, evidence)
        if decision is not None:
            figurative = decision.kind == "hostages" and mention.number.value >= _MOST_HOSTAGES
            return None if figurative else decision
        if item.cue == "other" and item.relation in ("subject", "object") and noun != "hostage":
            break
    if mention.partitive and any(e.cue == "kill" and e.menaced for e in evidence):
        # "threatened to kill one of their captives"
        return None
    others = noun is None and mention.rest
    whole = others or (noun in CAPTIVES and not mention.partitive)
    if whole and frame.captivity and any(e.cue == "kill" and e.menaced for e in evidence):
        # "threatened to kill five guards"
        return HELD
    return BY_NOUN.get(noun or "")


def from_cue(cue: str, noun: str | None, frame: Frame, evidence: Sequence[Evidence] = ()) -> Decision | None:
    """What a cue makes of people of a class."""
    if cue == "other":
        return None
    if cue in _DEADLY:
        if noun == "injured" and cue in ("toll", "dead"):
            return INJURED
        return Decision("hostages", "killed") if noun == "hostage" else KILLED
    if noun == "dead":
        return KILLED
    if cue in _HARMFUL:
        return INJURED
    if cue == "shoot":
        shot_at = any(e.cue == "shoot" and e.relation == "object" for e in evidence)
        if shot_at and noun in ("inmate", "suspect"):
            return KILLED
        among = any(e.relation == "among" for e in evidence)
        return KILLED if frame.last == KILLED and noun is None and (among or not frame.fresh) else INJURED
    if cue == "lose":
        return KILLED if noun in PEOPLE and noun != "hostage" else None
    if cue == "hostage":
        return _captive_status(evidence)
    if cue == "take" and not any(e.cue == "hostage" for e in evidence):
        return TAKEN if noun == "staff" or (noun in CAPTIVES and frame.captivity) else None
    if cue == "unhurt":
        return FREED if noun == "hostage" else None
    if cue in ("gone", "lost"):
        return ESCAPED if frame.flight and noun not in CAPTIVES and not frame.held else None
    if cue == "jailed":
        if noun == "fugitive" or (frame.fleeing and noun in ("inmate", None)):
            return RECAPTURED
        told = any(e.cue == cue and e.relation in ("subject", "relative") for e in evidence)
        return ARRESTED if told and noun != "inmate" else None
    if cue == "inside":
        return HELD if frame.captive(noun) else None
    if cue in ("free", "walkfree", "walkout", "comeout"):
        return _freed(cue, noun, frame)
    if cue in _GRASPING and any(e.cue == "hostage" for e in evidence):
        return HELD if cue == "hold" else TAKEN
    if cue == "abduct":
        return TAKEN if noun in CAPTIVES or noun in VAGUE else ARRESTED if noun == "suspect" else None
    if cue in ("seize", "hold", "fall"):
        return _seized(cue, noun, frame)
    if cue == "drop":
        return RECAPTURED if noun == "fugitive" or (noun is None and frame.fleeing) else KILLED
    if cue in _FLEEING:
        return _fled(cue, noun, frame)
    if cue in _CATCHING:
        return _caught(cue, noun, frame)
    if cue in ("arrest", "arrested"):
        fled = frame.fleeing or any(e.cue == "escape" for e in evidence)
        return RECAPTURED if noun == "fugitive" or (noun in ("inmate", None) and fled) else ARRESTED
    return None


def _freed(cue: str, noun: str | None, frame: Frame) -> Decision | None:
    if cue in ("walkfree", "walkout") and noun is None and frame.flight and not frame.held:
        return ESCAPED
    if frame.captive(noun) and (frame.captivity or cue in ("free", "walkfree")):
        return FREED
    if cue == "free" and noun in VAGUE and not (frame.pardon or frame.flight or frame.last == ARRESTED):
        return FREED
    if (
        cue == "free"
        and noun in ("inmate", "suspect")
        and (frame.flight or frame.assault)
        and not frame.pardon
    ):
        # Gunmen free prisoners, courts do too.
        return ESCAPED
    return ESCAPED if cue == "walkout" and noun == "inmate" else None


def _seized(cue: str, noun: str | None, frame: Frame) -> Decision | None:
    if frame.captive(noun):
        return HELD if cue == "hold" else TAKEN
    if noun == "fugitive":
        return RECAPTURED
    if noun == "suspect" or (noun in VAGUE and frame.last == ARRESTED):
        return ARRESTED
    if cue == "seize" and frame.flight and noun in ("inmate", *VAGUE):
        return RECAPTURED
    return ARRESTED if cue == "seize" and noun in ("inmate", "people", None) else None


def _fled(cue: str, noun: str | None, frame: Frame) -> Decision | None:
    if noun in CAPTIVES:
        return FREED if cue == "escape" and (noun == "hostage" or frame.captivity) else None
    if noun is None and cue == "escape" and frame.last is not None and frame.last.kind == "hostages":
        return FREED
    if cue == "seek" and not frame.flight:
        return None
    return ESCAPED


def _caught(cue: str, noun: str | None, frame: Frame) -> Decision | None:
    if cue == "catch" and noun == "staff" and frame.flight and not frame.held:
        # Guards who helped the fugitives.
        return ARRESTED
    if noun in CAPTIVES or (cue in ("surrender", "goback") and not frame.flight):
        return None
    if cue == "find":
        return RECAPTURED if noun == "fugitive" or (frame.fleeing and noun in (None, "inmate")) else None
    if noun == "suspect" or (cue == "catch" and noun is not None and not frame.flight):
        return ARRESTED
    return RECAPTURED


def _captive_status(evidence: Sequence[Evidence]) -> Decision:
    cues = {e.cue for e in evidence if e.relation in ("object", "subject", "participle")}
    return TAKEN if cues & {"take", "seize"} else HELD


def complement(last: Decision | None) -> Decision | None:
    """What the rest of them are when the last were freed or caught: "the other seven were unharmed"."""
    if last is None:
        return None
    if last.kind == "hostages":
        return HELD
    return ESCAPED if last.kind in ("recaptured", "arrested") else last


def compatible(noun: str | None, other: str | None) -> bool:
    """Whether two phrases can mean the same people."""
    return noun == other or noun in VAGUE or other in VAGUE or "hostage" in (noun, other)
