"""Files made from a draft or from any readable report: final only when nothing is open, else stamped 草稿."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.report.draft import Draft
from assistant.report.progress import progress
from assistant.report.published import PastReport
from assistant.report.snapshot import Snapshot, of_past

if TYPE_CHECKING:
    from assistant.checks.run import Result
    from assistant.session.parts import Parts

TEMPLATE = "template.docx"
"""The office's own frame for the Word file, in the data folder (docs/templates.md)."""
CHECK_SHEET = ".check"
"""`name.check.docx` is the 校验单 of the report, not the report."""


@dataclass(frozen=True)
class Exported:
    """The file made; `final` is False when it is stamped 草稿."""

    path: Path
    final: bool


def judge(
    parts: "Parts",
    snapshot: Snapshot,
    draft: Draft | None = None,
    *,
    previous: PastReport | None = None,
    others: Sequence[Snapshot] = (),
) -> "Result":
    """The result of all checks. Last year's report and the explanations come from the draft, if there is one."""
    from assistant.checks.run import run

    past = previous or (draft.previous if draft else None)
    return run(
        snapshot,
        of_past(past) if past else None,
        profiles=parts.settings.profiles,
        others=others,
        waivers=draft.waivers if draft else (),
        today=None if snapshot.published else parts.clock().date(),
    )


def is_final(snapshot: Snapshot, result: "Result", draft: Draft | None) -> bool:
    """Nothing is unanswered, no figure is missing and no error stands."""
    blank = any(snapshot.value(cell) is None for cell in snapshot.form.cells)
    unfinished = draft is not None and not progress(draft, snapshot.form).complete
    return result.ready and not blank and not unfinished


def export(parts: "Parts", path: Path, snapshot: Snapshot, draft: Draft | None, who: str) -> Exported:
    """Writes the file its name asks for: a report by extension, the 校验单, or a .zip of everything.

    A final version of a stored draft is kept as it was handed out.
    """
    from assistant.rendering.bundle import export_all, export_paper
    from assistant.rendering.check_sheet import check_sheet
    from assistant.rendering.export import export as write

    result = judge(parts, snapshot, draft)
    final = is_final(snapshot, result, draft)
    previous = of_past(draft.previous) if draft and draft.previous else None
    now = parts.clock()
    frame = parts.settings.data / TEMPLATE
    template = frame if frame.is_file() else None
    if path.suffix.lower() == ".zip":
        made = export_all(
            snapshot, path, result, draft=draft, previous=previous, final=final, template=template, when=now
        ).path
    elif Path(path.stem).suffix.lower() == CHECK_SHEET:
        sheet = check_sheet(snapshot, result, draft=draft, previous=previous, when=now)
        return Exported(export_paper(sheet, path, author=snapshot.meta.organ), final)
    else:
        made = write(snapshot, path, draft=draft, final=final, result=result, template=template)
    if final and draft and draft.id:
        _freeze(parts, draft, snapshot, who)
    return Exported(made, final)


def _freeze(parts: "Parts", draft: Draft, snapshot: Snapshot, who: str) -> None:
    from assistant.report.document import to_handover
    from assistant.report.fingerprint import content_hash

    parts.drafts.freeze(draft, to_handover(draft), content_hash(snapshot), who, parts.clock())
