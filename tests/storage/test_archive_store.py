"""Past reports as tables: kept once, found by office, year and cell, never altered."""

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.errors import NotFound
from assistant.report.meta import Meta
from assistant.report.published import PastReport
from assistant.storage import ArchiveStore, Database


@pytest.fixture
def store(tmp_path: Path) -> ArchiveStore:
    return ArchiveStore(Database(f"sqlite:///{tmp_path / 'a.db'}"))


def past(organ: str, year: int, **cells: int | Decimal | None) -> PastReport:
    ids = {key.replace("_", ".", 1): value for key, value in cells.items()}
    return PastReport(
        meta=Meta(organ=organ, year=year, source=f"{year}.pdf"), cells=ids,
        facts={"s1.active.published_total": 36}, places={"t2.penalty": "表二 第8行"},
    )  # fmt: skip


def test_the_same_content_is_kept_once(store: ArchiveStore) -> None:
    report = past("甲局", 2024, t2_penalty=3)
    first, new = store.add_report("h1", report)
    again, second = store.add_report("h1", report)
    assert (new, second, again.id) == (True, False, first.id)
    assert len(store.reports()) == 1
    assert store.report(first.id) == report


def test_figures_are_found_by_office_year_and_cell(store: ArchiveStore) -> None:
    for year, value in ((2022, 5), (2023, None), (2024, 0)):
        store.add_report(f"h{year}", past("甲局", year, t2_penalty=value, t2_fees_wan=Decimal("12.50")))
    store.add_report("other", past("乙局", 2024, t2_penalty=9))
    found = store.figures(organ="甲局", cells=["t2.penalty"])
    assert [(one.year, one.value, one.place) for one in found] == [
        (2024, 0, "表二 第8行"),
        (2022, 5, "表二 第8行"),
    ]
    assert [one.organ for one in store.figures(year=2024, cells=["t2.penalty"])] == ["乙局", "甲局"]
    assert str(store.figures(organ="甲局", year=2023, cells=["t2.fees_wan"])[0].value) == "12.50"
    assert {one.cell for one in store.figures(organ="乙局")} == {"t2.penalty", "s1.active.published_total"}


def test_a_removed_report_is_gone_with_its_figures(store: ArchiveStore) -> None:
    kept, _ = store.add_report("h", past("甲局", 2024, t2_penalty=3))
    assert store.remove(kept.id).source == "2024.pdf"
    assert (store.reports(), store.figures(), store.organs()) == ([], [], [])
    for gone in (store.report, store.remove):
        with pytest.raises(NotFound, match="往年报告"):
            gone(kept.id)
    assert store.add_report("h", past("甲局", 2024))[1]
