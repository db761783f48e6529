"""Figure questions are answered with the cell asked for, or honestly refused; nothing is guessed."""

import re
from pathlib import Path

import pytest
import yaml

from assistant.archive.answer import answer
from assistant.archive.library import Library, figures_of
from assistant.archive.question import spellings, understand

CASES = Path(__file__).parents[1] / "cases" / "archive"
FIGURES = yaml.safe_load((CASES / "figures.yaml").read_text(encoding="utf-8"))
TALKS = yaml.safe_load((CASES / "talks.yaml").read_text(encoding="utf-8"))
OWN = "澄湖区柳岸街道办事处"


@pytest.mark.parametrize("frame", FIGURES["frames"])
def test_a_figure_asked_for_in_many_words(library: Library, frame: str) -> None:
    kept = {one.year: figures_of(library.report(one.id)) for one in library.kept() if one.organ == OWN}
    wrong = []
    for number, (phrase, cells) in enumerate(FIGURES["phrases"].items()):
        year = 2022 + number % 3
        question = frame.format(phrase=phrase, year=year, short="柳岸街道")
        got = answer(library, question, organ=OWN, year=2025)
        if [(f.year, f.cell, f.value) for f in got.figures] != [(year, cell, kept[year][cell]) for cell in cells]:
            wrong.append((question, [(f.year, f.cell) for f in got.figures]))
    assert not wrong


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk[0]["ask"])
def test_a_talk_keeps_its_thread(library: Library, talk: list[dict]) -> None:
    before: list[str] = []
    for turn in talk:
        got = answer(library, turn["ask"], organ=OWN, year=2025, before=before)
        before.append(turn["ask"])
        if turn.get("refused"):
            assert not got.found
            assert (got.figures, got.passages) == ((), ())
            assert not re.sub(r"(20|19)\d\d", "", "".join(re.findall(r"\d+", got.text)))
            continue
        assert [[f.year, f.cell] for f in got.figures] == turn["cells"], got.text
        assert {f.organ for f in got.figures} == {turn.get("organ", OWN)}


def test_differences_and_shares_are_computed(library: Library) -> None:
    old, new = (
        figures_of(library.report(o.id)) for y in (2023, 2024) for o in library.kept() if (o.organ, o.year) == (OWN, y)
    )
    said = answer(library, "行政许可2024年比2023年增减多少", organ=OWN, year=2025).text
    assert str(abs(new["t2.licensing"] - old["t2.licensing"])) in said
    share = answer(library, "2024年予以公开的比例", organ=OWN, year=2025).text
    assert f"{new['t3.granted.total'] / new['t3.handled_total.total']:.1%}" in share


def test_who_had_most_is_found_among_all(library: Library) -> None:
    values = {o.organ: figures_of(library.report(o.id))["t2.penalty"] for o in library.kept() if o.year == 2024}
    got = answer(library, "2024年哪个单位行政处罚最多", organ=OWN, year=2025)
    assert got.figures[0].organ == max(values, key=lambda organ: values[organ])


def test_an_office_is_asked_for_once_when_none_is_meant(library: Library) -> None:
    got = answer(library, "2024年收到多少件申请")
    assert not got.found
    assert all(organ in got.text for organ in (OWN, "澄湖区东桥镇人民政府"))


def test_wording_of_others_comes_with_its_source_and_not_from_oneself(library: Library) -> None:
    got = answer(library, "别的单位怎么写监督保障", organ=OWN, year=2025)
    assert got.found
    assert {quote.section for quote in got.passages} == {"s1.supervision"}
    assert OWN not in {quote.organ for quote in got.passages}
    assert all(quote.source and quote.year for quote in got.passages)


def test_a_thing_that_is_no_figure_is_quoted(library: Library) -> None:
    got = answer(library, "政务公开专区设在哪里", organ=OWN, year=2025)
    assert got.found
    assert "便民服务中心" in got.text
    assert "专人引导" in got.passages[0].text


@pytest.mark.parametrize("called", ["澄湖区柳岸街道办事处", "柳岸街道办事处", "柳岸街道"])
def test_offices_answer_to_their_short_names(called: str) -> None:
    assert called in spellings(OWN)
    assert understand(f"{called}收到多少件申请", [OWN]).organs == (OWN,)


def test_an_abbreviation_names_the_one_office_it_can_mean() -> None:
    offices = ["云溪市林业和草原局", "云溪市农业农村局", OWN]
    assert understand("林草局去年罚了多少", offices).organs == ("云溪市林业和草原局",)
    assert understand("卫健委去年罚了多少", offices).organs == ()
    assert understand("卫健委去年罚了多少", [*offices, "云溪市卫生健康委员会"]).organs == ("云溪市卫生健康委员会",)


def test_which_offices_had_any_and_which_year_was_highest(library: Library) -> None:
    any_ = answer(library, "哪些单位2023年有行政处罚", organ=OWN, year=2025)
    assert {figure.organ for figure in any_.figures} == {one.organ for one in library.kept()}
    values = {o.year: figures_of(library.report(o.id))["t2.penalty"] for o in library.kept() if o.organ == OWN}
    best = answer(library, "柳岸街道哪一年行政处罚最多", organ=OWN, year=2025)
    assert best.figures[0].year == max(values, key=lambda year: values[year])


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("信访投诉类申请填在哪一行", "不予处理"),
        ("不予处理和其他处理有什么区别", "重复申请"),
        ("规章为什么我们街道填0", "规章"),
    ],
)
def test_rules_are_explained_with_their_source(library: Library, question: str, said: str) -> None:
    got = answer(library, question, organ=OWN, year=2025)
    assert got.found
    assert said in got.text
    assert all(quote.source for quote in got.passages)
