"""The real LangChain client against a loopback endpoint: every way of answering, and every way of misbehaving."""

import pytest
from pydantic import BaseModel, SecretStr

from assistant.errors import ModelUnavailable
from assistant.llm.langchain_model import LangChainModel
from assistant.llm.prompts import Rendered
from tests.llm.loopback import as_schema, calls, cut_off, endpoint, no_json_schema, slow, status, text

ASK = Rendered("test", "只输出结果。", "三件")


class Read(BaseModel):
    """A number read from words."""

    value: int
    words: str


def model(url: str, timeout: float = 10) -> LangChainModel:
    return LangChainModel(url, "m", SecretStr("key-nobody-may-see"), timeout=timeout)


@pytest.mark.parametrize(
    "behaviour",
    [
        as_schema({"value": 3, "words": "三件"}),
        no_json_schema({"value": 3, "words": "三件"}),
        no_json_schema({"value": 3, "words": "三件"}, tools=False),
    ],
    ids=["json schema", "function calling", "plain JSON"],
)
def test_each_way_of_answering_is_found_and_remembered(behaviour) -> None:
    with endpoint() as server:
        server.then(behaviour)
        asked = model(server.url)
        assert asked.structured(ASK, Read) == Read(value=3, words="三件")
        tries = len(server.asked)
        asked.structured(ASK, Read)
        assert len(server.asked) == tries + 1


@pytest.mark.parametrize(
    "said",
    [
        '```json\n{"value": 3, "words": "三件"}\n```',
        '<think>也许是五件？</think>\n{"value": 3, "words": "三件"}',
        '好的，结果如下：\n```\n{"value": 3, "words": "三件"}\n```',
    ],
    ids=["fenced", "thinking", "talkative"],
)
def test_json_wrapped_in_talk_is_read(said: str) -> None:
    with endpoint() as server:
        refuses = no_json_schema({}, tools=False)
        server.then(refuses, refuses, text(said))
        assert model(server.url).structured(ASK, Read).value == 3


def test_one_mistake_is_pointed_out_and_mended() -> None:
    with endpoint() as server:
        refuses = no_json_schema({}, tools=False)
        server.then(refuses, refuses, text('{"value": "很多"}'), text('{"value": 3, "words": "三件"}'))
        assert model(server.url).structured(ASK, Read).value == 3
        assert "value" in server.asked[-1]["messages"][-1]["content"]


@pytest.mark.parametrize(
    "behaviour",
    [status(429), status(500), status(401), text("我不能回答这个问题。"), text(""), text('{"value": 3'), slow(1.0)],
    ids=["429", "500", "wrong key", "refusal", "empty", "cut JSON", "slow"],
)
def test_an_endpoint_that_fails_ends_in_one_sentence_without_the_key(behaviour) -> None:
    with endpoint() as server:
        server.then(behaviour)
        with pytest.raises(ModelUnavailable) as caught:
            model(server.url, timeout=0.4).structured(ASK, Read)
    assert "key-nobody-may-see" not in f"{caught.value!r} {caught.value.__cause__!r}"
    assert "填写的内容没有变化" in str(caught.value)


def test_nobody_there_is_the_same_calm_sentence() -> None:
    with pytest.raises(ModelUnavailable):
        model("http://127.0.0.1:9/v1", timeout=1).structured(ASK, Read)


def test_a_stream_arrives_whole_and_without_thinking() -> None:
    with endpoint() as server:
        server.then(text("<think>先想想</think>全年公开信息三十条。"))
        assert "".join(model(server.url).stream(ASK)) == "全年公开信息三十条。"


@pytest.mark.parametrize("behaviour", [cut_off("全年公开"), text(""), text("<think>没想完"), status(500)])
def test_a_stream_that_breaks_or_says_nothing_is_no_answer(behaviour) -> None:
    with endpoint() as server:
        server.then(behaviour)
        with pytest.raises(ModelUnavailable):
            list(model(server.url).stream(ASK))


def test_tools_are_called_and_the_last_word_is_returned() -> None:
    heard: list[str] = []

    def look_up(question: str) -> str:
        """查表。"""
        heard.append(question)
        return "95件"

    with endpoint() as server:
        server.then(calls("look_up", {"question": "收到多少"}), text("收到95件。"))
        assert model(server.url).with_tools(ASK, [look_up]) == "收到95件。"
    assert heard == ["收到多少"]


def test_a_model_that_never_stops_calling_tools_is_stopped() -> None:
    def look_up(question: str) -> str:
        """查表。"""
        return question

    with endpoint() as server:
        server.then(calls("look_up", {"question": "再查"}))
        with pytest.raises(ModelUnavailable):
            model(server.url).with_tools(ASK, [look_up])
        assert len(server.asked) < 30
