"""What a worker does with items: read, decide on relevance, extract, render."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from html import unescape
from typing import Any

from prisonwatch.article import Article
from prisonwatch.batch.errors import BatchError
from prisonwatch.batch.item import Item, read_item
from prisonwatch.batch.outcome import Outcome, Tally
from prisonwatch.batch.relevance import is_relevant
from prisonwatch.batch.settings import Format, Settings
from prisonwatch.output.result import Result
from prisonwatch.pipeline import Extractor
from prisonwatch.reading import ReadFailure
from prisonwatch.records import Record


def prepare(settings: Settings) -> None:
    """Load what every article needs.

    Raises BatchError when a model or a language pack is missing.
    """
    from prisonwatch.language.pack import PackError
    from prisonwatch.pipeline.models import ModelError

    try:
        _extractor(settings)
        if not settings.relevant_only:  # else there may be nothing that needs a model
            _load_models(settings)
    except (PackError, ModelError) as error:
        raise BatchError(str(error)) from error


def work(items: Sequence[Item], settings: Settings) -> list[Outcome]:
    """An outcome for every item, in order; whatever goes wrong with one is that one's outcome.

    Raises BatchError when there is no working at all: a model or a language pack is missing.
    """
    outcomes: list[Outcome | None] = [None] * len(items)
    articles: dict[int, Article] = {}
    for number, item in enumerate(items):
        found = _article(item, settings)
        if isinstance(found, Article):
            articles[number] = found
        else:
            outcomes[number] = found
    for (number, article), outcome in zip(
        articles.items(), _extracted(list(articles.values()), settings), strict=True
    ):
        outcomes[number] = replace(outcome, id=article.id) if outcome.id is None else outcome
    return [outcome for outcome in outcomes if outcome is not None]


def _article(item: Item, settings: Settings) -> Article | Outcome:
    """The item's article, or its outcome where there is nothing to extract."""
    try:
        if settings.relevant_only and _irrelevant_page(item):
            return Outcome("skipped", item.name)
        article = read_item(item)
        if isinstance(article, ReadFailure):
            return Outcome("failed", reason=str(article))
        if settings.relevant_only and not is_relevant(article.text, article.title):
            return Outcome("skipped", article.id)
    except Exception as error:
        return Outcome("failed", reason=f"{item.place}: {_internal(error)}")
    if settings.published is not None:
        from prisonwatch.pipeline.extractor import given_date

        return replace(article, published=given_date(settings.published))
    return article


def _irrelevant_page(item: Item) -> bool:
    """Whether not even a page's source holds the words; extracting its text takes far longer than a look."""
    if item.payload not in ("html", "page"):
        return False
    from prisonwatch.reading.html import decode_html

    return not is_relevant(unescape(decode_html(item.data)[0]))


def _extracted(articles: list[Article], settings: Settings) -> list[Outcome]:
    """The outcome of each article."""
    from prisonwatch.language.pack import PackError
    from prisonwatch.pipeline.models import ModelError

    try:
        found = list(_extractor(settings).pipe_each(articles))
    except (PackError, ModelError) as error:
        raise BatchError(str(error)) from error
    return [_outcome(article, each, settings) for article, each in zip(articles, found, strict=True)]


def _outcome(article: Article, found: Record | Exception, settings: Settings) -> Outcome:
    try:
        if isinstance(found, Exception):
            raise found
        return _rendered(article, found, settings)
    except Exception as error:
        return Outcome("failed", reason=f"{article.id}: {_internal(error)}")


def _rendered(article: Article, record: Record, settings: Settings) -> Outcome:
    if settings.with_text:
        record = record.model_copy(update={"text": article.text})
    payload = _renderer(settings.format)(Result(record, article))
    tally = Tally(
        int(record.incident.type != "none"),
        len(record.dates),
        len(record.facilities),
        len(record.counts),
        len(record.officials),
    )
    digest = blake2b(payload if isinstance(payload, bytes) else repr(payload).encode(), digest_size=16)
    return Outcome("done", record.id, payload, digest.digest(), tally)


def _load_models(settings: Settings) -> None:
    """Load the names model of the likeliest language, and let the garbage collector forget about it."""
    import gc

    from prisonwatch.language import available_packs, load_pack
    from prisonwatch.pipeline.models import choose_model, load_model

    codes = [settings.language] if settings.language != "auto" else list(available_packs())
    for model in {choose_model(load_pack(code), settings.model) for code in codes} - {None}:
        load_model(str(model))
    gc.collect()
    gc.freeze()


@lru_cache(maxsize=1)
def _extractor(settings: Settings) -> Extractor:
    return Extractor(settings.language, settings.model)


@lru_cache(maxsize=4)
def _renderer(format: Format) -> Callable[[Result], Any]:
    if format == "db":
        from prisonwatch.output.database import record_rows

        return record_rows
    if format == "csv":
        from prisonwatch.output.tidy import csv_lines, tidy_rows

        return lambda result: csv_lines(tidy_rows(result)).encode()
    from prisonwatch.output.jsonform import dump, record_data

    return lambda result: (dump(record_data(result)) + "\n").encode()


def _internal(error: Exception) -> str:
    what = " ".join(str(error).split())
    return f"internal error, {type(error).__name__}: {what} (please report it)"
