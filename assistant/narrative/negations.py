"""What prose says did not happen: 未收到申请, 没有发生行政复议, 申请一件未收."""

import re
from decimal import Decimal

from assistant.narrative.applications import applicants
from assistant.narrative.context import subject_of
from assistant.narrative.frames import Paragraph
from assistant.narrative.meaning import Meaning, one
from assistant.narrative.meanings import document_columns, document_key
from assistant.narrative.spans import AnySpan, Break, Mention, NonCount, Number, Operator, Scope
from assistant.narrative.types import Claim, Quantity, Reading

_SUITS = ("t4.suit_direct.total", "t4.suit_after_review.total")
_BEHIND = re.compile(
    r"^(?:情况|情形|案件|事项|问题)?(?:的)?(?:投诉|举报|意见|纠纷|过程|超期|逾期|不当|工作|流程|条例|败诉)"
)
_RECEIVES = re.compile("收|接|受理|一件|一个|发生|均未|均无|零|制")
_CLAUSE = frozenset("，；。！？\n（）：")


def negations(whole: Paragraph, text_id: str, year: int | None) -> list[Claim]:
    """Claims of the value 0; the span is the words that deny."""
    found: list[Claim] = []
    subject = "application" if text_id == "s1.on_request" else ""
    for sentence, tokens in whole.by_sentence():
        named = next((t.year for t in tokens if isinstance(t, NonCount) and t.year), None)
        before: list[AnySpan] = []
        for clause in _clauses(tokens):
            if before and _only_denies(clause):
                clause = [*before, *clause]
            before = clause
            found += _denied(whole.text, text_id, sentence, clause, subject, named if year and named != year else None)
            for token in clause:
                if isinstance(token, Mention):
                    subject = subject_of(token, subject)
    return found


def _only_denies(clause: list[AnySpan]) -> bool:
    """「…的申请，我镇没有接到」: the thing denied stands in the clause before."""
    denies = any(isinstance(t, Operator) and t.kind == "none" and _RECEIVES.search(t.text) for t in clause)
    if len(clause) == 1 and isinstance(clause[0], Operator) and clause[0].kind == "none":
        return True
    return denies and not any(isinstance(t, Mention) and not t.weak for t in clause)


def _clauses(tokens: list[AnySpan]) -> list[list[AnySpan]]:
    clauses: list[list[AnySpan]] = [[]]
    for token in tokens:
        if isinstance(token, Break) and token.text in _CLAUSE:
            clauses.append([])
        else:
            clauses[-1].append(token)
    return [clause for clause in clauses if clause]


def _denied(
    text: str, text_id: str, sentence: tuple[int, int], clause: list[AnySpan], subject: str, year: int | None
) -> list[Claim]:
    denial = next((t for t in clause if isinstance(t, Operator) and t.kind == "none"), None)
    if denial is None or any(isinstance(t, Number) for t in clause):
        return []
    mentions = [t for t in clause if isinstance(t, Mention)]
    if any(m.id == "topic.elsewhere" for m in mentions) or _other_thing(text, mentions, denial):
        return []
    scope = next((t.text for t in clause if isinstance(t, Scope) and t.kind in ("narrow", "part")), "")
    quantity = Quantity(denial.start, denial.end, Decimal(0), "", "exact", "chinese")
    return [
        Claim(text_id, "none", quantity, sentence, m.topic, m.readings, m.check, scope, year)
        for m in _meant(mentions, denial, subject)
    ]


def _other_thing(text: str, mentions: list[Mention], denial: Operator) -> bool:
    """未收到申请方面的投诉: what is denied is not the thing itself."""
    last = mentions[-1] if mentions else None
    if last is None:
        return True
    behind = text[max(last.end, denial.end if denial.start > last.start else last.end) :]
    if _BEHIND.match(behind):
        return True
    return any(m.weak and m.text in ("投诉", "举报") for m in mentions) or any(
        m.id.startswith("t3.refuse") for m in mentions
    )


def _meant(mentions: list[Mention], denial: Operator, subject: str) -> list[Meaning]:
    blocks = [m.key for m in mentions if m.table == "t4" and m.kind in ("row", "group")]
    if any(m.id == "s4" for m in mentions):
        blocks = ["review", "suit"]
    if blocks:
        return [_block(key) for key in dict.fromkeys(blocks)]
    documents = [m for m in mentions if m.table == "t2" and m.kind == "row"]
    if documents:
        return _documents(documents, mentions, denial)
    if any(m.id == "t2.fees_wan" and not m.weak for m in mentions):
        return [one("fees", "t2.fees_wan", strict=False)]
    decisions = [m for m in mentions if m.kind == "cell" and not m.weak]
    if decisions:
        return [one(m.id.removeprefix("t2."), m.id, strict=False) for m in decisions]
    if any(m.id in ("s6.fee.received_yuan", "t2.fees_wan") for m in mentions) or denial.text in (
        "未收费",
        "没有收费",
        "未收取",
    ):
        return [Meaning("s6.fee.received_yuan", (Reading(("s6.fee.received_yuan",)),))]
    if any(m.id == "s1.supervision.accountability" for m in mentions):
        return [Meaning("s1.supervision.accountability", (Reading(("s1.supervision.accountability",)),))]
    if any(m.id == "s6.fee.notices" for m in mentions):
        return [Meaning("s6.fee.notices", (Reading(("s6.fee.notices",)),))]
    return _applications(mentions, denial, subject)


def _block(key: str) -> Meaning:
    cells = _SUITS if key == "suit" else (f"t4.{key}.total",)
    found = one("suit_direct+suit_after_review" if key == "suit" else key, *cells)
    return Meaning(found.topic, found.readings, "NT-10")


def _documents(rows: list[Mention], mentions: list[Mention], denial: Operator) -> list[Meaning]:
    column = next((document_key(m) for m in document_columns(mentions)), None)
    if column is None:
        column = "issued" if re.search("制|出台", denial.text) else "repealed" if "废" in denial.text else None
    if column is None:
        return []
    return [one(f"{key}.{column}", f"t2.{key}.{column}") for key in dict.fromkeys(m.key for m in rows)]


def _applications(mentions: list[Mention], denial: Operator, subject: str) -> list[Meaning]:
    """Nothing received (or handled over); 没有 beside another row says only that of the row."""
    rows = [m for m in mentions if m.table == "t3" and m.kind in ("row", "group") and not m.weak]
    if any(m.key == "handled" for m in rows):
        return []
    named = [m for m in mentions if m.id == "topic.application"]
    if rows and rows[0].key not in ("new", "handled_total"):
        if rows[0].key in ("granted", "partial") or denial.text == "未发现":
            return []
        return [one(m.key, f"t3.{m.key}.total") for m in rows] if subject == "application" or named else []
    verbs = {m.key for m in mentions if m.table == "t3" and m.kind == "row" and m.weak}
    receives = (
        bool(re.search("收|接|受理|申请|件", denial.text))
        or "new" in verbs
        or denial.text in ("无", "无人", "没有人", "没有公众", "没有群众", "没有公民", "没有", "未有", "零报告", "暂无")
    )
    about = any(not m.weak for m in named) or bool(named and subject == "application")
    if not (receives and about) and not (
        subject == "application" and re.search("收|接", denial.text) and not mentions[:-1]
    ):
        return []
    columns = {m.key for m in applicants(mentions)}
    if columns and not {"natural", "organisations"} <= columns:
        return []
    found = one("received", "t3.new.total")
    return [Meaning(found.topic, found.readings, "NT-09")]
