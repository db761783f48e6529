"""Values that follow from what was answered, put to the clerk once per block: zeros, stock of documents, carry-over."""

from collections.abc import Iterable

from assistant.dialogue.plan import OUTCOME_QUESTION, any_application, columns, unplaced
from assistant.dialogue.state import Pending, Proposal
from assistant.dialogue.understand.types import Known
from assistant.wording import say


def next_offer(known: Known) -> Pending | None:
    """The first offer that applies and was not declined for the figures as they are."""
    for make in (_documents, _applications, _cases):
        offer = make(known)
        if offer and offer.key not in known.state.declined:
            return offer
    return None


def zero_offer(ids: Iterable[str], known: Known) -> Pending | None:
    """「其余 N 格均为 0」 for cells nobody has answered."""
    open_ids = known.unanswered(ids)
    if not open_ids:
        return None
    proposals = tuple(Proposal(target=one, value=0, source="confirmed_zero") for one in open_ids)
    text = say("dialogue.zero_rest", count=printed(open_ids, known), what=_what(open_ids, known))
    return Pending(proposals=proposals, text=text, key=f"zero:{open_ids[0]}:{len(open_ids)}")


def printed(ids: Iterable[str], known: Known) -> int:
    """How many cells of the printed form become 0 with these, their totals included."""
    zeros = set(ids)
    form = known.form
    for equation in [eq for eq in form.equations if eq.derives and eq.derives in form.cells] * 2:
        assert equation.derives is not None
        parts = equation.right
        if all(part in zeros or known.value(part) == 0 for part in parts) and any(part in zeros for part in parts):
            zeros.add(equation.derives)
    return len(zeros)


def _what(ids: list[str], known: Known) -> str:
    """The blocks the cells belong to, by the sections of the form."""
    form = known.form
    sections = {form.cells[one].section for one in ids if one in form.cells}
    names = [s.label for s in form.sections if s.key in sections]
    return say("dialogue.separator").join(names) or say("dialogue.this_block")


def _documents(known: Known) -> Pending | None:
    """Stock of documents = last year's + issued − repealed; 规章 of an office that cannot make them = 0."""
    proposals: list[Proposal] = []
    reasons: list[str] = []
    form = known.form
    issued, repealed = known.value("t2.normative.issued"), known.value("t2.normative.repealed")
    target = "t2.normative.in_force"
    before = known.last_year(target)
    if issued is None or repealed is None:
        return None
    if target not in known.draft.answers and before is not None:
        stock = int(before + issued - repealed)
        if stock >= 0:
            proposals.append(Proposal(target=target, value=stock, source="confirmed"))
            reasons.append(say("dialogue.stock", before=before, issued=issued, repealed=repealed, stock=stock))
    rules = [c for c in form.questions["documents"].cells if c.startswith("t2.rules.")]
    open_rules = known.unanswered(rules)
    if open_rules and known.draft.office.level not in ("province", "city") and not any(known.value(c) for c in rules):
        proposals += [Proposal(target=one, value=0, source="confirmed_zero") for one in open_rules]
        reasons.append(say("dialogue.no_rules"))
    if not proposals:
        return None
    key = f"documents:{issued}:{repealed}:{len(proposals)}"
    return Pending(proposals=tuple(proposals), text="".join(reasons) + say("dialogue.please_confirm"), key=key)


def _applications(known: Known) -> Pending | None:
    """Table 3 once every application has its outcome: the carry-over the identity asks for, and the zeros."""
    form = known.form
    cells = [c.id for c in form.cells.values() if c.table == "t3" and c.entered]
    open_ids = known.unanswered(cells)
    if not open_ids or known.state.waiting or known.state.totals:
        return None
    new = [known.value(f"t3.new.{c}") for c in columns(known)]
    carried = [f"t3.carried_in.{c}" for c in columns(known)]
    if all(value is None for value in new):
        return None
    if known.unanswered(carried) and not any_application(known, "carried_in"):
        return None
    some = any(value for value in new) or any_application(known, "carried_in")
    if not some and any(value is None for value in new):
        return None
    if not any(value is not None for value in new):
        return None
    left = unplaced(known)
    if any(value < 0 for value in left.values()):
        return None
    outcomes = [c for c in form.questions[OUTCOME_QUESTION].cells if known.value(c)]
    if left and not outcomes:
        return None
    proposals: list[Proposal] = []
    text = ""
    for column, value in left.items():
        target = f"t3.carried_out.{column}"
        if target in known.draft.answers:
            return None
        proposals.append(Proposal(target=target, value=value, source="confirmed"))
    if proposals:
        total = sum(int(p.value) for p in proposals)
        text = say("dialogue.carried_out", total=total)
    zeros = [one for one in open_ids if one not in {p.target for p in proposals}]
    proposals += [Proposal(target=one, value=0, source="confirmed_zero") for one in zeros]
    if zeros:
        text += say("dialogue.zero_rest", count=printed(zeros, known), what=form.section("s3").label)
    return Pending(
        proposals=tuple(proposals), text=text, key=f"t3:{sorted(left.items())}:{len(open_ids)}:{len(outcomes)}"
    )


def _cases(known: Known) -> Pending | None:
    """Table 4 once some case was given: the rest is 0."""
    cells = known.form.questions["cases"].cells
    if known.state.waiting or any(one.startswith("t4.") for one in known.state.totals):
        return None
    if not any(known.value(c) for c in cells if c in known.draft.answers):
        return None
    return zero_offer(cells, known)
