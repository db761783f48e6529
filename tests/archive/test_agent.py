"""A model may only repeat what its tools returned; an invented figure drops the whole answer."""

import pytest

from assistant.archive.agent import ask_model
from assistant.archive.library import Library, figures_of
from assistant.errors import ModelUnavailable
from assistant.llm.scripted import ScriptedModel

OWN = "澄湖区柳岸街道办事处"


def test_a_looked_up_figure_is_answered_with_its_source(library: Library) -> None:
    value = next(figures_of(library.report(o.id)) for o in library.kept() if (o.organ, o.year) == (OWN, 2024))[
        "t2.penalty"
    ]
    model = ScriptedModel([f"look_up:2024年行政处罚多少\n2024年行政处罚{value}件。"])
    got = ask_model(model, library, "去年罚了多少", organ=OWN, year=2025)
    assert [(f.cell, f.value) for f in got.figures] == [("t2.penalty", value)]


@pytest.mark.parametrize(
    "said",
    [
        "look_up:2024年行政处罚多少\n2024年行政处罚123456789件。",
        "去年一共处罚十二件。",
        "search:培训\n全年培训九百次。",
    ],
    ids=["other figure", "nothing looked up", "other figure beside a passage"],
)
def test_an_invented_figure_is_refused(library: Library, said: str) -> None:
    with pytest.raises(ModelUnavailable):
        ask_model(ScriptedModel([said]), library, "去年罚了多少", organ=OWN, year=2025)


def test_it_may_compute_over_what_it_looked_up_and_nothing_else(library: Library) -> None:
    report = next(figures_of(library.report(o.id)) for o in library.kept() if (o.organ, o.year) == (OWN, 2024))
    fine, coercion = int(report["t2.penalty"]), int(report["t2.coercion"])
    script = f"look_up:2024年行政处罚和行政强制各多少\ncompute:{fine}-{coercion}\n差{fine - coercion}件。"
    assert str(fine - coercion) in ask_model(ScriptedModel([script]), library, "差多少", organ=OWN, year=2025).text
    with pytest.raises(ModelUnavailable):
        ask_model(
            ScriptedModel(["look_up:2024年行政处罚多少\ncompute:777777*2\n是1555554件。"]),
            library,
            "?",
            organ=OWN,
            year=2025,
        )
