"""Articles in, records out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from prisonwatch.article import Article
from prisonwatch.day import checked_day
from prisonwatch.extraction.context import Context, Entity, Sentence
from prisonwatch.extraction.counts import find_counts
from prisonwatch.extraction.dates import find_dates
from prisonwatch.extraction.facilities import find_facilities
from prisonwatch.extraction.incident import find_incident
from prisonwatch.extraction.officials import find_officials, names_wanted
from prisonwatch.extraction.places import find_places
from prisonwatch.extraction.published import find_published
from prisonwatch.language import Pack, PackError, available_packs, load_pack
from prisonwatch.language.pack import NEUTRAL
from prisonwatch.pipeline.language import detect_language
from prisonwatch.pipeline.models import ModelError, choose_model, load_names_model
from prisonwatch.records import Published, Record

if TYPE_CHECKING:
    from spacy.language import Language


def analyse(context: Context) -> None:
    """Run every extractor over one article; `context.facts` holds what they found."""
    facts = context.facts
    facts.published = facts.published or find_published(context)
    facts.dates = find_dates(context)
    facts.places = find_places(context)
    facts.facilities = find_facilities(context)
    facts.officials = find_officials(context)
    facts.counts = find_counts(context)
    facts.incident = find_incident(context)


class _Prepared(NamedTuple):
    """An article on its way; `language` is told even where no pack serves it."""

    article: Article
    language: str | None
    context: Context
    warnings: list[str]


class Extractor:
    """Turns articles into records.

    `language` is a pack's code, or "auto" to detect each article's. `model` names a spaCy pipeline to use
    instead of the one that the pack prefers. Raises PackError or ModelError when either is not to be had.
    """

    def __init__(self, language: str = "auto", model: str | None = None) -> None:
        self.language = language
        self.model = model
        if language != "auto":
            load_pack(language)
        if model is not None:
            load_names_model(model)

    def extract(self, article: Article) -> Record:
        """The record of one article; `pipe` is much faster over many."""
        return next(self.pipe([article]))

    def extract_recognised(self, article: Article, entities: Sequence[Entity]) -> Record:
        """The record of an article whose named entities are known already."""
        prepared = self._prepare(article)
        prepared.context.entities = entities
        return _record(prepared)

    def pipe(self, articles: Iterable[Article], batch_size: int = 64) -> Iterator[Record]:
        """Records in the articles' order; the model runs over a batch's sentences at once."""
        stream = iter(articles)
        while batch := list(islice(stream, batch_size)):
            prepared = [self._prepare(article) for article in batch]
            self._recognise_names([p.context for p in prepared])
            for each in prepared:
                yield _record(each)

    def pipe_each(self, articles: Sequence[Article]) -> Iterator[Record | Exception]:
        """A record for each article; for one that breaks an extractor its error, which costs no other.

        Raises PackError or ModelError where there is no working at all.
        """
        try:
            found: list[Record | Exception] = list(self.pipe(articles))
        except (PackError, ModelError):
            raise
        except Exception as error:
            if len(articles) > 1:
                for article in articles:
                    yield from self.pipe_each([article])
                return
            found = [error]
        yield from found

    def _prepare(self, article: Article) -> _Prepared:
        warnings = list(article.warnings)
        asked = article.language or (None if self.language == "auto" else self.language)
        code = asked or detect_language(article.text)
        pack = self._pack(code, warnings)
        context = Context(article.text, pack, title=article.title, language=code)
        context.facts.published = article.published
        return _Prepared(article, code, context, warnings)

    def _pack(self, code: str | None, warnings: list[str]) -> Pack:
        packs = available_packs()
        if code in packs and code is not None:
            return load_pack(code)
        what = f"language {code!r} has no pack" if code else "the language could not be told"
        warnings.append(f"{what} (there are: {', '.join(packs)}): only full dates and known names are found")
        return load_pack(NEUTRAL)

    def _recognise_names(self, contexts: list[Context]) -> None:
        """Run the spaCy model over the sentences that can hold an official, all articles' at once."""
        for pack in {id(c.pack): c.pack for c in contexts}.values():
            name = choose_model(pack, self.model)
            if name is None:
                continue
            sentences = [
                (context, sentence)
                for context in contexts
                if context.pack is pack
                for sentence in context.sentences
                if names_wanted(sentence.text, pack)
            ]
            if sentences:
                _add_entities(load_names_model(name), sentences)


def _add_entities(nlp: Language, sentences: Sequence[tuple[Context, Sentence]]) -> None:
    """Give each context the entities that the model sees in its sentences."""
    found: dict[int, list[Entity]] = {}
    with nlp.memory_zone():
        for doc, (context, sentence) in zip(nlp.pipe(s.text for _, s in sentences), sentences, strict=True):
            found.setdefault(id(context), []).extend(
                Entity(e.text, e.label_, sentence.start + e.start_char, sentence.start + e.end_char)
                for e in doc.ents
            )
    for context, _ in sentences:
        context.entities = found[id(context)]


def _record(prepared: _Prepared) -> Record:
    analyse(prepared.context)
    article, facts = prepared.article, prepared.context.facts
    return Record(
        id=article.id,
        language=prepared.language,
        title=article.title,
        url=article.url,
        published=facts.published,
        dates=facts.dates,
        facilities=facts.facilities,
        counts=facts.counts,
        officials=facts.officials,
        incident=facts.incident,
        warnings=prepared.warnings,
    )


def given_date(value: str | None) -> Published | None:
    """A publication date that the caller gives, YYYY-MM-DD.

    Raises ValueError when it is no such date.
    """
    return None if value is None else Published(value=checked_day(value), origin="given")


def extract(
    text: str,
    *,
    published: str | None = None,
    language: str = "auto",
    model: str | None = None,
    title: str | None = None,
    id: str = "-",
) -> Record:
    """The record of one text.

    `published` is the publication date, YYYY-MM-DD; relative dates are resolved against it. Raises
    ValueError for a `published` that is no date, PackError or ModelError as `Extractor` does.
    """
    return Extractor(language, model).extract(
        Article(id=id, text=text, title=title, published=given_date(published))
    )
