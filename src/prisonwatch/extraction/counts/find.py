"""One article's counts: reads each sentence that holds a number and decides with what came before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from prisonwatch.extraction.context import Context, Sentence
from prisonwatch.extraction.counts.carryover import Found, Settler
from prisonwatch.extraction.counts.decision import FREED, Decision, Frame
from prisonwatch.extraction.counts.evidence import STRENGTH, Evidence
from prisonwatch.extraction.counts.features import Line, Site, Story
from prisonwatch.extraction.counts.groups import GroupReader
from prisonwatch.extraction.counts.judge import Judge
from prisonwatch.extraction.counts.left import LeftScan
from prisonwatch.extraction.counts.lexicon import Lexicon, expand
from prisonwatch.extraction.counts.mentions import PEOPLE, Mention, read_mentions
from prisonwatch.extraction.counts.right import RightScan
from prisonwatch.extraction.counts.units import Unit, read_units
from prisonwatch.extraction.numbers import Number, NumberRules
from prisonwatch.language import Pack
from prisonwatch.records import Count, Date, SentenceSpan

# What a full sentence, unlike a headline, ends with.
_CLOSERS = ".!?\"”»'"
_WORDS = re.compile(r"\w+")


class FrameRules:
    """Words anywhere in a text that make it one about captives, a flight, a raid or a pardon."""

    def __init__(self, pack: Pack) -> None:
        data = pack.data("counts")
        nouns, frames = data.get("nouns", {}), data.get("frames", {})
        self.hostages = self._phrases(nouns.get("hostage", ()))
        self.captivity = self._phrases([*nouns.get("hostage", ()), *frames.get("captivity", ())])
        self.flight = self._phrases([*nouns.get("fugitive", ()), *frames.get("flight", ())])
        self.assault = self._phrases(frames.get("assault", ()))
        self.pardon = self._phrases(frames.get("pardon", ()))

    @staticmethod
    def _phrases(entries: Sequence[str]) -> tuple[str, ...]:
        return tuple(f" {' '.join(_WORDS.findall(words))} " for entry in entries for words in expand(entry))

    def frame(self, text: str) -> Frame:
        """What a whole article is about."""
        words = _plain(text)
        return Frame(
            captivity=any(p in words for p in self.captivity),
            flight=any(p in words for p in self.flight),
            assault=any(p in words for p in self.assault),
        )

    def names_hostages(self, sentence: str) -> bool:
        words = _plain(sentence)
        return any(p in words for p in self.hostages)

    def pardons(self, sentence: str) -> bool:
        words = _plain(sentence)
        return any(p in words for p in self.pardon)


def _plain(text: str) -> str:
    """A text's words in lower case, each between two blanks."""
    return f" {' '.join(_WORDS.findall(text.lower()))} "


def find_counts(context: Context) -> list[Count]:
    """Stated numbers of people: hostages, killed, injured, escaped, recaptured, arrested."""
    story = read_story(context)
    return counts_of(context, story, context.pack.rules(Judge.of).decide(story))


def counts_of(context: Context, story: Story, decisions: Sequence[Decision | None]) -> list[Count]:
    """The counts of an article whose numbers have been decided upon, one by one."""
    return [
        _count(context, context.sentences[site.line.index], Found(site.mention, decision))
        for site, decision in zip(story.sites, decisions, strict=True)
        if decision is not None
    ]


def parse_wanted(sentence: str, pack: Pack) -> bool:
    """Whether the spaCy model should parse this sentence, to tell how its numbers hang in it."""
    return pack.parses and any(not _is_year(n) for n in pack.rules(NumberRules).find(sentence))


def _is_year(number: Number) -> bool:
    return number.max is None and 1900 <= number.value <= 2100


def read_story(context: Context) -> Story:
    """The article's numbers that may count people, with what the rules say that they count."""
    rules = context.pack.rules(NumberRules)
    lexicon = context.pack.rules(Lexicon)
    frames = context.pack.rules(FrameRules)
    frame = frames.frame(context.text)
    taken = _other_facts(context)
    nationals = frozenset(p.start for p in context.facts.places if p.demonym)
    sites: list[Site] = []
    lines: list[Line] = []
    earlier: list[Found] = []
    for sentence in context.sentences:
        numbers = [
            n
            for n in rules.find(sentence.text)
            if not _within(sentence.start + n.start, sentence.start + n.end, taken)
        ]
        units = read_units(sentence, numbers, lexicon)
        line = Line(units, sentence.index, sentence.paragraph, sentence.text[-1] not in _CLOSERS)
        lines.append(line)
        if not numbers:
            if frame.captivity and frames.names_hostages(sentence.text):
                _note_release(units, frame, sentence.index)
            continue
        frame.pardon = frames.pardons(sentence.text)
        mentions = _people_perhaps(units, read_mentions(units, lexicon, nationals))
        evidence = gather(units, mentions, lexicon)
        found = Settler(units, mentions, evidence, frame, earlier, rules.articles, sentence.index).settle()
        if not found and frame.captivity and frames.names_hostages(sentence.text):
            _note_release(units, frame, sentence.index)
        decisions = {f.mention.at: f.decision for f in found}
        for mention, gathered in zip(mentions, evidence, strict=True):
            ruled = decisions.get(mention.at)
            article = ruled is None and mention.number.is_one and units[mention.at].lower in rules.articles
            sites.append(
                Site(line, mention, gathered, ruled, article, context.parses.get(sentence.index, ()))
            )
        earlier += found
    return Story(sites, lines)


