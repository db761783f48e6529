"""A model writes only after consent, and nothing it writes is in the report before the clerk takes it."""

import pytest

from assistant.errors import ModelUnavailable
from assistant.llm.scripted import ScriptedModel
from assistant.report.published import PastReport
from assistant.session import Session


def test_consent_comes_first_and_can_be_taken_back(session: Session, last_year: PastReport) -> None:
    draft = session.create(last_year.meta.organ, 2025, previous=last_year)
    session._parts.model = ScriptedModel(["街道把公开责任落实到人。"])
    with pytest.raises(ModelUnavailable):
        session.write(draft, "s1.supervision")
    session.allow_model(draft, True)
    assert session.draft(draft).model_allowed
    session.allow_model(draft, False)
    with pytest.raises(ModelUnavailable):
        session.write(draft, "s1.supervision")


def test_a_written_paragraph_is_taken_marked_and_undone(session: Session, last_year: PastReport) -> None:
    draft = session.create(last_year.meta.organ, 2025, previous=last_year)
    session._parts.model = ScriptedModel(["街道把公开责任落实到人，每季度检查。"])
    session.allow_model(draft, True)
    before = session.draft(draft).texts.get("s1.supervision")
    writing = session.write(draft, "s1.supervision", wish="写得短一点")
    assert "".join(writing) == "街道把公开责任落实到人，每季度检查。"
    assert session.draft(draft).texts.get("s1.supervision") == before
    assert writing.result is not None
    turn = session.accept_written(draft, "s1.supervision", writing.result)
    assert turn.draft.texts["s1.supervision"].source == "model"
    assert session.undo(draft).draft.texts.get("s1.supervision") == before
