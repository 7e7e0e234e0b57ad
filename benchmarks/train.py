"""Teaches the packs' models from the annotated corpora: `python benchmarks/train.py [en es]`.

The corpora are `benchmarks/corpus/<language>/*.txt`, the examples beside the rules, the development texts.
Needs scikit-learn (`pip install -e ".[train]"`). The same corpora and versions give the same models.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import grader
import train_counts
import train_incident
from prisonwatch import Article, Extractor
from prisonwatch.extraction.context import Context
from prisonwatch.extraction.counts.find import counts_of, read_story
from prisonwatch.extraction.counts.judge import Judge
from prisonwatch.language import load_pack
from prisonwatch.language.examples import Example, Expected, read_examples
from prisonwatch.pipeline.extractor import given_date

_HERE = Path(__file__).parent


def read_corpus(paths: Iterable[Path], language: str) -> list[tuple[Context, Example]]:
    """Every text of some corpora as the extractors see it, with what is marked in it."""
    return analysed([example for path in sorted(paths) for example in read_examples(path)], language)


def read_gold(language: str) -> list[tuple[Context, Example]]:
    """The development texts of `accuracy.py`, as corpora are read."""
    examples = []
    for gold, text in grader.load(_HERE / "gold" / language):
        marks = tuple(
            Expected(*each["span"], each["text"], _label(each)) for each in grader.spans(text, gold["counts"])
        )
        incident = {name: "-" if value is None else str(value) for name, value in gold["incident"].items()}
        published = gold["published"] if gold["published_given"] else None
        examples.append(Example(0, text, published, marks, incident))
    return analysed(examples, language)


def _label(count: dict[str, Any]) -> str:
    if count.get("optional"):
        return "?"
    return f"{count['kind']}/{count['status']}" if count.get("status") else str(count["kind"])


def analysed(examples: Sequence[Example], language: str) -> list[tuple[Context, Example]]:
    articles = [
        Article(id=str(n), text=example.text, published=given_date(example.published))
        for n, example in enumerate(examples)
    ]
    return list(zip(Extractor(language).contexts(articles), examples, strict=True))


def train(languages: Sequence[str]) -> None:
    """Teach the packs, and print how texts come out that the deciding models had not seen.

    A model of incidents that does not beat the rules is not kept.
    """
    told = {language: train_pack_counts(language) for language in languages}
    for language, own in told.items():
        foreign = [each for other, those in told.items() if other != language for each in those]
        contexts, incidents = zip(*own, strict=True)
        for name, taught in train_incident.train_incidents(contexts, incidents, foreign).items():
            print(
                f"{language}: {name}, accuracy: the rules {taught.rules:.3f}, the model {taught.learned:.3f}"
            )
            path = load_pack(language).folder / f"{name}.npz"
            path.unlink(missing_ok=True)
            if taught.learned > taught.rules:
                taught.model.save(path)


def train_pack_counts(language: str) -> list[tuple[Context, dict[str, str]]]:
    """Teach a pack what numbers count. Returns its corpus: articles, and the fields of their incidents.

    Their counts are as of articles never seen, since such are what incidents will be told from.
    """
    pack = load_pack(language)
    corpus = read_corpus((_HERE / "corpus" / language).glob("*.txt"), language)
    gold = read_gold(language)
    examples = read_corpus((pack.folder / "examples").glob("counts*.txt"), language)
    taught = train_counts.train(corpus, [*examples, *gold])
    taught.model.save(pack.folder / "counts.npz")
    print(f"{language}: {len(corpus)} texts, {len(examples)} examples; counts of texts left out, F1:")
    print(f"  the rules alone {taught.rules_f1:.3f}, with the model {taught.model_f1:.3f}")
    for (context, _), decisions in zip(corpus, taught.decisions, strict=True):
        context.facts.counts = counts_of(context, read_story(context), decisions)
    judge = Judge(taught.model)
    known = [*read_corpus((pack.folder / "examples").glob("incident*.txt"), language), *gold]
    for context, _ in known:
        story = read_story(context)
        context.facts.counts = counts_of(context, story, judge.decide(story))
    return [(context, example.incident) for context, example in [*corpus, *known] if example.incident]


if __name__ == "__main__":
    train(sys.argv[1:] or ["en", "es"])
