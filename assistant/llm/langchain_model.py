"""A model behind an OpenAI-compatible endpoint, through LangChain: the only file that builds a chat model.

What an endpoint can do is tried once and remembered: strict JSON schema, then function calling, then plain JSON in
the text. Thinking text is dropped, calls are bounded in time and number, loopback never goes through a proxy.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr, ValidationError

from assistant.errors import ModelUnavailable
from assistant.llm.port import T, Tool
from assistant.llm.prompts import Rendered
from assistant.wording import say

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI

TIMEOUT = 60.0
"""Seconds for a whole answer."""
MAX_STEPS = 12
"""Of an agent: model calls and tool calls together."""
WAYS = ("json_schema", "function_calling", "text")
_THINKING = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)


class LangChainModel:
    """See `port.Model`."""

    def __init__(self, base_url: str, model: str, api_key: SecretStr | None = None, timeout: float = TIMEOUT) -> None:
        self._base_url, self._model, self._timeout = base_url, model, timeout
        self._key = api_key or SecretStr("none")
        self._way: str | None = None

    @property
    def name(self) -> str:
        return f"{self._model} @ {self._base_url}"

    @cached_property
    def _chat(self) -> "ChatOpenAI":
        import httpx  # LangChain costs a second or two; only whoever has a model pays it
        from langchain_openai import ChatOpenAI

        return ChatOpenAI(
            base_url=self._base_url,
            model=self._model,
            api_key=self._key,
            temperature=0,
            timeout=self._timeout,
            max_retries=1,
            use_responses_api=False,
            http_client=httpx.Client(trust_env=not _is_local(self._base_url), timeout=self._timeout),
        )

    def structured(self, prompt: Rendered, output: type[T]) -> T:
        """See port. The way that worked is used first from then on."""
        last: Exception | None = None
        for way in (self._way,) if self._way else WAYS:
            try:
                answer = self._in_way(way, prompt, output)
            except _failures() as error:
                last = error
                if _is_final(error):
                    break
                continue
            self._way = way
            return answer
        raise ModelUnavailable(say("llm.unavailable")) from last

    def stream(self, prompt: Rendered) -> Iterator[str]:
        """See port. Nothing is yielded while the model thinks; a stream cut off raises."""
        waiting, thinking, said = "", False, False
        try:
            for chunk in self._chat.stream(_messages(prompt)):
                waiting += str(chunk.text)
                pieces, waiting, thinking = _visible(waiting, thinking)
                said = said or bool(pieces.strip())
                if pieces:
                    yield pieces
        except _failures() as error:
            raise ModelUnavailable(say("llm.cut_off" if said else "llm.unavailable")) from error
        if not thinking and waiting:
            said = True
            yield waiting
        if not said:
            raise ModelUnavailable(say("llm.empty"))

    def with_tools(self, prompt: Rendered, tools: Sequence[Tool]) -> str:
        """See port."""
        from langchain.agents import create_agent
        from langgraph.errors import GraphRecursionError

        agent = create_agent(self._chat, tools=list(tools), system_prompt=prompt.system)
        try:
            result = agent.invoke(
                {"messages": [{"role": "user", "content": prompt.user}]}, {"recursion_limit": 2 * MAX_STEPS}
            )
        except (*_failures(), GraphRecursionError) as error:
            raise ModelUnavailable(say("llm.unavailable")) from error
        text = _THINKING.sub("", str(result["messages"][-1].text)).strip()
        if not text:
            raise ModelUnavailable(say("llm.empty"))
        return text

    def _in_way(self, way: str, prompt: Rendered, output: type[T]) -> T:
        if way != "text":
            chain = self._chat.with_structured_output(output, method=way)  # type: ignore[arg-type]
            answer = chain.invoke(_messages(prompt))
            if answer is None:
                raise ValueError("no structured answer")
            return output.model_validate(answer)
        return self._as_text(prompt, output)

    def _as_text(self, prompt: Rendered, output: type[T]) -> T:
        """JSON asked for in words; fences and thinking around it are tolerated, one mistake is pointed out."""
        from langchain_core.output_parsers import PydanticOutputParser

        parser = PydanticOutputParser(pydantic_object=output)
        messages: list[Any] = _messages(prompt)
        messages[0] = ("system", f"{prompt.system}\n\n{parser.get_format_instructions()}")
        text = _THINKING.sub("", str(self._chat.invoke(messages).text))
        try:
            return parser.parse(text)
        except ValueError as error:
            again = [*messages, ("assistant", text), ("user", say("llm.again", error=str(error)[:400]))]
            return parser.parse(_THINKING.sub("", str(self._chat.invoke(again).text)))


def _messages(prompt: Rendered) -> list[tuple[str, str]]:
    return [("system", prompt.system), ("user", prompt.user)]


def _visible(text: str, thinking: bool) -> tuple[str, str, bool]:
    """Splits what arrived into what may be shown, what must wait (a tag may have begun), and whether it thinks."""
    shown = ""
    while True:
        tag = "</think>" if thinking else "<think>"
        before, found, after = text.partition(tag)
        if not found:
            break
        shown += "" if thinking else before
        text, thinking = after, not thinking
    held = next((n for n in range(len(tag) - 1, 0, -1) if text.endswith(tag[:n])), 0)
    if thinking:
        return shown, text[len(text) - held :], True
    return shown + text[: len(text) - held], text[len(text) - held :], False


def _failures() -> tuple[type[Exception], ...]:
    """What an endpoint that misbehaves raises; wrong JSON is a ValueError (also pydantic's and LangChain's own)."""
    import httpx
    import openai

    return (openai.OpenAIError, httpx.HTTPError, ValidationError, ValueError, KeyError, TypeError)


def _is_final(error: Exception) -> bool:
    """No other way of asking will help: nobody answers, wrong key, too many calls."""
    import openai

    nobody = (openai.APIConnectionError, openai.InternalServerError, openai.RateLimitError)
    return isinstance(error, (*nobody, openai.AuthenticationError, openai.PermissionDeniedError))


def _is_local(url: str) -> bool:
    return bool(re.match(r"https?://(127\.|localhost|\[::1\])", url))
