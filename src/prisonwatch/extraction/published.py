"""The publication date that the text itself states: above the story, in its dateline, or below it.

A date in the story or in a photo's caption is none, however early it comes. The pack's `published.toml` has
the words: `leading` (may stand before a date at the very start), `labels` (in front of a publication date),
`updates` (in front of the date of a change), `bylines` (that begin a line with author, agency and date),
`papers` (kinds of text that bear a date), `fillers` (that may stand beside a date alone on its line),
`asides` (a pattern for remarks on the clock beside it: "all times local"),
`today` (that say the date beside them is the day of writing), `particles` (small words inside place names),
`captions` (a pattern for lines that belong to a picture).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from prisonwatch.extraction.context import Context
from prisonwatch.extraction.dates import full_dates
from prisonwatch.language import Pack
from prisonwatch.records import Date, Published

_HEAD_LINES, _HEAD = 12, 2000
_FOOT_LINES, _FOOT = 4, 700
_SHORT_LINE = 140
_DATELINE = 100
_TITLED = 4

# How sure a date's place makes it that it is the article's own; the lowest wins.
_LEADING, _LABELLED, _ALONE, _BYLINE, _DATELINED, _STAMPED, _TODAY, _UPDATED = range(8)


def find_published(context: Context) -> Published | None:
    """The day on which the article was published, where its text says so."""
    rules = context.pack.rules(PublishedRules)
    lines = _lines(context.text)
    candidates = _candidates(full_dates(context), lines, rules)
    if not candidates:
        return None
    best = min(candidates, key=lambda candidate: (candidate[0], candidate[1].start))[1]
    return Published(value=str(best.value), origin="text", text=best.text, start=best.start, end=best.end)


_Candidate = tuple[int, Date]


def _candidates(dates: Iterable[Date], lines: list[_Line], rules: PublishedRules) -> list[_Candidate]:
    ranked = [(rank, date) for date in dates if (rank := _rank(date, lines, rules)) is not None]
    return [(rank, date) for rank, date in ranked if not _in_timeline(rank, date, ranked, lines)]


def _in_timeline(rank: int, date: Date, ranked: list[_Candidate], lines: list[_Line]) -> bool:
    """Whether a date is one of several in the like place, so that they head the parts of a story."""
    if rank not in (_ALONE, _BYLINE, _DATELINED, _STAMPED):
        return False
    others = [d for other, d in ranked if other == rank and d.value != date.value]
    if rank == _STAMPED:
        return bool(others)
    top = 3 if rank == _ALONE else 2
    on_top = any(n.start <= date.start < n.start + len(n.text) and n.from_top < top for n in lines)
    return any(not on_top or str(d.value) > str(date.value) for d in others)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int
    from_top: int
    from_bottom: int
    previous: str  # the line above it that is not empty


def _lines(text: str) -> list[_Line]:
    """The lines at the head and at the foot that are not empty."""
    full = [m for m in re.finditer(r"[^\n\r]+", text) if m[0].strip()]
    return [
        _Line(m[0], m.start(), i, len(full) - 1 - i, full[i - 1][0].strip() if i else "")
        for i, m in enumerate(full)
        if (i < _HEAD_LINES and m.start() < _HEAD)
        or (len(full) - i <= _FOOT_LINES and m.start() > len(text) - _FOOT)
    ]


def _rank(date: Date, lines: list[_Line], rules: PublishedRules) -> int | None:
    """How sure the date's place makes it; None where it stands in the story."""
    line = next((n for n in lines if n.start <= date.start < n.start + len(n.text)), None)
    if line is None:
        return None
    before, after = line.text[: date.start - line.start], line.text[date.end - line.start :]
    if line.from_top == 0 and rules.leads(before, date.text, after):
        return _LEADING
    if rules.label_before(before, after, line.previous, rules.labels):
        return _LABELLED
    if rules.label_before(before, after, line.previous, rules.updates):
        return _UPDATED
    if rules.captions and rules.captions.search(line.text):
        return None
    if not rules.words(before) and not rules.words(rules.up_to_label(after)):
        return _ALONE
    if len(line.text) <= _SHORT_LINE and rules.is_byline(before, after):
        return _BYLINE
    if line.from_top < 2 and _SET_OFF.search(before) and not rules.words(after):
        return _BYLINE
    if line.from_top < _HEAD_LINES and rules.is_dateline(before, after):
        return _DATELINED
    if line.from_top < _TITLED and not before.strip() and _STAMP_APART.match(after):
        return _STAMPED
    if line.from_top < _TITLED and rules.is_titled(before, after):
        return _DATELINED
    if line.from_bottom == 0 and rules.is_credit(before, after):
        return _DATELINED
    if rules.today and rules.today.search(before):
        return _TODAY
    return None


