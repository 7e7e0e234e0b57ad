"""JSON records → articles: one record, an array of them, or one a line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from prisonwatch.article import Article
from prisonwatch.reading.encoding import decode
from prisonwatch.reading.failure import ReadError, ReadFailure
from prisonwatch.records import Published

_ISO_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?=$|[T\s])", re.ASCII)
_NO_LANGUAGE = ("", "auto", "und", "unknown", "xx")
_HALF_PAIR = re.compile("[\ud800-\udfff]")


def articles_from_json(
    text: str, name: str, warnings: tuple[str, ...] = ()
) -> Iterator[Article | ReadFailure]:
    """The articles of a JSON text: a record, an array of records, or (by mistake of its name) JSON Lines."""
    try:
        data = _loads(text)
    except _BrokenJson as error:
        if error.extra and _is_json(text.split("\n", 1)[0]):
            yield from articles_from_lines((line.encode() for line in text.split("\n")), name, warnings)
        else:
            yield ReadFailure(name, str(error), error)
        return
    if not isinstance(data, list):
        yield _article(data, name, name, warnings)
        return
    if not data:
        yield ReadFailure(name, "an empty array: no record in it")
    for number, record in enumerate(data, 1):
        yield _article(record, f"{name}#{number}", f"{name}: record {number}", warnings)


def articles_from_lines(
    lines: Iterable[bytes], name: str, warnings: tuple[str, ...] = ()
) -> Iterator[Article | ReadFailure]:
    """The articles of JSON Lines, one record a line, read as they come; blank lines are passed over."""
    number = 0
    for line_number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        number += 1
        place = f"{name}: line {line_number}"
        try:
            text, notes = decode(line.rstrip(b"\r\n"))
            data = _loads(text)
        except _BrokenJson as error:
            yield ReadFailure(place, error.in_line(), error)
        except ReadError as error:
            yield ReadFailure(place, str(error), error)
        else:
            yield _article(data, f"{name}#{number}", place, warnings + notes)
    if number == 0:
        yield ReadFailure(name, "empty: no record in it")


def _article(data: Any, default_id: str, place: str, warnings: tuple[str, ...]) -> Article | ReadFailure:
    try:
        return article_from_record(data, default_id, warnings)
    except ReadError as error:
        return ReadFailure(place, str(error), error)


def article_from_record(data: Any, default_id: str, warnings: tuple[str, ...] = ()) -> Article:
    """The article of one record: its `text` or `html`, with what else it tells.

    Raises ReadError when it holds no article.
    """
    if not isinstance(data, dict):
        raise ReadError(f'not a record but {_what(data)}: a record is an object with "text" or "html"')
    notes = list(warnings)
    page = _page(data)
    published, language = _published(data, notes), _language(data, notes)
    return Article(
        id=_string(data.get("id")) or default_id,
        text=_text(data) if page is None else page.text,
        title=_string(data.get("title")) or (page.title if page else None),
        url=_string(data.get("url")) or (page.url if page else None),
        language=language or (page.language if page else None),
        published=published or (page.published if page else None),
        warnings=tuple(notes),
    )


def _page(data: dict[str, Any]) -> Article | None:
    """What the record's `html` holds, if that is where its text is."""
    html = data.get("html")
    if data.get("text") is not None or html is None:
        return None
    if not isinstance(html, str):
        raise ReadError(f'its "html" is {_what(html)}, not a text')
    from prisonwatch.reading.html import article_from_html

    return article_from_html(whole(html), "", url=_string(data.get("url")))


def _text(data: dict[str, Any]) -> str:
    text = data.get("text")
    if text is None:
        fields = ", ".join(json.dumps(str(key)) for key in list(data)[:8]) or "none"
        raise ReadError(f'a record without "text" or "html" (its fields: {fields})')
    if not isinstance(text, str):
        raise ReadError(f'its "text" is {_what(text)}, not a text')
    if not text.strip():
        raise ReadError('its "text" is empty')
    return whole(text)


def whole(text: str) -> str:
    """The text with half surrogate pairs (JSON can spell them, no encoding can write them) replaced."""
    return _HALF_PAIR.sub("\ufffd", text)


def _string(value: Any) -> str | None:
    """A field as text; numbers serve as ids and titles too."""
    if isinstance(value, str):
        return whole(value).strip() or None
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _published(data: dict[str, Any], notes: list[str]) -> Published | None:
    for field in ("published", "date"):
        if (value := data.get(field)) not in (None, ""):
            day = parse_day(value) if isinstance(value, str) else None
            if day is None:
                notes.append(f"its {field!r}, {str(value)[:40]!r}, is no date (YYYY-MM-DD): passed over")
                continue
            return Published(value=day, origin="given")
    return None


def parse_day(value: str) -> str | None:
    """The day of an ISO 8601 (2024-01-14T10:00:00Z, 20240114) or RFC 2822 date or date-time, else None."""
    value = value.strip()
    if match := _ISO_DATE.match(value):
        year, month, day = (int(part) for part in match.groups())
    else:
        from email.utils import parsedate

        parts = parsedate(value)
        if parts is None:
            return None
        year, month, day = parts[:3]
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _language(data: dict[str, Any], notes: list[str]) -> str | None:
    """The record's language as a code of two letters, whether it says `en`, `en-GB`, `eng` or `English`."""
    value = data.get("language")
    if value is None or (isinstance(value, str) and value.strip().lower() in _NO_LANGUAGE):
        return None
    if isinstance(value, str):
        code = value.strip().replace("_", "-").split("-")[0].lower()
        if re.fullmatch(r"[a-z]{2}", code):
            return code
        import pycountry

        if language := _found(pycountry.languages.lookup, code):
            return str(getattr(language, "alpha_2", language.alpha_3))
    notes.append(f"its 'language', {str(value)[:40]!r}, is no language code (en, es): detected instead")
    return None


def _found(lookup: Callable[[str], Any], key: str) -> Any:
    try:
        return lookup(key)
    except LookupError:
        return None


class _BrokenJson(ReadError):
    """Text that is no JSON; knows where it breaks."""

    def __init__(self, reason: str, line: int, column: int, extra: bool = False) -> None:
        super().__init__(f"broken JSON at line {line}, column {column}: {reason}")
        self.reason, self.column, self.extra = reason, column, extra

    def in_line(self) -> str:
        return f"broken JSON at column {self.column}: {self.reason}"


def _loads(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        reason = error.msg[:1].lower() + error.msg[1:]
        extra = error.msg == "Extra data"
        raise _BrokenJson(reason, error.lineno, error.colno, extra) from error
    except RecursionError:
        raise ReadError("JSON nested too deeply to be a record") from None
    except ValueError as error:  # a number of more digits than Python converts
        raise ReadError(f"JSON that cannot be read: {error}") from error


def _is_json(line: str) -> bool:
    try:
        _loads(line)
    except ReadError:
        return False
    return True


def _what(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    names = {str: "a text", int: "a number", float: "a number", list: "an array", dict: "an object"}
    return names[type(value)]
