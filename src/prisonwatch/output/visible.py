"""Takes from an article's text what would act on a terminal or a page instead of being read."""

from __future__ import annotations

import re

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# C0 without tab and line feed, DEL and C1 (escape sequences start here), bidirectional embeddings,
# overrides and isolates (they make text read other than it is), line separators, half surrogate pairs.
CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff"
_CONTROL = re.compile(f"[{CONTROLS}]")
_SPACE = re.compile(r"\s+")


def visible(text: str) -> str:
    """The text with every control character replaced one for one, so that offsets stay right."""
    return _CONTROL.sub(REPLACEMENT, text.replace("\r\n", " \n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The visible text with its line breaks and runs of space as single spaces."""
    return _SPACE.sub(" ", visible(text)).strip()
