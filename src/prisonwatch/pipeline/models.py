"""Finds and loads the spaCy pipeline that recognises names and parses sentences for a language pack."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from prisonwatch.language import Pack

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL_VARIABLE = "PRISONWATCH_MODEL"
# Components that nobody here reads.
_UNREAD = ("tagger", "lemmatizer", "attribute_ruler", "senter", "morphologizer", "textcat")
_SHARED = ("tok2vec", "transformer")
"""What other components take their vectors from."""


class ModelError(ValueError):
    """A spaCy model is missing or does not fit; the message says what to do."""


def installed_models() -> dict[str, str]:
    """Name → version of every spaCy model package that is installed."""
    found = {}
    for point in metadata.entry_points(group="spacy_models"):
        found[point.name] = point.dist.version if point.dist else ""
    return dict(sorted(found.items()))


def choose_model(pack: Pack, asked: str | None = None) -> str | None:
    """The model to use: the one asked for, else PRISONWATCH_MODEL's, else the pack's first that is installed.

    A model that is asked for serves the pack of its own language only (`es_core_news_md` leaves English be).
    None means that the pack works by its rules alone.
    """
    asked = asked or os.environ.get(MODEL_VARIABLE) or None
    if asked and model_language(asked) in (pack.code, None):
        return asked
    # Looking for a package by its name is a hundred times as fast as listing every installed model.
    return next((name for name in pack.models if find_spec(name) is not None), None)


def model_language(name: str) -> str | None:
    """The language that a model's name or its meta.json says; None where neither does."""
    meta = Path(name) / "meta.json"
    if meta.is_file():
        import json

        language = json.loads(meta.read_text(encoding="utf-8")).get("lang")
        return str(language) if language else None
    prefix = name.split("_", 1)[0]
    return prefix if len(prefix) == 2 else None


@dataclass(frozen=True)
class Model:
    """A spaCy pipeline, and what of it each of the two readings leaves out."""

    nlp: Language
    without_names: tuple[str, ...]
    without_parser: tuple[str, ...]

    def names(self, texts: Iterable[str]) -> Iterator[Doc]:
        """The texts with their named entities."""
        return self.nlp.pipe(texts, disable=self.without_parser)

    def parses(self, texts: Iterable[str]) -> Iterator[Doc]:
        """The texts with their dependency parses."""
        return self.nlp.pipe(texts, disable=self.without_names)

    @property
    def can_parse(self) -> bool:
        return "parser" in self.nlp.pipe_names


@lru_cache(maxsize=8)
def load_model(name: str) -> Model:
    """Load a spaCy pipeline with what names and parses need and nothing else.

    Raises ModelError when it is not installed, is no spaCy model, does not fit this spaCy, or has no
    named-entity recogniser.
    """
    nlp = _load(name)
    pipes = nlp.pipe_names
    if "ner" not in pipes and "entity_ruler" not in pipes:
        raise ModelError(f"spaCy model {name!r} recognises no names: choose one with a 'ner' component")
    idle = {"parser"} if "ner" in pipes and _listens(nlp, "ner") else {"parser", "tok2vec"}
    return Model(
        nlp,
        without_names=tuple(each for each in pipes if each not in ("parser", *_SHARED)),
        without_parser=tuple(each for each in pipes if each in idle),
    )


def _load(name: str) -> Language:
    """The pipeline as spaCy loads it, or a ModelError that says what to do."""
    import warnings

    import spacy
    from spacy import about, util

    if not (name in installed_models() or util.is_package(name) or Path(name).exists()):
        others = ", ".join(installed_models())
        raise ModelError(
            f"no spaCy model {name!r} is installed: install it ('python -m spacy download {name}', or pip)"
            + (f", or name one that is: {others}" if others else "")
        )
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            nlp = spacy.load(name, exclude=_UNREAD)
    except AttributeError as error:
        raise ModelError(f"{name!r} is a package, but no spaCy model: name one that is") from error
    except Exception as error:
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        raise ModelError(
            f"spaCy model {name!r} does not load: {reason} (spaCy here is {about.__version__};"
            " install a model made for it)"
        ) from error
    if any("W095" in str(w.message) for w in caught):
        wanted = nlp.meta.get("spacy_version", "another version")
        raise ModelError(
            f"spaCy model {name!r} {nlp.meta.get('version', '')} was made for spaCy {wanted}, not for"
            f" {about.__version__}: install a version of it that fits"
        )
    return nlp


def _listens(nlp: Language, component: str) -> bool:
    """Whether a component takes its vectors from the shared tok2vec (then that one must run too)."""
    model = getattr(nlp.get_pipe(component), "model", None)
    return model is not None and any(node.name == "tok2vec-listener" for node in model.walk())
