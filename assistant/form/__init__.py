"""The statutory form as data. Everything else reads it; nothing else repeats a label.

To change a label, a sum or the order of questions, edit `definition/<year>/*.yaml`. `load_form("2021")` gives the
frozen `Form`; `load_form("2019")` the older form, for reading only.
"""

from assistant.form.loader import load_form
from assistant.form.types import (
    CellDef,
    Clause,
    Column,
    Equation,
    FactDef,
    Form,
    Question,
    Row,
    SectionDef,
    TableDef,
    TextDef,
)

__all__ = [
    "CellDef",
    "Clause",
    "Column",
    "Equation",
    "FactDef",
    "Form",
    "Question",
    "Row",
    "SectionDef",
    "TableDef",
    "TextDef",
    "load_form",
]
