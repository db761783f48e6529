"""Questions of rule: what counts, what a term means, which row a case belongs to (prompts/glossary.yaml)."""

from typing import Any

from assistant.dialogue.replies import Answered, Passage
from assistant.text.normalise import fold
from assistant.wording import load, say


def term_for(message: str) -> dict[str, Any] | None:
    """The glossary entry whose longest name stands in the message."""
    plain = fold(message)
    best: tuple[int, dict[str, Any]] | None = None
    for entry in load("glossary")["terms"]:
        size = max((len(fold(n)) for n in (entry["term"], *entry.get("aliases", ())) if fold(n) in plain), default=0)
        if size and (best is None or size > best[0]):
            best = (size, entry)
    return best[1] if best else None


def answered(entry: dict[str, Any]) -> Answered:
    """The entry with its source and how sure it is."""
    sure = say(f"dialogue.sure_{entry['confidence']}")
    text = say("dialogue.term", text=entry["text"], source=entry["source"], sure=sure)
    passage = Passage(organ="", year=None, section=entry["term"], text=entry["text"], source=entry["source"])
    return Answered(text=text, answer=text, passages=(passage,))
