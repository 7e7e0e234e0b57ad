"""Dates on news that others annotated: TimeBank and AQUAINT in TimeML, as TempEval-3 cleaned them.

    python benchmarks/timeml.py TBAQ-cleaned            grade, and time the dates' own share
    python benchmarks/timeml.py TBAQ-cleaned --errors   list misses, false alarms and wrong values
    python benchmarks/timeml.py TBAQ-cleaned --readme   also write the table into the README

TBAQ-cleaned is the folder `data/TBAQ-cleaned` of the public repository jspotter/TempEval-3; none of it is
kept here. A fixed sample of 60 documents is left out for a final measurement.

Scored gold: type DATE with a value YYYY, YYYY-MM, YYYY-MM-DD, YYYY-Www or a decade. Every other gold timex
(times, durations, sets, vague references, quarters, seasons) is a zone in which predictions are ignored.
Matching is one to one: exact span, then overlap with equal value, then overlap; value F1 counts pairs of
equal value.
"""

from __future__ import annotations

import argparse
import random
import re
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

from prisonwatch.extraction.context import Context
from prisonwatch.extraction.dates import find_dates
from prisonwatch.language import load_pack
from prisonwatch.records import Published
from readme import into_readme

CONCRETE = re.compile(r"\d{4}|\d{3}|\d{4}-\d{2}|\d{4}-\d{2}-\d{2}|\d{4}-W\d{2}")

# Value F1 of other taggers, measured with this scorer on these 196 documents.
PEERS = {
    "HeidelTime": 0.867,
    "SUTime": 0.820,
    "spaCy + dateparser, weekdays mended": 0.724,
    "chrono-node": 0.718,
    "recognizers-text": 0.689,
    "spaCy + dateparser": 0.604,
    "dateparser search_dates": 0.372,
}


def date_part(value: str | None) -> str | None:
    """A TimeML value without its clock time; decades as three digits."""
    value = (value or "").strip()
    clock = re.match(r"(\d{4}-\d{2}-\d{2}|\d{4}-\d{2}|\d{4}-W\d{2}(?:-\d)?)T", value)
    value = clock[1] if clock else value
    return (value[:3] if re.fullmatch(r"\d{3}X", value) else value) or None


def read_document(path: Path) -> dict[str, Any]:
    root = ElementTree.parse(path).getroot()
    created = next((t for t in root.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME"), None)
    body = root.find(".//TEXT")
    assert body is not None, path
    text, gold = "", []

    def walk(element: ElementTree.Element) -> None:
        nonlocal text
        start = len(text)
        text += element.text or ""
        for child in element:
            walk(child)
            text += child.tail or ""
        # The creation time is given to every tool: it is no gold.
        if (
            element.tag == "TIMEX3"
            and len(text) > start
            and element.get("functionInDocument") != "CREATION_TIME"
        ):
            value = date_part(element.get("value"))
            scored = (
                element.get("type") == "DATE"
                and value is not None
                and CONCRETE.fullmatch(value) is not None
                and "T" not in (element.get("value") or "")
            )
            gold.append(
                {"start": start, "end": len(text), "text": text[start:], "value": value, "scored": scored}
            )

    walk(body)
    published = (created.get("value") or "")[:10] if created is not None else None
    return {"id": path.stem, "text": text, "published": published, "gold": gold}


def read_corpus(folder: Path) -> list[dict[str, Any]]:
    """TimeBank and AQUAINT, less the fixed sample that is left out."""
    sample = random.Random(20130322)
    documents = []
    for corpus, held in (("TimeBank", 40), ("AQUAINT", 20)):
        found = [
            read_document(p) for p in sorted((folder / corpus).glob("*.tml")) if not p.name.startswith("._")
        ]
        aside = {d["id"] for d in sample.sample(found, held)}
        documents += [d for d in found if d["id"] not in aside]
    return documents


def predict(document: dict[str, Any]) -> list[dict[str, Any]]:
    context = Context(document["text"], load_pack("en"))
    if document["published"] and re.fullmatch(r"\d{4}-\d{2}-\d{2}", document["published"]):
        context.facts.published = Published(value=document["published"], origin="given")
    return [d.model_dump() for d in find_dates(context)]


def overlap(a: dict[str, Any], b: dict[str, Any]) -> int:
    return int(min(a["end"], b["end"]) - max(a["start"], b["start"]))


def pair(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> list[tuple[int, int]]:
    candidates = sorted(
        (
            (g["start"], g["end"]) != (f["start"], f["end"]),
            not same(g, f),
            -overlap(g, f),
            i,
            j,
        )
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if overlap(g, f) > 0
    )
    pairs: list[tuple[int, int]] = []
    for *_, i, j in candidates:
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def same(gold: dict[str, Any], found: dict[str, Any]) -> bool:
    return gold["value"] is not None and gold["value"] == date_part(found["value"])


def score(documents: list[dict[str, Any]], predictions: list[list[dict[str, Any]]], errors: bool) -> float:
    golds = founds = right = 0
    for document, prediction in zip(documents, predictions, strict=True):
        gold = [g for g in document["gold"] if g["scored"]]
        zones = [g for g in document["gold"] if not g["scored"]]
        pairs = pair(gold, prediction)
        paired = {j for _, j in pairs}
        extra = [
            p
            for j, p in enumerate(prediction)
            if j not in paired and not any(overlap(z, p) > 0 for z in zones)
        ]
        golds += len(gold)
        founds += len(pairs) + len(extra)
        right += sum(same(gold[i], prediction[j]) for i, j in pairs)
        if errors:
            where = f"{document['id']}\t{document['published']}"
            missed = set(range(len(gold))) - {i for i, _ in pairs}
            for i in sorted(missed):
                print(f"MISSED\t{where}\t{gold[i]['text']!r} {gold[i]['value']}")
            for i, j in pairs:
                if not same(gold[i], prediction[j]):
                    print(
                        f"VALUE\t{where}\t{gold[i]['text']!r} {gold[i]['value']}"
                        f" but {prediction[j]['text']!r} {prediction[j]['value']}"
                    )
            for p in extra:
                print(f"FALSE\t{where}\t{p['text']!r} {p['value']}")
    precision, recall = right / founds, right / golds
    print(f"{len(documents)} documents, {golds} dates: value P {precision:.3f}  R {recall:.3f}")
    return 2 * precision * recall / (precision + recall)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--readme", action="store_true")
    options = parser.parse_args()
    documents = read_corpus(options.folder)
    predict(documents[0])  # compiles the pack's patterns
    begun = time.perf_counter()
    predictions = [predict(d) for d in documents]
    rate = len(documents) / (time.perf_counter() - begun)
    figure = score(documents, predictions, options.errors)
    lines = ["| tagger | value F1 |", "|---|--:|", f"| **prisonwatch** | **{figure:.3f}** |"]
    lines += [f"| {name} | {value:.3f} |" for name, value in PEERS.items()]
    print("\n".join(lines))
    print(f"\n{rate:.0f} documents a second (dates alone, one process)")
    if options.readme:
        into_readme("timeml", "\n".join(lines))


if __name__ == "__main__":
    main()
