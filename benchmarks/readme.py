"""Writes measured tables into the README, so that no figure there is typed by hand."""

from __future__ import annotations

from pathlib import Path

README = Path(__file__).parent.parent / "README.md"


def into_readme(name: str, body: str) -> None:
    """Replace what stands between the README's `<!-- name -->` and `<!-- /name -->`."""
    text = README.read_text(encoding="utf-8")
    start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    head, rest = text.split(start)
    _, tail = rest.split(end)
    README.write_text(f"{head}{start}{body}\n{end}{tail}", encoding="utf-8")
