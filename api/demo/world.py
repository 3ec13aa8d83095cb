"""Builds a world: a provider with three teams and about sixty people, its council, and a second provider next door."""

import random
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from api.demo import crowd, people, teams
from api.demo.arrangement_rows import PROVIDER, make_arrangements
from api.demo.community_rows import make_community
from api.demo.fund_rows import make_fund
from api.demo.hand_over_rows import make_hand_overs
from api.demo.made import DemoAccount, DemoClient, DemoPerson, DemoTeam, World
from api.demo.making import Making
from api.demo.outcome_rows import make_outcomes
from api.demo.paper_rows import ask_for_papers
from api.demo.person_rows import make_person
from api.demo.review_rows import make_reviews
from api.demo.rows import Rows
from api.demo.sharing import make_sharing
from api.demo.snapshots import make_snapshots
from api.demo.stay_rows import make_stays
from api.demo.team_life import make_absence, make_concerns, make_hours, make_patterns
from api.demo.team_rows import make_team
from api.demo.tie_rows import make_ties
from api.demo.visit_rows import Rota, make_visits
from api.domain.access import models as access
from api.domain.access.passwords import hash_password
from api.domain.access.roles import COUNCIL_CLIENT_SCOPES, ROLE_SCOPES, Role
from api.domain.access.secrets import new_secret
from api.domain.shared.ids import new_id
from api.domain.teams import models as team_models

# A world's clients are for trying out all that a client can do: they are given the most that one may have.
INTEGRATION_SCOPES = " ".join(sorted(ROLE_SCOPES[Role.integration]))
COUNCIL_SCOPES = " ".join(sorted(COUNCIL_CLIENT_SCOPES))


