"""The pack's forms of calendar expressions, compiled: `dates.toml`.

`[words.<name>]` lists words with their values (an array under `[words]`, words alone); `union` joins lists
under one name. The words of a list that `capital` names must begin with a capital; those of a list that
`dotted` names may end in a full stop.

A `[[form]]`'s `like` is a regular expression over the text in lower case, in which `{name}` stands for a word
of that list and captures it; `{group:name}` captures it as `group`; a name ends in a digit where a form needs
it twice. `{day}`, `{year}`, `{yy}` and `{number}` take figures as well. A list takes any word at first and is
looked up afterwards: where the form could go on without it, `{name!}` spells it out. A blank stands for any
run of blanks. Forms have no capturing groups but named ones; the group `span` (then `span2`, …) marks what
the mention is, where that is not the whole.

- `as`: how the form is valued (`resolve.py`); `none`: it is no date at all. The first form that fits wins.
- `before` must match the text that ends where the form starts, `after` what follows its end; `unless_before`
  and `unless_after` must not. These see the text as written and ignore case outside `(?-i:…)`.
- `counting = N`: not where one of the N words after it is in the list `counted` ("2019 inmates").
- `granularity = "week"`: the week around the day is meant.
- `story`: a weekday among days long past that the text tells of: `the` Monday night, or `that` Monday.
- `open`: letters may follow at once.
- any other key is a value that no word of the form gives (`sign = -1`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from prisonwatch.extraction.dates.spelled import SpelledRules
from prisonwatch.extraction.dates.starts import FIGURE, first_tokens
from prisonwatch.extraction.dates.story import StoryRules
from prisonwatch.extraction.dates.tense import Tense
from prisonwatch.language import Pack

MACRO = re.compile(r"\{([a-z]+)(\d?)(?::([a-z]+))?(!?)\}")
_FIGURES = {
    "day": r"(?:0?[1-9]|[12]\d|3[01])(?!\d)",
    "year": r"(?:1[5-9]|20)\d\d(?!\d)",
    "yy": r"\d\d(?!\d)",
    "number": r"\d{1,3}(?![\d.,]\d)",
}
_BLANK = re.compile(r" \??")
_WORD = re.compile(r"(?<![^\W_])(?<!\d[.,:/-])(?<![$£€#@/])(?:\d+|[^\W\d_]+)")
_ANY_WORD = r"(?!\d)\w++"
_NOTHING = r"(?!)"
_FOLLOWING = re.compile(r"(?: +[^\W\d_][\w'-]*)+")
_LOOK_BEHIND = 60


class Form:
    """One way to write a date."""

    def __init__(self, data: dict[str, Any], lists: WordLists) -> None:
        self.like: str = data["like"]
        self.reading: str = data["as"]
        self.settings = data
        self._lists = lists

    def match(self, text: str, lower: str, start: int) -> re.Match[str] | None:
        """The form's match in the text in lower case, where it and what stands around it fit."""
        found = self._pattern.match(lower, start)
        if found is None or not self._words_fit(text, found):
            return None
        left = max(0, start - _LOOK_BEHIND)
        if self._before and not self._before.search(text, left, start):
            return None
        if self._unless_before and self._unless_before.search(text, left, start):
            return None
        if self._after and not self._after.match(text, found.end()):
            return None
        if self._unless_after and self._unless_after.match(text, found.end()):
            return None
        if "counting" in self.settings and self._counts(lower, found.end()):
            return None
        return found

    def _words_fit(self, text: str, found: re.Match[str]) -> bool:
        """Whether the words taken for a list's are in it, and have a capital where it wants one."""
        for group, words, capital in self._groups:
            word = found[group]
            if word is None or word.isdecimal():
                continue
            if plain(word) not in words or (capital and not text[found.start(group)].isupper()):
                return False
        return True

    def _counts(self, lower: str, end: int) -> bool:
        """Whether what follows is counted by the form's figures."""
        words = self._lists.words("counted")
        following = _FOLLOWING.match(lower, end)
        return following is not None and any(
            w in words for w in following[0].split()[: self.settings["counting"]]
        )

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # The plainest classes are the quickest to compile, and the first article waits for every one.
        end = "" if self.settings.get("open") else r"(?!\w)"
        return re.compile(self._lists.expand(self.like) + end)

    @cached_property
    def _groups(self) -> list[tuple[str, dict[str, int], bool]]:
        """Each captured list: its group, its words, and whether they must begin with a capital."""
        return [
            (m[1] + m[2], self._lists.words(m[3] or m[1]), self._lists.is_capital(m[3] or m[1]))
            for m in MACRO.finditer(self.like)
        ]

    @cached_property
    def _before(self) -> re.Pattern[str] | None:
        return self._surrounding("before", r"(?:%s)$")

    @cached_property
    def _unless_before(self) -> re.Pattern[str] | None:
        return self._surrounding("unless_before", r"(?:%s)$")

    @cached_property
    def _after(self) -> re.Pattern[str] | None:
        return self._surrounding("after", "%s")

    @cached_property
    def _unless_after(self) -> re.Pattern[str] | None:
        return self._surrounding("unless_after", "%s")

    def _surrounding(self, key: str, frame: str) -> re.Pattern[str] | None:
        like = self.settings.get(key)
        return re.compile(frame % self._lists.spell_out(like), re.I) if like else None


