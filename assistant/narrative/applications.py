"""Applications: received, answered, carried over, by applicant and by result (table 3)."""

from collections.abc import Sequence

from assistant.narrative.frames import Frame
from assistant.narrative.meaning import Meaning, one, unique
from assistant.narrative.spans import ORGANISATIONS, AnySpan, Mention, Operator
from assistant.narrative.types import Reading

_COUNTED = frozenset(
    [
        "",
        "件",
        "份",
        "宗",
        "起",
        "例",
        "个",
        "项",
        "次",
        "条",
        "件次",
        "张",
        "单",
        "笔",
        "人次",
        "封",
        "批",
        "人",
        "名",
    ]
)


def applications(frame: Frame, mentions: Sequence[Mention], local: Sequence[AnySpan], text: str) -> list[Meaning]:
    if frame.number.quantity.unit not in _COUNTED:
        return []
    if any(m.kind == "fact" and not m.weak for m in mentions):
        return []
    about = frame.subject == "application" or any(m.id == "topic.application" and _is_about(m, frame) for m in mentions)
    rows = [m for m in mentions if m.table == "t3" and m.kind in ("row", "group") and m.key != "handled"]
    columns = applicants(mentions, frame.run)
    strong = [m for m in rows if not m.weak]
    about = about or any("申请" in m.text for m in rows)
    if frame.subject in ("review", "suit") and {m.key for m in strong} == {"other.misc"}:
        return []
    if not about and not (strong and frame.subject in ("", "other")):
        return []
    if strong and not about and all(m.key in ("new", "handled_total") for m in strong):
        return []
    column = _column(columns)
    if column is None:
        return []
    if strong:
        return _loose(_rows(strong, column, local), frame.subject == "other")
    verbs = unique(m.key for m in rows)
    if not verbs:
        named = any(m.id == "topic.application" for m in mentions)
        found = _received(column, frame) if named or columns else []
        return _loose(found, frame.subject == "other")
    return _verbs(verbs, [m.text for m in rows], column, frame)


def _loose(found: list[Meaning], doubtful: bool) -> list[Meaning]:
    """After talk of something else (公文 180 件公开、26 件不予公开) such words may be said of that."""
    if not doubtful:
        return found
    return [Meaning(m.topic, tuple(Reading(r.cells, False) for r in m.readings), m.check) for m in found]


def applicants(mentions: Sequence[Mention], run: Sequence[Mention] = ()) -> list[Mention]:
    """Columns named outright; 公民, 企业 count only beside such (公民、法人和其他组织; 自然人 7 件，企业 1 件)."""
    named = [m for m in mentions if m.table == "t3" and m.kind == "column"]
    sure = [m for m in named if not m.weak]
    beside = any(m.key == "organisations" for m in sure) or any(m.kind == "column" and not m.weak for m in run)
    return named if beside else sure


def _is_about(mention: Mention, frame: Frame) -> bool:
    return not mention.weak or frame.subject in ("application", "")


def _column(columns: Sequence[Mention]) -> tuple[str, ...] | None:
    """The columns meant; natural persons and organisations named together are everybody."""
    keys = unique(m.key for m in columns)
    if not keys or {"natural", "organisations"} <= set(keys):
        return ("total",)
    if keys == ["organisations"]:
        return ORGANISATIONS
    return (keys[0],) if len(keys) == 1 else None


def _cells(row: str, column: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"t3.{row}.{key}" for key in column)


def _rows(strong: Sequence[Mention], column: tuple[str, ...], local: Sequence[AnySpan]) -> list[Meaning]:
    keys = unique(m.key for m in strong)
    if len(keys) > 1:
        keys = [key for key in keys if key not in ("new", "handled_total")] or keys
    if len(keys) > 1:
        # 因不掌握等原因无法提供: the group said last is meant; 无法提供（不掌握）: the row.
        parents = [key for key in keys if any(other.startswith(key + ".") for other in keys)]
        keys = [keys[-1]] if keys[-1] in parents else [key for key in keys if key not in parents]
    cells = tuple(cell for key in keys for cell in _cells(key, column))
    each = any(isinstance(token, Operator) and token.kind == "each" for token in local)
    if each and len(keys) > 1:
        return [one(key, *_cells(key, column)) for key in keys]
    found = one("+".join(keys), *cells)
    if column != ("total",):
        return [Meaning(f"{found.topic}.{_column_name(column)}", found.readings, "NT-07")]
    return [found]


def _column_name(column: tuple[str, ...]) -> str:
    return column[0] if len(column) == 1 else "organisations"


def _received(column: tuple[str, ...], frame: Frame) -> list[Meaning]:
    """收到 N 件: what is new, or that and what was carried in."""
    first, second = _cells("new", column), _cells("carried_in", column)
    if column != ("total",):
        handled = (_cells("handled_total", column),)
        found = one(_column_name(column), *first, also=((*first, *second), *handled))
        return [Meaning(found.topic, found.readings, "NT-07")]
    # An item of a list that says 收到 or 申请 may be any part of the whole.
    return [one("received", *first, also=((*first, *second),), strict=not frame.inside)]


def _verbs(verbs: list[str], words: list[str], column: tuple[str, ...], frame: Frame) -> list[Meaning]:
    first, second = _cells("new", column), _cells("carried_in", column)
    if verbs == ["new"]:
        return _received(column, frame)
    if "new" in verbs and "handled_total" in verbs:
        done = one("handled_total", *_cells("handled_total", column), strict=False)
        return [
            Meaning(
                "received",
                tuple(Reading(r.cells, False) for r in _received(column, frame)[0].readings),
                "NT-01",
            ),
            done,
        ]
    if verbs == ["handled_total"]:
        loose = any(word.startswith(("办理", "处理")) and "完" not in word and "答复" not in word for word in words)
        also = ((*first, *second),) if loose else ()
        return [
            one(
                "handled_total",
                *_cells("handled_total", column),
                also=also,
                strict=not frame.inside and column == ("total",),
            )
        ]
    if verbs == ["carried_out"]:
        return [
            one(
                "carried_out",
                *_cells("carried_out", column),
                also=(_cells("carried_in", column),),
                strict=False,
            )
        ]
    if len(verbs) == 1:
        return [one(verbs[0], *_cells(verbs[0], column), strict=False)]
    return []