class PublishedRules:
    """A pack's words around publication dates."""

    def __init__(self, pack: Pack) -> None:
        data = pack.data("published")
        leading = _any_of(data.get("leading", ()))
        self._leading = re.compile(rf"[\s\[(]*(?:(?:{leading})\s*:?\s*)?", re.I)
        self.labels = _label(data.get("labels", ()))
        self.updates = _label(data.get("updates", ()))
        self._any_label = re.compile(
            rf"\b(?:{_any_of([*data.get('labels', ()), *data.get('updates', ())])})\b", re.I
        )
        self._bylines = re.compile(rf"\s*(?:{_any_of(data.get('bylines', ()))})\b", re.I)
        self.today = _optional(data.get("today", ()), r"\b(?:{})[\s,(]*$")
        self._fillers = re.compile(rf"\b(?:{_any_of(data.get('fillers', ()))})\b", re.I)
        self._asides = re.compile(data["asides"], re.I) if "asides" in data else None
        self.captions = re.compile(data["captions"], re.I) if "captions" in data else None
        papers = _any_of(data.get("papers", ()))
        self._papers = re.compile(_TITLE.format(papers), re.I) if "papers" in data else None
        self._particles = frozenset(data.get("particles", ()))
        self._small_words = pack.function_words | self._particles
        self._no_place = pack.function_words - self._particles | frozenset(data.get("no_places", ()))

    def words(self, text: str) -> list[str]:
        """The words of a stretch of a line; asides, clock times, punctuation and fillers left out."""
        if self._asides:
            text = self._asides.sub(" ", text)
        return _WORD.findall(self._fillers.sub(" ", _TIME.sub(" ", text)))

    def up_to_label(self, after: str) -> str:
        """What follows a date, but for a label and its own date ("… Updated 15 January")."""
        found = self._any_label.search(after)
        return after[: found.start()] if found else after

    def leads(self, before: str, date: str, after: str) -> bool:
        """Whether a date opens the text as a stamp: in figures, year first, or set off from what follows."""
        if not self._leading.fullmatch(before):
            return False
        stamped = re.match(r"\d{4}-\d\d-\d\d", date) or before.strip(" \t[(")
        return bool(stamped or _STAMP_END.match(after))

    def label_before(self, before: str, after: str, previous: str, label: re.Pattern[str] | None) -> bool:
        """Whether a label ("Published on") stands in front of the date, or alone on the line above it."""
        if label is None:
            return False
        bare = _TIME.sub(" ", before)
        found = label.search(bare)
        if found:
            prefix = bare[: found.start()].rstrip()
            set_off = prefix[-1:] in _SEPARATORS or prefix[-1:].isdecimal()
            bracketed = prefix[-1:] in ("(", "[", "|") and not after.strip(" )].")
            return not prefix or bracketed or (set_off and found["label"][0].isupper())
        above = label.fullmatch(previous + " ")
        return bool(above) and not self.words(before)

    def is_byline(self, before: str, after: str) -> bool:
        """Whether a short line gives author, agency or place beside the date, and nothing that tells."""
        left, right = self.words(before), self.words(after)
        if not left:
            return len(right) <= 8 and bool(_SET_OFF_AFTER.match(after) or self._bylines.match(after))
        set_off_right = len(right) <= 6 and _SET_OFF_AFTER.match(after)
        if (right and not set_off_right) or len(left) > 12:
            return False
        if self._bylines.match(before):
            return True
        last = _TIME.sub(" ", before).rstrip()[-1:]
        set_off = last in _SEPARATORS and last != "."
        return set_off and self._is_names(left)

    def is_titled(self, before: str, after: str) -> bool:
        """Whether a kind of paper bears the date: `Monitoring note, 3 May 2018. A guard …`."""
        title = self._papers.fullmatch(before) if self._papers else None
        words = self.words(before)
        if title is None or not words or words[0].lower() in self._small_words:
            return False
        return not after.strip(" .") if title["of"] else bool(_TITLE_END.match(after))

    def is_credit(self, before: str, after: str) -> bool:
        """Whether the text ends with the paper that it was in: `… in 2005. (The Herald, 3 May 2018)`."""
        credit = _CREDIT.search(before)
        return bool(credit and _CREDIT_END.match(after) and self._is_names(self.words(credit["by"])))

    def is_dateline(self, before: str, after: str) -> bool:
        """Whether place, date and agency open a story: `QUITO, Jan 13, 2024 (Reuters) -`."""
        words = self.words(before)
        if not words and (place := _PLACE_AFTER.match(after)):
            return not before.strip() and self._is_names(self.words(place[1]))
        if not 1 <= len(words) <= 8 or len(before) > _DATELINE or not self._is_names(words):
            return False
        bare = self._fillers.sub(" ", before).rstrip()
        return bare[-1:] in _SEPARATORS and bool(_DATELINE_END.match(after))

    def _is_names(self, words: Iterable[str]) -> bool:
        """Whether words can be a place's, an agency's or an author's: capitals, but for particles."""
        words = list(words)
        if not words:
            return False
        if words[0].lower() in self._no_place and not words[0].isupper():
            return False
        return all(word[0].isupper() or word.lower() in self._particles for word in words)


