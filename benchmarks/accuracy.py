"""prisonwatch beside the baseline on the development texts in `gold/`, graded in one run.

python benchmarks/accuracy.py             print the tables
python benchmarks/accuracy.py --readme    also write them into the README
python benchmarks/accuracy.py --errors    list every miss and false alarm of prisonwatch
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import grader
from baseline import Baseline
from prisonwatch import Article, Extractor
from prisonwatch.records import Published
from readme import into_readme

HERE = Path(__file__).parent
ROWS = {
    "dates": "dates (span and value), F1",
    "facilities": "facilities, F1",
    "facility_country": "facility country, accuracy",
    "hostages": "hostages (value and status), F1",
    "counts": "counts of every kind, F1",
    "official_roles": "officials with roles, F1",
    "published": "publication date, accuracy",
    "incident.type": "incident: type, accuracy",
    "incident.date": "incident: date, accuracy",
    "incident.country": "incident: country, accuracy",
    "incident.hostages": "incident: hostages, accuracy",
    "incident.killed": "incident: killed, accuracy",
}


def prisonwatch(records: list[dict[str, Any]]) -> dict[str, Any]:
    articles = [
        Article(
            id=r["id"],
            text=r["text"],
            language=r["language"],
            published=Published(value=r["published"], origin="given") if r.get("published") else None,
        )
        for r in records
    ]
    return {record.id: record.as_dict() for record in Extractor().pipe(articles)}


def baseline(records: list[dict[str, Any]], language: str) -> dict[str, Any]:
    script = Baseline(language)
    return {r["id"]: script.predict(r) for r in records}


def cell(figures: dict[str, Any], row: str) -> str:
    figure = figures.get(row, {})
    value = figure.get("f1", figure.get("accuracy"))
    return "–" if value is None else f"{value:.3f}"


def table(errors: bool) -> str:
    columns = {}
    for language in ("en", "es"):
        gold = HERE / "gold" / language
        records = list(grader.records(gold))
        ours, log = grader.figures_of(gold, prisonwatch(records))
        columns[f"prisonwatch, {language}"] = ours
        columns[f"baseline, {language}"], _ = grader.figures_of(gold, baseline(records, language))
        if errors:
            print("\n".join(log))
    lines = ["| | " + " | ".join(columns) + " |", "|---|" + "--:|" * len(columns)]
    lines += [
        f"| {name} | " + " | ".join(cell(f, row) for f in columns.values()) + " |"
        for row, name in ROWS.items()
    ]
    means = " | ".join(f"**{figures['mean_f1']:.3f}**" for figures in columns.values())
    lines.append(f"| **mean of the five F1** | {means} |")
    texts = ", ".join(
        f"{columns[f'prisonwatch, {code}']['documents']} texts in {code}" for code in ("en", "es")
    )
    return "\n".join(lines) + f"\n\n({texts})"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    result = table(options.errors)
    print(result)
    if options.readme:
        into_readme("accuracy", result)
