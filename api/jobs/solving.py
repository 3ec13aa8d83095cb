"""Solves one week in a process of its own: facts on standard input, the answer on standard output.

Its own process, because a thread that solves can neither be stopped nor be made to give way to what serves requests; and if the
solver should die, only this dies with it. It ends by itself: the time limit is the solver's.
"""

import os
import sys
from typing import Any, Final

import orjson

from api.domain.visits.rostering.facts import problem_of
from api.domain.visits.rostering.problem import Problem, Proposal
from api.domain.visits.rostering.solver import propose

GIVES_WAY: Final = 10


def answered(facts: dict[str, Any]) -> dict[str, Any]:
    """A proposal as file_proposal() takes it."""
    problem = problem_of(facts)
    return told(problem, propose(problem, seconds=facts["within_seconds"]))


def told(problem: Problem, proposal: Proposal) -> dict[str, Any]:
    """A line for each open place: with whom and the reasons, or with nobody and why."""
    starts = {v.id: v.starts for v in problem.visits}
    lines = [(x.visit_id, x.member_id, [r.told() for r in x.reasons]) for x in proposal.lines]
    for left in proposal.not_placed:
        lines += [(left.visit_id, None, [w.told() for w in left.why])] * left.places  # type: ignore[list-item]  # nobody
    return {
        "found": proposal.found,
        "gap": proposal.gap and proposal.gap.share,
        "gap_rank": proposal.gap and proposal.gap.rank,
        "lines": [
            {"visit_id": visit, "starts_at": starts[visit], "member_id": member, "reasons": reasons}
            for visit, member, reasons in lines
        ],
    }


if __name__ == "__main__":
    os.nice(GIVES_WAY)
    sys.stdout.buffer.write(orjson.dumps(answered(orjson.loads(sys.stdin.buffer.read()))))
