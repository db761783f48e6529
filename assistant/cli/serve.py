"""The browser page: Streamlit as a child process on this machine only."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from time import monotonic, sleep
from typing import Annotated, Any

import typer

from assistant.cli.house import UNUSABLE, DataOption, complain, read_settings
from assistant.wording import say
from assistant.wording import text as wording

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "127.0.0.1"
PATIENCE = 90
"""Seconds until a page that does not answer is given up."""

PortOption = Annotated[int, typer.Option(help=wording("cli.help.port"), min=1, max=65535)]


def serve(port: PortOption = 8501, data: DataOption = None) -> int:
    """Starts the page and prints its address once it answers; ends with it."""
    settings = read_settings(data)
    port = free_port(port)
    child = subprocess.Popen(
        [
            sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true",
            f"--server.address={HOST}", f"--server.port={port}", "--browser.gatherUsageStats=false",
        ],
        cwd=ROOT,
        env={**os.environ, **_environment(settings)},
        stdout=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    try:
        if answers(f"http://{HOST}:{port}", child):
            print(say("cli.printed.address", url=f"http://{HOST}:{port}"), flush=True)
        elif child.poll() is None:
            child.terminate()
        status = child.wait()
    except KeyboardInterrupt:
        child.terminate()
        child.wait()
        return 0
    if status not in (0, -signal.SIGTERM):
        complain([wording("cli.printed.serve_failed")])
        return UNUSABLE
    return 0


def free_port(wanted: int) -> int:
    """The wanted port, else the next one free, else any."""
    for port in (*range(wanted, min(wanted + 50, 65536)), 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    return wanted


def answers(url: str, child: "subprocess.Popen[Any]") -> bool:
    """Waits until the page answers; False when it ended or took too long."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = monotonic() + PATIENCE
    while child.poll() is None and monotonic() < until:
        try:
            with direct.open(f"{url}/_stcore/health", timeout=2) as response:
                return bool(response.status == 200)
        except (urllib.error.URLError, OSError):
            sleep(0.1)
    return False


def _environment(settings: Any) -> dict[str, str]:
    """This process's settings for the page, which runs in another folder."""
    given: dict[str, str] = {}
    for name, value in settings.model_dump().items():
        if value is not None:
            secret = getattr(value, "get_secret_value", None)
            given[f"ASSISTANT_{name.upper()}"] = secret() if secret else str(value)
    return {**given, "ASSISTANT_DATA": str(settings.data.resolve())}
