"""Files as neutral blocks: readers (file → blocks) and writers (blocks → file)."""

from assistant.documents.opening import kind_of, open_document, open_many

__all__ = ["kind_of", "open_document", "open_many"]
