"""Lists of phrases, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NEVER = re.compile(r"(?!)")


def words(patterns: Iterable[str]) -> re.Pattern[str]:
    """Any of these regular expressions as whole words of a text in lower case."""
    joined = "|".join(patterns).lower()
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)") if joined else _NEVER
