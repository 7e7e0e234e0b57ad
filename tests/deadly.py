"""Work that kills its worker; a module of its own, so that starting a worker imports little."""

from __future__ import annotations

import os
import signal

from prisonwatch.batch.item import Item
from prisonwatch.batch.outcome import Outcome
from prisonwatch.batch.settings import Settings


def deadly(chunk: list[Item], settings: Settings) -> list[Outcome]:
    """Every article is done as it is, but for the one that says "die"."""
    for item in chunk:
        if item.data == b"die":
            os.kill(os.getpid(), signal.SIGKILL)
    return [Outcome("done", item.name, item.data) for item in chunk]
