"""The library keeps each content once, replaces, removes, and comes level after a crash."""

from collections.abc import Callable

import pytest

from assistant.archive.library import Library
from assistant.archive.passages import LONGEST, cut, passages_of
from assistant.errors import NotFound
from tests.archive.conftest import a_report

OWN = "澄湖区柳岸街道办事处"


def test_the_same_content_is_kept_once_whatever_the_file_is_called(library: Library) -> None:
    again = a_report(OWN, 2024, seed=2024)
    renamed = again.model_copy(update={"meta": again.meta.model_copy(update={"source": "另存.pdf"})})
    assert library.add(renamed)[1] is False
    assert len(library.kept()) == 9


def test_a_corrected_report_takes_the_place_of_the_older_one(library: Library) -> None:
    library.search("培训")
    kept, new = library.add(a_report(OWN, 2024, seed=7))
    assert new
    assert [one.id for one in library.kept() if (one.organ, one.year) == (OWN, 2024)] == [kept.id]
    assert {hit.passage.report for hit in library.search(f"{OWN}讲第一课", 20)} <= {one.id for one in library.kept()}


def test_removing_removes_figures_and_passages(library: Library) -> None:
    (gone,) = [one for one in library.kept() if (one.organ, one.year) == (OWN, 2023)]
    library.search("培训")
    library.remove(gone.id)
    assert gone.id not in {hit.passage.report for hit in library.search("业务培训", 50)}
    assert gone.id not in {value.report for value in library.figures({"t2.penalty"})}
    with pytest.raises(NotFound):
        library.remove(gone.id)


def test_an_index_that_is_behind_comes_level_with_the_store(open_library: Callable[[], Library]) -> None:
    open_library().add(a_report(OWN, 2024, seed=1))  # stored, never indexed: as after a crash
    later = open_library()
    assert later.search("业务培训")
    open_library().add(a_report(OWN, 2023, seed=2))  # another process
    assert {hit.passage.year for hit in later.search("业务培训", 10)} == {2023, 2024}


def test_passages_stay_within_their_section_and_mask_personal_numbers() -> None:
    report = a_report(OWN, 2024, seed=1)
    long = "。".join(f"第{n}项工作按时完成并向社会公布" for n in range(80)) + "。联系人手机13812345678。"
    passages = passages_of(report.model_copy(update={"texts": {**report.texts, "s1.active": long}}), "r1")
    active = [p.text for p in passages if p.section == "s1.active"]
    assert "".join(active) == long.replace("13812345678", "*" * 11)
    assert max(map(len, active)) <= LONGEST
    assert [p.id for p in passages] == sorted(p.id for p in passages)


def test_fragments_join_what_follows() -> None:
    assert list(cut("其中：\n街道文件四条，财政信息六条。")) == ["其中：街道文件四条，财政信息六条。"]
