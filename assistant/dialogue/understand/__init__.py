"""Words → proposed values. Rules first; a model, where there is one, only ever proposes."""

from assistant.dialogue.understand.message import understand
from assistant.dialogue.understand.types import Known, Understood

__all__ = ["Known", "Understood", "understand"]
