"""One spelling, with the way back; sentences; likeness."""

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.text.normalise import fold, normalise
from assistant.text.sentences import sentences
from assistant.text.similarity import longest_common_run, similarity
from assistant.text.words import words

ANY = st.text(alphabet="政府信息公开，。,（）() １2３4\u3000\n\u00a0⺠⻔⼀：:；、a%．", max_size=60)


@given(ANY)
@settings(max_examples=300, derandomize=True)
def test_offsets_lead_back_to_the_original(text: str) -> None:
    plain = normalise(text)
    assert len(plain.offsets) == len(plain.text) + 1
    assert list(plain.offsets) == sorted(plain.offsets)
    for place, char in enumerate(plain.text):
        start, end = plain.original(place, place + 1)
        assert normalise(text[start:end]).text in (char, "") or char in ",:?，：？"


@given(ANY)
@settings(max_examples=200, derandomize=True)
def test_normalising_twice_changes_nothing_for_labels(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_radicals_and_widths() -> None:
    assert normalise("⼈⺠政府⽹站２０２４年，⻔户⻛险⻅").text == "人民政府网站2024年，门户风险见"
    assert all(len(plain) == 1 for plain in words().radicals.values())


def test_grouping_comma_and_clause_comma_stay_apart() -> None:
    assert normalise("共12,345条,其中3,条").text == "共12,345条，其中3，条"


def test_white_space_inside_chinese_goes() -> None:
    assert normalise("本年新 制作数量　536 万\n下一行").text == "本年新制作数量536万\n下一行"
    assert normalise("3 5").text == "3 5"


def test_labels_fold_alike() -> None:
    assert fold("（一）予以 公开") == fold("(一)予以公开")
    assert fold("危及“三安全一稳定”") == fold('危及"三安全一稳定"')


def test_sentences_keep_brackets_together() -> None:
    text = "共5条（甲3条；乙2条）。未收到申请；\n其他无。"
    assert [text[a:b] for a, b in sentences(text)] == ["共5条（甲3条；乙2条）。", "未收到申请；", "其他无。"]


@given(st.text(max_size=80))
@settings(max_examples=200, derandomize=True)
def test_sentences_cover_all_that_is_not_blank(text: str) -> None:
    spans = sentences(text)
    kept = "".join(text[a:b] for a, b in spans)
    assert "".join(kept.split()) == "".join(text.split())


def test_figures_do_not_make_a_difference() -> None:
    old = "2023年，我局主动公开政府信息210条，其中政策文件12条。"
    new = "2024年，我局主动公开政府信息365条，其中政策文件九十条。"
    assert similarity(old, new) == 1.0
    assert similarity(old, "全年组织业务培训，提升工作人员能力，规范办理流程。") < 0.3
    assert similarity("", "") == 0.0


def test_longest_run() -> None:
    assert longest_common_run("甲乙丙，进一步加强组织领导", "丁进一步加强组织建设") == "进一步加强组织"
    assert longest_common_run("甲", "乙") == ""
