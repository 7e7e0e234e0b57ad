"""Teaches the packs' models from the annotated corpora: `python benchmarks/train.py [en es]`.

The corpora are `benchmarks/corpus/<language>/*.txt` and the examples beside the rules. Needs scikit-learn
(`pip install -e ".[train]"`). The same corpora and versions give the same models.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import train_counts
import train_incident
from prisonwatch import Article, Extractor
from prisonwatch.extraction.context import Context
from prisonwatch.extraction.counts.find import counts_of, read_story
from prisonwatch.language import load_pack
from prisonwatch.language.examples import Example, read_examples
from prisonwatch.pipeline.extractor import given_date

_HERE = Path(__file__).parent


def read_corpus(paths: Sequence[Path], language: str) -> Iterator[tuple[Context, Example]]:
    """Every text of some corpora as the extractors see it, with what is marked in it."""
    extractor = Extractor(language)
    examples = [example for path in paths for example in read_examples(path)]
    articles = [
        Article(id=str(n), text=e.text, published=given_date(e.published if e.published != "-" else None))
        for n, e in enumerate(examples)
    ]
    yield from zip(extractor.contexts(articles), examples, strict=True)


def train(language: str) -> None:
    """Teach one pack, and print how the counts of texts come out that the deciding model had not seen."""
    pack = load_pack(language)
    corpus = list(read_corpus(sorted((_HERE / "corpus" / language).glob("*.txt")), language))
    examples = list(read_corpus(sorted((pack.folder / "examples").glob("counts*.txt")), language))
    taught = train_counts.train(corpus, examples)
    taught.model.save(pack.folder / "counts.npz")
    for (context, _), decisions in zip(corpus, taught.decisions, strict=True):
        # Incidents are to be told from counts as they come out of articles never seen.
        context.facts.counts = counts_of(context, read_story(context), decisions)
    told = [(context, example.incident) for context, example in corpus if example.incident]
    for name, model in train_incident.train_incidents([c for c, _ in told], [i for _, i in told]).items():
        model.save(pack.folder / f"{name}.npz")
    print(f"{language}: {len(corpus)} texts, {len(examples)} examples; counts of texts left out, F1:")
    print(f"  the rules alone {taught.rules_f1:.3f}, with the model {taught.model_f1:.3f}")


if __name__ == "__main__":
    for code in sys.argv[1:] or ["en", "es"]:
        train(code)
