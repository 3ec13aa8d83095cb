"""A report of figures: the cells out of the database, the paper into it. In between nothing is held."""

import asyncio
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson

from api.domain.commissioning.figures.reports.paper import paper_of
from api.domain.outcomes.papers.press import printed
from api.domain.outcomes.papers.web import document
from api.jobs.app import call_kernel


async def make(report: UUID) -> bool:
    """Make one report. False when there is nothing to make, or somebody else was quicker."""
    facts = (await call_kernel("SELECT report_facts(%s)::text", report))[0][0]
    if facts is None:
        return False
    html, pdf = await asyncio.to_thread(forms, orjson.loads(facts))
    return bool((await call_kernel("SELECT file_report(%s, %s, %s)", report, html, pdf))[0][0])


def forms(facts: Mapping[str, Any]) -> tuple[str, bytes]:
    """A report as a document, and in print."""
    paper = paper_of(facts)
    return document(paper), printed(paper)
