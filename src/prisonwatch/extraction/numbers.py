"""Numbers in running text: figures, number words, round numbers, ranges and what qualifies them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from prisonwatch.language import Pack
from prisonwatch.records import Qualifier


class Number(NamedTuple):
    """One number expression; offsets are those of the text it was found in.

    `start`/`end` span the number alone, `left`/`right` its qualifiers too ("at least", "or more").
    `is_one`: a lone "one"; `is_round`: a noun such as "dozens" or "una veintena", which takes "of".
    """

    start: int
    end: int
    left: int
    right: int
    value: int
    max: int | None
    qualifier: Qualifier
    is_one: bool
    is_round: bool


class _Atom(NamedTuple):
    start: int
    end: int
    value: int
    about: bool


# A thousands separator stands before groups of three figures: "1,364", "1.000", "1 000" (thin blanks).
_FIGURES = r"\d{1,3}(?:[.,\u00a0\u202f\u2009]\d{3})+|\d+"
# No figure: part of a word or name (IK-19, R7, 1st), a clock time or decimal (2:55, 1.30), money, a share.
_NOT_BEFORE = r"(?<![\w$€£#°º])(?<![$€£]\s)(?<!\d[.,:/])(?<![A-Za-z][-‑/.])"
_NOT_AFTER = r"(?![\w%°º€]|[.,:/]\d|\s?[%€]|[-‑](?!\d)[^\W\d_])"
_NONBLANK = re.compile(r"\S+")
_OPENERS = "([\"'“‘«¿¡—–-"
# A qualifier has at most so many words, and stands at most so many characters away.
_LONGEST = 5
_REACH = 36
_SCORE = re.compile(r"[-‑–]")
_WORD = re.compile(r"\w+")
_DASH = r"\s?[-‑–]\s?"


def _alternation(words: list[str]) -> str:
    """The words as a pattern, longest first; a blank stands for any white space."""
    ordered = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered) or r"(?!)"


def _phrases(table: dict[str, list[str]]) -> dict[str, Qualifier]:
    """Phrase → qualifier."""
    names: tuple[Qualifier, ...] = ("at_least", "at_most", "about")
    return {phrase: name for name in names for phrase in table.get(name, [])}


@lru_cache(maxsize=4096)
def words_to_number(words: str, language: str) -> int | None:
    """The value of a spelled-out number ("one hundred and sixteen"), or None when it is none."""
    from text_to_num import text2num

    try:
        return int(text2num(words, language))
    except ValueError:
        return None


class NumberRules:
    """A pack's numbers.toml, compiled."""

    def __init__(self, pack: Pack) -> None:
        data = pack.data("numbers")
        self.language: str = data.get("text2num", "")
        self.exact: dict[str, int] = data.get("exact", {})
        self.about: dict[str, int] = data.get("about", {})
        self.multipliers: dict[str, int] = data.get("multipliers", {})
        # What opens a number spelled out and stands for other words in it: "a hundred and six".
        self._lead: dict[str, str] = data.get("lead", {})
        self.articles = frozenset(data.get("articles", ()))
        self._atom = self._atom_pattern(data)
        # Words that a number can start with: cheaper to look up than to search for.
        self._openers = frozenset(
            re.split(r"[\s-]", w)[0] for w in [*data.get("words", []), *self.exact, *self.about]
        )
        infix = _alternation(data.get("range", {}).get("infix", []))
        self._infix = re.compile(rf"(?:\s+(?:{infix})\s+|{_DASH})", re.IGNORECASE)
        change, whole = (data.get("range", {}).get(key, []) for key in ("change", "whole"))
        self._change = re.compile(rf"\b(?:{_alternation(change)})\s+$", re.IGNORECASE)
        self._whole = re.compile(rf"\b(?:{_alternation(whole)})\s+$", re.IGNORECASE)
        self._round = re.compile(rf"\b(?:{_alternation([*self.exact, *self.about, *self.multipliers])})$")
        self._between = [
            (
                re.compile(rf"\b{_alternation([first])}\s+$", re.IGNORECASE),
                re.compile(rf"\s+{second}\s+", re.IGNORECASE),
            )
            for first, second in data.get("range", {}).get("between", [])
        ]
        self._fillers = frozenset(data.get("fillers", []))
        self._before = _phrases(data.get("before", {}))
        self._after = _phrases(data.get("after", {}))

    def _atom_pattern(self, data: dict[str, Any]) -> re.Pattern[str]:
        word = _alternation([w for w in data.get("words", []) if self.language])
        joiner = _alternation(data.get("joiners", []))
        phrase = _alternation([*self.exact, *self.about])
        times = _alternation(list(self.multipliers))
        lead = _alternation(list(self._lead))
        more = rf"(?:(?:[\s-]+(?:{joiner})[\s-]+|[\s-]+)(?:{word}))"
        return re.compile(
            rf"{_NOT_BEFORE}(?:(?P<led>(?:{lead}){more}+)|(?P<phrase>{phrase})"
            rf"|(?:(?P<figures>{_FIGURES})|(?P<words>(?:{word}){more}*))(?:[\s-](?P<times>{times}))?){_NOT_AFTER}",
            re.IGNORECASE,
        )

    def find(self, text: str) -> list[Number]:
        """Every number in a text, in order. Ordinals, decimals, shares, money and clock times are none."""
        atoms = self._atoms(text)
        numbers: list[Number] = []
        position = 0
        while position < len(atoms):
            first = atoms[position]
            second = atoms[position + 1] if position + 1 < len(atoms) else None
            if (
                second is not None
                and _SCORE.fullmatch(text, first.end, second.start)
                and second.value <= first.value
            ):
                # A score ("a 4-3 decision") or a span of years.
                position += 2
            elif second is not None and self._is_range(text, first, second):
                numbers.append(self._number(text, first, second))
                position += 2
            else:
                numbers.append(self._number(text, first, None))
                position += 1
        return numbers

    def leading(self, text: str, start: int) -> tuple[int, Qualifier] | None:
        """The qualifier that ends right before `start` ("at least", "nearly all"), and where it begins."""
        words = [
            (m.start(), m[0].lstrip(_OPENERS).lower())
            for m in _NONBLANK.finditer(text, max(0, start - _REACH), start)
        ]
        if words and words[-1][1] in self._fillers:
            words.pop()
        for length in range(min(_LONGEST, len(words)), 0, -1):
            phrase = " ".join(word for _, word in words[-length:])
            if phrase in self._before:
                at, word = words[-length]
                return at + len(text[at:].split(maxsplit=1)[0]) - len(word), self._before[phrase]
        return None

    def trailing(self, text: str, end: int) -> tuple[int, Qualifier] | None:
        """The qualifier that starts right after `end` ("or more", "+"), and where it ends."""
        for sign in ("+", "-odd"):
            if text.startswith(sign, end) and sign in self._after:
                return end + len(sign), self._after[sign]
        if not text[end : end + 1].isspace():
            return None
        words = [(m.end(), m[0].lower()) for m in _WORD.finditer(text, end, end + _REACH)][:_LONGEST]
        for length in range(len(words), 0, -1):
            phrase = " ".join(word for _, word in words[:length])
            if phrase in self._after:
                return words[length - 1][0], self._after[phrase]
        return None

    def _atoms(self, text: str) -> list[_Atom]:
        atoms = []
        position = 0
        for word in _WORD.finditer(text):
            start = word.start()
            if start < position or not (text[start].isdigit() or word[0].lower() in self._openers):
                continue
            match = self._atom.match(text, start)
            if match is None:
                continue
            atom = self._value(match)
            position = match.end() if atom is None else atom.end
            if atom is not None:
                atoms.append(atom)
        return atoms

    def _value(self, match: re.Match[str]) -> _Atom | None:
        if match["phrase"]:
            phrase = " ".join(match["phrase"].lower().replace("’", "'").split())
            value = self.exact.get(phrase)
            return _Atom(
                match.start(), match.end(), value if value is not None else self.about[phrase], value is None
            )
        if match["led"]:
            return self._spelled(match, "led", 1)
        times = self.multipliers[match["times"].lower()] if match["times"] else 1
        if match["figures"]:
            figures = re.sub(r"\D", "", match["figures"])
            if len(figures) > 7 or (len(figures) > 1 and figures[0] == "0"):
                return None
            return _Atom(match.start(), match.end(), int(figures) * times, False)
        return self._spelled(match, "words", times)

    def _spelled(self, match: re.Match[str], group: str, times: int) -> _Atom | None:
        """The longest run of words that makes one number: "one and twenty-two" is two of them."""
        pieces = [(m[0].lower(), m.end()) for m in re.finditer(r"[^\W\d_]+", match[group])]
        for length in range(len(pieces), 0, -1):
            words = " ".join(word for word, _ in pieces[:length])
            for opening, meant in self._lead.items():
                if words.startswith(opening):
                    words = meant + words.removeprefix(opening)
            value = words_to_number(words, self.language)
            if value is not None:
                whole = length == len(pieces)
                if whole and times > 1:
                    return _Atom(match.start(), match.end(), value * times, False)
                return _Atom(match.start(), match.start(group) + pieces[length - 1][1], value, False)
        return None

    def _is_range(self, text: str, first: _Atom, second: _Atom) -> bool:
        if second.value <= first.value or first.about or second.about:
            return False
        if any(
            opening.search(text, 0, first.start) and closing.fullmatch(text, first.end, second.start)
            for opening, closing in self._between
        ):
            return True
        if not self._infix.fullmatch(text, first.end, second.start):
            return False
        near = max(0, first.start - _REACH)
        changed = self._change.search(text, near, first.start)
        return not changed or self._whole.search(text, near, first.start) is not None

    def _number(self, text: str, first: _Atom, second: _Atom | None) -> Number:
        end = (second or first).end
        left, right = first.start, end
        qualifier: Qualifier = "about" if first.about else "exact"
        if before := self.leading(text, left):
            left, qualifier = before
        if after := self.trailing(text, right):
            right, qualifier = after
        words = text[first.start : end].lower()
        return Number(
            first.start,
            end,
            left,
            right,
            first.value,
            second.value if second else None,
            qualifier,
            second is None and first.value == 1 and not words[0].isdigit(),
            second is None and self._round.search(words) is not None,
        )
