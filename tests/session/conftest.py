"""A session over a temporary folder with a small scripted dialogue, so that these tests are about the session only."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.assemble import build_session
from assistant.dialogue.replies import Ask, Notice, Recorded
from assistant.form import load_form
from assistant.report.answer import Answer
from assistant.report.changes import Change, inverse
from assistant.report.draft import Draft
from assistant.report.meta import Meta
from assistant.report.progress import progress
from assistant.report.published import PastReport
from assistant.session import Session
from assistant.session.commit import shown
from assistant.session.parts import Spoken
from assistant.settings import Settings

NOON = datetime(2026, 1, 6, 12)


class Scripted:
    """Understands 「id=数」, 撤销, and counts the messages in its state."""

    def start(self, draft: Draft, state: Mapping[str, Any], desk: Any, target: str = "") -> Spoken:
        open_ids = progress(draft, load_form("2021")).open_ids
        asked = target or (open_ids[0] if open_ids else "")
        return Spoken((Ask(text=f"请填{asked}", asks=(asked,)),), draft, {**state, "open": asked})

    def take_turn(
        self, draft: Draft, state: Mapping[str, Any], text: str, desk: Any, who: str, now: datetime
    ) -> Spoken:
        state = {**state, "count": state.get("count", 0) + 1}
        undo = text == "撤销"
        if undo:
            changes = tuple(inverse(desk.last_changes(draft)))
        else:
            changes = tuple(
                Change(
                    target=target, before=draft.get(target), evidence=text,
                    after=Answer(value=int(value), raw=text, who=who, when=now),
                )
                for target, value in re.findall(r"([\w.]+)=(\d+)", text)
            )  # fmt: skip
        if not changes:
            return Spoken((Notice(text="没有听懂"),), draft, state)
        changed = draft.apply(changes)
        asked = self.start(changed, state, desk)
        return Spoken(
            (Recorded(text="已记录", changes=shown(changes)), *asked.replies), changed, asked.state, changes, undo
        )


def build(folder: Path) -> Session:
    session = build_session(Settings(data=folder, database_url=None))
    session._parts.dialogue = Scripted()
    session._parts.clock = lambda: NOON
    session._parts.who = "王"
    return session


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def session(folder: Path) -> Session:
    return build(folder)


@pytest.fixture
def another(folder: Path) -> Callable[[], Session]:
    """Another process on the same data, as far as the store can tell."""
    return lambda: build(folder)


@pytest.fixture
def last_year() -> PastReport:
    """Two cases carried over, one column left blank."""
    cells = dict.fromkeys(load_form("2021").cells, 0)
    cells |= {"t3.carried_out.natural": 2, "t3.carried_out.total": 2, "t3.carried_out.research": None}
    meta = Meta(organ="青石镇人民政府", year=2024, phone="0510-80001234", source="qs2024.docx")
    return PastReport(meta=meta, cells=cells, texts={"s1.active": "2024年，公开政府信息3条。"})
