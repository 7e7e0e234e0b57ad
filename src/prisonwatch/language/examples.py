"""Reads the corpora of examples beside the rules: `<pack>/examples/<kind>.txt`.

One example a line. `[surface|label]` marks what must come out; everything unmarked must not. A label that
is `?` may come out or not. `# …` is a comment; `@ 2024-01-14` sets the publication date of the lines
below it (`@ -` takes it away); `> field=value …` below an example tells fields of its incident (`-`: null;
values hold no blanks); a backslash and `n` stand for a line break. What a label says is each kind's
own affair: the corpus's first comment tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Expected:
    """A marked stretch of an example's plain text (code points, end exclusive) and its label."""

    start: int
    end: int
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Example:
    """One line of a corpus: its plain text and what must come out of it."""

    line: int
    text: str
    published: str | None
    expected: tuple[Expected, ...]
    incident: dict[str, str] = field(default_factory=dict)


def parse_example(line: str) -> tuple[str, tuple[Expected, ...]]:
    """A marked line → its plain text and what is marked in it."""
    line = line.replace("\\n", "\n")
    plain, expected, last = "", [], 0
    for mark in _MARK.finditer(line):
        plain += line[last : mark.start()]
        start = len(plain)
        plain += mark[1]
        expected.append(Expected(start, len(plain), mark[1], mark[2].strip()))
        last = mark.end()
    return plain + line[last:], tuple(expected)


def read_examples(path: Path) -> Iterator[Example]:
    """The examples of one corpus, in order."""
    published: str | None = None
    example: Example | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("@"):
            published = line[1:].strip()
            published = None if published == "-" else published
        elif line.startswith(">") and example is not None:
            for pair in line[1:].split():
                name, _, value = pair.partition("=")
                example.incident[name] = value
        else:
            if example is not None:
                yield example
            text, expected = parse_example(line)
            example = Example(number, text, published, expected)
    if example is not None:
        yield example
