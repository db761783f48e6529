"""「未收到」 ↔ 「收到 N 件」: statements that turn round are written anew, with what hangs on them."""

from decimal import Decimal

from assistant.drafting.clauses import Clause, clauses_in, depends, lead, sentences_with
from assistant.drafting.edits import Bound, Edit
from assistant.drafting.figures import Page, plain_number, total
from assistant.drafting.wording import wording
from assistant.drafting.words import words
from assistant.narrative.spans import Mention, Operator, spans_in
from assistant.narrative.spans import Number as Counted
from assistant.narrative.types import Claim
from assistant.report.answer import Number
from assistant.text.numbers import format_like
from assistant.text.sentences import sentences

_CASES = ("t4.review.total", "t4.suit_direct.total", "t4.suit_after_review.total")


def turn_round(page: Page) -> None:
    """Rewrites the clauses whose count came from or fell to zero; a denial nobody can vouch for is marked."""
    for claim in page.claims:
        _settle_not_one(page, claim)
    turning = [claim for claim in page.claims if _turns(page, claim) is not None]
    for sentence in sentences_with(page, turning):
        clauses = clauses_in(page, sentence)
        for index, clause in enumerate(clauses):
            here = tuple(claim for claim in clause.claims if claim in turning)
            if here and page.edits.free(clause.start, clause.end):
                _rewrite(page, clauses, index, here)
    for claim in page.claims:
        if claim.kind == "none" and claim.readings and claim not in turning:
            _settle_denial(page, claim)


def _settle_not_one(page: Page, claim: Claim) -> None:
    """「无一件引发行政复议」 denies; its number counts nothing."""
    start, end = page.outer(claim.quantity.start, claim.quantity.end)
    before = page.text[:start]
    denial = next((word for word in words().clauses.not_one if before.endswith(word)), None)
    if denial is None or claim.kind != "count" or claim.quantity.value != 1:
        return
    page.decisions.pop(claim.quantity.start, None)
    value = total(_cells(claim), "", page.new) if _cells(claim) else None
    if value == 0:
        page.edits.keep(start - len(denial), end)
    else:
        page.edits.add(page.unknown_edit(start - len(denial), end))


def mark_unread_denials(page: Page) -> None:
    """A denial of applications or cases that the reader made no claim of, though this year has some."""
    for sentence in sentences(page.text):
        for clause in clauses_in(page, sentence):
            text = page.text[clause.start : clause.end]
            tokens = spans_in(text)
            denial = next((t for t in tokens if isinstance(t, Operator) and t.kind == "none"), None)
            if denial is None or clause.claims or any(isinstance(t, Counted) for t in tokens):
                continue
            named = [t for t in tokens if isinstance(t, Mention) and not t.weak]
            if any(_has_cases(page, t, text) for t in named):
                page.edits.add(page.unknown_edit(clause.start + denial.start, clause.end))


def _has_cases(page: Page, token: Mention, clause: str) -> bool:
    if token.table == "t4" and token.kind in ("row", "group"):
        blocks = ("suit_direct", "suit_after_review") if token.key == "suit" else (token.key,)
        return any(page.new.value(f"t4.{block}.total") for block in blocks)
    other = any(word in clause for word in words().clauses.other_matters)
    return token.id == "topic.application" and not other and bool(page.new.value("t3.new.total"))


def _cells(claim: Claim) -> tuple[str, ...]:
    return claim.readings[0].cells if claim.readings else ()


def _turns(page: Page, claim: Claim) -> Decimal | None:
    """This year's value when the statement turns round: a denial that no longer holds, a count that is nothing now."""
    cells = _cells(claim)
    if not cells or claim.year is not None:
        return None
    if claim.kind == "none":
        value = total(cells, "", page.new)
        return value if value else None
    decision = page.decisions.get(claim.quantity.start)
    if claim.kind != "count" or decision is None or decision.new != 0 or not claim.quantity.value:
        return None
    if decision.cells[0] not in wording().turns.negative or _in_list(page, claim):
        return None
    return decision.new


def _in_list(page: Page, claim: Claim) -> bool:
    """Whether the count is an item behind a total; all suits are no item of the reconsiderations."""
    lists = [one for one in page.breakdowns if one.total.start < one.parts[0].quantity.start]
    if _cells(claim) and _case(claim):
        whole = {one.total.start: page.decisions.get(one.total.start) for one in lists}
        lists = [one for one in lists if (d := whole[one.total.start]) is None or set(_cells(claim)) <= set(d.cells)]
    return any(part.quantity.start == claim.quantity.start for one in lists for part in one.parts)


