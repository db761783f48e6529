"""The family of errors staff may see. Each carries a whole plain sentence from `prompts/messages/errors.yaml`.

AssistantError
├── UnusableInput      a file, option or value that cannot be used; nothing was changed
├── NotFound           a draft, report or cell that is not there
├── Conflict           someone else changed the draft in the meantime
├── DefinitionError    the form definition or a wording file is wrong (a developer's error, found at load)
└── ModelUnavailable   the language model did not give a usable answer
"""


class AssistantError(Exception):
    """Base of all errors that end in one sentence for staff; `str(error)` is that sentence."""


class UnusableInput(AssistantError):
    """What was given cannot be used; the sentence says what, why and what to do next."""


class NotFound(AssistantError):
    """Nothing is stored under that name."""


class Conflict(AssistantError):
    """The stored draft is newer than the one that was changed."""


class DefinitionError(AssistantError):
    """A definition or wording file contradicts itself; names file and key."""


class ModelUnavailable(AssistantError):
    """The configured model gave no usable answer; callers go on with the rules."""
