"""The bare reference for an arrival: one statement and one commit on asyncpg, on a copy of the tables with all their indexes.

No token, no row rules, no slots, no log, no validation; whom the visit was planned with is believed to be the one who arrives.
"""

import json
import os
from collections.abc import Awaitable, Callable, MutableMapping
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import uuid_utils

FIELDS = (
    "id", "person_id", "visit_id", "member_id", "provided_by_team_id", "version", "created_at", "updated_at", "arrived_at",
    "arrived_recorded_at", "arrival_proof", "arrival_words", "arrival_latitude", "arrival_longitude", "departed_at",
    "departed_recorded_at", "departure_proof", "departure_words", "departure_latitude", "departure_longitude", "what_happened",
    "how_they_were", "what_worked", "what_next_time", "made_their_day", "handover", "about_others", "note_at",
    "note_recorded_at", "flags",
)  # fmt: skip
SHOWN = ", ".join(f"'{name}', {name}" for name in FIELDS)
ARRIVE = f"""
WITH v AS (
  UPDATE visit SET state = 'in_progress', actual_start_at = $3, version = version + 1, updated_at = now()
   WHERE id = $1 AND removed_at IS NULL
  RETURNING id, organisation_id, team_id, person_id, provided_by_team_id, member_ids
)
INSERT INTO visit_record (id, organisation_id, team_id, person_id, visit_id, member_id, provided_by_team_id, arrived_at,
                          arrived_recorded_at, arrival_proof)
SELECT $2, organisation_id, team_id, person_id, id, member_ids[1], provided_by_team_id, $3, now(), $4 FROM v
RETURNING json_build_object({SHOWN})::text
"""
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]


class Bare:
    """The application."""

    pool: "asyncpg.Pool[asyncpg.Record]"

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        answer, status = b"{}", 200
        if scope["method"] == "POST":
            body = json.loads(await _body(receive))
            visit, at = UUID(scope["path"].split("/")[3]), datetime.fromisoformat(body["at"])
            async with self.pool.acquire() as connection:
                text = await connection.fetchval(ARRIVE, visit, UUID(int=uuid_utils.uuid7().int), at, body["proof"])
            answer, status = (text or "null").encode(), 200 if text else 404
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(answer)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self.pool = await asyncpg.create_pool(os.environ["PLAIN_URL"], min_size=8, max_size=8)
                await send({"type": "lifespan.startup.complete"})
            else:
                await self.pool.close()
                await send({"type": "lifespan.shutdown.complete"})
                return


async def _body(receive: Receive) -> bytes:
    parts = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


app = Bare()
