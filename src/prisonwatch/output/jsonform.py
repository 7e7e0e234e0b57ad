"""JSON (for one article an object, for several an array) and JSON Lines (one record a line)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from prisonwatch.output.result import KINDS, Result, wanted
from prisonwatch.output.visible import CONTROLS
from prisonwatch.records import Mention

# JSON may hold these as they are, but a terminal would act on them, and UTF-8 has no half surrogate pairs.
_ESCAPED = re.compile(f"(?!\n)[{CONTROLS}]")


def render_json(
    results: Sequence[Result], *, explain: bool, only: frozenset[str] | None, array: bool = False
) -> str:
    """An object for one result, unless `array` asks for an array; an array for any other number."""
    records = [record_data(result, explain=explain, only=only) for result in results]
    return dump(records[0] if len(records) == 1 and not array else records, indent=2) + "\n"


def render_jsonl(results: Sequence[Result], *, explain: bool, only: frozenset[str] | None) -> str:
    """One record a line."""
    return "".join(dump(record_data(result, explain=explain, only=only)) + "\n" for result in results)


def record_data(
    result: Result, *, explain: bool = False, only: frozenset[str] | None = None
) -> dict[str, Any]:
    """The record as plain data, without the lists that `only` leaves out.

    The incident stays in any case: the schema requires it, and type `none` would say that there is none.
    """
    record = result.record
    if explain:
        record = record.model_copy(update={"sentences": _sentences(result, only)})
    left_out = {kind for kind in KINDS if kind != "incident" and not wanted(kind, only)}
    return {name: value for name, value in record.as_dict().items() if name not in left_out}


def dump(data: Any, indent: int | None = None) -> str:
    """JSON text that holds no raw control character, so that it is safe to show and to encode."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _sentences(result: Result, only: frozenset[str] | None) -> list[Mention]:
    """The sentences that the facts stand in, each once, in the article's order."""
    record = result.record
    spans = [
        *((d.start, d.end) for d in record.dates if wanted("dates", only)),
        *((c.sentence.start, c.sentence.end) for c in record.counts if wanted("counts", only)),
        *((m.start, m.end) for f in record.facilities if wanted("facilities", only) for m in f.mentions),
        *((m.start, m.end) for o in record.officials if wanted("officials", only) for m in o.mentions),
    ]
    text = result.article.text
    found = sorted({result.sentence(start, end) for start, end in spans})
    return [Mention(text=text[start:end], start=start, end=end) for start, end in found]
