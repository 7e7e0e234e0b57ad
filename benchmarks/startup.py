"""Start-up: `prisonwatch extract` on one article beside a bare Python process that does spaCy's part of it.

Both are whole processes, run in turn; the bare one imports spaCy, loads the same model, whole, and calls
it once on the same text. Prints the medians and their ratio; exit 1 above the bound.

    python benchmarks/startup.py [ARTICLE] [--runs 7] [--bound 1.3]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from prisonwatch.language import load_pack
from prisonwatch.pipeline.models import choose_model

SEED = Path(__file__).parents[1] / "seeds" / "ecuador-turi-prison-2024-01-14.txt"
BARE = """
import sys, spacy
nlp = spacy.load(sys.argv[1])
print(len(nlp(open(sys.argv[2], encoding="utf-8").read()).ents))
"""


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser(description="Start-up of one article against bare spaCy")
    parser.add_argument("article", nargs="?", default=SEED, type=Path)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--bound", type=float, default=1.3)
    options = parser.parse_args()
    article, model = str(options.article), choose_model(load_pack("en"))
    if model is None:
        sys.exit("no English spaCy model is installed")
    commands = {
        f"bare spaCy, {model}": [sys.executable, "-c", BARE, model, article],
        "prisonwatch extract --json": [sys.executable, "-m", "prisonwatch", "extract", article, "--json"],
    }
    for command in commands.values():  # files that are read for the first time count for neither
        seconds(command)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(options.runs):
        for name, command in commands.items():
            times[name].append(seconds(command))
    for name, measured in times.items():
        print(f"{name:40} {median(measured):6.2f} s  ({min(measured):.2f} to {max(measured):.2f})")
    bare, ours = (median(measured) for measured in times.values())
    print(f"{'ratio':40} {ours / bare:6.2f}    (bound {options.bound})")
    return int(ours > options.bound * bare)


if __name__ == "__main__":
    sys.exit(main())