def _settle_denial(page: Page, claim: Claim) -> None:
    """A denial that still holds is kept; one about figures nobody has given yet is marked."""
    value = total(_cells(claim), "", page.new)
    start, end = claim.quantity.start, claim.quantity.end
    if value is None and claim.year is None:
        page.edits.add(page.unknown_edit(start, end))
    elif value == 0:
        page.edits.keep(start, end)


def _rewrite(page: Page, clauses: list[Clause], index: int, here: tuple[Claim, ...]) -> None:
    clause = clauses[index]
    speaks = [claim for claim in clause.claims if _cells(claim) and claim.kind in ("none", "count")]
    gone = [claim for claim in speaks if claim not in here and _gone(page, claim)]
    if any(c.kind == "count" and c not in here and c not in gone and not _case(c) for c in speaks):
        return
    speaks = [claim for claim in speaks if claim not in gone]
    if all(claim.kind == "none" and _cells(claim)[0] in page.told for claim in speaks):
        page.edits.add(Edit(max(0, clause.start - 1), clause.end, ""))
        return
    statement = Statement(page, lead(page, clause, tuple(speaks)))
    for claim in speaks:
        statement.add(claim)
    if not all(claim.kind == "count" for claim in here):
        end = _end_of_consequences(page, clauses, index)
    else:
        end = _end_of_dependents(page, clauses, index)
        _drop_later(page, clauses[-1], _topic(here[0]))
    page.edits.add(statement.edit(clause.start, end))


def _end_of_consequences(page: Page, clauses: list[Clause], index: int) -> int:
    """How far the sentence draws conclusions from the denial that no longer holds (故无办理情况)."""
    end = clauses[index].end
    for clause in clauses[index + 1 :]:
        text = page.text[clause.start : clause.end]
        if clause.claims and text.startswith(words().clauses.too):
            page.edits.add(Edit(clause.start, clause.start + 1, ""))
            break
        if clause.claims or not text.startswith(words().clauses.consequences):
            break
        end = clause.end
    return end


def _gone(page: Page, claim: Claim) -> bool:
    """A count that is nothing now and needs no words of its own beside another (新收 1 件、办结 1 件)."""
    decision = page.decisions.get(claim.quantity.start)
    return claim.kind == "count" and not _case(claim) and decision is not None and decision.new == 0


def _case(claim: Claim) -> bool:
    return _cells(claim)[0] in _CASES


def _topic(claim: Claim) -> str:
    return _cells(claim)[0].partition(".")[0]


def _end_of_dependents(page: Page, clauses: list[Clause], index: int) -> int:
    """How far the sentence only elaborates what no longer is; where something else begins it goes on."""
    end = clauses[index].end
    table = _topic(clauses[index].claims[0]) if clauses[index].claims and _cells(clauses[index].claims[0]) else ""
    for clause in clauses[index + 1 :]:
        if not (_empty(page, clause, table) if clause.claims else depends(page, clause)):
            break
        end = clause.end
    return end


def _empty(page: Page, clause: Clause, table: str) -> bool:
    """Every figure of the clause is nothing now, or a rate of what is nothing."""
    for claim in clause.claims:
        if claim.kind in ("percent", "growth"):
            continue
        decision = page.decisions.get(claim.quantity.start)
        cells = _cells(claim)
        if claim.kind == "none" or (cells and not cells[0].startswith(table)):
            return False
        if cells and _case(claim) and _turns(page, claim) is not None:  # denied in its own words
            return False
        if decision is not None and decision.new != 0:
            return False
        if decision is None and not depends(page, clause) and not _in_list(page, claim):
            return False
    return True


def _drop_later(page: Page, last: Clause, table: str) -> None:
    """Takes out the next sentences of the paragraph that only tell of what no longer is."""
    if table == "t3" and page.new.value("t3.handled_total.total") != 0:
        return
    for sentence in sentences(page.text):
        if sentence[0] < last.end:
            continue
        if "\n" in page.text[last.end : sentence[0]]:
            return
        if not (parts := clauses_in(page, sentence)):
            continue
        if not parts[0].claims and not page.text[sentence[0] :].startswith(words().clauses.follow_on):
            return
        if not all(_empty(page, clause, table) if clause.claims else depends(page, clause) for clause in parts):
            return
        before, stop = page.text[: sentence[0]].rstrip(), page.text[: sentence[1]].rstrip()[-1:]
        if before.endswith(("；", ";")) and stop == "。" and page.edits.add(Edit(len(before) - 1, sentence[1], stop)):
            continue
        page.edits.add(Edit(sentence[0], sentence[1], ""))


