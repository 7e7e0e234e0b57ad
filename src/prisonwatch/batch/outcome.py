"""What becomes of an item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

Status = Literal["done", "skipped", "failed"]


class Tally(NamedTuple):
    """What an article holds."""

    incidents: int = 0
    dates: int = 0
    facilities: int = 0
    counts: int = 0
    officials: int = 0


_NOTHING = Tally()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an item.

    `payload` is the record as the sink writes it, `digest` tells one payload from another.
    """

    status: Status
    id: str | None = None
    payload: Any = None
    digest: bytes = b""
    tally: Tally = _NOTHING
    reason: str | None = None
