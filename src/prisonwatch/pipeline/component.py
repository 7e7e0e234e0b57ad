"""prisonwatch inside anybody's spaCy pipeline: `nlp.add_pipe("prisonwatch")`, then `doc._.prisonwatch`.

spaCy imports this module with every pipeline that it loads, so it imports the extractors only on use.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

EXTENSION = "prisonwatch"


@Language.factory(
    "prisonwatch", default_config={"language": "auto", "published": None}, assigns=["doc._.prisonwatch"]
)
def create_component(nlp: Language, name: str, language: str, published: str | None) -> Component:
    """The pipeline component.

    `language` is a pack's code or "auto"; `published` (YYYY-MM-DD) serves documents whose
    `doc.user_data["published"]` does not say.
    """
    return Component(language, published)


class Component:
    """Sets `doc._.prisonwatch` to the Record, made with the entities and parses of earlier components."""

    def __init__(self, language: str, published: str | None) -> None:
        from prisonwatch.pipeline.extractor import Extractor

        self.extractor = Extractor(language)
        self.published = published
        if not Doc.has_extension(EXTENSION):
            Doc.set_extension(EXTENSION, default=None)

    def __call__(self, doc: Doc) -> Doc:
        from prisonwatch.article import Article
        from prisonwatch.pipeline.extractor import given_date

        article = Article(
            id=str(doc.user_data.get("id", "-")),
            text=doc.text,
            published=given_date(doc.user_data.get("published", self.published)),
        )
        doc._.prisonwatch = self.extractor.extract_analysed(article, doc)
        return doc