def build(
    connection: psycopg.Connection[Any],
    *,
    now: datetime,
    password: str,
    seed: int = 1,
    usernames_suffix: str = "",
    secret_hash: bytes | None = None,
) -> World:
    """Write a world in the caller's transaction and answer what it is made of.

    `connection` is an administrator's; the rows are written as the operator. `seed` decides everything but ids and secrets;
    `usernames_suffix` keeps the user names of several worlds in one database apart.
    """
    making = Making(Rows(now), now, random.Random(seed), usernames_suffix, password, hash_password(password))  # noqa: S311 - a world, not a secret
    add = making.rows.add
    provider = add(
        access.Organisation,
        kind="provider",
        name=PROVIDER,
        ods_code="AWT01",
        cqc_provider_id="1-1000000001",
        cqc_location_id="1-1000000002",
        sandbox_secret_hash=secret_hash,
        asks_second_factor=False,
    )
    council = add(
        access.Organisation,
        kind="council",
        name="Ashbrook Borough Council",
        la_code="999",
        sandbox_secret_hash=secret_hash,
        asks_second_factor=False,
    )
    other = add(
        access.Organisation,
        kind="provider",
        name="Elmhurst Care Collective",
        ods_code="ECC01",
        sandbox_secret_hash=secret_hash,
        asks_second_factor=False,
    )

    made = [make_team(making, provider, words) for words in teams.TEAMS]
    north, south, millfield = (team for team, _ in made)
    elmhurst, elmhurst_carers = make_team(making, other, teams.OTHER)
    carers = {name: account for _, accounts in made for name, account in accounts.items()}

    everyone: list[DemoPerson] = []
    for team, words, known, count in zip(
        (north, south, millfield), teams.TEAMS, (people.NORTH, people.SOUTH, people.MILLFIELD), (22, 20, 18), strict=True
    ):
        everyone += crowd.make_people(making, team, words, known, count, first=len(everyone))
    others = [make_person(making, elmhurst, teams.OTHER, people.OTHER[0], "supported", number=61)]
    others += crowd.make_people(making, elmhurst, teams.OTHER, (), 3, first=62)

    jean, george = everyone[0], next(p for p in everyone if p.name == "George Hartley")
    manager = making.account(
        "manager", Role.manager, "Ruth Hargreaves", provider, about="registered manager of Ashbrook Wellbeing Teams"
    )
    coach = making.account(
        "coach", Role.coach, "Imran Sheikh", provider, teams=(north.id, south.id), about="coaches both Ashbrook teams"
    )
    coach_2 = making.account(
        "coach_2", Role.coach, "Bridget Farrell", provider, teams=(millfield.id,), about="coaches Millfield Court"
    )
    connector = making.account("connector", Role.connector, "Lorna Beswick", provider, about="connector of both circles")
    commissioner = making.account(
        "commissioner", Role.commissioner, "David Ormerod", council, about="commissions for Ashbrook Borough Council"
    )
    person = making.account("person", Role.person, "Jean Aspinall", provider, person=jean.id, about="supported by Ashbrook North")
    person_2 = making.account(
        "person_2", Role.person, "George Hartley", provider, person=george.id, about="supported by Ashbrook South"
    )
    family = making.account("family", Role.family, "Karen Aspinall", provider, about="Jean's daughter, in her circle")
    family_withdrawn = making.account(
        "family_withdrawn", Role.family, "Neil Hartley", provider, about="George's nephew; George withdrew his consent"
    )
    other_manager = making.account(
        "other_manager", Role.manager, "Celia Thornber", other, about="manager of Elmhurst Care Collective"
    )
    council_manager = making.account(
        "council_manager", Role.manager, "Grace Entwhistle", council, about="keeps the council's accounts and clients"
    )

    for account, team, days in ((coach, north, 700), (coach, south, 500), (coach_2, millfield, 300)):
        add(
            team_models.Coaching,
            organisation_id=provider,
            team_id=team.id,
            account_id=account.account_id,
            name=account.name,
            since_on=making.ago(days=days),
        )
    circles, chapters = make_sharing(
        making,
        jean=jean,
        george=george,
        everyone=everyone,
        connector=connector,
        family=family,
        withdrawn=family_withdrawn,
        council=council,
    )
    rota = Rota(making, {team.id: team for team in (north, south, millfield)}, make_patterns(making, [north, south, millfield]))
    away, *when = make_absence(making, north)
    rota.busy[away].append((when[0], when[1]))
    make_visits(making, rota, everyone)
    make_hours(making, jean)
    by_name = {one.name: one for one in everyone}
    make_ties(making, by_name, circles, make_community(making, by_name, person))
    authors = carers["Anna Kowalska"].account_id, carers["Ben Fairclough"].account_id
    concerns = make_concerns(making, by_name, rota.visits, authors)
    make_outcomes(making, everyone, circles[0])
    make_reviews(making, everyone, (north, south, millfield))
    arrangements = make_arrangements(making, commissioner, everyone, millfield)
    fund = make_fund(making, jean, authors[0], arrangements[jean.id])
    make_stays(making, council, everyone)
    make_hand_overs(making, council, commissioner, north, everyone)
    clients = (
        _client(making, "integration", "Rota of Ashbrook North", provider, INTEGRATION_SCOPES, (north.id,)),
        _client(making, "council_client", "Referrals of the council", council, COUNCIL_SCOPES, ()),
        _client(making, "other_integration", "Rota of Elmhurst", other, INTEGRATION_SCOPES, (elmhurst.id,)),
    )
    _write(connection, making, jean, fund, (provider, council, other))

    front = ("Anna Kowalska", "Ben Fairclough", "Jack Winstanley", "Qasim Hussain")
    keyed = {
        name: _renamed(carers.pop(name), key)
        for name, key in zip(front, ("carer", "carer_plain", "carer_2", "carer_3"), strict=True)
    }
    leaver = _renamed(carers.pop("Ivy Rigby"), "leaver")
    elmhurst_first = _renamed(elmhurst_carers.pop("Yvonne Tasker"), "other_carer")
    return World(
        provider,
        council,
        other,
        accounts=(*keyed.values(), coach, connector, person, family, commissioner, manager),
        others=(
            person_2,
            family_withdrawn,
            coach_2,
            leaver,
            council_manager,
            other_manager,
            elmhurst_first,
            *carers.values(),
            *elmhurst_carers.values(),
        ),
        clients=clients,
        teams=(north, south, millfield),
        people=tuple(everyone),
        circles=circles,
        other_teams=(elmhurst,),
        other_people=tuple(others),
        chapters=chapters,
        visits=rota.visits,
        concerns=concerns,
        password=password,
    )


def _write(
    connection: psycopg.Connection[Any], making: Making, jean: DemoPerson, fund: UUID, them: tuple[UUID, UUID, UUID]
) -> None:
    """Everything, and what comes of it."""
    making.rows.write(_as_operator(connection))
    make_snapshots(connection, making.today, them)
    ask_for_papers(connection, making, jean, fund, them[1])


def _as_operator(connection: psycopg.Connection[Any]) -> psycopg.Connection[Any]:
    connection.execute("SET ROLE wt_operator")
    return connection


def _renamed(account: DemoAccount, key: str) -> DemoAccount:
    return DemoAccount(**{**vars(account), "key": key})


def _client(making: Making, key: str, name: str, organisation: UUID, scope: str, reached: tuple[UUID, ...]) -> DemoClient:
    secret, digest = new_secret()
    if not frozenset(scope.split()) <= ROLE_SCOPES[Role.integration]:
        message = f"{key} asks for a scope that no client has"
        raise ValueError(message)
    id_ = making.rows.add(
        access.Client,
        id=new_id(),
        organisation_id=organisation,
        name=name,
        grants=["client_credentials"],
        scopes=sorted(scope.split()),
        team_ids=list(reached),
        secret_hash=digest,
    )
    return DemoClient(key, id_, secret, scope, organisation, reached)


__all__ = ["DemoTeam", "World", "build"]