class WordLists:
    """The pack's word lists: what stands for them in a pattern, and the value of each word."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._lists: dict[str, dict[str, int]] = {
            name: {
                plain(w): v
                for w, v in (words if isinstance(words, dict) else dict.fromkeys(words, 0)).items()
            }
            for name, words in data.get("words", {}).items()
        }
        self._lists["holiday"] = {plain(w): 0 for w in data.get("holiday", {})}
        self._unions: dict[str, list[str]] = data.get("union", {})
        for name, parts in self._unions.items():
            self._lists[name] = {w: v for part in parts for w, v in self._lists.get(part, {}).items()}
        self._capital = frozenset(data.get("capital", ()))
        self._dotted = frozenset(data.get("dotted", ()))

    def words(self, name: str) -> dict[str, int]:
        """The words of a list in lower case, without a full stop, and their values."""
        return self._lists.get(name, {})

    def is_capital(self, name: str) -> bool:
        return name in self._capital or any(part in self._capital for part in self._unions.get(name, ()))

    def expand(self, like: str) -> str:
        """A form's regular expression with its lists filled in; `Form` checks that the words are theirs."""

        def fill(found: re.Match[str]) -> str:
            group, digit, source = found[1], found[2], found[3] or found[1]
            options = [_FIGURES[source]] if source in _FIGURES else []
            if found[4]:
                return f"(?P<{group}{digit}>{self._spelled(source)})"
            return f"(?P<{group}{digit}>{'|'.join([*options, *self._options(source)]) or _NOTHING})"

        return _blanks(MACRO.sub(fill, like))

    def spell_out(self, like: str) -> str:
        """A pattern for what stands around a form: every word of a list as an alternative."""

        return _blanks(MACRO.sub(lambda found: f"(?:{self._spelled(found[3] or found[1])})", like))

    def _spelled(self, name: str) -> str:
        words = sorted(self.words(name), key=len, reverse=True)
        return "|".join(re.escape(w).replace(r"\ ", " ") for w in words) or _NOTHING

    def _options(self, name: str) -> list[str]:
        """Patterns for a list: any single word; and, one by one, those that are more than that.

        A pattern of few alternatives is quickly compiled, and there are many forms.
        """
        longer = [w for w in self.words(name) if not w.isalpha()]
        stopped = [
            rf"{w}\."
            for part in self._unions.get(name, [name])
            if part in self._dotted
            for w in self.words(part)
        ]
        escaped = [re.escape(w).replace(r"\ ", " ") for w in sorted(longer, key=len, reverse=True)]
        any_word = [_ANY_WORD] if len(longer) < len(self.words(name)) else []
        return [*escaped, *stopped, *any_word]


