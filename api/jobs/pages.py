"""A printed page: what stands in the records, out of the database; the page, into it. In between nothing is held."""

import asyncio
from collections.abc import Mapping
from contextlib import closing
from typing import Any
from uuid import UUID

import orjson

from api.domain.outcomes.pages.content import content_of
from api.domain.outcomes.pages.fitting import Page, fitted
from api.domain.outcomes.pages.printing import Sheet
from api.domain.outcomes.pages.web import document
from api.jobs.app import call_kernel


async def make(page: UUID) -> bool:
    """Make one page. False when there is nothing to make, or somebody else was quicker.

    A process killed on the way leaves the page `asked`; the queue runs its job again, and this begins anew.
    """
    facts = (await call_kernel("SELECT page_content(%s)::text", page))[0][0]
    if facts is None:
        return False
    made, pdf = await asyncio.to_thread(printed, orjson.loads(facts))
    left_out = orjson.dumps([left.told() for left in made.left_out]).decode()
    filed = await call_kernel("SELECT file_page(%s, %s, %s, %s::jsonb)", page, document(made), pdf, left_out)
    return bool(filed[0][0])


def printed(facts: Mapping[str, Any]) -> tuple[Page, bytes]:
    """The page that fits, and its sheet."""
    content = content_of(facts)
    with closing(Sheet(content.words)) as sheet:
        page = fitted(content, sheet, sheet.printable)
        return page, sheet.draw(page)
