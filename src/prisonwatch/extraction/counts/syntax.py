"""How a number hangs in its sentence's dependency parse: what governs it, and what else that governs.

Relations are those of spaCy's English pipelines (ClearNLP's labels); others teach other features.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from prisonwatch.extraction.context import Node
from prisonwatch.extraction.counts.mentions import Mention
from prisonwatch.extraction.counts.units import Unit

_INSIDE = frozenset({"nummod", "quantmod", "compound", "amod", "det", "advmod", "poss", "npadvmod"})
_SHARING = frozenset({"conj", "appos"})
_HELPERS = frozenset({"neg", "aux", "auxpass", "mark", "agent", "prt"})
_ARGUMENTS = frozenset({"nsubj", "dobj", "nsubjpass", "acomp", "attr", "oprd", "xcomp", "ccomp", "conj"})
_MODIFIERS = frozenset({"acl", "relcl", "amod", "prep", "appos"})
_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "conj", "relcl", "acl"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_FAR = 4


def syntax_features(mention: Mention, units: Sequence[Unit], parse: Sequence[Node]) -> Iterator[str]:
    """Features of one number; none where its sentence has no parse."""
    at = units[mention.at]
    words = [k for k, node in enumerate(parse) if node.start < at.end and at.start < node.end]
    if words:
        yield from _Tree(units, parse).features(words[-1], mention.noun or "-")


class _Tree:
    def __init__(self, units: Sequence[Unit], parse: Sequence[Node]) -> None:
        self.parse = parse
        self.children: list[list[int]] = [[] for _ in parse]
        for k, node in enumerate(parse):
            if node.head != k:
                self.children[node.head].append(k)
        self.units = {offset: unit for unit in units for offset in range(unit.start, unit.end)}

    def features(self, word: int, noun: str) -> Iterator[str]:
        head, shared = self._phrase(word)
        governor, path = self._governor(head)
        if shared:
            yield f"Gconj:{shared}"
        yield f"Gp:{path},{noun}"
        yield f"Gd:{self.parse[governor].relation}"
        for name in self._names(governor):
            yield f"G:{name}:{path}"
            yield f"G:{name}:{path},{noun}"
        clause = self._clause(governor)
        if clause != governor:
            for name in self._names(clause):
                yield f"V:{name}"
                yield f"V:{name},{noun}"
        yield from self._around(governor, head, path)
        for k in self.children[head]:
            if self.parse[k].relation in _MODIFIERS:
                for name in self._names(k):
                    yield f"M:{self.parse[k].relation}:{name}"
        node = self.parse[governor]
        if node.relation in _CLAUSES:
            for name in self._names(node.head):
                yield f"GG:{node.relation}:{name}"

    def _phrase(self, word: int) -> tuple[int, str]:
        """The head of the number's noun phrase, the first one's in a list; and how it hangs on that."""
        node = self.parse[word]
        while node.relation in _INSIDE and node.head != word:
            word = node.head
            node = self.parse[word]
        shared = ""
        for _ in range(_FAR):
            if node.relation not in _SHARING:
                break
            shared, word = node.relation, node.head
            node = self.parse[word]
        return word, shared

    def _governor(self, head: int) -> tuple[int, str]:
        """What governs a noun phrase, past a preposition, and the path to it: "nsubj", "pobj>of"."""
        node = self.parse[head]
        governor, path = node.head, node.relation
        for _ in range(_FAR):
            if node.relation != "pobj":
                break
            preposition = self.parse[node.head]
            path = f"pobj>{preposition.lower}"
            governor = preposition.head
            node = preposition
        return governor, path

    def _clause(self, word: int) -> int:
        """The verb of the clause: the first governor upwards that has a subject."""
        for _ in range(_FAR):
            above = self.parse[word].head
            if above == word or any(self.parse[k].relation in _SUBJECTS for k in self.children[word]):
                break
            word = above
        return word

    def _around(self, governor: int, head: int, path: str) -> Iterator[str]:
        """What else the governor governs."""
        verb = self.parse[governor].lower
        for k in self.children[governor]:
            relation, word = self.parse[k].relation, self.parse[k].lower
            if relation in _HELPERS:
                yield f"Ga:{relation}:{word}"
            if relation == "prt":
                yield f"G:{verb} {word}:{path}"
            if relation in _ARGUMENTS and k != head:
                for name in self._names(k):
                    yield f"Gc:{relation}:{name}"
                    yield f"Gc:{relation}:{name},{path}"
            if relation in ("prep", "agent"):
                yield f"Gq:{verb} {word}:{path}"
                for j in self.children[k]:
                    if self.parse[j].relation == "pobj":
                        for name in self._names(j):
                            yield f"Gq:{word}:{name},{path}"

    def _names(self, word: int) -> list[str]:
        """A word and its classes."""
        node = self.parse[word]
        unit = self.units.get(node.start)
        return [node.lower, *(unit.readings.telling if unit else ())]
