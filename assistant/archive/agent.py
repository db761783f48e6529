"""Questions answered by a model that may only look things up; what it says is checked against what it found.

The model never supplies a number: every figure in its answer must have come out of a tool, else the answer is
dropped and the rules answer instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from assistant.archive import texts
from assistant.archive.answer import answer, plain
from assistant.archive.library import Library
from assistant.archive.result import Answer, Figure, Quote
from assistant.errors import ModelUnavailable
from assistant.llm.port import Model
from assistant.llm.prompts import prompt
from assistant.text.nonquantity import not_counted
from assistant.text.normalise import normalise
from assistant.text.numbers import find_numbers
from assistant.wording import say
from vectorstore.passage import Filter


@dataclass
class Notebook:
    """What the tools returned during one question."""

    library: Library
    organ: str | None
    year: int | None
    figures: list[Figure] = field(default_factory=list)
    passages: list[Quote] = field(default_factory=list)
    computed: list[Decimal] = field(default_factory=list)

    def look_up(self, question: str) -> str:
        """查表：用一句话问已收录报告里的数字，例如“2023年柳岸街道行政处罚多少”。返回数字和出处。"""
        found = answer(self.library, question, organ=self.organ, year=self.year)
        self.figures += found.figures
        self.passages += found.passages
        self.computed += numbers_in(found.text)
        return found.text

    def search(self, query: str) -> str:
        """查原文：按关键词找往年报告的段落，返回原文和出处。"""
        hits = self.library.search(query, 5, Filter())
        quotes = [texts.quote(hit) for hit in hits]
        self.passages += quotes
        return "\n\n".join(f"[{q.organ}·{q.year}·{q.section}] {q.text}" for q in quotes) or say("archive.empty")

    def compute(self, expression: str) -> str:
        """计算：两个数的加减乘除，例如“95-21”“17/95”。只能用查表得到的数。"""
        for sign, work in _WORK.items():
            left, found, right = expression.replace(" ", "").partition(sign)
            if found:
                try:
                    value = work(Decimal(left), Decimal(right))
                except (InvalidOperation, ZeroDivisionError):
                    return say("archive.cannot_compute")
                if not {Decimal(left), Decimal(right)} <= self._known():
                    return say("archive.unknown_number")
                rounded = value.quantize(Decimal("0.0001"))
                self.computed += [rounded, (rounded * 100).quantize(Decimal("0.1")), rounded.quantize(Decimal("0.1"))]
                return plain(rounded)
        return say("archive.cannot_compute")

    def _known(self) -> set[Decimal]:
        quoted = [number for quote in self.passages for number in numbers_in(quote.text)]
        return {*(Decimal(figure.value) for figure in self.figures), *self.computed, *quoted}

    def vouches_for(self, text: str) -> bool:
        """Whether every number in `text` came out of a tool."""
        return set(numbers_in(text)) <= self._known()


_WORK = {
    "+": lambda a, b: a + b,
    "/": lambda a, b: a / b,
    "*": lambda a, b: a * b,
    "-": lambda a, b: a - b,
}


def ask_model(
    model: Model, library: Library, question: str, *, organ: str | None, year: int | None, before: Sequence[str] = ()
) -> Answer:
    """The model's answer with the figures and passages its tools returned. Raises ModelUnavailable when it fails,
    says a number no tool gave, or found nothing to rest on."""
    notebook = Notebook(library, organ, year)
    rendered = prompt("ask").render(
        organ=organ or "", year=str(year or ""), history="\n".join(before[-4:]), question=question
    )
    text = model.with_tools(rendered, [notebook.look_up, notebook.search, notebook.compute])
    if not (notebook.figures or notebook.passages) or not notebook.vouches_for(text):
        raise ModelUnavailable(say("archive.model_refused"))
    return Answer(True, text, tuple(dict.fromkeys(notebook.figures)), tuple(dict.fromkeys(notebook.passages)))


def numbers_in(text: str) -> list[Decimal]:
    """Every counted number of a text; years, dates and document numbers count nothing."""
    plain_text = normalise(text).text
    return [number.value for number in find_numbers(plain_text, not_counted(plain_text))]
