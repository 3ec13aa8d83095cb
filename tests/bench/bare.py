"""Reference (a), the ceiling: a bare ASGI application on asyncpg.

PostgreSQL makes the JSON; statements are prepared; no token, no row rules, no looks, no log, no validation.
"""

import json
import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from uuid import UUID

import asyncpg
import uuid_utils

FIELDS = (
    "id, team_id, version, created_at, updated_at, preferred_name, status, status_since, given_names, family_name, pronouns,"
    " ended_reason, date_of_birth, date_of_death, nhs_number, nhs_number_status, council_reference, uprn,"
    " address_lines, postcode, latitude, longitude, phones, email, first_language, other_languages, interpreter_needed,"
    " communication, gp_practice_code, gp_practice_name, key_contacts, accommodation_status, primary_support_reason,"
    " has_unpaid_carer, funding_status, gender_identity, ethnicity, sexual_orientation, religion, group_tags"
)
ONE = f"SELECT row_to_json(r)::text FROM (SELECT {FIELDS} FROM person WHERE id = $1 AND removed_at IS NULL) r"
# A row each and joined here: a quarter faster than json_agg.
LIST = (
    "SELECT row_to_json(r)::text FROM (SELECT "
    f"{FIELDS} FROM person WHERE team_id = $1 AND removed_at IS NULL ORDER BY name_key, id LIMIT $2) r"
)
ADD = (
    "INSERT INTO gift (id, organisation_id, team_id, person_id, part, direction, words, tags, would_share)"
    " SELECT $1, organisation_id, team_id, id, $3, $4, $5, $6, $7 FROM person WHERE id = $2 AND removed_at IS NULL"
    " RETURNING json_build_object('id', id, 'person_id', person_id, 'version', version,"
    " 'created_at', created_at, 'updated_at', updated_at,"
    " 'part', part, 'direction', direction, 'words', words, 'tags', tags, 'would_share', would_share)::text"
)
JSON = [(b"content-type", b"application/json")]

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]


class Bare:
    """The application."""

    pool: "asyncpg.Pool[asyncpg.Record]"

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        parts = scope["path"].split("/")
        async with self.pool.acquire() as connection:
            if scope["method"] == "POST":
                body = json.loads(await _body(receive))
                text = await connection.fetchval(
                    ADD,
                    UUID(int=uuid_utils.uuid7().int),
                    UUID(parts[3]),
                    body["part"],
                    body["direction"],
                    body["words"],
                    body["tags"],
                    body["would_share"],
                )
            elif len(parts) == 4:
                text = await connection.fetchval(ONE, UUID(parts[3]))
            else:
                limit = int(scope["query_string"].partition(b"limit=")[2] or 50)
                rows = await connection.fetch(LIST, UUID(os.environ["TEAM_ID"]), limit)
                text = '{"items":[' + ",".join(row[0] for row in rows) + '],"next":null}'
        answer = (text or "null").encode()
        await send(
            {
                "type": "http.response.start",
                "status": 201 if scope["method"] == "POST" else 200,
                "headers": [*JSON, (b"content-length", str(len(answer)).encode())],
            }
        )
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
