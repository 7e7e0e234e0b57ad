"""Bytes → text: UTF-8 with or without byte order mark, UTF-16, UTF-32, Windows-1252, then whatever fits."""

from __future__ import annotations

import codecs
import re

from prisonwatch.reading.failure import ReadError

# The longer marks first: UTF-32's begins as UTF-16's does.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF document: save its text first, for instance with pdftotext"),
    (b"PK\x03\x04", "a zip archive or an office document: unpack it, or save its text first"),
    (b"\xd0\xcf\x11\xe0", "an office document: save its text first"),
    (b"{\\rtf", "an RTF document: save its text first"),
    (b"\x1f\x8b", "gzip data: unpack it, or read .jsonl.gz and .warc.gz with 'prisonwatch batch'"),
    (b"\x89PNG", "an image, not text"),
    (b"\xff\xd8\xff", "an image, not text"),
    (b"GIF8", "an image, not text"),
)
_BINARY = "binary data, not text: give .txt, .md, .html, .json or .jsonl"
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_SHARE = 0.1

_WORD_BYTES = re.compile(rb"[A-Za-z\x80-\xff]")
_HIGH_BYTES = re.compile(rb"[\x80-\xff]")
# Of the upper half of Windows-1252, what Western European news is written with.
_WESTERN = frozenset(
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿŒœŠšŽž¿¡«»‹›‘’‚“”„–—…•·€£¢§©®™°ºª´\xa0\xad"
)
# Such letters are few in Western text; a text full of them is in another alphabet.
_WESTERN_SHARE = 0.25


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text, without byte order mark and otherwise exactly as it is, and warnings.

    Raises ReadError for what is no text.
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ReadError(what)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding)
    if b"\0" in data:
        return _decode_unmarked_utf16(data), ()
    if len(_CONTROLS.findall(data)) > _CONTROL_SHARE * len(data):
        raise ReadError(_BINARY)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_other(data)


def _decode_marked(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, errors="replace")
    if "\0" in text:
        raise ReadError(_BINARY)
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return text, (f"some bytes are not {encoding.upper()} as its byte order mark says: shown as \ufffd",)
    return text, ()


def _decode_unmarked_utf16(data: bytes) -> str:
    """UTF-16 without a mark: in Western text every other byte is zero."""
    for encoding, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        if len(data) % 2 == 0 and zeros.count(0) > 0.7 * len(zeros):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\0" not in text:
                return text
    raise ReadError(_BINARY)


def _decode_other(data: bytes) -> tuple[str, tuple[str, ...]]:
    repaired = data.decode("utf-8", errors="replace")
    if _is_damaged_utf8(repaired):
        count = repaired.count("\ufffd")
        return repaired, (f"{count} place{'s are' if count > 1 else ' is'} not UTF-8: shown as \ufffd",)
    if (western := _as_windows_1252(data)) is not None:
        return western, ()
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise ReadError("its encoding cannot be told: save it as UTF-8")
    return str(best), (f"not UTF-8: read as {best.encoding}",)


def _is_damaged_utf8(repaired: str) -> bool:
    """Whether a text that is not quite UTF-8 was meant to be: most of its upper half decodes."""
    good = sum(1 for c in repaired if c > "\x7f" and c != "\ufffd")
    return good > repaired.count("\ufffd")


def _as_windows_1252(data: bytes) -> str | None:
    letters = len(_WORD_BYTES.findall(data))
    high = _HIGH_BYTES.findall(data)
    if len(high) > max(1.0, _WESTERN_SHARE * letters):
        return None
    try:
        upper = b"".join(high).decode("cp1252")
    except UnicodeDecodeError:
        return None
    return data.decode("cp1252") if _WESTERN.issuperset(upper) else None
