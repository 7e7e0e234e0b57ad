"""What reading hands to extraction: one article's text and what is known of it beforehand."""

from __future__ import annotations

from dataclasses import dataclass

from prisonwatch.records import Published


@dataclass(frozen=True, slots=True)
class Article:
    """One article.

    `id` is a record's own, else the path as given. `text` is kept exactly as read (for HTML: the extracted
    main text). `language` (ISO 639-1) and `published` are what the caller, the record or the file's metadata
    say; where they say nothing, extraction finds out. `warnings` are what reading has to say of it.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    language: str | None = None
    published: Published | None = None
    warnings: tuple[str, ...] = ()
