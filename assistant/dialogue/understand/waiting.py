"""An answer to 「那1件属于哪一类？」: the row, column or outcome a number was still missing."""

from collections.abc import Sequence

from assistant.dialogue.understand.segments import Segment
from assistant.dialogue.understand.types import Known, Understood


def settle_waiting(segments: Sequence[Segment], known: Known, out: Understood) -> bool:
    """Places the waiting number when the message names where it belongs and gives no other number."""
    waiting = known.state.waiting
    if waiting is None or any(one.number is not None for one in segments):
        return False
    named = [x for one in segments for x in (*one.rows, *one.columns)]
    fitting = [target for target in waiting.targets if any(_names(x, target) for x in named)]
    if not fitting:
        return False
    if len(fitting) == 1:
        out.add(fitting[0], waiting.value, " ".join(one.text for one in segments))
    else:
        choices = _names_left(fitting, known)
        out.waiting = waiting.model_copy(update={"targets": tuple(fitting), "choices": choices})
    return True


def _names(mention: str, target: str) -> bool:
    """Whether a mention of a row or column (t3.deny.internal.*, t4.*.upheld) covers a cell."""
    if ".*." in mention:
        return target.endswith("." + mention.rpartition(".")[2])
    return target.startswith(mention[:-1])


def _names_left(targets: Sequence[str], known: Known) -> tuple[str, ...]:
    cells = [known.form.cells[one] for one in targets]
    rows = len({cell.row.key for cell in cells}) > 1
    return tuple(dict.fromkeys(c.row.name if rows else c.column.name if c.column else "" for c in cells))
