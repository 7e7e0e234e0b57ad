"""Language packs: a folder of words, patterns and examples per language, read by the same code."""

from prisonwatch.language.pack import Pack, PackError, available_packs, load_pack

__all__ = ["Pack", "PackError", "available_packs", "load_pack"]
