"""Gifts that meet: with whom somebody could share something, on what, why, and how near."""

from typing import Annotated
from uuid import UUID

from starlette.responses import Response

from api.domain.community.matching import queries as q
from api.domain.community.matching import schemas as s
from api.http.call import Call
from api.http.guard import Requires
from api.routers.circle_members import MemberId as CircleMemberId
from api.routers.community_groups import GroupId
from api.routers.members import MemberId
from api.routers.shared import PersonId, TeamId
from api.routers.shared import router as make_router

router = make_router("matches")
Reads = Annotated[Call, Requires("community:read")]


async def _matches(call: Call, of: str, id_: UUID, within: UUID | None = None) -> Response:
    return await call.told(q.matches(of, call.reader), {"id": id_, "within": within, **q.sent()})


@router.get("/people/{person_id}/matches", response_model=s.Matches)
async def get_person_matches(call: Reads, person_id: PersonId) -> Response:
    """Read whose gifts meet a person's.

    What they have and others seek, what they seek and others have, what both have at heart; only what each would share
    (`would_share: yes`). Of people only with a standing consent `share_gifts`: towards the team to those of the same team,
    towards the organisation to all, and then a first name and the gift; a refusal wins. The person, their team and its coaches,
    a provider's client, the manager; family and the connector if the person shares their gifts with them (they see nobody who
    lets in the team only). Each person shown is recorded as looked at.
    """
    return await _matches(call, "person", person_id)


@router.get("/teams/{team_id}/members/{member_id}/matches", response_model=s.Matches)
async def get_member_matches(call: Reads, team_id: TeamId, member_id: MemberId) -> Response:
    """Read whose gifts meet a team member's.

    As for a person: what of others is shown is theirs to say. Members and coaches of the team, the manager.
    """
    return await _matches(call, "member", member_id, team_id)


@router.get("/circle-members/{circle_member_id}/matches", response_model=s.Matches)
async def get_circle_member_matches(call: Reads, circle_member_id: CircleMemberId) -> Response:
    """Read whose gifts meet a circle member's.

    As for a person: what of others is shown is theirs to say. Whoever reads the circle. Nobody until the member has joined.
    """
    return await _matches(call, "circle_member", circle_member_id)


@router.get("/community-groups/{group_id}/matches", response_model=s.Matches)
async def get_community_group_matches(call: Reads, group_id: GroupId) -> Response:
    """Read whose gifts meet a community group's.

    By the gifts it seeks or has, and by its name: who knits meets 'Knit and natter'. Everyone of the organisation but the
    commissioner: people who consented towards the organisation by first name, and towards the team to those of that team.
    """
    return await _matches(call, "group", group_id)
