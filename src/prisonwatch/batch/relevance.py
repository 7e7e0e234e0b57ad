"""Tells from its words alone whether an article is about prisons and their people.

A pack's `relevance.toml` lists words and phrases by how much they tell; an article is relevant when what it
has of them reaches the pack's threshold, in one language at least.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Any

from prisonwatch.language import Pack, available_packs, load_pack

_WORD = re.compile(r"[^\W\d_]+")


class RelevanceRules:
    """One pack's words.

    A group has a `weight`, and lists `words` (words and phrases, lower case) or `first` and `then`, of which
    any two make a phrase. A word's first mention counts in full, further ones `again` times as much, up to
    `most` mentions; a phrase counts beside its words. Texts of less than `short` words have a threshold of
    their own. A text without any of the `stems` is looked at no further.
    """

    def __init__(self, pack: Pack) -> None:
        data = pack.data("relevance")
        self.threshold = float(data.get("threshold", 1.0))
        self.short = int(data.get("short", 0))
        self.short_threshold = float(data.get("short_threshold", self.threshold))
        self.again = float(data.get("again", 0.5))
        self.most = int(data.get("most", 5))
        self.stems = tuple(str(stem) for stem in data.get("stems", ()))
        self.words: dict[str, float] = {}
        self.phrases: dict[str, list[tuple[list[str], float]]] = {}
        for phrase, weight in _phrases(data):
            first, *rest = _WORD.findall(phrase)
            if rest:
                self.phrases.setdefault(first, []).append((rest, weight))
            else:
                self.words[first] = weight

    def is_relevant(self, text: str) -> bool:
        """Whether a text (lower case) reaches the threshold."""
        if not any(stem in text for stem in self.stems):
            return False
        words = _WORD.findall(text)
        return self.score(words) >= (self.short_threshold if len(words) < self.short else self.threshold)

    def score(self, words: list[str]) -> float:
        seen: Counter[tuple[str, float]] = Counter()
        for place, word in enumerate(words):
            if word in self.words:
                seen[word, self.words[word]] += 1
            for rest, weight in self.phrases.get(word, ()):
                if words[place + 1 : place + 1 + len(rest)] == rest:
                    seen[f"{word} {rest}", weight] += 1
        return sum(
            weight * (1 + self.again * (min(times, self.most) - 1)) for (_, weight), times in seen.items()
        )


def is_relevant(text: str, title: str | None = None) -> bool:
    lower = f"{title or ''}\n{text}".lower()
    return any(rules.is_relevant(lower) for rules in _rules())


@lru_cache(maxsize=1)
def _rules() -> tuple[RelevanceRules, ...]:
    rules = (load_pack(code).rules(RelevanceRules) for code in available_packs())
    return tuple(rule for rule in rules if rule.stems)


def _phrases(data: dict[str, Any]) -> Iterator[tuple[str, float]]:
    for group in data.get("group", ()):
        weight = float(group["weight"])
        for phrase in group.get("words", ()):
            yield phrase, weight
        for first, then in product(group.get("first", ()), group.get("then", ())):
            yield f"{first} {then}", weight
