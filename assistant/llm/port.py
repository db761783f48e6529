"""What the assistant asks of a language model, whatever stands behind it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from pydantic import BaseModel

from assistant.llm.prompts import Rendered

T = TypeVar("T", bound=BaseModel)
Tool = Callable[..., str]
"""A read-only function with a docstring and typed arguments; its answer is text."""


class Model(Protocol):
    """A model that may fail at any time: every method raises ModelUnavailable with one sentence for staff."""

    @property
    def name(self) -> str:
        """What staff see: the model's name and where it runs."""
        ...

    def structured(self, prompt: Rendered, output: type[T]) -> T:
        """An answer as a validated `output`; one retry with the validation error, then ModelUnavailable."""
        ...

    def stream(self, prompt: Rendered) -> Iterator[str]:
        """The answer as text, piece by piece, without the model's thinking."""
        ...

    def with_tools(self, prompt: Rendered, tools: Sequence[Tool]) -> str:
        """The final answer of a model that may call `tools`, with a bounded number of calls."""
        ...
