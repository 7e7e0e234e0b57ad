"""An article comes out in its own language, or in none: never Portuguese as Spanish."""

from __future__ import annotations

from pathlib import Path

import pytest

import prisonwatch
from prisonwatch.language import available_packs
from prisonwatch.pipeline.language import detect_language

LONG = {
    "en": (
        "Inmates at a prison in the north of the country held six guards for nine hours before a bishop"
        " talked them into letting the men go, officials said. Nobody was hurt."
    ),
    "es": (
        "Los internos de un penal del norte del país retuvieron a seis custodios durante nueve horas,"
        " hasta que un obispo los convenció de soltarlos, según las autoridades. No hubo heridos."
    ),
    "pt": (
        "Os detentos de um presídio do norte do país mantiveram seis agentes durante nove horas, até que"
        " um bispo os convenceu a soltá-los, segundo as autoridades. Não houve feridos."
    ),
    "gl": (
        "Os presos dunha cadea do norte do país retiveron a seis funcionarios durante nove horas, ata que"
        " un bispo os convenceu de que os soltasen, segundo as autoridades. Non houbo feridos."
    ),
    "ca": (
        "Els interns d'una presó del nord del país van retenir sis funcionaris durant nou hores, fins que"
        " un bisbe els va convèncer que els deixessin anar, segons les autoritats. No hi ha hagut ferits."
    ),
    "fr": (
        "Les détenus d'une prison du nord du pays ont retenu six gardiens pendant neuf heures, avant"
        " qu'un évêque ne les convainque de les relâcher, selon les autorités. Il n'y a pas eu de blessés."
    ),
    "it": (
        "I detenuti di un carcere del nord del paese hanno trattenuto sei agenti per nove ore, finché un"
        " vescovo non li ha convinti a lasciarli andare, secondo le autorità. Non ci sono stati feriti."
    ),
    "de": (
        "Häftlinge eines Gefängnisses im Norden des Landes hielten sechs Wärter neun Stunden lang fest,"
        " bis ein Bischof sie überredete, die Männer gehen zu lassen, wie die Behörden mitteilten."
        " Verletzt wurde niemand."
    ),
    "nl": (
        "Gedetineerden van een gevangenis in het noorden van het land hielden zes bewakers negen uur lang"
        " vast, tot een bisschop hen overhaalde de mannen te laten gaan, aldus de autoriteiten. Niemand"
        " raakte gewond."
    ),
    "ro": (
        "Deținuții dintr-un penitenciar din nordul țării au ținut șase gardieni timp de nouă ore, până"
        " când un episcop i-a convins să le dea drumul, potrivit autorităților. Nu au fost răniți."
    ),
    "id": (
        "Para narapidana di sebuah penjara di utara negara itu menahan enam sipir selama sembilan jam"
        " sebelum seorang uskup membujuk mereka untuk melepaskannya, kata pihak berwenang. Tidak ada yang"
        " terluka."
    ),
    "tl": (
        "Anim na guwardiya ang hinawakan ng mga bilanggo sa loob ng siyam na oras bago sila nahimok ng"
        " isang obispo na pakawalan ang mga ito, ayon sa mga opisyal. Walang nasugatan sa insidente."
    ),
    "ht": (
        "Prizonye yo te kenbe sis gad pandan nevèdtan anvan yon evèk te konvenk yo lage mesye yo, dapre"
        " otorite yo. Pa gen moun ki te blese nan prizon an."
    ),
    "sw": (
        "Wafungwa katika gereza la kaskazini mwa nchi waliwashikilia askari sita kwa saa tisa kabla ya"
        " askofu kuwashawishi wawaachie, walisema maafisa. Hakuna aliyejeruhiwa."
    ),
    "tr": (
        "Ülkenin kuzeyindeki bir cezaevinde mahkumlar altı gardiyanı dokuz saat rehin tuttu; yetkililere"
        " göre bir piskopos onları ikna etti. Yaralanan olmadı."
    ),
    "ru": (
        "Заключённые колонии на севере страны девять часов удерживали шестерых сотрудников, пока епископ"
        " не уговорил их отпустить людей, сообщили власти. Никто не пострадал."
    ),
    "uk": (
        "Ув'язнені колонії на півночі країни дев'ять годин утримували шістьох працівників, поки єпископ"
        " не вмовив їх відпустити людей, повідомили в поліції. Ніхто не постраждав."
    ),
    "ar": "احتجز السجناء في سجن في شمال البلاد ستة حراس لمدة تسع ساعات قبل أن يقنعهم أسقف بإطلاق سراحهم",
    "ja": "国の北部の刑務所で受刑者が看守六人を九時間にわたって人質に取った。",
    "zh": "该国北部一所监狱的囚犯劫持六名狱警达九小时。",
    "ko": "북부의 한 교도소에서 수감자들이 교도관 여섯 명을 아홉 시간 동안 붙잡았다.",
    "hi": "देश के उत्तर की एक जेल में कैदियों ने छह गार्डों को नौ घंटे तक बंधक बनाया।",
}

