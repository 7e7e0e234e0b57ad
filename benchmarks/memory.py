"""Peak memory of `prisonwatch batch` over a few and over many short articles: it must not grow with them.

The peak is the largest sum, over time, of the resident sets of the run's processes (Linux).

    python benchmarks/memory.py [--few 1000] [--many 100000]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from articles import article

BOUND = 1.2


def held(process: int) -> int:
    """Bytes that a process and its descendants hold now."""
    total = 0
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Rss:"):
                total += int(line.split()[1]) * 1024
        for task in Path(f"/proc/{process}/task").iterdir():
            total += sum(held(int(child)) for child in (task / "children").read_text().split())
    except (FileNotFoundError, ProcessLookupError):
        pass  # it has ended
    return total


def peak(source: Path, output: Path, jobs: int) -> int:
    command = [sys.executable, "-m", "prisonwatch", "batch", source, "-o", output, "--jobs", str(jobs), "-q"]
    process = subprocess.Popen(list(map(str, command)))
    highest = 0
    while process.poll() is None:
        highest = max(highest, held(process.pid))
        time.sleep(0.1)
    if process.returncode:
        sys.exit(f"the run failed: exit code {process.returncode}")
    return highest


def main() -> int:
    parser = argparse.ArgumentParser(description="Peak memory over few and many articles")
    parser.add_argument("--few", type=int, default=1000)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    peaks = []
    for number in (options.few, options.many):
        with tempfile.TemporaryDirectory() as work:
            source = Path(work) / "articles.jsonl"
            with open(source, "w", encoding="utf-8") as stream:
                for n in range(number):
                    stream.write(json.dumps({"id": f"article {n}", "text": article("short", n)}) + "\n")
            peaks.append(peak(source, Path(work) / "out.db", options.jobs))
        print(f"{number:9,} articles  {peaks[-1] / 1e6:8,.0f} MB at most")
    ratio = peaks[1] / peaks[0]
    print(f"{'ratio':18}  {ratio:8.2f}  (bound {BOUND})")
    return int(ratio > BOUND)


if __name__ == "__main__":
    sys.exit(main())
