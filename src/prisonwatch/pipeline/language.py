"""Tells an article's language by the packs' function words."""

from __future__ import annotations

from prisonwatch.language import available_packs, load_pack


def detect_language(text: str) -> str | None:
    words = [w.strip(".,;:()\"'“”").lower() for w in text.split()]
    best, score = None, 0.0
    for code in available_packs():
        share = sum(w in load_pack(code).function_words for w in words) / max(1, len(words))
        if share > score:
            best, score = code, share
    return best if score >= 0.2 else None