class Statement:
    """A clause being written: positive statements with this year's figures, then denials."""

    def __init__(self, page: Page, opening: str) -> None:
        self.page = page
        self.opening = opening
        self.positive: list[tuple[str, Decimal | None, tuple[str, ...]]] = []
        self.negative: list[str] = []
        self.unknown: list[Claim] = []

    def add(self, claim: Claim) -> None:
        cells = _cells(claim)
        decision = self.page.decisions.get(claim.quantity.start) if claim.kind == "count" else None
        value = decision.new if decision else total(cells, "", self.page.new)
        if value is None:
            self.unknown.append(claim)
        elif value:
            self.positive.append((cells[0], value, cells))
        else:
            self.negative.append(cells[0])

    def edit(self, start: int, end: int) -> Edit:
        turns = wording().turns
        text, bound = self.opening, []
        said: list[str] = []
        for index, (key, value, cells) in enumerate(self.positive):
            joined = turns.joined.get(key)
            short = joined is not None and joined.after in said
            template = joined.positive if joined and short else self._positive(key)
            text += "" if short or not index else self.page.comma
            text = self._write(text, template, value or Decimal(0), cells, bound)
            said.append(key)
        if "t3.new.total" in said:
            text = self._outcomes(text, bound)
        denied: list[str] = []
        for key in self.negative:
            joined = turns.joined.get(key)
            if joined is not None and joined.after in denied:
                text += joined.negative
            else:
                text += (self.page.comma if said or denied else "") + turns.negative.get(key, "")
            denied.append(key)
        unverified: list[tuple[int, int]] = []
        for claim in self.unknown:
            text += self.page.comma if said or denied else ""
            words_used = words().unverified + wording().turns.negative.get(_cells(claim)[0], "")
            unverified.append((len(text), len(text) + len(words_used)))
            text += words_used
            denied.append(_cells(claim)[0])
        return Edit(start, end, text, tuple(bound), tuple(unverified))

    def _positive(self, key: str) -> str:
        form = self.page.new.form
        return wording().turns.positive.get(key) or f"{form.label(key)}{{n}}{form.unit(key)}"

    def _write(self, text: str, template: str, value: Decimal, cells: tuple[str, ...], bound: list[Bound]) -> str:
        head, _, tail = template.replace("，", self.page.comma).partition("{n}")
        number = format_like(value)
        start = len(text) + len(head)
        old: Number | None = plain_number(total(cells, "", self.page.old))
        bound.append(Bound(start, start + len(number), "+".join(cells), old, plain_number(value)))
        return text + head + number + tail

    def _outcomes(self, text: str, bound: list[Bound]) -> str:
        """How the applications were handled, as far as that is known and the paragraph does not tell it anyway."""
        page, turns = self.page, wording().turns
        told = {cell for decision in page.decisions.values() for cell in decision.cells}
        handled = page.new.value("t3.handled_total.total")
        if handled and "t3.handled_total.total" not in told:
            listed = wording().lists["outcomes"]
            values = {cell: page.new.value(cell) for cell in listed.ids}
            known = (
                all(value is not None for value in values.values()) and sum(v or 0 for v in values.values()) == handled
            )
            template = turns.outcomes["handled" if known else "handled_plain"].partition("{list}")[0]
            text = self._write(text + self.page.comma, template, Decimal(handled), ("t3.handled_total.total",), bound)
            shown = [cell for cell, value in values.items() if value] if known else []
            for index, cell in enumerate(shown):
                text += "、" if index else ""
                page.told.add(cell)
                text = self._write(
                    text, listed.ids[cell] + "{n}" + listed.unit, Decimal(values[cell] or 0), (cell,), bound
                )
        left = page.new.value("t3.carried_out.total")
        if left and "t3.carried_out.total" not in told:
            text = self._write(
                text + self.page.comma, turns.outcomes["carried_out"], Decimal(left), ("t3.carried_out.total",), bound
            )
        return text
