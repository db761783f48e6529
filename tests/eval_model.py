"""`make eval-model`: the configured language model against the cases of tests/cases/eval/model.yaml, printed.

Needs ASSISTANT_LLM_BASE_URL and ASSISTANT_LLM_MODEL (docs/model.md). Beside each score stands what the rules alone do.
"""

import sys
import tempfile
from datetime import datetime
from pathlib import Path

import yaml

from assistant.archive.agent import ask_model
from assistant.archive.answer import answer
from assistant.archive.library import Index, Library
from assistant.dialogue.state import State
from assistant.dialogue.understand import understand
from assistant.dialogue.understand.by_model import read_with_model
from assistant.dialogue.understand.types import Known
from assistant.drafting.by_model import Writing
from assistant.errors import ModelUnavailable
from assistant.form import load_form
from assistant.llm.langchain_model import LangChainModel
from assistant.llm.port import Model
from assistant.reading import read_file
from assistant.report.draft import Draft
from assistant.report.meta import Meta
from assistant.report.snapshot import Snapshot
from assistant.settings import Settings
from assistant.storage import ArchiveStore, Database
from assistant.wording import PROMPTS
from vectorstore.embed import HashedNgrams
from vectorstore.lexical import Lexical
from vectorstore.memory import MemoryIndex
from vectorstore.thesaurus import Thesaurus

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "eval" / "model.yaml").read_text(encoding="utf-8"))
ORGAN = "澄湖区柳岸街道办事处"


def understanding(model: Model) -> None:
    """Right cells and values; anything beyond them counts as wrong."""
    form, draft = load_form(), Draft(meta=Meta(organ=ORGAN, year=2026, level="street"))
    right = by_rules = 0
    for case in CASES["understanding"]:
        question = form.questions[case["question"]]
        try:
            read = {c: v for c, v, _ in read_with_model(model, case["say"], question.id, question.cells)}
        except ModelUnavailable as error:
            read = {"unavailable": str(error)}
        known = Known(draft, State(question=question.id, asked=question.asks))
        stated = {target: p.value for target, p in understand(case["say"], known).certain.items()}
        right += read == case["right"]
        by_rules += stated == case["right"]
        if read != case["right"]:
            print(f"  {case['say']}\n    model {read}  right {case['right']}")
    print(f"understanding: model {right}, rules alone {by_rules} of {len(CASES['understanding'])}")


def drafting(model: Model) -> None:
    """How many paragraphs pass the guard."""
    passed = 0
    for case in CASES["drafting"]:
        facts = case["facts"]
        stated = {k: v for k, v in facts.items() if load_form().cell(k)}
        prose = {k: v for k, v in facts.items() if not load_form().cell(k)}
        snapshot = Snapshot(meta=Meta(organ=ORGAN, year=2026), stated=stated, facts=prose)
        writing = Writing(model, case["text"], snapshot, tuple(facts), wish=case["wish"])
        try:
            list(writing)
            passed += 1
            print(f"  {writing.result.text if writing.result else ''}")
        except ModelUnavailable as error:
            print(f"  {error}")
    print(f"drafting: {passed} of {len(CASES['drafting'])} pass the guard")


def questions(model: Model) -> None:
    """Right cells cited; a question without cells must be refused."""
    with tempfile.TemporaryDirectory() as folder:
        store = ArchiveStore(Database(f"sqlite:///{folder}/archive.db"))
        library = Library(store, lambda: Index(Lexical(), MemoryIndex(HashedNgrams()), 0.0, Thesaurus()))
        library.add(read_file(PROMPTS / "sample" / "street_2025.md"), datetime(2026, 1, 5))
        right = by_rules = 0
        for case in CASES["questions"]:
            wanted = set(case["cells"])
            try:
                found = ask_model(model, library, case["ask"], organ=ORGAN, year=2026)
                cited = {figure.cell for figure in found.figures}
            except ModelUnavailable:
                cited = set()
            right += wanted <= cited if wanted else not cited
            rules = {f.cell for f in answer(library, case["ask"], organ=ORGAN, year=2026).figures}
            by_rules += wanted <= rules if wanted else not rules
    print(f"questions: model {right}, rules alone {by_rules} of {len(CASES['questions'])}")


def main() -> None:
    """All three, against the configured endpoint."""
    settings = Settings()
    if not settings.llm_base_url or not settings.llm_model:
        sys.exit("set ASSISTANT_LLM_BASE_URL and ASSISTANT_LLM_MODEL first (docs/model.md)")
    model = LangChainModel(settings.llm_base_url, settings.llm_model, settings.llm_api_key)
    print(model.name)
    understanding(model)
    drafting(model)
    questions(model)


if __name__ == "__main__":
    main()
