"""Who may speak or decide for a person, and what rests on it."""
# ruff: noqa: E501 - SQL and bodies read better in one line

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.ids import new_id
from tests.world import Caller

As = Callable[..., Caller]
ATTORNEY = {
    "name": "Karen Aspinall", "kind": "lasting_power_of_attorney", "scope": ["health_and_welfare"],
    "evidence": "Saw the registered document.", "from_on": "2024-05-01",
}  # fmt: skip


async def appointed(as_: As, world: World, **more: Any) -> dict[str, Any]:
    answer = await as_("carer").post(f"/people/{world.person('Jean').id}/representatives", {**ATTORNEY, **more})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def rests_on(as_: As, world: World, representative: str, **more: Any) -> tuple[int, dict[str, Any]]:
    body = {
        "purpose": "photo", "audience": "team", "given_how": "by_representative", "representative_id": representative, "evidence": "By telephone.", **more,
    }  # fmt: skip
    answer = await as_("carer").post(f"/people/{world.person('Jean').id}/consents", body)
    return answer.status_code, answer.json()


async def test_a_representative_is_written_changed_and_ended(as_: As, world: World) -> None:
    made = await appointed(as_, world)
    where = f"/people/{world.person('Jean').id}/representatives/{made['id']}"
    assert made["standing"] is True
    changed = await as_("person").patch(where, {"phone": "01632 960002", "until_on": "2024-06-01"}, version=1)
    assert changed.status_code == 200, changed.text
    assert (changed.json()["standing"], changed.json()["version"]) == (False, 2)
    assert (await as_("carer").patch(where, {"until_on": "2020-01-01"}, version=2)).status_code == 422
    assert (await as_("carer").patch(where, {"scope": ["benefits"]}, version=2)).status_code == 422
    assert (await as_("carer").patch(where, {"kind": "deputy"}, version=2)).status_code == 422
    assert (await as_("carer").patch(where, {"phone": None}, version=1)).status_code == 412
    assert (await as_("carer").patch(where, {"phone": None})).status_code == 428
    replaced = await as_("carer").put(where, {**ATTORNEY, "name": "K. Aspinall"}, version=2)
    assert (replaced.status_code, replaced.json()["phone"], replaced.json()["until_on"]) == (200, None, None)
    assert (await as_("carer").delete(where, version=3)).status_code == 204
    assert (await as_("carer").get(where)).status_code == 404


async def test_only_the_person_the_team_and_the_manager_read_representatives(as_: As, world: World) -> None:
    made = await appointed(as_, world)
    where = f"/people/{world.person('Jean').id}/representatives"
    for key in ("carer", "person", "manager"):
        assert (await as_(key).get(f"{where}/{made['id']}")).status_code == 200, key
        listed = (await as_(key).get(where, params={"standing": "true"})).json()["items"]
        assert made["id"] in {r["id"] for r in listed}
    for key in ("coach", "connector", "family", "commissioner", "integration"):
        assert (await as_(key).get(where)).status_code == 403, key
    for key in ("carer_2", "person_2", "other_manager"):
        assert (await as_(key).get(f"{where}/{made['id']}")).status_code == 404, key
    for key in ("manager", "coach"):
        assert (await as_(key).post(where, ATTORNEY)).status_code == 403


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "appointee"}, {"kind": "advocate", "scope": ["benefits"]}, {"scope": []}, {"scope": ["health_and_welfare"] * 2},
        {"until_on": "2020-01-01"}, {"from_on": "2099-01-01"}, {"evidence": ""}, {"kind": "friend"}, {"name": "\n"},
    ],
)  # fmt: skip
async def test_an_authority_that_cannot_be_is_refused(as_: As, world: World, wrong: dict[str, Any]) -> None:
    answer = await as_("carer").post(f"/people/{world.person('Jean').id}/representatives", {**ATTORNEY, **wrong})
    assert answer.status_code == 422, answer.text


async def test_an_attorney_decides_within_their_authority(as_: As, world: World) -> None:
    welfare = (await appointed(as_, world))["id"]
    status, consent = await rests_on(as_, world, welfare)
    assert status == 201
    assert (consent["given_by"], consent["representative_id"]) == ("Karen Aspinall", welfare)
    money = {"purpose": "commissioner_statement", "audience": "council", "audience_id": str(world.council_id)}
    assert (await rests_on(as_, world, welfare, **money))[1]["type"] == "/problems/representative-scope"
    funds = {"purpose": "share_with_family", "audience": "family"}
    assert (await rests_on(as_, world, welfare, **funds, items=["funds"]))[0] == 422
    deputy = (await appointed(as_, world, kind="deputy", scope=["property_and_finance"]))["id"]
    assert (await rests_on(as_, world, deputy, **money))[0] == 201
    assert (await rests_on(as_, world, deputy, **funds, items=["funds"], decision="refused"))[0] == 201
    assert (await rests_on(as_, world, deputy, **funds, items=["funds", "record"]))[0] == 422
    for kind, scope in (("advocate", "speaking_up"), ("appointee", "benefits")):
        other = (await appointed(as_, world, kind=kind, scope=[scope]))["id"]
        assert (await rests_on(as_, world, other))[1]["type"] == "/problems/representative-scope"


async def test_nobody_decides_whose_authority_does_not_stand(as_: As, world: World, operator: psycopg.Connection[Any]) -> None:
    ended = (await appointed(as_, world, until_on="2024-06-01"))["id"]
    terry = operator.execute("SELECT id FROM representative WHERE name = 'Lynn Cunliffe' LIMIT 1").fetchone()
    assert terry is not None  # somebody else's attorney
    removed = (await appointed(as_, world))["id"]
    await as_("carer").delete(f"/people/{world.person('Jean').id}/representatives/{removed}", version=1)
    for id_ in (ended, str(terry[0]), removed, str(uuid4())):
        status, problem = await rests_on(as_, world, id_)
        assert (status, problem["type"]) == (422, "/problems/representative-not-standing")


def test_a_consent_cannot_rest_on_somebody_elses_attorney_in_the_database(
    world: World, operator: psycopg.Connection[Any]
) -> None:
    jean = world.person("Jean")
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        operator.execute(
            "INSERT INTO consent (id, organisation_id, team_id, person_id, purpose, audience, from_at, given_how, given_by, representative_id) "
            "SELECT %s, organisation_id, %s, %s, 'photo', 'team', now(), 'by_representative', 'x', id FROM representative WHERE name = 'Lynn Cunliffe'",
            [new_id(), jean.team_id, jean.id],
        )
