"""HTML page → article: its main text, title, address and publication date."""

from __future__ import annotations

import logging
import re
from typing import Any

from prisonwatch.article import Article
from prisonwatch.reading.encoding import decode
from prisonwatch.reading.failure import ReadError
from prisonwatch.records import Published

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD = 4096
# trafilatura passes over what is no whole page, as the content of a feed is none.
_WHOLE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
# htmldate would take today for the latest date that there can be; results must not hang on the clock.
_DATES: dict[str, Any] = {"original_date": True, "min_date": "1980-01-01", "max_date": "2999-12-31"}
# What pages call the element that shows their date; such an element holds little else.
_DATELINE = re.compile(r"date|time|publish|byline|posted|meta|fecha|author", re.IGNORECASE)
_DATELINE_LENGTH = 120
_FIGURES = re.compile(r"\d+")  # a day has two and more; a year, as in a copyright line, has one
_NAMES = ("class", "id", "itemprop")


def decode_html(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The page's source; where it is not UTF-8, the encoding that it declares comes before any guess.

    Raises ReadError for what is no text.
    """
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        declared = _DECLARED.search(data[:_HEAD])
    if declared:
        try:
            return data.decode(declared[1].decode("ascii")), ()
        except (LookupError, UnicodeError):
            pass
    return decode(data)


def article_from_html(
    source: str, id: str, url: str | None = None, warnings: tuple[str, ...] = ()
) -> Article:
    """The article of a page; offsets count in its extracted main text.

    Raises ReadError when the page holds none.
    """
    if not _WHOLE.search(source):
        source = f"<html><body>{source}</body></html>"
    _silence("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer")
    try:
        page, text = _main_text(source, url)
        day = page.date if page and page.date else _shown_date(source)
    except Exception as error:  # whatever a parser makes of a page, the next one is to be read
        raise ReadError(f"a page that cannot be read ({type(error).__name__}: {error})") from error
    if not text or not text.strip():
        raise ReadError("no article text in this page")
    return Article(
        id=id,
        text=text,
        title=page.title if page else None,
        url=url or (page.url if page else None),
        published=Published(value=day, origin="metadata") if day else None,
        warnings=warnings,
    )


def _main_text(source: str, url: str | None) -> tuple[Any, str | None]:
    """What trafilatura makes of a page (None for little), and its text."""
    import trafilatura

    page: Any = trafilatura.bare_extraction(
        source,
        url=url,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, **_DATES},
    )
    text = page.text if page and page.text else trafilatura.html2txt(source)
    return page, text


def _shown_date(source: str) -> str | None:
    """The day that the page shows in an element made for it, in whatever language.

    htmldate would search all of the page, and take a day that the article tells of for its own.
    """
    from html import escape

    from htmldate import find_date
    from lxml import html

    page = html.document_fromstring(source.encode(), parser=html.HTMLParser(encoding="utf-8"))
    texts = (
        element.text_content().strip()
        for element in page.xpath("//body//*[@class or @id or @itemprop or self::time]")
        if _DATELINE.search(" ".join((element.tag, *(element.get(name, "") for name in _NAMES))))
    )
    shown = [text for text in texts if len(text) <= _DATELINE_LENGTH and len(_FIGURES.findall(text)) > 1]
    if not shown:
        return None
    lines = "".join(f"<p>{escape(text)}</p>" for text in shown)
    return find_date(f"<html><body>{lines}</body></html>", extensive_search=True, **_DATES)


def _silence(*loggers: str) -> None:
    """What these libraries have to say of a page is nothing a user can act on."""
    for name in loggers:
        logging.getLogger(name).setLevel(logging.CRITICAL)
