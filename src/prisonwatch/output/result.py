"""What every output draws: a record beside the article that it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from prisonwatch.article import Article
from prisonwatch.records import Record

KINDS = ("incident", "counts", "dates", "facilities", "officials")
"""What `--only` can limit an output to."""


@dataclass(frozen=True)
class Result:
    """A record and its article; the article's text is what the record's offsets count in."""

    record: Record
    article: Article

    @cached_property
    def _sentences(self) -> tuple[list[int], list[tuple[int, int]]]:
        from prisonwatch.extraction.context import split_sentences
        from prisonwatch.language import available_packs, load_pack
        from prisonwatch.language.pack import NEUTRAL

        code = self.record.language
        pack = load_pack(code if code in available_packs() and code else NEUTRAL)
        spans = [(s.start, s.end) for s in split_sentences(self.article.text, pack)]
        return [start for start, _ in spans], spans

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The span of the sentence that holds text[start:end], widened to hold all of it."""
        from bisect import bisect_right

        starts, spans = self._sentences
        if not spans:
            return start, end
        first, last = spans[max(0, bisect_right(starts, start) - 1)]
        return min(first, start), max(last, end)


def wanted(kind: str, only: frozenset[str] | None) -> bool:
    """Whether a kind of fact is to be shown; None stands for all."""
    return only is None or kind in only