HEADLINES = [
    ("en", "HOSTAGES FREED IN ECUADOR PRISON"),
    ("en", "Jail riot leaves six dead"),
    ("en", "Twelve guards seized at Turi"),
    ("en", "Presidente Noboa told reporters in Quito that the Cárcel de Turi was under control again"),
    ("es", "LIBERAN A REHENES EN CÁRCEL DE ECUADOR"),
    ("es", "MOTIN EN CARCEL DE TURI"),
    ("es", "Fuga en Tumbes"),
    ("es", "Reos retienen a seis guardias"),
    ("pt", "Presos fazem agentes reféns em rebelião"),
    ("pt", "REBELIÃO EM PRESÍDIO DEIXA MORTOS"),
    ("fr", "Mutinerie à Makala : 129 morts"),
    ("it", "Rivolta nel carcere di Modena"),
    ("de", "Geiselnahme in Gefängnis beendet"),
    ("id", "Napi sandera sipir"),
    ("ca", "Motí a la presó de Lledoners"),
]


@pytest.mark.parametrize("code", LONG)
def test_prose(code: str) -> None:
    assert detect_language(LONG[code]) == code


@pytest.mark.parametrize("code", [code for code in LONG if code not in ("en", "es")])
def test_capitals_and_pieces_are_never_taken_for_a_pack_s_language(code: str) -> None:
    for text in (LONG[code].upper(), *LONG[code].split(",")):
        assert detect_language(text) in (code, None) or len(text.split()) < 6


@pytest.mark.parametrize(("code", "headline"), HEADLINES)
def test_headlines(code: str, headline: str) -> None:
    assert detect_language(headline) == code


@pytest.mark.parametrize(
    "text", ["", "42 13", "Guayaquil, Ecuador", "Xyzzy plugh frobozz", "???", "\ufffd\ufffd"]
)
def test_nothing_to_tell_by(text: str) -> None:
    assert detect_language(text) is None


def test_an_article_in_a_language_without_a_pack_is_told_and_warned_of() -> None:
    record = prisonwatch.extract(LONG["pt"])
    assert record.language == "pt"
    (warning,) = record.warnings
    assert "'pt'" in warning
    assert record.counts == []
    assert record.officials == []


def test_a_given_language_without_a_pack_is_kept() -> None:
    (record,) = prisonwatch.Extractor().pipe([prisonwatch.Article(id="a", text=LONG["en"], language="nl")])
    assert record.language == "nl"
    assert len(record.warnings) == 1


def test_an_untold_language_is_null() -> None:
    record = prisonwatch.extract("Xyzzy plugh frobozz 2024-01-14")
    assert record.language is None
    assert len(record.warnings) == 1


def test_an_added_pack_takes_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "tlh"
    folder.mkdir()
    (folder / "pack.toml").write_text(
        'name = "Frobozz"\nfunction_words = ["xul", "plugh", "vekt", "brillig"]\n'
    )
    text = "Mumakil xul grobnar plugh thaddok vekt brillig oomph."
    assert detect_language(text) is None
    monkeypatch.setenv("PRISONWATCH_PACKS", str(tmp_path))
    assert "tlh" in available_packs()
    assert detect_language(text) == "tlh"
    assert detect_language(LONG["en"]) == "en"
