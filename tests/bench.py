"""`make bench`: timings on this machine, printed, never asserted. Needs no network.

Replies, checks, reading and export run in this process; the page is measured in a server of its own: time until the
first script run has finished (what the browser waits for), and reruns per second of ten sessions at once.
"""

import asyncio
import itertools
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from assistant.assemble import build_session
from assistant.checks.run import run
from assistant.reading import read_file
from assistant.report.published import PastReport
from assistant.report.snapshot import of_past
from assistant.session import Session
from assistant.settings import Settings
from assistant.wording import PROMPTS

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = PROMPTS / "sample" / "street_2025.md"
REAL = ROOT.parent / "shared" / "data" / "reports" / "dev"
COUNTER = itertools.count()
ANSWERS = [
    "42条，其中街道文件6条、财政信息8条、民生实事20条、会议信息5条、其他3条",
    "行政处罚12，其余没有",
    "确认",
    "3件，自然人2件企业1件，自然人那两件予以公开，企业那件不掌握",
    "把行政处罚改成15",
    "撤销",
    "还差什么",
    "去年收到多少件申请？",
    "什么算部分公开",
]


def timed(work: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of each of `times` runs, after one that does not count."""
    work()
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return found


def line(name: str, found: list[float], aim: str = "") -> None:
    """One printed row: median and 95th percentile."""
    ordered = sorted(found)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    print(f"{name:52} p50 {statistics.median(ordered):8.1f} ms   p95 {p95:8.1f} ms   {aim}")


def replies(session: Session) -> None:
    """Answers of a clerk, each stored before the reply comes back."""
    past = session.read(SAMPLE)
    found: list[float] = []
    for number in range(12):
        draft = session.create(f"澄湖区第{number}街道办事处", 2026, previous=past)
        for said in ANSWERS:
            start = time.perf_counter()
            session.say(draft, said)
            found.append((time.perf_counter() - start) * 1000)
    line("reply without a model", found[len(ANSWERS) :], "(aim 50 / 100)")


def files() -> None:
    """Reading and checking."""
    line("reading the sample", timed(lambda: read_file(SAMPLE), 20), "(aim 300)")
    named = {"sample": SAMPLE}
    for name in ("jinxiang_2023.txt", "suqian_2024.txt", "shanghai_2019.html", "hongze_2024.pdf"):
        if (REAL / name).is_file():
            named[name] = REAL / name
    for name, path in named.items():
        if path != SAMPLE:
            line(f"reading {name}", timed(lambda p=path: read_file(p), 3))
        report = read_file(path)
        line(
            f"all checks on {name}, texts seen before", timed(lambda r=report: run(of_past(r)), 10), "(aim 5, city 30)"
        )
        fresh = iter(anew(report) for _ in range(11))
        line(f"all checks on {name}, texts new", timed(lambda f=fresh: run(of_past(next(f))), 10))


def anew(report: PastReport) -> PastReport:
    """The report with every paragraph told apart, so that nothing read before is of use."""
    texts = {key: f"{text}{next(COUNTER)}" for key, text in report.texts.items()}
    return report.model_copy(update={"texts": texts})


def exports(session: Session, folder: Path) -> None:
    """One file of each format."""
    draft = session.create("澄湖区柳岸街道办事处", 2026, previous=session.read(SAMPLE))
    for extension in ("docx", "html", "pdf", "xlsx", "md", "json"):
        line(f"export .{extension}", timed(lambda e=extension: session.export(draft, folder / f"r.{e}"), 3))


def page() -> None:
    """A server of its own, spoken to over its websocket as a browser does."""
    with tempfile.TemporaryDirectory() as data:
        port = free_port()
        env = {**os.environ, "ASSISTANT_DATA": data}
        start = time.perf_counter()
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"],
            cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            wait_for(port)
            asyncio.run(one_run(port, 1))
            print(f"{'start to first page':44}     {time.perf_counter() - start:8.2f} s    (aim 3)")
            rate = asyncio.run(many_runs(port, sessions=10, seconds=5))
            print(f"{'reruns of the list page, 10 sessions':44}     {rate:8.0f} /s   (aim 100)")
            print(f"{'memory of the server':44}     {memory(server.pid):8.0f} MB")
        finally:
            server.terminate()
            server.wait(10)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int) -> None:
    """Until somebody listens; gives up after a minute."""
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit("the page did not start")


async def one_run(port: int, times: int) -> int:
    """A session that runs the page `times` times; gives back how often it did."""
    import websockets
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    request = BackMsg()
    request.rerun_script.query_string = ""
    url = f"ws://127.0.0.1:{port}/_stcore/stream"
    async with websockets.connect(url, subprotocols=["streamlit"], max_size=None) as connection:  # type: ignore[list-item]
        for _ in range(times):
            await connection.send(request.SerializeToString())
            while True:
                message = ForwardMsg()
                message.ParseFromString(await connection.recv())  # type: ignore[arg-type]
                if message.WhichOneof("type") == "script_finished":
                    break
    return times


async def many_runs(port: int, sessions: int, seconds: float) -> float:
    """Reruns per second of `sessions` sessions together."""
    start, done = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        done += sum(await asyncio.gather(*(one_run(port, 20) for _ in range(sessions))))
    return done / (time.perf_counter() - start)


def memory(pid: int) -> float:
    """Resident megabytes of a process (Linux)."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0.0
    return next(int(row.split()[1]) / 1024 for row in status.read_text().splitlines() if row.startswith("VmRSS"))


def main() -> None:
    """All of it."""
    with tempfile.TemporaryDirectory() as data:
        session = build_session(Settings(data=Path(data)))
        replies(session)
        files()
        exports(session, Path(data))
    print(f"{'memory of this process':44}     {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")
    page()


if __name__ == "__main__":
    main()
