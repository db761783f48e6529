"""The 校验单: what was checked and how it came out, what was explained, and where each figure comes from."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from assistant.checks import Result
from assistant.checks.finding import Finding
from assistant.checks.registry import all_checks
from assistant.documents.blocks import Block, Document, Heading, Paragraph, Table
from assistant.rendering.comparison import figure_changes
from assistant.rendering.report import report_title
from assistant.rendering.sheets import listing, moment, place, shown
from assistant.report.answer import Answer
from assistant.report.draft import Draft
from assistant.report.fingerprint import content_hash
from assistant.report.snapshot import Snapshot
from assistant.wording import say
from assistant.wording import text as wording

_LEVELS = ("error", "warn", "info")


def check_sheet(
    snapshot: Snapshot,
    result: Result,
    *,
    draft: Draft | None = None,
    previous: Snapshot | None = None,
    when: datetime,
) -> Document:
    """The whole sheet. Who answered what is known only with a draft, changes only with last year's report."""
    title = say("rendering.paper.check_title", title=report_title(snapshot).replace("\n", ""))
    blocks: list[Block] = [Heading(title, 0), *_conclusion(snapshot, result, when)]
    blocks += _part("findings", _findings(snapshot, [f for f in result.findings if f.waived is None]))
    blocks += _part("waivers", _waivers(snapshot, result, draft))
    if previous:
        blocks += _part("changes", figure_changes(previous, snapshot))
    if draft:
        blocks += _part("sources", _sources(snapshot, draft))
        blocks += _part("texts", _texts(snapshot, draft))
    blocks += _part("checks", _checks(result))
    return Document(_numbered(blocks), kind="report", title=title)


def leader_summary(snapshot: Snapshot, result: Result, *, previous: Snapshot | None = None, when: datetime) -> Document:
    """One page for the leader who signs: can it go, the main figures beside last year's, what is open."""
    title = say("rendering.paper.summary_title", title=report_title(snapshot).replace("\n", ""))
    blocks: list[Block] = [Heading(title, 0), *_conclusion(snapshot, result, when)]
    rows = []
    for one in wording("rendering.paper.main_figures").split():
        now, before = snapshot.value(one), previous.value(one) if previous else None
        rows.append((place(snapshot.form, one), shown(before) if previous else "—", shown(now)))
    heads = _words("place", "before", "now")
    blocks += _part("main", listing(heads, rows, (6, 2, 2)))
    standing = [f for f in result.findings if f.waived is None and f.level != "info"][:8]
    blocks += _part("open", _findings(snapshot, standing))
    waived = [f for f in result.findings if f.waived is not None][:5]
    if waived:
        rows = [(f.check, f.text, f.waived or "") for f in waived]
        blocks += _part("waivers", listing(_words("check", "fault", "reason"), rows, (1.2, 5, 4)))
    return Document(_numbered(blocks), kind="report", title=title)


def _conclusion(snapshot: Snapshot, result: Result, when: datetime) -> Iterable[Block]:
    counts = result.summary
    key = "rendering.paper.ready" if not counts["error"] else "rendering.paper.not_ready"
    yield Paragraph(say(key, errors=counts["error"], warnings=counts["warn"]))
    yield Paragraph(say("rendering.paper.counts", **counts))
    yield Paragraph(say("rendering.paper.made", moment=moment(when), digest=content_hash(snapshot)[:16]))


def _part(key: str, table: Table | None) -> Iterable[Block]:
    yield Heading(wording(f"rendering.paper.part.{key}"), 1)
    if table is None or len(table.rows) < 2:
        yield Paragraph(wording("rendering.paper.none"))
    else:
        yield table


def _numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    numbered: list[Block] = []
    count = 0
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            block = Heading(f"{'一二三四五六七八九十'[count]}、{block.text}", 1)
            count += 1
        numbered.append(block)
    return tuple(numbered)


def _words(*keys: str) -> tuple[str, ...]:
    return tuple(wording(f"rendering.paper.head.{key}") for key in keys)


