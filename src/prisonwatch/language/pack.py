"""Reads language packs.

A pack is a folder named by its ISO 639-1 code: `pack.toml` (name, abbreviations, function words, models),
one TOML file for each kind of fact, and `examples/` with a corpus of sentences for each. Packs lie beside
this module and in the folders that `PRISONWATCH_PACKS` names; a folder named there wins. `xx` is the pack
for languages that have none: only what needs no words.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

NEUTRAL = "xx"
_BUILT_IN = Path(__file__).parent

T = TypeVar("T")


class PackError(ValueError):
    """A language pack is missing or malformed; the message says which and what to do."""


class Pack:
    """One language's data.

    `data(kind)` is the parsed `<kind>.toml` (empty when the pack has none). `rules(build)` is
    `build(pack)`, made once for each pack: extractors keep their compiled patterns there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.code = folder.name
        self._data: dict[str, dict[str, Any]] = {}
        self._rules: dict[Any, Any] = {}
        if not (folder / "pack.toml").is_file():
            raise PackError(f"{folder} is no language pack: it has no pack.toml")

    def __repr__(self) -> str:
        return f"Pack({self.code!r})"

    def data(self, kind: str) -> dict[str, Any]:
        """What `<kind>.toml` holds. Raises PackError when it is no TOML."""
        if kind not in self._data:
            path = self.folder / f"{kind}.toml"
            try:
                self._data[kind] = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise PackError(f"{path}: {error}") from error
        return self._data[kind]

    def model(self, kind: str) -> Path | None:
        """The file of the model learned for a kind, `<kind>.npz`, where the pack has one."""
        path = self.folder / f"{kind}.npz"
        return path if path.is_file() else None

    def rules(self, build: Callable[[Pack], T]) -> T:
        """`build(self)`, made on first use."""
        if build not in self._rules:
            self._rules[build] = build(self)
        rules: T = self._rules[build]
        return rules

    @cached_property
    def name(self) -> str:
        """The language's name in English."""
        return str(self.data("pack").get("name", self.code))

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """Words that end in a full stop without ending a sentence, lower case, without the stop."""
        return frozenset(self.data("pack").get("abbreviations", ()))

    @cached_property
    def function_words(self) -> frozenset[str]:
        """The language's commonest words, lower case, which tell it from others."""
        return frozenset(self.data("pack").get("function_words", ()))

    @cached_property
    def parses(self) -> bool:
        """Whether the pack's learned models know the dependency parses of its spaCy pipelines."""
        return bool(self.data("pack").get("parses", False))

    @cached_property
    def models(self) -> tuple[str, ...]:
        """spaCy pipelines that serve this language, best first."""
        return tuple(self.data("pack").get("models", ()))


def _folders() -> list[Path]:
    extra = [Path(p) for p in os.environ.get("PRISONWATCH_PACKS", "").split(os.pathsep) if p]
    return [*extra, _BUILT_IN]


def available_packs() -> dict[str, Path]:
    """Language code → folder of every pack there is (without the neutral one), sorted by code."""
    found: dict[str, Path] = {}
    for folder in _folders():
        for manifest in folder.glob("*/pack.toml"):
            found.setdefault(manifest.parent.name, manifest.parent)
    found.pop(NEUTRAL, None)
    return dict(sorted(found.items()))


@lru_cache(maxsize=32)
def _load(folder: Path) -> Pack:
    return Pack(folder)


def load_pack(code: str) -> Pack:
    """The pack for a language code.

    Raises PackError when there is none.
    """
    if code == NEUTRAL:
        return _load(_BUILT_IN / NEUTRAL)
    packs = available_packs()
    if code not in packs:
        raise PackError(f"no language pack for {code!r}: there are {', '.join(packs)}")
    return _load(packs[code])
