"""Files made from a draft or from any readable report: final only when nothing is open, else stamped 草稿."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.report.draft import Draft
from assistant.report.progress import progress
from assistant.report.snapshot import Snapshot, of_past

if TYPE_CHECKING:
    from assistant.checks.run import Result
    from assistant.session.parts import Parts


@dataclass(frozen=True)
class Exported:
    """The file made; `final` is False when it is stamped 草稿."""

    path: Path
    final: bool


def judge(parts: "Parts", snapshot: Snapshot, draft: Draft | None = None) -> "Result":
    """The result of all checks; last year's report and the explanations come from the draft."""
    from assistant.checks.run import run

    previous = of_past(draft.previous) if draft and draft.previous else None
    return run(
        snapshot,
        previous,
        profiles=parts.settings.profiles,
        waivers=draft.waivers if draft else (),
        today=None if snapshot.published else parts.clock().date(),
    )


def is_final(snapshot: Snapshot, result: "Result", draft: Draft | None) -> bool:
    """Nothing is unanswered, no figure is missing and no error stands."""
    blank = any(snapshot.value(cell) is None for cell in snapshot.form.cells)
    unfinished = draft is not None and not progress(draft, snapshot.form).complete
    return result.ready and not blank and not unfinished


def export(parts: "Parts", path: Path, snapshot: Snapshot, draft: Draft | None, who: str) -> Exported:
    """Writes the file by its extension; a final version of a stored draft is kept as it was handed out."""
    from assistant.rendering.export import export as write

    result = judge(parts, snapshot, draft)
    final = is_final(snapshot, result, draft)
    made = write(snapshot, path, draft=draft, final=final, findings=result.findings)
    if final and draft and draft.id:
        _freeze(parts, draft, snapshot, who)
    return Exported(made, final)


def _freeze(parts: "Parts", draft: Draft, snapshot: Snapshot, who: str) -> None:
    from assistant.report.document import to_handover
    from assistant.report.fingerprint import content_hash

    parts.drafts.freeze(draft, to_handover(draft), content_hash(snapshot), who, parts.clock())