def _note_release(units: Sequence[Unit], frame: Frame, sentence: int) -> None:
    """ "They let all their hostages go. There were 127 relatives": what the next figure counts."""
    if any(not {"free", "walkfree"}.isdisjoint(u.readings.verbs) for u in units):
        frame.follow(FREED, sentence)


def gather(units: Sequence[Unit], mentions: Sequence[Mention], lexicon: Lexicon) -> list[list[Evidence]]:
    """Each mention's evidence, strongest first."""
    by_unit = {m.at: m for m in mentions}
    ends = {m.end - 1: m for m in mentions}
    groups = GroupReader(units, lexicon)
    gathered = []
    for mention in mentions:
        found = RightScan(units, by_unit, groups, mention).run()
        found += LeftScan(units, ends, groups, lexicon, mention).run()
        if mention.premodifier:
            # "the two dead men were accused of …"
            cost = 30 if mention.partitive else -15 if mention.premodifier == "dead" else 0
            found.append(Evidence(mention.premodifier, "premodifier", STRENGTH["premodifier"] - cost))
        if any(u.is_("deny") for u in units[max(0, mention.first - 6) : mention.first]):
            found = [e._replace(hypothetical=True) for e in found]
        found.sort(key=lambda e: -e.score)
        gathered.append(found)
    return gathered


def _people_perhaps(units: Sequence[Unit], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that are no age and no number of a thing; "aged 19 and 23" goes as a whole."""
    kept: list[Mention] = []
    dropped_at = -9
    for mention in mentions:
        follows = mention.at - dropped_at == 2 and units[mention.at - 1].is_("and", "or")
        if _is_label(units, mention) or _is_age(units, mention) or (follows and mention.noun is None):
            dropped_at = mention.at
        else:
            kept.append(mention)
    return kept


def _other_facts(context: Context) -> list[tuple[int, int]]:
    """Spans whose numbers are not counts: dates, the publication date, facilities' names."""
    facts = context.facts
    spans = [(d.start, d.end) for d in facts.dates]
    spans += [(m.start, m.end) for f in facts.facilities for m in f.mentions]
    published = facts.published
    if published is not None and published.start is not None and published.end is not None:
        spans.append((published.start, published.end))
    return spans


def _within(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(s < end and start < e for s, e in spans)


def _is_label(units: Sequence[Unit], mention: Mention) -> bool:
    """The number of a thing: "Block 2", "aged 34", "Barrio 18"."""
    before = units[mention.at - 1] if mention.at > 0 else None
    if before is None or mention.first < mention.at or before.mark is not None:
        return False
    if before.is_("stop"):
        return True
    if mention.number.left < mention.number.start:
        return False
    if before.is_("identifier"):
        return True
    figures = units[mention.at].lower[0].isdigit()
    return (
        figures
        and before.capital
        and not before.known
        and mention.at > 1
        and mention.noun in (None, "unknown", "thing", "building")
    )


def _is_age(units: Sequence[Unit], mention: Mention) -> bool:
    """ "Sirhan, 75, is serving": a figure between commas (or brackets) that hangs on a name."""
    number = mention.number
    before = units[mention.at - 1] if mention.at > 0 else None
    vague = mention.noun in (None, "unknown") and number.qualifier == "at_most"
    if vague and before is not None and before.noun in PEOPLE and number.value < 99:
        # "children under 12"
        return True
    if (
        mention.noun is not None
        or mention.first != mention.at
        or number.max is not None
        or not 10 <= number.value <= 99
    ):
        return False
    after = units[mention.at + 1] if mention.at + 1 < len(units) else None
    name = units[mention.at - 2] if mention.at > 1 else None
    if before is None or name is None or before.mark not in ("comma", "open"):
        return False
    return (
        (after is None or after.mark is not None)
        and name.mark is None
        and (name.capital or name.noun is not None)
        and units[mention.at].lower.isdigit()
    )


def _count(context: Context, sentence: Sentence, found: Found) -> Count:
    mention, decision = found.mention, found.decision
    number: Number = mention.number
    start, end = sentence.start + number.start, sentence.start + number.end
    group = context.text[slice(*mention.group)] if mention.group else None
    qualifier = number.qualifier
    if mention.group and qualifier == "exact":
        # "six prisoners or more"
        after = context.pack.rules(NumberRules).trailing(context.text, mention.group[1])
        qualifier = after[1] if after else qualifier
    return Count(
        text=context.text[start:end],
        start=start,
        end=end,
        kind=decision.kind,
        status=decision.status,
        value=number.value,
        max=number.max,
        qualifier=qualifier,
        group=group,
        sentence=SentenceSpan(start=sentence.start, end=sentence.end),
        facility=_facility(context, sentence),
        date=_date(context, sentence, start),
    )


def _facility(context: Context, sentence: Sentence) -> str | None:
    """The facility that the sentence names, when it names exactly one."""
    names = {
        f.name
        for f in context.facts.facilities
        for m in f.mentions
        if sentence.start <= m.start < sentence.end
    }
    return names.pop() if len(names) == 1 else None


def _date(context: Context, sentence: Sentence, at: int) -> str | None:
    """The date in the number's clause, else the sentence's only one."""
    dates = [
        d
        for d in context.facts.dates
        if sentence.start <= d.start < sentence.end
        and d.value is not None
        and d.granularity in ("day", "week", "month")
    ]
    clause = [d for d in dates if not re.search(r"[,;:]", context.text[min(at, d.end) : max(at, d.start)])]
    chosen: list[Date] = clause or dates
    if not chosen or (not clause and len({d.value for d in dates}) > 1):
        return None
    return min(chosen, key=lambda d: (d.start < at, abs(d.start - at))).value
