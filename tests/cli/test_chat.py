"""The conversation on stdin and stdout: JSON lines, resuming, files, a killed process, two processes at once."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.form import load_form

ROOT = Path(__file__).resolve().parents[2]
ORGAN = "澄湖区柳岸街道办事处"
CARRIES = {
    "ask": {"asks", "choices"}, "confirm": {"changes", "choices"}, "recorded": {"changes"}, "found": {"findings"},
    "reference": {"text_id", "passages"}, "drafted": {"text_id", "unverified"},
    "answered": {"found", "answer", "figures", "passages"}, "progress": {"open"}, "file": {"path"}, "notice": set(),
}  # fmt: skip


class Chat:
    """A chat process that is spoken to line by line."""

    def __init__(self, data: Path, *args: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "assistant", "chat", "--organ", ORGAN, "--year", "2026", "--json", *args],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
            env={**os.environ, "LANG": "C", "ASSISTANT_DATA": str(data)},
        )  # fmt: skip

    def hear(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())

    def say(self, message: str) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.process.stdin.write((message + "\n").encode())
        self.process.stdin.flush()
        return self.hear()

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()


@pytest.fixture
def chats() -> Iterator[list[Chat]]:
    """Chats opened by a test; ended with it."""
    opened: list[Chat] = []
    yield opened
    for chat in opened:
        chat.kill()


def check_shape(line: dict[str, Any]) -> None:
    known = {*load_form("2021").cells, *load_form("2021").texts, *load_form("2021").meta}
    assert set(line) == {"you", "replies", "changes"}
    for reply in line["replies"]:
        assert isinstance(reply["text"], str)
        assert CARRIES[reply["kind"]] <= reply.keys(), reply["kind"]
    for change in line["changes"]:
        assert set(change) == {"cell", "before", "after"}
        assert change["cell"] in known or change["cell"].startswith(("s1.", "s6."))


def test_a_conversation_starts_with_the_first_question(run: Any) -> None:
    outcome = run("chat", "--organ", ORGAN, "--year", 2026, "--json")
    [first] = outcome.lines
    check_shape(first)
    assert (outcome.status, first["you"]) == (0, None)
    assert first["replies"][-1]["kind"] == "ask"
    assert first["replies"][-1]["asks"]


def test_plain_and_json_lines_and_their_answers(run: Any, sample: Path) -> None:
    said = ["行政处罚12件，其余没有", json.dumps({"say": "许可改成\n3件"}), "{坏的", "撤销", "还差什么？", ""]
    outcome = run(
        "chat", "--organ", ORGAN, "--year", 2026, "--previous", sample, "--json", stdin="\n".join(said) + "\n"
    )
    lines = outcome.lines
    assert outcome.status == 0
    assert [line["you"] for line in lines] == [None, said[0], "许可改成\n3件", "{坏的", "撤销", "还差什么？", ""]
    for line in lines:
        check_shape(line)
    carried = {change["cell"]: change["after"] for change in lines[0]["changes"]}
    assert carried["t3.carried_in.natural"] == 1
    stored = {change["cell"]: change["after"] for change in lines[1]["changes"]}
    assert stored.get("t2.penalty") == 12
    assert any(reply["kind"] == "progress" for reply in lines[5]["replies"])


def test_an_existing_draft_is_taken_up_where_it_stopped(run: Any) -> None:
    arguments = ("chat", "--organ", ORGAN, "--year", 2026, "--json")
    first = run(*arguments, stdin="行政处罚12件\n").lines
    again = run(*arguments).lines
    assert len(again) == 1
    assert again[0]["you"] is None
    assert again[0]["replies"][-1]["asks"] == first[-1]["replies"][-1]["asks"]
    shown = run("show", "--organ", ORGAN, "--year", 2026, "--json").json
    assert shown["cells"]["t2.penalty"] == 12
    assert "t2.penalty" not in shown["progress"]["open"]
    assert set(shown["progress"]) == {"done", "total", "open"}
    assert "facts" in shown


def test_what_was_answered_outlives_a_killed_process(data: Path, chats: list[Chat], run: Any) -> None:
    chat = Chat(data)
    chats.append(chat)
    chat.hear()
    stored = chat.say("行政处罚12件")["changes"]
    chat.kill()
    assert stored == [{"cell": "t2.penalty", "before": None, "after": 12}]
    shown = run("show", "--organ", ORGAN, "--year", 2026, "--json").json
    assert shown["cells"]["t2.penalty"] == 12


def test_two_processes_on_one_draft_hear_of_each_other(data: Path, chats: list[Chat]) -> None:
    one = Chat(data)
    chats.append(one)
    one.hear()
    two = Chat(data)
    chats.append(two)
    two.hear()
    one.say("行政处罚12件")
    line = two.say("行政处罚15件")
    told = " ".join(reply["text"] for reply in line["replies"])
    befores = [change["before"] for change in line["changes"]]
    assert "12" in told or 12 in befores


def test_a_file_given_in_the_chat(run: Any, sample: Path, report: Callable[..., Path], tmp_path: Path) -> None:
    message = json.dumps({"say": "", "files": [str(sample)]})
    missing = json.dumps({"say": "", "files": [str(tmp_path / "没有.pdf")]})
    outcome = run("chat", "--organ", ORGAN, "--year", 2026, "--json", stdin=f"{missing}\n{message}\n确认\n")
    lines = outcome.lines
    assert "没有.pdf" in lines[1]["replies"][0]["text"]
    assert lines[2]["replies"][-1]["kind"] == "confirm"
    assert lines[2]["changes"] == []
    assert {"cell": "t3.carried_in.natural", "before": None, "after": 1} in lines[3]["changes"]


def test_people_read_plain_words_whatever_the_locale(spawn: Any) -> None:
    outcome = spawn("chat", "--organ", ORGAN, "--year", 2026, stdin="行政处罚12件\n")
    assert outcome.status == 0
    assert "行政处罚" in outcome.out
    assert "{" not in outcome.out


def test_an_unfinished_draft_is_exported_with_status_1(run: Any, tmp_path: Path) -> None:
    run("chat", "--organ", ORGAN, "--year", 2026, "--json", stdin="行政处罚12件\n")
    to = tmp_path / "年报.json"
    assert run("export", "--organ", ORGAN, "--year", 2026, "--to", to).status == 1
    assert json.loads(to.read_text(encoding="utf-8"))["schema"] == "nianbao-handover/1"
    checked = run("check", to, "--json")
    assert checked.status == 1
    assert checked.json["summary"]["error"] >= 1
    assert run("export", to, "--to", tmp_path / "年报.html").status == 1
