"""serve: its address on stdout once the page answers, the next port when one is taken, an end without leftovers."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from assistant.cli.serve import free_port

ROOT = Path(__file__).resolve().parents[2]


def test_a_taken_port_is_stepped_over() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert free_port(taken.getsockname()[1]) != taken.getsockname()[1]


def test_the_page_answers_at_the_printed_address(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    served = subprocess.Popen(
        [sys.executable, "-m", "assistant", "serve", "--port", str(port), "--data", str(data)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT, env={**os.environ, "LANG": "C"},
    )  # fmt: skip
    try:
        assert served.stdout is not None
        line = served.stdout.readline().decode()
        address = f"http://127.0.0.1:{port}"
        assert line.strip().endswith(address)
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address, timeout=20) as page:
            assert page.status == 200
    finally:
        served.send_signal(signal.SIGTERM)
        assert served.wait(timeout=30) == 0
    with pytest.raises(urllib.error.URLError):
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address, timeout=5)
