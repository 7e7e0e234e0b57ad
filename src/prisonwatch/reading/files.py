"""A path, or "-" for standard input → articles."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import BinaryIO, Literal

from prisonwatch.article import Article
from prisonwatch.reading.encoding import decode
from prisonwatch.reading.failure import ReadError, ReadFailure
from prisonwatch.reading.records import articles_from_json, articles_from_lines

Kind = Literal["text", "html", "json", "jsonl"]

STDIN = "-"
ARCHIVES = (".jsonl.gz", ".ndjson.gz", ".warc", ".warc.gz")
"""Endings of what only `prisonwatch batch` reads."""
_KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_JSON_START = re.compile(r'\s*(?:\{\s*["}]|\[\s*[{\]])')
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|main|article|section|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_SNIFFED = 8192
# Marks of UTF-16 and UTF-32: JSON Lines in these cannot be cut at their line feeds, and are read as a whole.
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")


def kind_of(name: str) -> Kind | None:
    """What a file's name says that it holds; None where only its bytes can tell."""
    return _KINDS.get(os.path.splitext(name)[1].lower())


def read(path: str) -> Iterator[Article | ReadFailure]:
    """The articles of a file, or of standard input for "-"; a failure for each that cannot be read."""
    name = printable_name(path)
    try:
        with _open(path) as stream:
            if kind_of(path) == "jsonl":
                yield from _read_lines(stream, name)
            else:
                yield from articles_from_bytes(stream.read(), name, kind_of(path))
    except (OSError, ValueError) as error:
        yield ReadFailure(name, _why(error), error)


def articles_from_bytes(data: bytes, name: str, kind: Kind | None = None) -> Iterator[Article | ReadFailure]:
    """The articles that some bytes hold; without `kind`, the bytes themselves tell what they are."""
    if not data.strip():
        yield ReadFailure(name, "empty: no text in it")
        return
    try:
        text, warnings = _decode(data, kind)
        kind = kind or _sniff(text)
        if not text.strip():
            raise ReadError("empty: no text in it")
        if kind == "text":
            yield Article(id=name, text=text, warnings=warnings)
        elif kind == "html":
            from prisonwatch.reading.html import article_from_html

            yield article_from_html(text, name, warnings=warnings)
        elif kind == "json":
            yield from articles_from_json(text, name, warnings)
        else:
            yield from articles_from_lines((line.encode() for line in text.split("\n")), name, warnings)
    except ReadError as error:
        yield ReadFailure(name, str(error), error)


def _decode(data: bytes, kind: Kind | None) -> tuple[str, tuple[str, ...]]:
    if kind == "html" or (kind is None and _HTML_START.match(data[:_SNIFFED].decode("latin-1"))):
        from prisonwatch.reading.html import decode_html

        return decode_html(data)
    return decode(data)


def _sniff(text: str) -> Kind:
    if _JSON_START.match(text):
        return "json"
    return "html" if _HTML_START.match(text[:_SNIFFED]) else "text"


def _read_lines(stream: BinaryIO, name: str) -> Iterator[Article | ReadFailure]:
    first = stream.readline()
    if first.startswith(WIDE_MARKS):
        yield from articles_from_bytes(first + stream.read(), name, "jsonl")
        return

    def lines() -> Iterator[bytes]:
        yield first
        yield from stream

    yield from articles_from_lines(lines(), name)


def _open(path: str) -> AbstractContextManager[BinaryIO]:
    if path == STDIN:
        if sys.stdin is None:
            raise ReadError("standard input is closed")
        return nullcontext(sys.stdin.buffer)
    if path.lower().endswith(ARCHIVES):
        raise ReadError("an archive: read it with 'prisonwatch batch'")
    return open(path, "rb")


def _why(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, IsADirectoryError):
        return "a folder: read it with 'prisonwatch batch'"
    if isinstance(error, PermissionError):
        return "permission denied: you may not read this file"
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return str(error)


def printable_name(path: str) -> str:
    """The path as text that can be written; file names may hold bytes that are no UTF-8."""
    return os.fsencode(path).decode("utf-8", errors="replace")