def _findings(snapshot: Snapshot, findings: Sequence[Finding]) -> Table:
    rows = [(f.check, wording(f"rendering.paper.level.{f.level}"), _where(snapshot, f), f.text) for f in findings]
    return listing(_words("check", "level", "place", "fault"), rows, (1.2, 0.9, 2.6, 6))


def _where(snapshot: Snapshot, finding: Finding) -> str:
    if finding.cells:
        more = "……" if len(finding.cells) > 3 else ""
        return "、".join(place(snapshot.form, one) for one in finding.cells[:3]) + more
    return snapshot.form.label(finding.span.text_id) if finding.span else wording("rendering.paper.whole")


def _waivers(snapshot: Snapshot, result: Result, draft: Draft | None) -> Table:
    given = {waiver.key: waiver for waiver in draft.waivers} if draft else {}
    rows = []
    for finding in result.findings:
        if finding.waived is None:
            continue
        waiver = given.get(finding.key)
        who = say("rendering.paper.by", who=waiver.who, moment=moment(waiver.when)) if waiver else ""
        rows.append((finding.check, _where(snapshot, finding), finding.text, finding.waived, who))
    return listing(_words("check", "place", "fault", "reason", "who"), rows, (1.2, 2, 3.5, 3, 1.8))


def _sources(snapshot: Snapshot, draft: Draft) -> Table:
    """Each figure with its source; neighbours answered together with the same value share a line."""
    form = snapshot.form
    rows: list[tuple[str, ...]] = []
    group: list[str] = []
    ids = [*form.cells, *(one for one in draft.answers if one not in form.cells)]
    for index, one in enumerate(ids):
        answer = draft.answers.get(one)
        if answer is None:
            if derived := snapshot.derived.get(one):
                value = snapshot.value(one)
                parts = say("rendering.paper.from_parts", count=len(derived.inputs))
                if value not in (None, 0):
                    rows.append(
                        (
                            place(form, one),
                            shown(value),
                            wording("rendering.paper.source.computed"),
                            parts,
                            "",
                        )
                    )
            continue
        group.append(one)
        following = draft.answers.get(ids[index + 1]) if index + 1 < len(ids) else None
        if following is not None and _same(answer, following):
            continue
        rows.append(_source(snapshot, group, answer))
        group = []
    return listing(_words("place", "value", "source", "evidence", "who"), rows, (3.2, 1.2, 1.3, 3.2, 2))


def _same(one: Answer, other: Answer) -> bool:
    keys = ("value", "source", "who", "when", "evidence")
    return all(getattr(one, key) == getattr(other, key) for key in keys)


def _source(snapshot: Snapshot, ids: Sequence[str], answer: Answer) -> tuple[str, ...]:
    first = place(snapshot.form, ids[0])
    where = first if len(ids) == 1 else say(
        "rendering.paper.range", first=first, last=place(snapshot.form, ids[-1]), count=len(ids)
    )  # fmt: skip
    who = say("rendering.paper.by", who=answer.who or "—", moment=moment(answer.when))
    evidence = answer.evidence or answer.raw
    return (
        where,
        shown(answer.value),
        wording(f"rendering.paper.source.{answer.source}"),
        shown(evidence),
        who,
    )


def _texts(snapshot: Snapshot, draft: Draft) -> Table:
    rows = []
    for text_id, text in draft.texts.items():
        who = say("rendering.paper.by", who=text.who or "—", moment=moment(text.when))
        source = wording(f"rendering.paper.text_source.{text.source}")
        rows.append((snapshot.form.label(text_id), str(len(text.text)), source, text.origin, who))
    return listing(_words("text", "length", "source", "origin", "who"), rows, (2.6, 1, 1.6, 3.4, 2))


def _checks(result: Result) -> Table:
    rows = []
    for check in all_checks():
        if check.id not in result.states:
            continue
        state = result.states[check.id]
        level = wording(f"rendering.paper.level.{check.level}")
        rows.append((check.id, level, check.title, wording(f"rendering.paper.state.{state}"), check.basis))
    return listing(_words("check", "level", "demand", "state", "basis"), rows, (1.2, 0.9, 4.6, 1.2, 3))
