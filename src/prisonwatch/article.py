"""What reading hands to extraction: one article's text and what is known of it beforehand."""

from __future__ import annotations

from dataclasses import dataclass

from prisonwatch.records import Published


@dataclass(frozen=True, slots=True)
class Article:
    """One article.

    `text` is kept exactly as read (for HTML: the extracted main text). `language` and `published` are
    what the caller, the record or the file's metadata say; where they say nothing, extraction finds out.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    language: str | None = None
    published: Published | None = None
    warnings: tuple[str, ...] = ()
