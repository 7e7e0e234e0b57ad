"""Throughput of `prisonwatch batch` beside the plain spaCy pipeline, over the same articles, in turn.

Every figure is a whole process, from its start to its end, its start-up included. "One core" means
that both sides are held on one; the plain pipeline is `spacy.load(model).pipe(texts)` with all its
components. Where both would be too short to compare, prisonwatch gets more articles of the same kind.

    python benchmarks/throughput.py [--articles 1000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from articles import write_articles
from prisonwatch.language import load_pack
from prisonwatch.pipeline.models import choose_model

PLAIN = """
import sys
sys.path.insert(0, sys.argv[3])
from pathlib import Path
import spacy
from articles import texts
for doc in spacy.load(sys.argv[1]).pipe(texts(Path(sys.argv[2]))):
    pass
"""
GENERAL_TIMES = 20
"""So many times more general news for --relevant-only: a thousand are done before it has started."""


@dataclass
class Side:
    """One of the compared: its command, how many articles it reads, and on how many cores."""

    name: str
    command: list[str]
    articles: int
    cores: int
    rates: list[float]

    def run(self) -> None:
        cores = sorted(os.sched_getaffinity(0))[: self.cores]
        start = time.perf_counter()
        subprocess.run(self.command, check=True, preexec_fn=lambda: os.sched_setaffinity(0, cores))
        self.rates.append(self.articles / (time.perf_counter() - start))

    @property
    def rate(self) -> float:
        return median(self.rates)


def sides(work: Path, articles: int, model: str) -> dict[str, Side]:
    folders = {}
    for kind, number in (
        ("prison", articles),
        ("general", articles),
        ("much general", GENERAL_TIMES * articles),
    ):
        folders[kind] = work / kind.replace(" ", "-")
        write_articles(folders[kind], kind.split()[-1], number)

    def plain(kind: str) -> list[str]:
        return [sys.executable, "-c", PLAIN, model, str(folders[kind]), str(Path(__file__).parent)]

    def batch(kind: str, *options: str) -> list[str]:
        output = ("--output", str(work / "out.jsonl"), "--restart", "--quiet")
        return [sys.executable, "-m", "prisonwatch", "batch", str(folders[kind]), *output, *options]

    relevant = batch("much general", "--jobs", "1", "--relevant-only")
    return {
        "plain": Side("spaCy, articles about prisons", plain("prison"), articles, 1, []),
        "one": Side("prisonwatch batch --jobs 1", batch("prison", "--jobs", "1"), articles, 1, []),
        "two": Side("prisonwatch batch --jobs 2", batch("prison", "--jobs", "2"), articles, 2, []),
        "plain general": Side("spaCy, general news", plain("general"), articles, 1, []),
        "relevant": Side("prisonwatch batch --relevant-only", relevant, GENERAL_TIMES * articles, 1, []),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description="Throughput beside the plain spaCy pipeline")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    model = choose_model(load_pack("en"))
    if model is None:
        sys.exit("no English spaCy model is installed")
    if len(os.sched_getaffinity(0)) < 2:
        sys.exit("this takes two cores")
    with tempfile.TemporaryDirectory() as work:
        compared = sides(Path(work), options.articles, model)
        for _ in range(options.rounds):
            for side in compared.values():
                side.run()
    for side in compared.values():
        cores = "one core" if side.cores == 1 else f"{side.cores} cores"
        print(f"{side.name:36} {cores:10} {side.rate:10,.0f} articles a second")
    missed = 0
    for name, ours, theirs, bound in (
        ("prisonwatch to spaCy", "one", "plain", 1.0),
        ("two cores to one", "two", "one", 1.7),
        ("--relevant-only to spaCy", "relevant", "plain general", 50.0),
    ):
        ratio = compared[ours].rate / compared[theirs].rate
        missed += ratio < bound
        print(f"{name:36} {ratio:10.2f}  (bound {bound:g})")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
