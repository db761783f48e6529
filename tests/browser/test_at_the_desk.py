"""Two windows, a reload, dragged files, pasted blocks, refused values, a way back from every fault."""

import base64

from playwright.sync_api import BrowserContext, expect

from assistant.session import Session
from tests.browser.conftest import SAMPLE, Desk

DROP = """(target, [name, data]) => {
  const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
  const given = new DataTransfer();
  given.items.add(new File([bytes], name, { type: "text/markdown" }));
  for (const kind of ["dragenter", "dragover", "drop"])
    target.dispatchEvent(new DragEvent(kind, { dataTransfer: given, bubbles: true, cancelable: true }));
}"""
PASTE = """(target, text) => {
  const given = new DataTransfer();
  given.setData("text/plain", text);
  target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: given, bubbles: true, cancelable: true }));
}"""


def test_two_windows_tell_each_other(context: BrowserContext, address: str, draft: str) -> None:
    one, other = (Desk(context.new_page(), address).report(draft) for _ in range(2))
    one.say("行政处罚12件，其余没有")
    other.say("还差什么")
    expect(other.page.locator(".st-key-chat_log")).to_contain_text("在别处修改了这份草稿")
    other.panel("表格")
    expect(other.page.locator('input[data-edit="t2.penalty"]')).to_have_value("12")


def test_a_reload_in_mid_answer_loses_nothing(desk: Desk, draft: str) -> None:
    desk.report(draft)
    words = "共75条，其中公示公告50条、工作动态25条"
    desk.line.fill(words)
    desk.line.press("Enter")
    expect(desk.page.get_by_test_id("stChatMessage").filter(has_text=words).first).to_be_visible()
    desk.page.reload()
    log = desk.page.locator(".st-key-chat_log")
    expect(log.get_by_test_id("stChatMessage").filter(has_text=words).first).to_be_visible()
    expect(desk.question).to_contain_text("规范性文件")
    expect(log).to_contain_text("接着上次填")


def test_a_file_is_dropped_on_the_first_page(desk: Desk) -> None:
    desk.open()
    zone = desk.page.get_by_test_id("stFileUploaderDropzone").first
    zone.evaluate(DROP, [SAMPLE.name, base64.b64encode(SAMPLE.read_bytes()).decode()])
    expect(desk.page.get_by_text("核对读到的内容")).to_be_visible()
    expect(desk.page.get_by_text("读到 200 个数字")).to_be_visible()


def test_a_file_is_dropped_into_the_chat(desk: Desk, store: Session) -> None:
    begun = store.create("澄湖区柳岸街道办事处", 2026)
    desk.report(begun)
    data = base64.b64encode(SAMPLE.read_bytes()).decode()
    desk.page.get_by_test_id("stChatInputFileUploadButton").evaluate(DROP, [SAMPLE.name, data])
    expect(desk.page.get_by_test_id("stChatInput").get_by_text(SAMPLE.name)).to_be_visible()
    sending = desk.page.get_by_test_id("stChatInputSubmitButton")
    expect(sending).to_be_enabled()
    desk.line.press("Enter")
    expect(desk.question).to_contain_text("是否使用")
    desk.settled().click("确认")
    expect(desk.page.locator(".st-key-chat_log")).to_contain_text("已使用")
    assert store.draft(begun).previous is not None


def test_a_block_from_a_spreadsheet_is_pasted(desk: Desk, draft: str) -> None:
    desk.report(draft).panel("表格")
    desk.page.locator('input[data-edit="t3.new.natural"]').evaluate(PASTE, "4\t1\t0\t0\t0\t2\n")
    expect(desk.cell("t3.new.total")).to_have_text("7")
    expect(desk.page.locator('input[data-edit="t3.new.other_org"]')).to_have_value("2")


def test_what_is_no_number_is_refused_in_a_sentence(desk: Desk, draft: str, store: Session) -> None:
    desk.report(draft).panel("表格")
    field = desk.page.locator('input[data-edit="t2.penalty"]')
    field.fill("-3")
    field.press("Enter")
    expect(desk.page.get_by_text("不能是负数")).to_be_visible()
    field.fill("若干")
    field.press("Enter")
    expect(desk.page.get_by_text("不是数字")).to_be_visible()
    assert "t2.penalty" not in store.draft(draft).answers


def test_a_click_in_the_draft_asks_again_and_the_box_keeps_what_was_written(
    desk: Desk, draft: str, store: Session
) -> None:
    desk.report(draft)
    desk.page.locator('[data-pick="preamble"]').first.click()
    expect(desk.question.get_by_role("button", name="修改")).to_be_visible()
    desk.settled().click("修改")
    box = desk.page.locator(".st-key-paragraph_box textarea")
    box.press("Control+End")
    box.press_sequentially("特此报告。")
    desk.click("保存")
    expect(desk.page.locator('p[data-pick="preamble"]')).to_contain_text("特此报告。")
    assert store.draft(draft).texts["preamble"].text.endswith("特此报告。")


def test_a_report_that_is_gone_is_said_with_a_way_back(desk: Desk) -> None:
    desk.open("/report?draft=nothing")
    expect(desk.page.get_by_text("没有找到这份草稿")).to_be_visible()
    desk.page.get_by_role("link", name="去“我的报告”").click()
    expect(desk.page.get_by_text("用示例体验")).to_be_visible()
