"""Makes docs/screens/*.png from the running app on the sample: `python -m tests.screens`. Each stays under 150 KB."""

import io
import os
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from time import monotonic

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from assistant.assemble import build_session
from assistant.session import Session
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "screens"
SAMPLE = ROOT / "prompts" / "sample" / "street_2025.md"
PANELS = {"report": "草稿", "tables": "表格", "checks": "检查", "compare": "对比去年", "needs": "备料", "files": "下载"}
PAGES = ("archive", "ask", "leader", "settings")
SAID = (
    "共120条，其中公示公告80条、工作动态40条",
    "规范性文件制发1件，没有废止，规章没有",
    "确认",
    "行政处罚12件，其余没有",
    "没有收费",
    "3件，自然人2件企业1件，自然人那两件予以公开，企业那件不掌握",
    "确认",
    "没有",
    "没有收取",
    "采用",
    "和去年一样",
    "采用",
)


def main() -> None:
    """Starts the app over a folder of its own, answers part of the sample, takes the pictures."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        session = build_session(Settings(data=Path(folder), database_url=None, llm_base_url=None, llm_model=None))
        address, server = _started(folder)
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.set_default_timeout(60_000)
        try:
            _take(page, address, session)
        finally:
            browser.close()
            server.terminate()


def _take(page: Page, address: str, session: Session) -> None:
    _shown(page, address)
    page.get_by_role("button", name="打开示例").click()
    page.get_by_text("核对读到的内容").wait_for()
    _saved(page, "preview")
    past = session.read(SAMPLE)
    draft = session.create(past.meta.organ, 2026, previous=past)
    for line in SAID:
        session.say(draft, line)
    for name, panel in PANELS.items():
        _shown(page, f"{address}/report?draft={draft}")
        page.locator(".st-key-panel_choice").get_by_role("radio", name=panel).click()
        _saved(page, name)
    _shown(page, address)
    _saved(page, "home")
    for name in PAGES:
        _shown(page, f"{address}/{name}?draft={draft}" if name == "leader" else f"{address}/{name}")
        if name == "ask":
            page.locator(".st-key-example_0 button").click()
            page.get_by_test_id("stChatMessage").nth(1).wait_for()
        _saved(page, name)


def _shown(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".st-key-words").first.wait_for(state="attached")
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=60_000)


def _saved(page: Page, name: str) -> None:
    """The page once it is drawn, with few colours, which is what keeps it small."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=60_000)
    page.evaluate("() => document.fonts.ready")
    page.mouse.move(0, 0)
    page.wait_for_timeout(700)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(96, dither=Image.Dither.NONE)
    picture.save(OUT / f"{name}.png", optimize=True)
    print(name, (OUT / f"{name}.png").stat().st_size)


def _started(folder: str) -> tuple[str, "subprocess.Popen[bytes]"]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}", "--server.headless=true"],
        cwd=ROOT,
        env={**os.environ, "ASSISTANT_DATA": folder},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = monotonic() + 60
    while monotonic() < until:
        with (
            suppress(urllib.error.URLError, OSError),
            direct.open(f"http://127.0.0.1:{port}/_stcore/health", timeout=2),
        ):
            return f"http://127.0.0.1:{port}", server
    server.terminate()
    raise SystemExit("the app did not start")


if __name__ == "__main__":
    main()
