"""Files → items: whole files, the lines of JSON Lines, the pages of a crawl."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path

from prisonwatch.article import Article
from prisonwatch.batch.item import Item
from prisonwatch.reading import articles_from_bytes, kind_of, read
from prisonwatch.reading.files import ARCHIVES, STDIN, WIDE_MARKS, printable_name
from prisonwatch.reading.records import parse_day

_PAGES = ("text/html", "application/xhtml+xml")
_BROKEN_ARCHIVE = (OSError, EOFError, zlib.error)


def items(files: Iterable[str]) -> Iterator[Item]:
    """Every article of these files, and an item with a reason for what cannot be read."""
    for path in files:
        yield from _file(path)


def _file(path: str) -> Iterator[Item]:
    file = printable_name(path)
    lower, kind = path.lower(), kind_of(path)
    try:
        if lower.endswith((".warc", ".warc.gz")):
            yield from _crawl(path, file)
        elif lower.endswith(ARCHIVES):
            with gzip.open(path) as lines:
                yield from _lines(lines, file)
        elif path == STDIN or kind == "jsonl":
            with nullcontext(sys.stdin.buffer) if path == STDIN else open(path, "rb") as lines:
                yield from _lines(lines, file)
        elif kind == "text" or kind == "html":
            yield Item(file, None, kind, data=Path(path).read_bytes())
        else:
            yield from _parsed(read(path), file)
    except OSError as error:
        yield _failed(file, None, _why(error))


def _lines(stream: Iterable[bytes], file: str) -> Iterator[Item]:
    """One item a line. What begins unlike JSON Lines (standard input may) is read as a whole."""
    number = line = 0
    lines = iter(stream)
    try:
        for line, data in enumerate(lines, 1):
            if line == 1 and (data.startswith(WIDE_MARKS) or (file == STDIN and data.lstrip()[:1] != b"{")):
                whole = data + b"".join(lines)
                yield from _parsed(articles_from_bytes(whole, file, None if file == STDIN else "jsonl"), file)
                return
            if data.strip():
                number += 1
                yield Item(file, number, "line", data=data.removeprefix(b"\xef\xbb\xbf"), line=line)
    except _BROKEN_ARCHIVE as error:
        yield _failed(file, number + 1, f"broken off after record {number}: {_why(error)}")
        return
    if number == 0:
        yield _failed(file, None, "empty: no record in it")


def _parsed(found: Iterable[object], file: str) -> Iterator[Item]:
    """Items of what reading has read already: JSON records, and files whose name does not tell their kind."""
    for number, article in enumerate(found, 1):
        if isinstance(article, Article):
            own = None if article.id == file else number
            yield Item(file, own, "article", article=article)
        else:
            reason = str(article).removeprefix(f"{file}: ")
            yield _failed(file, number if number > 1 else None, reason)


def _crawl(path: str, file: str) -> Iterator[Item]:
    """The HTML responses of a web archive, with their address and the day they were fetched."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    with open(path, "rb") as stream:
        try:
            for record in ArchiveIterator(stream):
                if not _is_page(record):
                    continue
                number += 1
                url = record.rec_headers.get_header("WARC-Target-URI")
                day = parse_day(record.rec_headers.get_header("WARC-Date") or "")
                yield Item(file, number, "page", data=record.content_stream().read(), url=url, day=day)
        except (ArchiveLoadFailed, *_BROKEN_ARCHIVE, ValueError) as error:
            yield _failed(file, number + 1, f"broken off after page {number}: {_why(error)}")
            return
    if number == 0:
        yield _failed(file, None, "no HTML page in this archive")


def _is_page(record: object) -> bool:
    rec_type, http = getattr(record, "rec_type", None), getattr(record, "http_headers", None)
    if rec_type != "response" or http is None:
        return False
    kind = (http.get_header("Content-Type") or "").split(";")[0].strip().lower()
    return kind in _PAGES and http.get_statuscode().startswith("2")


def _failed(file: str, number: int | None, reason: str) -> Item:
    return Item(file, number, "failure", reason=reason)


def _why(error: BaseException) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, PermissionError):
        return "permission denied: you may not read this"
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return (reason or type(error).__name__).strip().splitlines()[0]
