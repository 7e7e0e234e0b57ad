"""What comes out of reading where there is no article."""

from __future__ import annotations

from dataclasses import dataclass, field


class ReadError(ValueError):
    """An input cannot be read; the message says what is wrong with it and what to do, in one line."""


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """An input, or one record of it, that cannot be read: its name, and why, in one line."""

    name: str
    reason: str
    error: BaseException | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"
