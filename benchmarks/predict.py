"""Records in, records out, for graders: `predict.py < input.jsonl > predictions.jsonl`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from prisonwatch import Article, Extractor
from prisonwatch.records import Published


def articles() -> Iterator[Article]:
    for line in sys.stdin:
        record = json.loads(line)
        published = record.get("published")
        yield Article(
            id=record["id"],
            text=record["text"],
            language=record.get("language"),
            published=Published(value=published[:10], origin="given") if published else None,
        )


for result in Extractor().pipe(articles()):
    print(json.dumps(result.as_dict(), ensure_ascii=False))
