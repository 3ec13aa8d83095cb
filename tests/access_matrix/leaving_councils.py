"""T10: the ways in which a council's reach ends, and what somebody's family sees of their money."""

from typing import Any
from uuid import UUID

from api.demo.made import DemoAccount, DemoClient
from api.domain.shared.ids import new_id
from tests.access_matrix.leaving import Leaving


def of_the_council(leaving: Leaving) -> tuple[DemoAccount, UUID]:
    """Somebody new who commissions for the council; answers the grant too."""
    council, name = leaving.world.council_id, f"leaver.{new_id().hex}@example.org"
    id_ = leaving.row("account", organisation_id=council, username=name, name="Somebody")
    grant = leaving.row("account_grant", organisation_id=council, account_id=id_, role="commissioner")
    return DemoAccount("leaver", "commissioner", name, "", "Somebody", id_, council), grant


async def a_commissioner_loses_the_role(leaving: Leaving) -> str:
    account, grant = of_the_council(leaving)
    return await leaving.refused(account, "/arrangements", lambda: leaving.end("account_grant", "removed_at = now()", grant), 401)


async def a_commissioners_account_is_closed(leaving: Leaving) -> str:
    account, _ = of_the_council(leaving)
    return await leaving.refused(
        account, "/hand-overs", lambda: leaving.end("account", "disabled_at = now()", account.account_id), 401
    )


async def a_councils_client_is_taken_away(leaving: Leaving) -> str:
    council = leaving.world.council_id
    id_ = leaving.row("client", organisation_id=council, name="A council's system", scopes=["hand-overs:read"])
    client = DemoClient("leaver", id_, "", "hand-overs:read", council)
    return await leaving.refused(client, "/hand-overs", lambda: leaving.end("client", "removed_at = now()", id_), 401)


async def a_family_no_longer_sees_the_money(leaving: Leaving) -> str:
    person = leaving.person(leaving.world.teams[1].id)
    account, _ = leaving.account("family")
    keys: dict[str, Any] = {"team_id": person.team_id, "person_id": person.id}
    circle = leaving.row("circle", **keys, purpose="Tea.", status="meeting")
    joined = {"account_id": account.account_id, "name": "S", "kind": "family", "state": "joined", "joined_on": "2026-01-01"}
    leaving.row("circle_member", **keys, circle_id=circle, **joined)
    said = {"purpose": "share_with_family", "audience": "family", "items": ["funds"], "given_how": "spoken", "given_by": "Joan"}
    consent = leaving.row("consent", **keys, **said)
    fund = leaving.row("fund", **keys, provided_by_team_id=person.team_id, name="My fund", from_on="2026-01-05")
    return await leaving.refused(
        account,
        f"/people/{person.id}/funds/{fund}",
        lambda: leaving.end("consent", "withdrawn_at = now()", consent),
        404,
    )


COUNCIL_WAYS = (
    a_commissioner_loses_the_role,
    a_commissioners_account_is_closed,
    a_councils_client_is_taken_away,
    a_family_no_longer_sees_the_money,
)
