"""How furniture is put on the stage, apart from the furniture itself: each kind of it can then stand in its own module."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

from api.demo.made import World
from api.demo.rows import Rows
from api.domain.registry import tables
from tests.access_matrix.places import Place


class Furniture:
    """The stage as it is furnished, and the few ways in which a record comes to stand there."""

    def __init__(self, operator: psycopg.Connection[Any], world: World, rows: Rows, places: dict[str, Place]) -> None:
        self.operator, self.world, self.rows, self.places = operator, world, rows, places
        self.tables = tables()
        self.yesterday = datetime.now(UTC).date() - timedelta(days=1)
        self.long_ago = datetime.now(UTC) - timedelta(days=30)
        self.opener = world.account("carer_3")
        client = self.add("client", organisation_id=world.organisation_id, name="A rota no longer used", scopes=[], team_ids=[])
        self.former_client = replace(world.client("integration"), key="former", client_id=client, team_ids=())

    def add(self, table: str, **values: Any) -> UUID:
        return self.rows.add(self.tables[table], **values)

    def found(self, table: str, **by: Any) -> UUID | None:
        """A standing record of the world."""
        where = " AND ".join(f"{name} = %s" for name in by)
        # With its schema: `circle` alone would be PostgreSQL's own type.
        row = self.operator.execute(
            f"SELECT id FROM public.{table} WHERE {where} AND removed_at IS NULL ORDER BY created_at, id LIMIT 1".encode(),
            list(by.values()),
        ).fetchone()
        return row[0] if row else None

    def keys(self, place: Place) -> dict[str, UUID]:
        return {"organisation_id": place.organisation, "team_id": place.team, "person_id": place.person}

    def consent(self, place: Place, purpose: str, audience: str, **more: Any) -> UUID:
        return self.add(
            "consent", **self.keys(place), purpose=purpose, audience=audience, from_at=self.long_ago, given_how="spoken",
            given_by="themself",
            evidence="Said so.", **more,
        )  # fmt: skip
