"""Brings the tables of an older version up to date, step by step, inside one transaction."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, insert, inspect, select, update

from assistant.errors import UnusableInput
from assistant.storage.tables import SCHEMA, Base, SchemaRow
from assistant.wording import say

Step = Callable[[Connection], None]

STEPS: tuple[Step, ...] = ()
"""`STEPS[n]` takes the tables from version n+1 to n+2."""


def bring_up_to_date(connection: Connection, steps: Sequence[Step] = STEPS, version: int = SCHEMA) -> None:
    """Makes the tables of a new database; runs the missing steps on an old one; refuses a newer one."""
    if not inspect(connection).has_table(SchemaRow.__tablename__):
        Base.metadata.create_all(connection)
        connection.execute(insert(SchemaRow).values(id=1, version=version))
        return
    found = connection.scalar(select(SchemaRow.version).where(SchemaRow.id == 1)) or 1
    if found > version:
        raise UnusableInput(say("errors.storage_newer", found=found, known=version))
    for step in steps[found - 1 : version - 1]:
        step(connection)
    Base.metadata.create_all(connection)
    if found < version:
        connection.execute(update(SchemaRow).where(SchemaRow.id == 1).values(version=version))
