"""Every example beside every rule set comes out as it is marked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from prisonwatch import Article, Extractor, Record
from prisonwatch.language import available_packs
from prisonwatch.language.examples import Example, Expected, read_examples
from prisonwatch.records import Published

Found = tuple[int, int, str]


def published(record: Record) -> Iterator[Found]:
    if record.published and record.published.start is not None and record.published.end is not None:
        yield record.published.start, record.published.end, record.published.value


def dates(record: Record) -> Iterator[Found]:
    for date in record.dates:
        yield date.start, date.end, date.value or "-"


def counts(record: Record) -> Iterator[Found]:
    for count in record.counts:
        kind = f"{count.kind}/{count.status}" if count.status else count.kind
        value = f"{count.value}-{count.max}" if count.max else str(count.value)
        yield count.start, count.end, f"{kind} {value} {count.qualifier}"


def facilities(record: Record) -> Iterator[Found]:
    for facility in record.facilities:
        where = f"{facility.country or '-'}/{facility.city or '-'}"
        for mention in facility.mentions:
            yield mention.start, mention.end, f"{where} ={facility.name}"


def officials(record: Record) -> Iterator[Found]:
    for official in record.officials:
        for mention in official.mentions:
            yield mention.start, mention.end, f"{official.role or '-'} ={official.name}"


KINDS = {f.__name__: f for f in (published, dates, counts, facilities, officials)}


def agrees(expected: str, label: str) -> bool:
    """Whether a label is as expected, which may leave out its end (`EC`) or give its end alone (`=X`)."""
    if expected.startswith("="):
        return label.endswith(" " + expected)
    return label == expected or label.startswith((expected + " ", expected + "/"))


def complaints(example: Example, found: list[Found]) -> list[str]:
    wrong = []
    left = sorted(found)
    for mark in example.expected:
        hit = next((f for f in left if f[0] < mark.end and mark.start < f[1]), None)
        if hit:
            left.remove(hit)
        if mark.label == "?":
            continue
        if hit is None:
            wrong.append(f"missed [{mark.text}|{mark.label}]")
        elif (hit[0], hit[1]) != (mark.start, mark.end):
            wrong.append(f"span [{example.text[hit[0] : hit[1]]}] for [{mark.text}]")
        elif not agrees(mark.label, hit[2]):
            wrong.append(f"{hit[2]!r} for [{mark.text}|{mark.label}]")
    free = [mark for mark in example.expected if mark.label == "?"]
    for start, end, label in left:
        if not any(start < mark.end and mark.start < end for mark in free):
            wrong.append(f"false alarm [{example.text[start:end]}|{label}]")
    return wrong


@cache
def extractor(code: str) -> Extractor:
    return Extractor(language=code)


def corpora() -> Iterator[Any]:
    for code, folder in available_packs().items():
        for path in sorted((folder / "examples").glob("*.txt")):
            yield pytest.param(code, path, id=f"{code}-{path.stem}")


@pytest.mark.parametrize(("code", "path"), list(corpora()))
def test_corpus(code: str, path: Any) -> None:
    examples = list(read_examples(path))
    articles = [
        Article(
            id=str(example.line),
            text=example.text,
            published=Published(value=example.published, origin="given") if example.published else None,
        )
        for example in examples
    ]
    kind = path.stem.split("-")[0]  # counts-2.txt holds counts too
    failures = []
    for example, record in zip(examples, extractor(code).pipe(articles), strict=True):
        if kind == "incident":
            facts = record.incident.model_dump()
            wrong = [
                f"{name} is {facts[name]!r}, not {value}"
                for name, value in example.incident.items()
                if value not in ("-" if facts[name] is None else str(facts[name]), "?")
            ]
        else:
            wrong = complaints(example, list(KINDS[kind](record)))
        failures += [f"{path.name}:{example.line}: {w}\n    {example.text}" for w in wrong]
    assert not failures, f"{len(failures)} of {len(examples)} examples:\n" + "\n".join(failures)


def test_marks() -> None:
    example = Example(1, "Six fled", None, (Expected(0, 3, "Six", "escaped 6"),))
    assert complaints(example, [(0, 3, "escaped 6 exact")]) == []
    assert complaints(example, []) == ["missed [Six|escaped 6]"]
    assert complaints(example, [(0, 3, "killed 6 exact")]) == ["'killed 6 exact' for [Six|escaped 6]"]
