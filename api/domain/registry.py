"""Every table of the service: importing this module fills the metadata that migrations, row security and tests read."""

from typing import Any

from sqlalchemy import Table
from sqlmodel import SQLModel

from api.domain.access import consents, models, openings, trails
from api.domain.circles import models as circles
from api.domain.commissioning import models as commissioning
from api.domain.people import models as people
from api.domain.teams import models as teams

MODULES = (models, trails, teams, people, consents, openings, circles, commissioning)


def tables() -> dict[str, Any]:
    """Table name to SQLModel class, in the order in which they can be created."""
    found = {}
    for mapper in SQLModel._sa_registry.mappers:  # noqa: SLF001 - the registry of all SQLModel tables
        found[mapper.local_table.name] = mapper.class_
    return {table.name: found[table.name] for table in SQLModel.metadata.sorted_tables if isinstance(table, Table)}
