"""From last year's file to the Word file, as a clerk does it once a year."""

from pathlib import Path

from playwright.sync_api import expect

from assistant.reading import read_file
from assistant.session import Session
from tests.browser.conftest import SAMPLE, Desk

ANSWERS = {
    "主动公开了多少条": "共120条，其中公示公告80条、工作动态40条",
    "规范性文件": "规范性文件制发1件，没有废止，规章没有",
    "行政处罚": "行政处罚12件，其余没有",
    "行政事业性收费": "没有收费",
    "新收到几件": "3件，自然人2件企业1件，自然人那两件予以公开，企业那件不掌握",
    "行政复议": "都没有",
    "信息处理费": "没有收取",
}
"""By words of the question."""
FOCUSED = """() => {
  let e = document.activeElement;
  while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
  if (!e?.matches("button, a, input, textarea, [role=radio]")) return "";
  const words = [e.closest("label")?.innerText, e.innerText, e.getAttribute("aria-label"), e.placeholder];
  return words.filter(Boolean).join(" ");
}"""
PARAGRAPH = ("确认", "和去年一样", "删掉这句", "采用")
"""What is clicked when no answer is prepared, first match first."""


def answer_everything(desk: Desk) -> int:
    """Answers until nothing is open; how many messages it took."""
    for number in range(40):
        if desk.page.get_by_text("全部填完").count():
            return number
        asked, choices = desk.question.inner_text(), desk.choices
        known = next((answer for words, answer in ANSWERS.items() if words in asked), None)
        if "确认" in choices or "采用" in choices or known is None:
            desk.choose(next(one for one in PARAGRAPH if one in choices))
        elif known in choices:
            desk.choose(known)
        else:
            desk.say(known)
    raise AssertionError(f"still open: {desk.question.inner_text()}")


def test_by_mouse_from_the_upload_to_the_word_file(desk: Desk, store: Session, tmp_path: Path) -> None:
    desk.open()
    with desk.page.expect_file_chooser() as chooser:
        desk.page.locator(".st-key-past_file").get_by_role("button", name="选择文件").last.click()
    chooser.value.set_files(SAMPLE)
    expect(desk.page.get_by_text("核对读到的内容")).to_be_visible()
    desk.settled().click("确认，开始填写")
    desk.question.wait_for()

    answer_everything(desk)
    desk.panel("下载")
    expect(desk.page.get_by_text("下载的是正式稿")).to_be_visible()
    with desk.page.expect_download() as download:
        desk.page.locator(".st-key-save_docx").get_by_role("button").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)

    draft = store.draft(desk.page.url.partition("draft=")[2])
    snapshot, read = draft.snapshot(), read_file(file)
    assert file.name.startswith("澄湖区柳岸街道办事处")
    assert {cell: read.cells[cell] for cell in snapshot.form.cells} == {
        cell: snapshot.value(cell) for cell in snapshot.form.cells
    }
    assert all(snapshot.texts[text].split() == read.texts[text].split() for text in ("s1.active", "s5.measures"))


def test_by_keyboard_alone(desk: Desk, store: Session) -> None:
    desk.open()
    _tab_to(desk, "打开示例")
    desk.page.keyboard.press("Enter")
    expect(desk.page.get_by_text("核对读到的内容")).to_be_visible()
    desk.settled()
    _tab_to(desk, "确认，开始填写")
    desk.page.keyboard.press("Enter")
    desk.question.wait_for()
    desk.settled()

    _tab_to(desk, "直接说")
    desk.page.keyboard.type("共120条，其中公示公告80条、工作动态40条")
    desk.page.keyboard.press("Enter")
    expect(desk.question).to_contain_text("规范性文件")
    desk.settled()
    _tab_to(desk, "草稿")
    desk.page.keyboard.press("ArrowRight")
    desk.page.keyboard.press("Space")
    first = desk.page.locator("input[data-edit]").first
    first.wait_for()
    desk.settled()
    _tab_to(desk, "规章·本年制发件数")
    desk.page.keyboard.type("0")
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.type("2")
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator(".st-key-chat_log")).to_contain_text("行政规范性文件·本年制发件数")
    desk.settled()

    draft = desk.page.url.partition("draft=")[2]
    answers = store.draft(draft).answers
    assert answers["s1.active.published_total"].value == 120
    assert answers["t2.rules.issued"].value == 0
    assert answers["t2.normative.issued"].value == 2


def _tab_to(desk: Desk, name: str) -> None:
    """Presses Tab until the focus is on what is called `name`."""
    for _ in range(150):
        desk.page.keyboard.press("Tab")
        focused = desk.page.evaluate(FOCUSED)
        if name in focused:
            return
    raise AssertionError(f"{name} cannot be reached by Tab")
