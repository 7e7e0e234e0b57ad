"""Bytes in, articles out: text, HTML pages, JSON records and JSON Lines, in whatever encoding they come.

What cannot be read comes out as a ReadFailure in its place, so that one bad input never costs the others.
"""

from prisonwatch.reading.failure import ReadFailure
from prisonwatch.reading.files import Kind, articles_from_bytes, kind_of, read
from prisonwatch.reading.records import article_from_record, articles_from_lines

__all__ = [
    "Kind",
    "ReadFailure",
    "article_from_record",
    "articles_from_bytes",
    "articles_from_lines",
    "kind_of",
    "read",
]
