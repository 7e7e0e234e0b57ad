"""What a run does with each article; its digest is part of what an article is known by."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from hashlib import blake2b
from typing import Literal

Format = Literal["jsonl", "csv", "db"]


@dataclass(frozen=True)
class Settings:
    """Everything that decides on what comes out of an article. Plain values: it travels to the workers."""

    format: Format
    language: str = "auto"
    model: str | None = None
    published: str | None = None
    with_text: bool = False
    relevant_only: bool = False

    def digest(self) -> bytes:
        """Changes with the options, prisonwatch's version, the installed models and the language packs."""
        from prisonwatch import __version__
        from prisonwatch.language import available_packs, load_pack
        from prisonwatch.language.pack import NEUTRAL
        from prisonwatch.pipeline.models import choose_model, installed_models
        from prisonwatch.records import SCHEMA_VERSION

        found = blake2b(digest_size=16)
        packs = [load_pack(code) for code in (*available_packs(), NEUTRAL)]
        installed = installed_models()
        models = [(pack.code, choose_model(pack, self.model)) for pack in packs]
        versions = [(code, name, installed.get(name or "")) for code, name in models]
        found.update(repr((__version__, SCHEMA_VERSION, astuple(self), versions)).encode())
        for pack in packs:
            for path in sorted(pack.folder.glob("*.toml")):
                found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return found.digest()
