"""What ends a run."""

from __future__ import annotations


class BatchError(ValueError):
    """A run cannot begin; the message says why and what to do, in one line."""


class BatchStopped(BatchError):
    """A run cannot go on: the disk is full, the cluster is lost. The same command goes on from there."""
