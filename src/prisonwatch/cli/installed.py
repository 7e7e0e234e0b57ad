"""Takes stock of what is installed, without importing spaCy."""

from __future__ import annotations

import csv
import json
import os
import platform
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from prisonwatch import __version__
from prisonwatch.language import Pack, available_packs, load_pack
from prisonwatch.pipeline.models import MODEL_VARIABLE, choose_model
from prisonwatch.records import SCHEMA_VERSION

_FACILITIES = Path(__file__).parents[1] / "gazetteer" / "facilities.csv"
_LIBRARIES = (
    "spacy",
    "pydantic",
    "dateparser",
    "text2num",
    "trafilatura",
    "htmldate",
    "pycountry",
    "warcio",
    "distributed",
    "typer",
    "rich",
)


def installed() -> dict[str, Any]:
    """Versions, languages, models and gazetteer, as plain data."""
    return {
        "versions": _versions(),
        "languages": [_language(load_pack(code)) for code in available_packs()],
        "models": _models(),
        "model_asked_for": os.environ.get(MODEL_VARIABLE) or None,
        "gazetteer": _gazetteer(),
    }


def _versions() -> dict[str, str]:
    versions = {
        "prisonwatch": __version__,
        "record schema": SCHEMA_VERSION,
        "Python": platform.python_version(),
    }
    for name in _LIBRARIES:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            versions[name] = "not installed"
    return versions


def _language(pack: Pack) -> dict[str, Any]:
    from prisonwatch.language.examples import read_examples

    return {
        "code": pack.code,
        "name": pack.name,
        "model": choose_model(pack),
        "examples": sum(1 for path in (pack.folder / "examples").glob("*.txt") for _ in read_examples(path)),
        "folder": str(pack.folder),
    }


def _models() -> list[dict[str, Any]]:
    models = []
    for point in metadata.entry_points(group="spacy_models"):
        meta = _meta(point.module)
        models.append(
            {
                "name": point.name,
                "version": point.dist.version if point.dist else str(meta.get("version", "")),
                "language": meta.get("lang"),
                "spacy_version": meta.get("spacy_version"),
                "fits": _fits(meta.get("spacy_version")),
            }
        )
    return sorted(models, key=lambda model: str(model["name"]))


def _meta(package: str) -> dict[str, Any]:
    """What a model package's meta.json says; empty where it cannot be read."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return {}
    try:
        meta: dict[str, Any] = json.loads(Path(spec.origin).with_name("meta.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return meta


def _fits(wanted: str | None) -> bool | None:
    """Whether the installed spaCy is one that a model was made for; None where the model does not say."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        return SpecifierSet(wanted or "").contains(metadata.version("spacy"), True) if wanted else None
    except (InvalidSpecifier, metadata.PackageNotFoundError):
        return None


def _gazetteer() -> dict[str, int]:
    with _FACILITIES.open(encoding="utf-8", newline="") as lines:
        facilities = list(csv.DictReader(lines))
    return {
        "facilities": len(facilities),
        "countries": len({facility["country"] for facility in facilities}),
        "names": sum(_names(facility) for facility in facilities),
    }


def _names(facility: dict[str, str]) -> int:
    aliases = facility["aliases"].split("|") if facility["aliases"] else []
    return len({name for name in (facility["name"], facility["english"], *aliases) if name})
