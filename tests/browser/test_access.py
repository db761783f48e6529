"""axe finds no serious fault on any page or panel, and no English is left, in light and dark."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Desk

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
PAGES = ("/", "/report?draft={draft}", "/leader?draft={draft}", "/archive", "/ask", "/settings")
PANELS = ("表格", "检查", "对比去年", "备料", "下载")
ENGLISH = """() => {
  const left = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  const words = /[A-Za-z]{3,} [A-Za-z]{2,}|^[A-Z][a-z]{2,}$/;
  const foreign = (text) => words.test(text.trim()) && !/[\\u4e00-\\u9fff]/.test(text);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.TEXT_NODE) {
      const holder = node.parentElement;
      if (holder.closest("style, script, noscript, [data-testid=stIconMaterial], svg")) continue;
      if (foreign(node.data)) left.add(node.data.trim());
    } else for (const name of ["aria-label", "title", "placeholder"])
      if (foreign(node.getAttribute(name) ?? "")) left.add(`${name}: ${node.getAttribute(name)}`);
  }
  return [...left];
}"""


def settled(desk: Desk, look: Callable[[], list[str]]) -> list[str]:
    """What `look` still finds once the page has stopped drawing; a page half drawn is looked at again."""
    found: list[str] = []
    for _ in range(4):
        desk.settled().page.wait_for_load_state("networkidle")
        desk.page.evaluate("() => new Promise((done) => requestIdleCallback(done))")
        found = look()
        if not found:
            break
    return found


def faults(desk: Desk) -> list[str]:
    """Serious and critical findings of axe, with the first place of each."""
    return settled(desk, lambda: _faults(desk))


def _faults(desk: Desk) -> list[str]:
    found = axe.Axe().run(desk.page).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_no_serious_fault_and_no_english(desk: Desk, draft: str, page: str) -> None:
    desk.open(page.format(draft=draft))
    expect(desk.page.locator("html")).to_have_attribute("lang", "zh-CN")
    assert faults(desk) == []
    assert settled(desk, lambda: desk.page.evaluate(ENGLISH)) == []
    desk.page.emulate_media(color_scheme="dark")
    desk.open(page.format(draft=draft))
    assert faults(desk) == []


def test_no_panel_of_a_report_has_a_serious_fault(desk: Desk, draft: str) -> None:
    desk.report(draft).say("行政处罚12件，其余没有")
    for panel in PANELS:
        desk.panel(panel)
        assert faults(desk) == [], panel


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (683, 384), (820, 1180)])
def test_nothing_is_cut_off(desk: Desk, draft: str, width: int, height: int) -> None:
    """At the office screen, at the same screen enlarged to 200 %, on a tablet."""
    desk.page.set_viewport_size({"width": width, "height": height})
    desk.report(draft)
    spill = desk.page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert spill <= 0
    for place in (desk.line, desk.question, desk.page.locator(".st-key-panel_choice")):
        place.scroll_into_view_if_needed()
        box = place.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
