"""Throughput of `prisonwatch batch` beside the plain spaCy pipeline, over the same articles, in turn.

Both sides are whole processes on files; what a run over a handful of articles takes, their start-up, is
taken off. "One core" means that both are held on one; the plain pipeline is `spacy.load(model).pipe(texts)`
with all its components. With --relevant-only, prisonwatch gets more articles of the same kind, since a
thousand would be too soon done to be timed.

    python benchmarks/throughput.py [--articles 1000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
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
"""So many times more general news for --relevant-only."""
HANDFUL = 10


@dataclass
class Side:
    """One of the compared: its command for a folder, how many articles it reads, and on how many cores."""

    name: str
    command: Callable[[Path], list[str]]
    kind: str
    articles: int
    cores: int
    rates: list[float] = field(default_factory=list)

    def run(self, work: Path) -> None:
        """Add a rate: articles a second, net of start-up."""
        few, many = (self._seconds(folder(work, self.kind, n)) for n in (HANDFUL, self.articles))
        self.rates.append((self.articles - HANDFUL) / (many - few))

    def _seconds(self, articles: Path) -> float:
        cores = sorted(os.sched_getaffinity(0))[: self.cores]
        start = time.perf_counter()
        subprocess.run(self.command(articles), check=True, preexec_fn=lambda: os.sched_setaffinity(0, cores))
        return time.perf_counter() - start

    @property
    def rate(self) -> float:
        return median(self.rates)


def folder(work: Path, kind: str, articles: int) -> Path:
    """A folder of that many articles, written when it is first asked for."""
    path = work / f"{kind}-{articles}"
    if not path.exists():
        write_articles(path, kind, articles)
    return path


def sides(work: Path, articles: int, model: str) -> dict[str, Side]:
    def plain(source: Path) -> list[str]:
        return [sys.executable, "-c", PLAIN, model, str(source), str(Path(__file__).parent)]

    def batch(*options: str) -> Callable[[Path], list[str]]:
        output = ("--output", str(work / "out.jsonl"), "--restart", "--quiet")
        command = [sys.executable, "-m", "prisonwatch", "batch"]
        return lambda source: [*command, str(source), *output, *options]

    relevant = batch("--jobs", "1", "--relevant-only")
    return {
        "plain": Side("spaCy, articles about prisons", plain, "prison", articles, 1),
        "one": Side("prisonwatch batch --jobs 1", batch("--jobs", "1"), "prison", articles, 1),
        "two": Side("prisonwatch batch --jobs 2", batch("--jobs", "2"), "prison", articles, 2),
        "plain general": Side("spaCy, general news", plain, "general", articles, 1),
        "relevant": Side(
            "prisonwatch batch --relevant-only", relevant, "general", GENERAL_TIMES * articles, 1
        ),
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
                side.run(Path(work))
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
