"""The contract of a passage index, held by Chroma and by its in-memory twin alike; and BM25 beside them."""

from pathlib import Path

import pytest

from vectorstore.chroma import ChromaIndex
from vectorstore.embed import OFFLINE, HashedNgrams
from vectorstore.lexical import Lexical
from vectorstore.memory import MemoryIndex
from vectorstore.passage import Filter, Passage
from vectorstore.retriever import PassageRetriever, VectorIndex, fuse
from vectorstore.thesaurus import Thesaurus

PASSAGES = [
    Passage(
        "a-0",
        "a",
        "全年组织政务公开业务培训三次，覆盖各科室。",
        "甲街道办事处",
        "street",
        2023,
        "s1.supervision",
    ),
    Passage(
        "a-1",
        "a",
        "在便民服务中心设立政务公开专区，配备查询电脑。",
        "甲街道办事处",
        "street",
        2023,
        "s1.platform",
    ),
    Passage("b-0", "b", "全年举办培训班一期，参训人员六十人。", "乙镇人民政府", "town", 2024, "s1.supervision"),
    Passage("b-1", "b", "未收取信息处理费。", "乙镇人民政府", "town", 2024, "s6.fee"),
]


@pytest.fixture(params=["chroma", "memory"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> VectorIndex:
    built = (
        ChromaIndex(HashedNgrams(), OFFLINE, folder=tmp_path)
        if request.param == "chroma"
        else MemoryIndex(HashedNgrams())
    )
    built.add(PASSAGES)
    return built


def test_the_nearest_passage_comes_first_with_everything_it_came_with(index: VectorIndex) -> None:
    assert index.search("政务公开业务培训", 1)[0].passage == PASSAGES[0]


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Filter(organs=("乙镇人民政府",)), {"b-0", "b-1"}),
        (Filter(years=(2023,)), {"a-0", "a-1"}),
        (Filter(sections=("s1.supervision",)), {"a-0", "b-0"}),
        (Filter(not_organs=("乙镇人民政府",)), {"a-0", "a-1"}),
        (Filter(years=(2024,), sections=("s6.fee",)), {"b-1"}),
        (Filter(organs=("丙局",)), set()),
    ],
)
def test_filters_leave_only_what_passes(index: VectorIndex, wanted: Filter, ids: set[str]) -> None:
    assert {hit.passage.id for hit in index.search("培训", 10, wanted)} == ids


def test_adding_again_replaces_and_removing_removes(index: VectorIndex) -> None:
    index.add([Passage("a-0", "a", "改写后的段落。", "甲街道办事处", "street", 2023, "s1.supervision")])
    assert {p.id: p.text for p in index.all()}["a-0"] == "改写后的段落。"
    assert len(index.all()) == 4
    index.remove_report("a")
    assert index.reports() == {"b"}
    index.remove_report("a")
    assert len(index.all()) == 2


def test_an_embedded_index_is_there_again_after_reopening(tmp_path: Path) -> None:
    ChromaIndex(HashedNgrams(), OFFLINE, folder=tmp_path).add(PASSAGES)
    assert {p.id for p in ChromaIndex(HashedNgrams(), OFFLINE, folder=tmp_path).all()} == {p.id for p in PASSAGES}


def test_lexical_search_filters_replaces_and_forgets() -> None:
    lexical = Lexical()
    lexical.add(PASSAGES)
    lexical.add([Passage("c-0", "c", "组织业务培训并测试。", "丙局", "department", 2024, "s1.supervision")])
    assert lexical.search([("业务培训", 1.0)], 1, Filter(organs=("丙局",)))[0].passage.id == "c-0"
    lexical.remove(["c-0", "never there"])
    assert lexical.search([("业务培训", 1.0)], 5)[0].passage.id == "a-0"
    lexical.remove_report("a")
    assert {hit.passage.report for hit in lexical.search([("培训", 1.0)], 5)} == {"b"}
    assert lexical.search([("", 1.0)], 5) == []


def test_segments_do_not_change_the_ranking() -> None:
    whole, pieces = Lexical(), Lexical()
    whole.add(PASSAGES)
    for passage in PASSAGES:
        pieces.add([passage])
    query = [("政务公开培训", 1.0)]
    assert [h.passage.id for h in whole.search(query, 4)] == [h.passage.id for h in pieces.search(query, 4)]


def test_the_thesaurus_finds_what_is_said_differently() -> None:
    lexical = Lexical()
    lexical.add(PASSAGES)
    plain = PassageRetriever(lexical=lexical, limit=1)
    wise = PassageRetriever(lexical=lexical, thesaurus=Thesaurus([["要钱", "信息处理费"]]), limit=1)
    assert plain.invoke("要钱吗") == []
    assert wise.invoke("要钱吗")[0].id == "b-1"


def test_fusion_prefers_what_both_rank_high() -> None:
    lexical = Lexical()
    lexical.add(PASSAGES)
    hits = lexical.search([("培训", 1.0)], 4)
    assert fuse([(hits, 1.0), (list(reversed(hits)), 0.1)], 1)[0].passage == hits[0].passage


def test_hashed_vectors_only_fill_in_what_bm25_leaves_open(index: VectorIndex) -> None:
    lexical = Lexical()
    lexical.add(PASSAGES)
    offline = PassageRetriever(lexical=lexical, vectors=index)
    found = [hit.passage.id for hit in offline.search("业务培训", 4)]
    assert found[:2] == [hit.passage.id for hit in lexical.search([("业务培训", 1.0)], 4)][:2]
    assert sorted(found) == ["a-0", "a-1", "b-0", "b-1"]


def test_hashed_vectors_are_the_same_in_every_process() -> None:
    vector = HashedNgrams().embed_query("政务公开")
    assert [i for i, x in enumerate(vector) if abs(x) > 0.01] == [3, 18, 71, 105, 115, 148, 230, 461, 468]
    assert HashedNgrams().embed_query("政 务公开") == vector
    assert sum(x * x for x in vector) == pytest.approx(1, abs=1e-5)
