"""A statement of a fund: the sums out of the database, the paper into it. In between nothing is held."""

import asyncio
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson

from api.domain.funds.statements.content import content_of
from api.domain.funds.statements.paper import paper_of
from api.domain.outcomes.papers.press import printed
from api.domain.outcomes.papers.web import document
from api.jobs.app import call_kernel


async def make(statement: UUID) -> bool:
    """Make one statement. False when there is nothing to make, or somebody else was quicker.

    A process killed on the way leaves it `asked`; the queue runs its job again, and this begins anew.
    """
    facts = (await call_kernel("SELECT statement_facts(%s)::text", statement))[0][0]
    if facts is None:
        return False
    content, html, pdf = await asyncio.to_thread(forms, orjson.loads(facts))
    filed = await call_kernel(
        "SELECT file_statement(%s, %s::jsonb, %s, %s)", statement, orjson.dumps(content).decode(), html, pdf
    )
    return bool(filed[0][0])


def forms(facts: Mapping[str, Any]) -> tuple[dict[str, Any], str, bytes]:
    """What a statement says, as a document, and in print."""
    content = content_of(facts)
    paper = paper_of(content, facts)
    return content, document(paper), printed(paper)
