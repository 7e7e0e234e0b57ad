"""Articles in, records out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from prisonwatch.article import Article
from prisonwatch.day import checked_day
from prisonwatch.extraction.context import Context, Entity, Node, Sentence
from prisonwatch.extraction.counts import find_counts, parse_wanted
from prisonwatch.extraction.dates import find_dates
from prisonwatch.extraction.facilities import find_facilities
from prisonwatch.extraction.incident import find_incident
from prisonwatch.extraction.officials import find_officials, names_wanted
from prisonwatch.extraction.places import find_places
from prisonwatch.extraction.published import find_published
from prisonwatch.language import Pack, PackError, available_packs, load_pack
from prisonwatch.language.pack import NEUTRAL
from prisonwatch.pipeline.language import detect_language
from prisonwatch.pipeline.models import Model, ModelError, choose_model, load_model
from prisonwatch.records import Published, Record

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


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
            load_model(model)

    def extract(self, article: Article) -> Record:
        """The record of one article; `pipe` is much faster over many."""
        return next(self.pipe([article]))

    def extract_analysed(self, article: Article, doc: Doc) -> Record:
        """The record of an article whose named entities, and perhaps parses, spaCy has found already."""
        prepared = self._prepare(article)
        context = prepared.context
        context.entities = _entities(doc, 0)
        if doc.has_annotation("DEP"):
            for sentence in context.sentences:
                if span := doc.char_span(sentence.start, sentence.end, alignment_mode="contract"):
                    context.parses[sentence.index] = _nodes(span, 0)
        return _record(prepared)

    def pipe(self, articles: Iterable[Article], batch_size: int = 64) -> Iterator[Record]:
        """Records in the articles' order; the model runs over a batch's sentences at once."""
        for prepared in self._prepared(articles, batch_size):
            yield _record(prepared)

    def contexts(self, articles: Iterable[Article], batch_size: int = 64) -> Iterator[Context]:
        """What the extractors see of each article, and in `facts` what they found."""
        for prepared in self._prepared(articles, batch_size):
            analyse(prepared.context)
            yield prepared.context

    def _prepared(self, articles: Iterable[Article], batch_size: int) -> Iterator[_Prepared]:
        stream = iter(articles)
        while batch := list(islice(stream, batch_size)):
            prepared = [self._prepare(article) for article in batch]
            self._run_models([p.context for p in prepared])
            yield from prepared

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

    def _run_models(self, contexts: list[Context]) -> None:
        """Run the spaCy model over the sentences that need it, all articles' at once.

        Names are wanted where an official may be, parses where a number may count people.
        """
        for pack in {id(c.pack): c.pack for c in contexts}.values():
            name = choose_model(pack, self.model)
            if name is None:
                continue
            sentences = [(c, s) for c in contexts if c.pack is pack for s in c.sentences]
            named = [(c, s) for c, s in sentences if names_wanted(s.text, pack)]
            if named:
                _add_entities(load_model(name), named)
            parsed = [(c, s) for c, s in sentences if parse_wanted(s.text, pack)]
            if parsed:
                _add_parses(load_model(name), parsed)


def _add_entities(model: Model, sentences: Sequence[tuple[Context, Sentence]]) -> None:
    """Give each context the entities that the model sees in its sentences."""
    found: dict[int, list[Entity]] = {}
    with model.nlp.memory_zone():
        docs = model.names(s.text for _, s in sentences)
        for doc, (context, sentence) in zip(docs, sentences, strict=True):
            found.setdefault(id(context), []).extend(_entities(doc, sentence.start))
    for context, _ in sentences:
        context.entities = found[id(context)]


def _add_parses(model: Model, sentences: Sequence[tuple[Context, Sentence]]) -> None:
    """Give each context the parses of its sentences."""
    if not model.can_parse:
        return
    with model.nlp.memory_zone():
        docs = model.parses(s.text for _, s in sentences)
        for doc, (context, sentence) in zip(docs, sentences, strict=True):
            context.parses[sentence.index] = _nodes(doc, sentence.start)


def _entities(doc: Doc, offset: int) -> list[Entity]:
    return [Entity(e.text, e.label_, offset + e.start_char, offset + e.end_char) for e in doc.ents]


def _nodes(words: Doc | Span, offset: int) -> list[Node]:
    """A sentence's words as parsed; heads outside of the words are their own."""
    first = words[0].i
    return [
        Node(
            word.lower_,
            offset + word.idx,
            offset + word.idx + len(word),
            word.head.i - first if 0 <= word.head.i - first < len(words) else word.i - first,
            word.dep_,
        )
        for word in words
    ]


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
