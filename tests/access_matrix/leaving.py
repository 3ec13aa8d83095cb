"""T10: the ways in which access ends. Somebody new reads a record, one thing ends, and the next request must be refused."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any
from uuid import UUID

import psycopg

from api.demo.made import DemoAccount, DemoClient, DemoPerson, World
from api.domain.shared.ids import new_id
from tests.world import Caller

As = Callable[..., Caller]
ENDED = "UPDATE public.{} SET {} WHERE id = %s"


@dataclass
class Leaving:
    """Somebody new in the world, one at a time."""

    operator: psycopg.Connection[Any]
    world: World
    as_: As

    # ---- who is there ------------------------------------------------------------------------------------------------
    def row(self, table: str, **values: Any) -> UUID:
        """A new row; answers its id."""
        values = {"id": new_id(), "organisation_id": self.world.organisation_id, **values}
        named, marks = ", ".join(values), ", ".join(["%s"] * len(values))
        self.operator.execute(f"INSERT INTO public.{table} ({named}) VALUES ({marks})".encode(), list(values.values()))
        return values["id"]  # type: ignore[no-any-return]

    def end(self, table: str, how: str, id_: UUID) -> None:
        """End a row."""
        assert self.operator.execute(ENDED.format(table, how).encode(), [id_]).rowcount == 1

    def account(self, role: str) -> tuple[DemoAccount, UUID]:
        """A new account with one role; answers the grant too."""
        name = f"leaver.{new_id().hex}@example.org"
        id_ = self.row("account", username=name, name="Somebody")
        grant = self.row("account_grant", account_id=id_, role=role)
        return DemoAccount("leaver", role, name, "", "Somebody", id_, self.world.organisation_id), grant

    def person(self, team: UUID) -> DemoPerson:
        """A new person."""
        id_ = self.row(
            "person",
            team_id=team,
            preferred_name="Joan",
            name_key="joan",
            search_key="joan",
            status="enquiry",
            status_since="2026-01-01",
        )
        return DemoPerson(id_, team, "Joan", "enquiry", self.world.organisation_id)

    def member(self, team: UUID) -> tuple[DemoAccount, UUID, UUID]:
        """A new carer of a team: account, membership, grant."""
        account, grant = self.account("carer")
        return account, self.membership(team, account), grant

    def membership(self, team: UUID, account: DemoAccount) -> UUID:
        """A membership of a team."""
        return self.row(
            "team_member",
            team_id=team,
            account_id=account.account_id,
            name="S",
            name_key="s",
            contracted_minutes=600,
            joined_on="2026-01-01",
        )

    def in_circle(self, role: str, *, share: bool = True) -> tuple[DemoAccount, DemoPerson, UUID, UUID, UUID]:
        """A new person with a circle, and somebody in it: account, person, circle, circle member, consent to show the record."""
        person = self.person(self.world.teams[1].id)
        account, _ = self.account(role)
        keys = {"team_id": person.team_id, "person_id": person.id}
        circle = self.row(
            "circle",
            **keys,
            purpose="Tea.",
            status="meeting",
            connector_account_id=account.account_id if role == "connector" else None,
        )
        member = self.row(
            "circle_member",
            **keys,
            circle_id=circle,
            account_id=account.account_id if role == "family" else None,
            name="S",
            kind="family",
            state="joined",
            joined_on="2026-01-01",
        )
        consent = self.row(
            "consent",
            **keys,
            purpose="share_with_circle",
            audience="circle",
            items=["record"] if share else ["gifts"],
            given_how="spoken",
            given_by="Joan",
        )
        return account, person, circle, member, consent

    async def refused(self, who: DemoAccount | DemoClient, path: str, end: Callable[[], Any], status: int) -> str:
        """Read, end, read again. What went wrong, or nothing. An end that is asked for over HTTP is awaited."""
        caller = self.as_(who)
        before = (await caller.get(path)).status_code
        if isawaitable(ended := end()):
            await ended
        after = (await caller.get(path)).status_code
        return "" if (before, after) == (200, status) else f"{path}: {before}, then {after}; expected 200, then {status}"

    # ---- the ways ----------------------------------------------------------------------------------------------------
    async def a_membership_ends(self) -> str:
        person = self.world.people_of(self.world.teams[2].id)[0]
        account, member, _ = self.member(person.team_id)
        return await self.refused(
            account, f"/people/{person.id}", lambda: self.end("team_member", "left_on = current_date", member), 401
        )

    async def one_of_two_memberships_ends(self) -> str:
        person = self.world.people_of(self.world.teams[2].id)[0]
        account, member, _ = self.member(person.team_id)
        other = self.membership(self.world.teams[1].id, account)
        found = await self.refused(
            account, f"/people/{person.id}", lambda: self.end("team_member", "left_on = current_date", member), 404
        )
        return found or await self.refused(account, "/me", lambda: self.end("team_member", "left_on = current_date", other), 401)

    async def a_membership_is_taken_away(self) -> str:
        account, member, _ = self.member(self.world.teams[2].id)
        return await self.refused(
            account, f"/teams/{self.world.teams[2].id}", lambda: self.end("team_member", "removed_at = now()", member), 401
        )

    async def an_account_is_taken_from_its_membership(self) -> str:
        account, member, _ = self.member(self.world.teams[2].id)
        found = await self.refused(account, "/me", lambda: self.end("team_member", "account_id = NULL", member), 401)
        self.end("team_member", "left_on = current_date", member)
        return found

    async def a_coaching_ends(self) -> str:
        person = self.world.people_of(self.world.teams[1].id)[0]
        account, _ = self.account("coach")
        coaching = self.row("coaching", team_id=person.team_id, account_id=account.account_id, name="S", since_on="2026-01-01")
        return await self.refused(
            account, f"/people/{person.id}", lambda: self.end("coaching", "until_on = current_date", coaching), 404
        )

    async def a_circle_is_left(self) -> str:
        account, person, _, member, _ = self.in_circle("family")
        return await self.refused(
            account,
            f"/people/{person.id}",
            lambda: self.end("circle_member", "state = 'left', left_on = current_date", member),
            401,
        )

    async def a_circle_ends(self) -> str:
        account, person, circle, _, _ = self.in_circle("connector")
        ended = "status = 'ended', ended_on = current_date"
        return await self.refused(account, f"/people/{person.id}", lambda: self.end("circle", ended, circle), 404)

    async def a_consent_is_withdrawn(self) -> str:
        account, person, _, _, consent = self.in_circle("family")
        return await self.refused(
            account, f"/people/{person.id}", lambda: self.end("consent", "withdrawn_at = now()", consent), 404
        )

    async def a_consent_runs_out(self) -> str:
        account, person, _, _, consent = self.in_circle("connector")
        how = "from_at = now() - interval '2 day', until_at = now() - interval '1 second'"
        return await self.refused(account, f"/people/{person.id}", lambda: self.end("consent", how, consent), 404)

    async def a_refusal_is_recorded(self) -> str:
        account, person, _, _, _ = self.in_circle("family")
        keys = {"team_id": person.team_id, "person_id": person.id, "given_how": "spoken", "given_by": "Joan"}
        return await self.refused(
            account, f"/people/{person.id}",
            lambda: self.row(
                "consent", **keys, purpose="share_with_family", audience="family", items=["record"], decision="refused"
            ), 404,
        )  # fmt: skip

    async def a_role_is_taken_back(self) -> str:
        account, _, grant = self.member(self.world.teams[2].id)
        found = await self.refused(account, "/me", lambda: self.end("account_grant", "removed_at = now()", grant), 401)
        self.operator.execute("UPDATE team_member SET left_on = current_date WHERE account_id = %s", [account.account_id])
        return found

    async def a_role_runs_out(self) -> str:
        account, grant = self.account("coach")
        return await self.refused(
            account, "/teams", lambda: self.end("account_grant", "until = now() - interval '1 second'", grant), 401
        )

    async def an_account_is_closed(self) -> str:
        account, _ = self.account("manager")
        return await self.refused(account, "/people", lambda: self.end("account", "disabled_at = now()", account.account_id), 401)

    async def a_sign_in_ends(self) -> str:
        account, _ = self.account("commissioner")
        sql = b"UPDATE session SET ended_at = now() WHERE account_id = %s"
        return await self.refused(account, "/me", lambda: self.operator.execute(sql, [account.account_id]), 401)

    async def a_client_loses_a_team(self) -> str:
        person = self.world.people_of(self.world.teams[1].id)[0]
        id_ = self.row("client", name="A rota", scopes=["people:read"], team_ids=[person.team_id])
        client = DemoClient("leaver", id_, "", "people:read", self.world.organisation_id)
        return await self.refused(client, f"/people/{person.id}", lambda: self.end("client", "team_ids = '{}'", id_), 404)

    async def a_person_moves_to_another_team(self) -> str:
        person, to = self.person(self.world.teams[2].id), self.world.teams[1].id
        account, member, _ = self.member(person.team_id)
        found = await self.refused(
            account, f"/people/{person.id}", lambda: self.end("person", f"team_id = '{to}'", person.id), 404
        )
        self.end("team_member", "left_on = current_date", member)
        return found

    async def an_opening_closes(self) -> str:
        person = self.world.people_of(self.world.teams[1].id)[0]
        account, member, _ = self.member(self.world.teams[2].id)
        opening = self.row(
            "opening", account_id=account.account_id, person_id=person.id, team_id=person.team_id, reason="emergency", words="S",
            until_at="2099-01-01",
            created_at="2099-01-01",
        )  # fmt: skip
        found = await self.refused(
            account, f"/people/{person.id}", lambda: self.end("opening", "closed_at = now()", opening), 404
        )
        self.end("team_member", "left_on = current_date", member)
        return found


WAYS: tuple[Callable[[Leaving], Awaitable[str]], ...] = (
    Leaving.a_membership_ends,
    Leaving.one_of_two_memberships_ends,
    Leaving.a_membership_is_taken_away,
    Leaving.an_account_is_taken_from_its_membership,
    Leaving.a_coaching_ends,
    Leaving.a_circle_is_left,
    Leaving.a_circle_ends,
    Leaving.a_consent_is_withdrawn,
    Leaving.a_consent_runs_out,
    Leaving.a_refusal_is_recorded,
    Leaving.a_role_is_taken_back,
    Leaving.a_role_runs_out,
    Leaving.an_account_is_closed,
    Leaving.a_sign_in_ends,
    Leaving.a_client_loses_a_team,
    Leaving.a_person_moves_to_another_team,
    Leaving.an_opening_closes,
)
