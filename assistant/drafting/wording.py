"""The wording of composed paragraphs, loaded strictly from prompts/wording/."""

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.wording import load

Condition = Literal["zero", "some", "unknown", "known", "not_zero"]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Part(Strict):
    """One statement in several wordings, used when every condition holds."""

    say: tuple[str, ...]
    when: dict[str, Condition] = Field(default_factory=dict)


class TextWording(Strict):
    parts: tuple[Part, ...]


class Detail(Strict):
    """An office detail that may be left out: its id and how it is written when known."""

    of: str
    say: str


class Listing(Strict):
    """Figures listed one after the other, those that are zero left out: id → how the list calls it."""

    unit: str
    ids: dict[str, str]


class Ending(Strict):
    ends: tuple[str, ...]
    we: str
    area: str


class Voice(Strict):
    we: str
    area: str


class Office(Strict):
    """How an office calls itself, by the end of its name."""

    default: Voice
    endings: tuple[Ending, ...]
    government: tuple[str, ...]

    def voice(self, organ: str) -> Voice:
        """The words for an office of that name."""
        for one in self.endings:
            if organ.endswith(one.ends):
                return Voice(we=one.we, area=one.area)
        return self.default


class Pair(Strict):
    """A problem and the measure that answers it."""

    problem: str
    measure: str


class Problems(Strict):
    frame: dict[Literal["problems", "measures"], tuple[str, ...]]
    pairs: tuple[Pair, ...]


class Joined(Strict):
    """How a statement is shortened when it follows another: 、行政诉讼1件."""

    positive: str
    negative: str
    after: str


class Turns(Strict):
    """Statements about something that came up, or went away; `outcomes` tell how applications were handled."""

    positive: dict[str, str]
    negative: dict[str, str]
    joined: dict[str, Joined]
    outcomes: dict[Literal["handled", "handled_plain", "carried_out"], str]


class Wording(Strict):
    """Everything needed to write a paragraph without a past one."""

    texts: dict[str, TextWording]
    optional: dict[str, Detail]
    lists: dict[str, Listing]
    sums: dict[str, tuple[str, ...]]
    office: Office
    problems: Problems
    turns: Turns


@cache
def wording() -> Wording:
    """All of prompts/wording/; raises ValidationError when a file says something else than the above."""
    preamble, first, sixth = (dict(load(f"wording/{name}")) for name in ("preamble", "s1", "s6"))
    optional, lists, sums = preamble.pop("optional"), first.pop("lists"), first.pop("sums")
    return Wording.model_validate(
        {
            "texts": preamble | first | sixth,
            "optional": optional,
            "lists": lists,
            "sums": sums,
            "office": load("wording/office"),
            "problems": load("wording/s5"),
            "turns": load("wording/turns"),
        }
    )
