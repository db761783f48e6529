"""Timings of the passage index: adding, opening and asking at 1,000 and 10,000 passages (100,000 with --large)."""

import random
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from vectorstore.chroma import ChromaIndex
from vectorstore.embed import OFFLINE, HashedNgrams
from vectorstore.lexical import Lexical
from vectorstore.passage import Filter, Passage
from vectorstore.retriever import PassageRetriever

WORDS = [
    "公开",
    "信息",
    "申请",
    "街道",
    "培训",
    "平台",
    "监督",
    "网站",
    "公众号",
    "专区",
    "解读",
    "群众",
    "文件",
    "清理",
    "审查",
    "保密",
    "考核",
    "评议",
    "问题",
    "措施",
    "办理",
    "答复",
]


def passages(count: int) -> list[Passage]:
    """Made-up paragraphs of about 150 characters, 30 to a report."""
    chance = random.Random(7)
    signs = [chr(0x4E00 + i) for i in range(3000)]
    made = []
    for number in range(count):
        text = "".join(chance.choice(WORDS) + "".join(chance.choices(signs, k=4)) for _ in range(25))
        report = number // 30
        made.append(
            Passage(
                f"r{report}-{number}",
                f"r{report}",
                text,
                f"第{report // 5}单位",
                "street",
                2020 + report % 5,
                "s1.active",
            )
        )
    return made


def measure(count: int) -> None:
    """One size: adding, opening again, and questions without and with filters."""
    made = passages(count)
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        ChromaIndex(HashedNgrams(), OFFLINE, folder=Path(folder)).add(made)
        added = time.perf_counter() - start
        start = time.perf_counter()
        vectors = ChromaIndex(HashedNgrams(), OFFLINE, folder=Path(folder))
        lexical = Lexical()
        lexical.add(vectors.all())
        opened = time.perf_counter() - start
        retriever = PassageRetriever(lexical=lexical, vectors=vectors)
        print(f"{count:7} passages   add {added:7.1f} s   open {opened:6.1f} s", end="")
        for name, wanted in (
            ("any", Filter()),
            ("office", Filter(organs=("第3单位",))),
            ("year", Filter(years=(2022,))),
        ):
            times = []
            for passage in random.Random(3).choices(made, k=40):
                start = time.perf_counter()
                retriever.search(passage.text[10:26], 5, wanted)
                times.append((time.perf_counter() - start) * 1000)
            times.sort()
            print(f"   {name} p50 {statistics.median(times):5.1f} p95 {times[37]:5.1f} ms", end="")
        print(f"   memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def main() -> None:
    """All sizes."""
    for count in (1_000, 10_000, 100_000) if "--large" in sys.argv else (1_000, 10_000):
        measure(count)


if __name__ == "__main__":
    main()