@dataclass(slots=True)
class Expression:
    """A form found in a text; `read` gives the values of its words."""

    form: Form
    match: re.Match[str]
    lists: WordLists

    def spans(self) -> list[tuple[int, int, str]]:
        """Each mention's start, end, and the digit that its own groups end in."""
        groups = self.match.groupdict()
        if not groups.get("span"):
            return [(*self.match.span(), "")]
        return [
            (*self.match.span(n), n.removeprefix("span")) for n in ("span", "span2", "span3") if groups.get(n)
        ]

    def read(self, name: str, which: str = "") -> int | None:
        """The value of a group, the mention's own before the form's common one; None where it has none."""
        groups = self.match.groupdict()
        text = groups.get(name + which) or groups.get(name)
        if text is None:
            setting = self.form.settings.get(name)
            return setting if isinstance(setting, int) else None
        return int(text) if text.isdecimal() else self._value(name, which, plain(text))

    def _value(self, name: str, which: str, word: str) -> int | None:
        sources = [
            m[3] or m[1] for m in MACRO.finditer(self.form.like) if m[1] == name and m[2] in ("", which)
        ] or [name]
        return next((v for s in sources if (v := self.lists.words(s).get(word)) is not None), None)


class DateRules:
    """A pack's forms and words for dates."""

    def __init__(self, pack: Pack) -> None:
        data = pack.data("dates")
        self.lists = WordLists(data)
        self._forms = _by_first_word([Form(f, self.lists) for f in data.get("form", ())], self.lists)
        order = data.get("order", {})
        self.order: str = order.get("default", "DMY")
        self.order_hints = [(re.compile(h["match"]), str(h["order"])) for h in order.get("hint", ())]
        self.listing = _compiled(data.get("listing"))
        self.when = _compiled(data.get("when"))
        self.ranging = _compiled(data.get("ranging"))
        self.spelled = SpelledRules(data["spelled"]) if "spelled" in data else None
        self.tense = Tense(data.get("tense", {}))
        self._persons = PersonRules(data.get("persons", {}))
        self.story = StoryRules(data.get("story", {}))
        self.holidays: dict[str, dict[str, int]] = {plain(k): v for k, v in data.get("holiday", {}).items()}

    def find(self, text: str) -> Iterator[Expression]:
        """Every expression of a text, from left to right; none overlaps another."""
        lower = lower_case(text)
        persons = self._persons.find(text)
        end = 0
        for word in _WORD.finditer(lower):
            start = word.start()
            if start < end:
                continue
            for form in self._forms.get(FIGURE if word[0].isdecimal() else word[0], ()):
                found = form.match(text, lower, start)
                if found:
                    end = found.end()
                    person = found[0] in persons and not self._persons.is_month(text, start)
                    if form.reading != "none" and not person:
                        yield Expression(form, found, self.lists)
                    break


class PersonRules:
    """A pack's signs that a month's name is a person's."""

    def __init__(self, data: dict[str, str]) -> None:
        self._like = re.compile(data["like"]) if "like" in data else None
        self._before = re.compile(f"(?:{data['before']})$") if "before" in data else None
        self._unless = re.compile(f"(?:{data['unless']})$", re.I) if "unless" in data else None

    def find(self, text: str) -> set[str]:
        """The names, in lower case, that persons in the text bear."""
        if self._like is None or self._before is None:
            return set()
        return {
            name[0].lower()
            for name in self._like.finditer(text)
            if self._before.search(text, max(0, name.start() - _LOOK_BEHIND), name.start())
        }

    def is_month(self, text: str, start: int) -> bool:
        """Whether what stands before such a name makes it a month all the same."""
        left = max(0, start - _LOOK_BEHIND)
        return bool(self._unless and self._unless.search(text, left, start))


def _by_first_word(forms: list[Form], lists: WordLists) -> dict[str, list[Form]]:
    """First word (or `FIGURE`) → the forms that can start with it, in the pack's order."""
    index: dict[str, list[Form]] = {}
    for form in forms:
        for token in first_tokens(form.like, lambda name: lists.words(name), frozenset(_FIGURES)):
            index.setdefault(token, []).append(form)
    return index


def _compiled(like: str | None) -> re.Pattern[str] | None:
    return re.compile(like, re.I) if like else None


def _blanks(pattern: str) -> str:
    return _BLANK.sub(lambda found: " *" if found[0] == " ?" else " +", pattern)


def lower_case(text: str) -> str:
    """The text in lower case, every character in its place (a few have a longer lower case: they stay)."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def plain(word: str) -> str:
    return " ".join(word.lower().rstrip(".").split())
