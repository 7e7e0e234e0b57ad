"""Teaches the packs' models from the annotated corpora: `python benchmarks/train.py [en es]`.

The corpora are `benchmarks/corpus/<language>/*.txt` and the examples beside the rules. Needs scikit-learn
(`pip install -e ".[train]"`). The same corpora and versions give the same models.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import train_counts
from prisonwatch import Article, Extractor
from prisonwatch.extraction.context import Context
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
    pack = load_pack(language)
    corpus = list(read_corpus(sorted((_HERE / "corpus" / language).glob("*.txt")), language))
    examples = list(read_corpus(sorted((pack.folder / "examples").glob("counts*.txt")), language))
    model = train_counts.train(corpus, examples)
    model.save(pack.folder / "counts.npz")
    print(f"{language}: counts.npz from {len(corpus) + len(examples)} texts")


if __name__ == "__main__":
    for code in sys.argv[1:] or ["en", "es"]:
        train(code)
