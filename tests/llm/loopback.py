"""A small HTTP server on 127.0.0.1 that speaks the OpenAI chat protocol and misbehaves on request."""

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = dict[str, Any]


@dataclass
class Endpoint:
    """Its address, what it was asked, and the queued behaviours; the last one is repeated."""

    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    behaviours: deque[Callable[[dict[str, Any]], Reply]] = field(default_factory=deque)

    def then(self, *behaviours: Callable[[dict[str, Any]], Reply]) -> "Endpoint":
        self.behaviours.extend(behaviours)
        return self

    def next(self, request: dict[str, Any]) -> Reply:
        self.asked.append(request)
        return (self.behaviours.popleft() if len(self.behaviours) > 1 else self.behaviours[0])(request)


def text(content: str) -> Callable[[dict[str, Any]], Reply]:
    """Answers with text."""
    return lambda _request: {"content": content}


def calls(name: str, arguments: dict[str, Any]) -> Callable[[dict[str, Any]], Reply]:
    """Calls a tool, or answers a function-calling request."""
    return lambda _request: {"tool": name, "arguments": arguments}


def as_schema(value: dict[str, Any]) -> Callable[[dict[str, Any]], Reply]:
    """Answers in whatever structured way it is asked."""

    def behave(request: dict[str, Any]) -> Reply:
        if request.get("tools"):
            return {"tool": request["tools"][0]["function"]["name"], "arguments": value}
        return {"content": json.dumps(value, ensure_ascii=False)}

    return behave


def no_json_schema(value: dict[str, Any], tools: bool = True) -> Callable[[dict[str, Any]], Reply]:
    """Refuses response_format json_schema with 400, as DeepSeek does; without `tools`, function calling too."""

    def behave(request: dict[str, Any]) -> Reply:
        if (request.get("response_format") or {}).get("type") == "json_schema" or (request.get("tools") and not tools):
            return {"status": 400, "error": "This response_format type is unavailable now"}
        return as_schema(value)(request)

    return behave


def status(code: int) -> Callable[[dict[str, Any]], Reply]:
    """Fails with an HTTP status."""
    return lambda _request: {"status": code, "error": "no"}


def cut_off(content: str) -> Callable[[dict[str, Any]], Reply]:
    """Streams `content` and drops the connection without an end."""
    return lambda _request: {"content": content, "cut": True}


def slow(seconds: float) -> Callable[[dict[str, Any]], Reply]:
    """Says nothing for a while."""
    return lambda _request: {"content": "…", "delay": seconds}


@contextmanager
def endpoint() -> Iterator[Endpoint]:
    """A running endpoint for the length of the block."""
    state = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            reply = state.next(request)
            if reply.get("delay"):
                threading.Event().wait(reply["delay"])
            if reply.get("status"):
                self._json(reply["status"], {"error": {"message": reply["error"], "type": "error"}})
            elif request.get("stream"):
                self._stream(reply)
            else:
                self._json(200, _completion(reply))

        def _json(self, code: int, body: dict[str, Any]) -> None:
            data = json.dumps(body).encode()
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def _stream(self, reply: Reply) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            content = reply.get("content", "")
            for start in range(0, len(content), 3):
                self._event({"choices": [{"index": 0, "delta": {"content": content[start : start + 3]}}]})
            if reply.get("cut"):
                self.wfile.flush()
                self.connection.close()
                return
            self._event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
            self._chunk(b"data: [DONE]\n\n")
            self._chunk(b"")

        def _event(self, body: dict[str, Any]) -> None:
            whole = {"id": "1", "object": "chat.completion.chunk", "created": int(time.time()), "model": "m", **body}
            self._chunk(f"data: {json.dumps(whole)}\n\n".encode())

        def _chunk(self, data: bytes) -> None:
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")

        def log_message(self, *_args: Any) -> None:
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()


def _completion(reply: Reply) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": reply.get("content")}
    if "tool" in reply:
        function = {"name": reply["tool"], "arguments": json.dumps(reply["arguments"], ensure_ascii=False)}
        message["tool_calls"] = [{"id": "call_1", "type": "function", "function": function}]
    return {
        "id": "1",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": "m",
        "choices": [{"index": 0, "message": message, "finish_reason": "tool_calls" if "tool" in reply else "stop"}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