_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
# What sets a date off from what stands beside it.
_MARKS = "|·•●○◦▪■►▸»›~*–—"
_SET_OFF = re.compile(rf"\s[{_MARKS}-]\s*$")
_SET_OFF_AFTER = re.compile(rf"\s*[{_MARKS}(/-]")
_STAMP_END = re.compile(rf"\s*(?:[{_MARKS}:\])]|-\s)|\s+[A-ZÁÉÍÓÚÑ]{{3,}}[A-ZÁÉÍÓÚÑ ,.]*\s[—–-]")
# A date at the very start, and a sentence or a headline after it.
_STAMP_APART = re.compile(r"(?:,?\s*\d{1,2}[:.h]\d\d)?\.?\s+[\"'“‘«¿¡(]*[A-ZÁÉÍÓÚÑ]|\s*/\s*[A-ZÁÉÍÓÚÑ]")
_TITLE = (
    r"\s*(?:[\w'’.-]+\s+){{0,5}}(?:{})(?:\s+(?:[a-záéíóúñ]+\s+){{0,2}}[\w-]+)?"
    r"(?:,?\s+(?:no\.?|n[.º°]+|number|núm\.?|#)?\s*\d+)?"
    r"(?:\s*[,:;|·●—–-]\s*(?:el\s+)?|(?P<of>(?:\s+(?:of|for|del?|al?|on))?\s+(?:el\s+)?))"
)
_TITLE_END = re.compile(r"\s*(?:$|[.:;|·●—–)]|-\s)")
_CREDIT = re.compile(r"[.!?…»”\"]\s*[(\[—–-]+\s*(?P<by>[^()\[\]]{2,60}?)[,;]?\s*$")
_CREDIT_END = re.compile(r"[\s)\].]*$")
_PLACE_AFTER = re.compile(r",\s*([^.,—–()-]{2,40}(?:,\s*[^.,—–()-]{2,30})?)\s*(?:\.\s|[—–-]|\()")
_SEPARATORS = _MARKS + "-.,;:/()[]"
_ZONE = (
    r"(?:gmt|utc|[ecmp][sd]?t|bst|cest|cet|ist|sast|eat|wat|aest|aedt|edt|z)(?:\s*[+-]\d{1,2}(?::?\d{2})?)?"
)
_TIME = re.compile(
    rf"\b(?:\d{{1,2}}(?:[:.h]\d{{2}}){{1,2}}|\d{{1,2}}(?=\s*[ap]\.?m\b)|\d{{4}}(?=\s*(?:hrs?|gmt|utc)\b))"
    rf"\s*(?:[ap]\.?\s?m\b\.?|hrs?\b\.?|horas\b|h\b)?\s*(?:\(?{_ZONE}\b\)?)?",
    re.I,
)
_DATELINE_END = re.compile(
    r"\s*(?:,?\s*\d{1,2}[:.]\d\d\S*\s*)?(?:[,.]?\s*[(/\[][^()\[\]/]{2,40}[)/\]]\s*[,.]?)?\s*(?:[—–:|/]|--?(?=\s|[A-Z])|\.?-|\.\s|$)"
    r"|\s*[)\]]\s*[—–:.-]"
)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) or "(?!)"


def _optional(words: Iterable[str], frame: str) -> re.Pattern[str] | None:
    return re.compile(frame.format(_any_of(words)), re.I) if words else None


def _label(words: Iterable[str]) -> re.Pattern[str] | None:
    return _optional(words, r"(?<![^\W_])(?P<label>{})(?![^\W_])[\s:,.|–—-]*$")
