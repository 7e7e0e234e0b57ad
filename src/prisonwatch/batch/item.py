"""One unit of work: what is known of an article before it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Literal

from prisonwatch.article import Article
from prisonwatch.reading import ReadFailure, articles_from_bytes, articles_from_lines
from prisonwatch.records import Published

Payload = Literal["text", "html", "line", "page", "article", "failure"]


@dataclass(frozen=True, slots=True)
class Item:
    """An article still to be read, so that reading it (HTML takes longest) is a worker's task.

    `file` is the path as given and `number` the record's number in it, from 1. `data` holds a text file, an
    HTML file, a line of JSON or the page of a crawl (then `url` and `day`, the crawl's, are known too);
    `article` is there where reading was cheap; `reason` says why there is nothing to read.
    """

    file: str
    number: int | None
    payload: Payload
    data: bytes = b""
    article: Article | None = None
    line: int | None = None
    url: str | None = None
    day: str | None = None
    reason: str | None = None

    @property
    def name(self) -> str:
        return self.file if self.number is None else f"{self.file}#{self.number}"

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        if self.line is not None:
            return f"{self.file}: line {self.line}"
        return self.file if self.number is None else f"{self.file}: record {self.number}"

    def digest(self, settings: bytes) -> bytes:
        """What the article is known by: its name, its content, and the settings' digest."""
        content = blake2b(settings, digest_size=16)
        content.update(f"{self.payload}\0{self.name}\0{self.url}\0{self.day}\0".encode(errors="replace"))
        content.update(self.data if self.article is None else repr(self.article).encode(errors="replace"))
        return content.digest()


def read_item(item: Item) -> Article | ReadFailure:
    """The item's article; a failure where it cannot be read."""
    if item.article is not None:
        return item.article
    if item.payload == "page":
        return _page(item)
    if item.payload == "line":
        return _line(item)
    kind: Literal["text", "html"] = "html" if item.payload == "html" else "text"
    return _only(articles_from_bytes(item.data, item.name, kind))


def _only(found: Iterator[Article | ReadFailure]) -> Article | ReadFailure:
    """The one article that a text, a page or a line holds."""
    return next(found)


def _line(item: Item) -> Article | ReadFailure:
    found = _only(articles_from_lines([item.data], item.file))
    # Read alone, it counts as the first of its file.
    if isinstance(found, ReadFailure):
        return ReadFailure(item.place, found.reason, found.error)
    return replace(found, id=item.name) if found.id == f"{item.file}#1" else found


def _page(item: Item) -> Article | ReadFailure:
    from prisonwatch.reading.failure import ReadError
    from prisonwatch.reading.html import article_from_html, decode_html

    try:
        source, warnings = decode_html(item.data)
        article = article_from_html(source, item.name, url=item.url, warnings=warnings)
    except ReadError as error:
        return ReadFailure(item.place, str(error), error)
    if article.published is None and item.day is not None:
        note = "the page does not say when it was published: the day of the crawl stands for it"
        published = Published(value=item.day, origin="metadata")
        return replace(article, published=published, warnings=(*article.warnings, note))
    return article
