"""Prints how the page keeps up on the sample: `python -m tests.browser.measure http://127.0.0.1:PORT DRAFT`."""

import statistics
import sys
from collections.abc import Callable
from time import perf_counter

from playwright.sync_api import expect, sync_playwright

from tests.browser.conftest import CHROMIUM, Desk

ROUNDS = 8


def main(address: str, draft: str) -> None:
    """Each figure is p50 / p95 of a few rounds in Chromium, in milliseconds."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        desk = Desk(page, address)
        desk.report(draft)
        messages = page.locator(".st-key-chat_log").get_by_test_id("stChatMessage")
        echo, reply = [], []
        for number in range(20, 20 + ROUNDS):
            before = messages.count()
            desk.line.fill(f"行政处罚{number}件")
            start = perf_counter()
            desk.line.press("Enter")
            messages.nth(before).wait_for()
            echo.append(perf_counter() - start)
            messages.nth(before + 1).wait_for()
            reply.append(perf_counter() - start)
            desk.settled()
        _print("key press to echo", echo)
        _print("message to reply", reply)

        desk.panel("表格")
        sums = [_timed(lambda number=number: _typed(desk, number)) for number in range(1, 1 + ROUNDS)]
        _print("cell edit to sums", sums)
        names = ("检查", "草稿", "下载", "表格") * (ROUNDS // 4)
        _print("panel switch", [_timed(lambda name=name: desk.panel(name)) for name in names])
        links = ("设置", "往年报告", "我的报告", "填报") * (ROUNDS // 4)
        _print("page switch", [_timed(lambda name=name: _page(desk, name)) for name in links])
        browser.close()


def _typed(desk: Desk, number: int) -> None:
    field = desk.page.locator('input[data-edit="t3.new.natural"]')
    field.fill(str(number))
    field.press("Enter")
    expect(desk.cell("t3.new.total")).to_have_text(str(number + 1))


MARKS = {
    "设置": ".st-key-back_up",
    "往年报告": ".st-key-archive_view",
    "我的报告": ".st-key-way_new",
    "填报": ".st-key-chat_log",
}


def _page(desk: Desk, name: str) -> None:
    desk.page.get_by_role("link", name=name, exact=True).click()
    desk.page.locator(MARKS[name]).wait_for()


def _timed(action: Callable[[], object]) -> float:
    start = perf_counter()
    action()
    return perf_counter() - start


def _print(what: str, seconds: list[float]) -> None:
    ordered = sorted(one * 1000 for one in seconds)
    print(f"{what}: {statistics.median(ordered):.0f} / {ordered[-1]:.0f} ms")


if __name__ == "__main__":
    main(*sys.argv[1:3])
