"""A model that answers from a queue and records what it was asked: for tests and demonstrations."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from pydantic import BaseModel

from assistant.errors import ModelUnavailable
from assistant.llm.port import T, Tool
from assistant.llm.prompts import Rendered

Answer = BaseModel | str | Exception


class ScriptedModel:
    """Hands out the queued answers in order; an exception in the queue is raised; an empty queue is unavailable."""

    name = "scripted"

    def __init__(self, answers: Iterable[Answer] = ()) -> None:
        self._answers = deque(answers)
        self.asked: list[Rendered] = []

    def structured(self, prompt: Rendered, output: type[T]) -> T:
        """The next queued answer, which must be of the wanted type."""
        answer = self._next(prompt)
        return output.model_validate(answer.model_dump() if isinstance(answer, BaseModel) else answer)

    def stream(self, prompt: Rendered) -> Iterator[str]:
        """The next queued text in pieces of four characters."""
        text = str(self._next(prompt))
        yield from (text[i : i + 4] for i in range(0, len(text), 4))

    def with_tools(self, prompt: Rendered, tools: Sequence[Tool]) -> str:
        """The next queued text. «tool:argument» lines before it call the tool of that name first."""
        text = str(self._next(prompt))
        by_name = {tool.__name__: tool for tool in tools}
        lines = text.split("\n")
        while lines and lines[0].partition(":")[0] in by_name:
            name, _, argument = lines.pop(0).partition(":")
            by_name[name](argument)
        return "\n".join(lines)

    def _next(self, prompt: Rendered) -> Answer:
        self.asked.append(prompt)
        if not self._answers:
            raise ModelUnavailable("scripted model has no more answers")
        answer = self._answers.popleft()
        if isinstance(answer, Exception):
            raise answer
        return answer
