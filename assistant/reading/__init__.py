"""Past reports of any format as figures and texts.

`read_file(path)` reads one report, `read_many(path)` an archive of several, `read_document(document)` blocks already
opened, `load_draft(path)` a handed-over draft. Tables are found by their labels (`regions`, `align`, `place`), texts
by the words of their headings (`headings`, `sections`), the head of the report by title and introduction (`head`,
`organ`). To recognise another spelling, add it to the form definition or to `vocabulary.yaml`.
"""

from assistant.reading.files import load_draft, read_file, read_many
from assistant.reading.reader import read_document

__all__ = ["load_draft", "read_document", "read_file", "read_many"]
