"""A real Chromium on the real page over an empty data folder. Nothing sleeps: every step waits for what it expects."""

import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic

import pytest

from assistant.session import Session
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "prompts" / "sample" / "street_2025.md"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE = 15_000
"""Milliseconds an expectation may take on a busy machine."""
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("page-data")


@pytest.fixture(scope="session")
def address(data: Path) -> Iterator[str]:
    """The running app."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}", "--server.headless=true"],
        cwd=ROOT,
        env={**os.environ, "ASSISTANT_DATA": str(data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        _answers(f"{url}/_stcore/health", server)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)


def _answers(url: str, server: "subprocess.Popen[bytes]") -> None:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = monotonic() + 60
    while monotonic() < until and server.poll() is None:
        with suppress(urllib.error.URLError, OSError), direct.open(url, timeout=2) as response:
            if response.status == 200:
                return
    pytest.fail("the app did not start")


@pytest.fixture(scope="session")
def chromium() -> "Iterator[playwright.Browser]":
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: "playwright.Browser") -> "Iterator[playwright.BrowserContext]":
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True, locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def desk(context: "playwright.BrowserContext", address: str) -> "Desk":
    return Desk(context.new_page(), address)


@pytest.fixture(scope="session")
def store(data: Path, address: str) -> Session:
    """A second process's view of the same data."""
    from assistant.assemble import build_session

    return build_session(Settings(data=data, database_url=None, llm_base_url=None, llm_model=None))


@pytest.fixture
def draft(store: Session) -> str:
    """A report begun from the sample, nothing answered."""
    past = store.read(SAMPLE)
    return store.create(past.meta.organ, 2026, previous=past)


class Desk:
    """What a person does at the page."""

    def __init__(self, page: "playwright.Page", address: str) -> None:
        self.page, self.address = page, address
        playwright.expect.set_options(timeout=PATIENCE)

    def open(self, path: str = "/") -> "Desk":
        self.page.goto(self.address + path)
        self.page.locator(".st-key-words").first.wait_for(state="attached")
        return self.settled()

    def report(self, draft: str) -> "Desk":
        self.open(f"/report?draft={draft}")
        self.page.locator(".st-key-open_question").wait_for()
        return self.settled()

    def settled(self) -> "Desk":
        """The page has drawn what the last action led to."""
        app = self.page.get_by_test_id("stApp")
        playwright.expect(app).to_have_attribute("data-test-script-state", "notRunning")
        return self

    def click(self, name: str) -> "Desk":
        self.page.get_by_role("button", name=name, exact=True).first.click()
        return self.settled()

    def choose(self, name: str) -> "Desk":
        """Presses a quick reply under the open question and waits for the answer."""
        messages = self.page.locator(".st-key-chat_log").get_by_test_id("stChatMessage")
        before = messages.count()
        self.question.get_by_role("button", name=name, exact=True).click()
        playwright.expect(messages).not_to_have_count(before)
        playwright.expect(self.page.locator(".st-key-chat_log").get_by_text("正在处理…")).to_have_count(0)
        return self.settled()

    def panel(self, name: str) -> "Desk":
        self.page.locator(".st-key-panel_choice").get_by_role("radio", name=re.compile(name)).click()
        return self.settled()

    def say(self, words: str) -> "Desk":
        """Types a line, sees it stand in the chat, waits for the answer."""
        said = self.page.get_by_test_id("stChatMessage").filter(has_text=words)
        before = said.count()
        self.line.fill(words)
        self.line.press("Enter")
        playwright.expect(said.nth(before)).to_be_visible()
        playwright.expect(self.page.locator(".st-key-chat_log").get_by_text("正在处理…")).to_have_count(0)
        return self.settled()

    @property
    def line(self) -> "playwright.Locator":
        return self.page.get_by_test_id("stChatInputTextArea")

    @property
    def question(self) -> "playwright.Locator":
        return self.page.locator(".st-key-open_question")

    @property
    def choices(self) -> list[str]:
        return self.question.get_by_role("button").all_inner_texts()

    def cell(self, cell: str) -> "playwright.Locator":
        return self.page.locator(f'[data-cell="{cell}"]')
