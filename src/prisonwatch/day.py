"""Days as callers write them."""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def checked_day(value: str) -> str:
    """The value, if it is a day of the calendar, YYYY-MM-DD.

    Raises ValueError, which says what it should be, for anything else.
    """
    try:
        if not _ISO.fullmatch(value):
            raise ValueError
        date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{value!r} is no date: write YYYY-MM-DD") from None
    return value
