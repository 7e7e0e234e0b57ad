"""The same work on a Dask cluster."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from prisonwatch.batch.errors import BatchError, BatchStopped
from prisonwatch.batch.item import Item
from prisonwatch.batch.outcome import Outcome
from prisonwatch.batch.settings import Settings
from prisonwatch.batch.work import work

_AHEAD = 3
"""Chunks for each thread of the cluster that are sent before the first of them is back."""

# A Dask worker may run several tasks at once, but its spaCy pipeline serves one at a time.
_one_at_a_time = threading.Lock()


class DaskPool:
    """Chunks as tasks on a cluster. The scheduler gives a lost worker's tasks to others.

    `address` is the scheduler's ("tcp://host:8786"). Raises BatchError when `distributed` is not installed
    or there is no cluster.
    """

    def __init__(self, settings: Settings, address: str) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            raise BatchError("--dask needs Dask: install it with pip install 'prisonwatch[dask]'") from error
        self.settings = settings
        self._digest = settings.digest()
        try:
            self._client: Any = Client(  # type: ignore[no-untyped-call]
                address, timeout=10, set_as_default=False
            )
        except (OSError, ValueError) as error:
            raise BatchError(f"no Dask scheduler at {address}: give its address, tcp://HOST:PORT") from error

    def run(self, chunks: Iterable[list[Item]]) -> Iterator[list[Outcome]]:
        sent: deque[tuple[list[Item], Any]] = deque()
        for items in chunks:
            sent.append((items, self._submit(items) if items else None))
            while len(sent) >= self._limit():
                yield self._outcomes(*sent.popleft())
        while sent:
            yield self._outcomes(*sent.popleft())

    def warm_up(self) -> None:
        """A cluster's workers run already."""

    def close(self) -> None:
        self._client.close(timeout=5)

    def _limit(self) -> int:
        """How many chunks may be under way: workers come and go."""
        threads: dict[str, int] = self._client.nthreads()
        return max(4, _AHEAD * sum(threads.values()))

    def _submit(self, items: list[Item]) -> Any:
        return self._client.submit(_work, items, self.settings, self._digest, pure=False)

    def _outcomes(self, items: list[Item], future: Any) -> list[Outcome]:
        """A chunk's outcomes. A chunk that kills every worker it comes to is tried item by item."""
        from distributed import KilledWorker
        from distributed.client import FutureCancelledError

        if future is None:
            return []
        try:
            outcomes: list[Outcome] = future.result()
            return outcomes
        except KilledWorker:
            if len(items) == 1:
                return [Outcome("failed", reason=f"{items[0].place}: every worker that read it died")]
            singles = [([item], self._submit([item])) for item in items]
            return [outcome for single, sent in singles for outcome in self._outcomes(single, sent)]
        except BatchError:
            raise
        except ImportError as error:
            raise BatchError(
                f"the cluster's workers lack something: {error}; install prisonwatch there"
            ) from error
        except (FutureCancelledError, OSError) as error:
            raise BatchStopped(f"the Dask cluster is lost: {error}") from error


def _work(items: list[Item], settings: Settings, digest: bytes) -> list[Outcome]:
    with _one_at_a_time:
        if _own_digest(settings) != digest:
            raise BatchError(
                "a worker of the cluster has another version of prisonwatch, of its models or of its language"
                " packs: install the same there"
            )
        return work(items, settings)


@lru_cache(maxsize=4)
def _own_digest(settings: Settings) -> bytes:
    return settings.digest()
