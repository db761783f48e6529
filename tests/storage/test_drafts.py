"""What the draft store promises: nothing is lost, nothing is overwritten unseen, everything can be traced."""

from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.errors import Conflict, NotFound
from assistant.report.answer import Answer, Paragraph
from assistant.report.changes import Change, inverse
from assistant.report.draft import Draft
from assistant.report.meta import Meta
from assistant.report.published import PastReport
from assistant.storage import Batch, Database, DraftStore, Message, Talk

NOON = datetime(2026, 1, 6, 12)


@pytest.fixture
def store(tmp_path: Path) -> DraftStore:
    return DraftStore(Database(f"sqlite:///{tmp_path / 'a.db'}"))


def answered(target: str, value: int | str | Decimal, before: Answer | None = None) -> Change:
    return Change(target=target, before=before, after=Answer(value=value, when=NOON), evidence=f"{value}件")


def new(store: DraftStore, **meta: object) -> Draft:
    draft = Draft(meta=Meta(organ="甲街道办事处", year=2025).model_copy(update=meta))
    return store.create(draft, Batch(()), Talk(), (0, 10), "王", NOON)


def put(store: DraftStore, draft: Draft, *changes: Change, who: str = "王", undoes: str | None = None) -> Draft:
    return store.save(draft.apply(changes), Batch(changes, undoes), Talk(), (1, 10), who, NOON)


def test_what_is_saved_is_loaded_again(store: DraftStore) -> None:
    past = PastReport(meta=Meta(organ="甲", year=2024), cells={"t2.fees_wan": Decimal("12.5"), "t2.penalty": None})
    first = store.create(Draft(meta=Meta(organ="甲", year=2025), previous=past), Batch(()), Talk(), (0, 1), "", NOON)
    text = Change(target="s1.active", after=Paragraph(text="公开36条。", when=NOON))
    saved = put(store, first, answered("t2.fees_wan", Decimal("0.50")), answered("meta.phone", "0510-8"), text)
    assert store.load(first.id) == saved
    assert (first.revision, saved.revision) == (1, 2)
    assert store.load(first.id).answers["t2.fees_wan"].value == Decimal("0.50")


def test_ids_are_short_and_fit_into_an_address(store: DraftStore) -> None:
    ids = {new(store).id for _ in range(20)}
    assert len(ids) == 20
    assert all(len(one) <= 16 and one.isalnum() and one.isascii() for one in ids)


def test_a_save_from_an_old_revision_changes_nothing(store: DraftStore) -> None:
    first = new(store)
    put(store, first, answered("t2.penalty", 3))
    with pytest.raises(Conflict, match="修改"):
        put(store, first, answered("t2.coercion", 1))
    assert set(store.load(first.id).answers) == {"t2.penalty"}
    assert [entry.change.target for entry in store.log(first.id)] == ["t2.penalty"]


def test_the_log_tells_who_when_what_and_on_which_words(store: DraftStore) -> None:
    first = new(store)
    put(store, first, answered("t2.penalty", 3), who="李")
    [entry] = store.log(first.id)
    assert (entry.who, entry.when, entry.revision, entry.source) == ("李", NOON, 2, "typed")
    assert (entry.change.before, entry.change.evidence) == (None, "3件")
    assert store.log(first.id, after_revision=2) == []


def test_undoing_adds_to_the_log_and_goes_back_batch_by_batch(store: DraftStore) -> None:
    one = answered("t2.penalty", 3)
    two = answered("t2.penalty", 5, before=one.after)  # type: ignore[arg-type]
    draft = put(store, put(store, new(store), one), two)
    for expected in (3, None):
        batch = store.last_batch(draft.id)
        assert batch is not None
        draft = put(store, draft, *inverse(batch.changes), undoes=batch.id)
        left = draft.answers.get("t2.penalty")
        assert (left.value if left else None) == expected
    assert store.last_batch(draft.id) is None
    assert [bool(entry.undoes) for entry in store.log(draft.id)] == [False, False, True, True]


def test_each_person_undoes_their_own(store: DraftStore) -> None:
    draft = put(store, new(store), answered("t2.penalty", 3), who="王")
    draft = put(store, draft, answered("t2.coercion", 1), who="李")
    batch = store.last_batch(draft.id, "王")
    assert batch is not None
    assert [change.target for change in batch.changes] == ["t2.penalty"]
    assert store.last_batch(draft.id, "赵") is None


def test_the_conversation_is_kept_in_order_with_its_state(store: DraftStore) -> None:
    draft = new(store)
    for number in range(3):
        words = Message(str(number), ({"kind": "notice", "text": "好"},), ({"cell": "t2.penalty", "after": 1},))
        draft = store.save(draft, Batch(()), Talk((words,), {"open": number}), (0, 1), "王", NOON)
    assert [message.you for message in store.messages(draft.id)] == ["0", "1", "2"]
    assert store.messages(draft.id)[0].replies == ({"kind": "notice", "text": "好"},)
    assert store.state(draft.id) == {"open": 2}


def test_the_list_is_newest_first_and_counts_what_is_open(store: DraftStore) -> None:
    ids = []
    for number in range(3):
        draft = Draft(meta=Meta(organ=f"{number}局", year=2025))
        when = NOON + timedelta(hours=number)
        ids.append(store.create(draft, Batch(()), Talk(), (number, 10), "王", when).id)
    listed = store.summaries()
    assert [one.id for one in listed] == ids[::-1]
    assert [(one.organ, one.open) for one in listed] == [("2局", 8), ("1局", 9), ("0局", 10)]
    assert store.find("1局", 2025) == ids[1]
    assert store.find("1局", 2024) is None


def test_final_versions_are_frozen_once(store: DraftStore) -> None:
    draft = new(store)
    for sha in ("a", "a", "b"):
        store.freeze(draft, {"cells": {}}, sha * 64, "王", NOON)
    assert [final.sha256[0] for final in store.finals(draft.id)] == ["a", "b"]


def test_deleting_takes_everything_along(store: DraftStore) -> None:
    draft = put(store, new(store), answered("t2.penalty", 3))
    store.delete(draft.id)
    assert (store.log(draft.id), store.messages(draft.id), store.summaries()) == ([], [], [])
    for gone in (store.load, store.delete, store.state):
        with pytest.raises(NotFound, match="草稿"):
            gone(draft.id)
