"""Every record is what the schema says, and every span in it is the article's own words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from prisonwatch import Article, Extractor, Record
from prisonwatch.output import Result, render

ROOT = Path(__file__).parent.parent
FOLDERS = (ROOT / "seeds", ROOT / "benchmarks" / "gold" / "en", ROOT / "benchmarks" / "gold" / "es")


def spans(data: Any) -> Iterator[dict[str, Any]]:
    """Every object in a record that claims some words of the article."""
    if isinstance(data, dict):
        if data.get("start") is not None and "text" in data:
            yield data
        for value in data.values():
            yield from spans(value)
    elif isinstance(data, list):
        for value in data:
            yield from spans(value)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_records_keep_the_contract(folder: Path) -> None:
    articles = [
        Article(id=path.stem, text=path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))
    ]
    assert articles
    found = 0
    for article, record in zip(articles, Extractor().pipe(articles), strict=True):
        data = json.loads(render("json", [Result(record, article)], explain=True))
        assert Record.model_validate(data).as_dict() == data
        for span in spans(data):
            assert article.text[span["start"] : span["end"]] == span["text"], (article.id, span)
            found += 1
        for count in data["counts"]:
            sentence = count["sentence"]
            assert sentence["start"] <= count["start"] < count["end"] <= sentence["end"], (article.id, count)
    assert found > len(articles)
