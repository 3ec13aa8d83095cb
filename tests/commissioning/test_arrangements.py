"""Arrangements: who funds whose support, whom a council is told about, and the rule for small numbers between the two."""

import asyncio
from typing import Any
from uuid import UUID

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.ids import new_id
from tests.commissioning.councils import unknown_council
from tests.people.saying import As, listed, refused, told

Operator = psycopg.Connection[Any]
HIDDEN = {"funded_person_id", "funded_team_id", "words"}


def arranging(world: World, person: UUID, **more: Any) -> dict[str, Any]:
    """A direct payment for somebody."""
    return {
        "kind": "direct_payment",
        "from_on": "2026-01-05",
        "council_id": str(world.council_id),
        "funded_person_id": str(person),
        "words": "Her nephew signs for her.",
        **more,
    }


async def arranged(as_: As, world: World, person: UUID, **more: Any) -> dict[str, Any]:
    """An arrangement that the manager wrote down."""
    return told(await as_("manager").post("/arrangements", arranging(world, person, **more)), 201)


async def test_a_manager_writes_down_who_funds_whose_support_and_the_person_reads_it(as_: As, world: World) -> None:
    jean = world.person("Jean").id
    said = {
        "weekly_amount_pence": 35000, "weekly_minutes": 840, "held_by": "provider", "model": "outcomes",
        "purchaser": "Ashbrook ICB", "council_reference": "WG-104-77", "until_on": "2026-12-31",
    }  # fmt: skip
    made = await arranged(as_, world, jean, **said)
    assert {name: made[name] for name in said} == said
    assert made["provider_id"] == str(world.organisation_id)
    assert told(await as_("person").get(f"/arrangements/{made['id']}")) == made
    assert made in await listed(as_("person"), f"/people/{jean}/arrangements")
    assert made in await listed(as_("manager"), f"/people/{jean}/arrangements")
    refused(await as_("person_2").get(f"/arrangements/{made['id']}"), 404)
    refused(await as_("person_2").get(f"/people/{jean}/arrangements"), 404)
    for who in ("carer", "coach", "family", "connector", "integration", "council_client"):
        refused(await as_(who).get(f"/arrangements/{made['id']}"), 403)


async def test_a_council_is_told_of_its_own_arrangements_and_of_nobody_in_them(as_: As, world: World, operator: Operator) -> None:
    jean, council = world.person("Jean").id, unknown_council(operator)
    own = await arranged(as_, world, jean, council_reference="WG-7")
    others = await arranged(as_, world, jean, council_id=str(council))
    nobodys = await arranged(as_, world, jean, council_id=None, kind="self_funded")
    david = as_("commissioner")
    shown = told(await david.get(f"/arrangements/{own['id']}"))
    assert shown.keys() == own.keys() - HIDDEN
    assert shown == {name: value for name, value in own.items() if name not in HIDDEN}
    seen = {one["id"] for one in await listed(david, "/arrangements")}
    assert own["id"] in seen
    assert not {others["id"], nobodys["id"]} & seen
    refused(await david.get(f"/arrangements/{others['id']}"), 404)
    for name in ("funded_person_id", "funded_team_id"):
        refused(await david.get("/arrangements", params={name: str(jean)}), 403, "not-allowed", f"?{name}")
    known, unknown = [refused(await david.get(f"/people/{id_}/arrangements"), 403) for id_ in (jean, new_id())]
    assert known | {"instance": ""} == unknown | {"instance": ""}
    refused(await david.post("/arrangements", arranging(world, jean)), 403)


async def test_person_council_and_provider_read_with_whom_it_is_as_both_were_called_then(
    as_: As, world: World, operator: Operator
) -> None:
    jean, ruth = world.person("Jean").id, as_("manager")
    names = {"council_name": "Ashbrook Borough Council", "provider_name": "Ashbrook Wellbeing Teams"}
    for name in names:
        refused(await ruth.post("/arrangements", arranging(world, jean, **{name: "Somebody else"})), 422, "not-valid", f"/{name}")
    made = await arranged(as_, world, jean)
    path = f"/arrangements/{made['id']}"
    for name in names:
        refused(await ruth.patch(path, {name: "Somebody else"}, version=1), 422, "not-valid", f"/{name}")
        changeable = "SELECT has_column_privilege('wt_manager', 'public.arrangement', %s, 'UPDATE')"
        assert operator.execute(changeable, [name]).fetchone() == (False,)
    operator.execute("UPDATE organisation SET name = 'Renamed' WHERE id IN (%s, %s)", [world.council_id, world.organisation_id])
    try:
        told(await ruth.patch(path, {"words": None}, version=1))
        for who in ("person", "commissioner", "manager"):
            shown = told(await as_(who).get(path))
            assert {name: shown[name] for name in names} == names
        for who in ("person", "manager"):
            created = (await listed(as_(who), f"{path}/history"))[-1]
            assert {name: created["after"][name] for name in names} == names
    finally:
        for name, id_ in zip(names.values(), (world.council_id, world.organisation_id), strict=True):
            operator.execute("UPDATE organisation SET name = %s WHERE id = %s", [name, id_])
    alone = await arranged(as_, world, jean, council_id=None, kind="self_funded")
    assert (alone["council_name"], alone["provider_name"]) == (None, names["provider_name"])


def test_whatever_is_written_the_names_are_the_organisations_own(world: World, operator: Operator) -> None:
    row = operator.execute(
        "INSERT INTO arrangement (id, organisation_id, council_id, funded_person_id, kind, from_on, council_name, provider_name)"
        " VALUES (%s, %s, %s, %s, 'joint', '2026-01-05', 'Somebody else', 'Somebody else') RETURNING council_name, provider_name",
        [new_id(), world.organisation_id, world.council_id, world.person("Jean").id],
    ).fetchone()
    assert row == ("Ashbrook Borough Council", "Ashbrook Wellbeing Teams")


async def test_reading_whose_support_is_funded_is_a_look_and_a_council_looks_at_nobody(
    as_: As, world: World, operator: Operator
) -> None:
    jean = world.person("Jean").id
    made = await arranged(as_, world, jean)
    for who, looks in (("person", [[jean]]), ("manager", [[jean]]), ("commissioner", [])):
        operator.execute("DELETE FROM look")
        told(await as_(who).get(f"/arrangements/{made['id']}"))
        assert [row[0] for row in operator.execute("SELECT person_ids FROM look WHERE kind = 'arrangement'")] == looks


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"funded_person_id": None}, "person-or-team"),
        ({"kind": "block_contract"}, "block-contract-of-a-team"),
        ({"council_id": None}, "council-needed"),
        ({"until_on": "2026-01-04"}, "arrangement-dates"),
        ({"weekly_amount_pence": -1}, "not-valid"),
        ({"weekly_minutes": 100_801}, "not-valid"),
        ({"kind": "gift"}, "not-valid"),
    ],
)
async def test_what_cannot_be_is_refused(as_: As, world: World, wrong: dict[str, Any], code: str) -> None:
    refused(await as_("manager").post("/arrangements", arranging(world, world.person("Jean").id, **wrong)), 422, code)


async def test_nobody_of_another_organisation_is_funded_and_nothing_but_a_council_pays(as_: As, world: World) -> None:
    ruth, jean, elm = as_("manager"), world.person("Jean").id, world.other_people[0].id
    nobody = refused(await ruth.post("/arrangements", arranging(world, new_id())), 404)
    for wrong in (
        {"funded_person_id": str(elm)},
        {"council_id": str(world.other_organisation_id)},
        {"council_id": str(new_id())},
        {"kind": "block_contract", "funded_person_id": None, "funded_team_id": str(world.other_teams[0].id)},
    ):
        answer = refused(await ruth.post("/arrangements", arranging(world, jean, **wrong)), 404)
        assert answer | {"instance": ""} == nobody | {"instance": ""}
    refused(await as_("council_manager").post("/arrangements", arranging(world, jean)), 404)
    block = arranging(world, jean, kind="block_contract", funded_person_id=None, funded_team_id=str(world.teams[0].id))
    assert told(await ruth.post("/arrangements", block), 201)["funded_team_id"] == str(world.teams[0].id)


async def test_an_arrangement_is_ended_and_another_payer_is_another_arrangement(
    as_: As, world: World, operator: Operator
) -> None:
    ruth, jean = as_("manager"), world.person("Jean").id
    id_, body = new_id(), arranging(world, jean)
    made = told(await ruth.put(f"/arrangements/{id_}", body), 201)
    path = f"/arrangements/{id_}"
    for name in ("council_id", "funded_person_id", "funded_team_id"):
        refused(await ruth.patch(path, {name: str(jean)}, version=made["version"]), 422, "not-valid", f"/{name}")
    ended = told(await ruth.patch(path, {"until_on": "2026-03-31", "words": None}, version=1))
    assert (ended["until_on"], ended["words"], ended["version"]) == ("2026-03-31", None, 2)
    other = {**body, "council_id": str(unknown_council(operator))}
    refused(await ruth.put(path, other, version=2), 409, "another-arrangement")
    refused(await ruth.put(path, {**body, "funded_person_id": str(world.person("George").id)}, version=2), 409)
    refused(await ruth.put(path, other, version=1), 412)
    refused(await as_("other_manager").put(path, other, version=2), 404)
    assert told(await ruth.put(path, {**body, "kind": "joint"}, version=2))["kind"] == "joint"
    changes = await listed(ruth, f"{path}/history")
    assert [change["action"] for change in changes] == ["changed", "changed", "created"]
    assert changes[1]["after"] == {"until_on": "2026-03-31", "words": None}
    assert await listed(as_("person"), f"{path}/history") != []
    refused(await as_("person_2").get(f"{path}/history"), 404)
    refused(await as_("commissioner").get(f"{path}/history"), 403)


async def test_a_list_is_narrowed_by_day_kind_model_and_whom(as_: As, world: World) -> None:
    ruth, george = as_("manager"), world.person("George").id
    block = {"kind": "block_contract", "funded_person_id": None, "funded_team_id": str(world.teams[1].id)}
    first = (await arranged(as_, world, george, from_on="2020-01-01", until_on="2020-12-31", model="outcomes"))["id"]
    second = (await arranged(as_, world, george, from_on="2020-07-01", until_on="2021-06-30", kind="joint"))["id"]
    team = (await arranged(as_, world, george, from_on="2020-03-01", until_on="2020-03-01", **block))["id"]

    async def those(**params: Any) -> set[str]:
        return {one["id"] for one in await listed(ruth, "/arrangements", **params)} & {first, second, team}

    assert await those() == {first, second, team}
    assert await those(on="2020-03-01") == {first, team}
    assert await those(on="2020-12-31") == {first, second}
    assert await those(on="2021-01-01") == {second}
    assert await those(on="2019-12-31") == set()
    assert await those(kind="joint") == {second}
    assert await those(model="outcomes") == {first}
    assert await those(funded_person_id=str(george)) == {first, second}
    assert await those(funded_team_id=str(world.teams[1].id)) == {team}
    assert await those(council_id=str(new_id())) == set()
    assert {one["id"] for one in await listed(ruth, f"/people/{george}/arrangements", on="2020-12-31")} == {first, second}


async def test_the_manager_is_told_which_councils_there_are_to_do_with(as_: As, world: World, operator: Operator) -> None:
    council = unknown_council(operator)
    before = {one["id"] for one in await listed(as_("manager"), "/councils")}
    assert str(world.council_id) in before
    await arranged(as_, world, world.person("Jean").id, council_id=str(council))
    whole = await listed(as_("manager"), "/councils")
    assert {one["id"] for one in whole} == before | {str(council)} != before
    agreed = {"state": "agreed", "until_on": None}
    assert {"name": "Ashbrook Borough Council", "la_code": "999", "id": str(world.council_id), **agreed} in whole
    first = told(await as_("manager").get("/councils?limit=1&count=true"))
    second = told(await as_("manager").get(first["next"]))
    assert first["items"] + second["items"] == whole[:2]
    assert first["count"] == len(whole)
    for who in ("person", "commissioner"):
        refused(await as_(who).get("/councils"), 403)
    assert str(council) not in (await as_("other_manager").get("/councils")).text


async def test_the_rule_for_small_numbers_is_only_made_stricter_and_only_by_the_provider(
    as_: As, world: World, operator: Operator
) -> None:
    ruth, david = as_("manager"), as_("commissioner")
    path = f"/councils/{world.council_id}/small-numbers"
    operator.execute("UPDATE figure_setting SET removed_at = now() WHERE organisation_id = %s", [world.organisation_id])
    refused(await ruth.get(path), 404)
    for looser in ({"threshold": 6}, {"threshold": 4}, {"base": 1}, {"base": 7}, {"threshold": 51}, {"threshold": None}):
        refused(await ruth.put(path, looser), 422, "not-valid")
    for unsourced in ({"admission_pence": 274700}, {"compared_rate": 310}):
        refused(await ruth.put(path, unsourced), 422, "source-needed")
    said = {"threshold": 10, "base": 10, "admission_pence": 274700, "admission_source": "National schedule"}
    at_once = await asyncio.gather(*(ruth.put(path, said) for _ in range(8)))
    assert sorted(answer.status_code for answer in at_once) == [200] * 7 + [201]
    made = told(await ruth.get(path))
    assert {name: made[name] for name in said} == said
    assert (made["provider_id"], made["council_id"]) == (str(world.organisation_id), str(world.council_id))
    refused(await ruth.put(path, {"threshold": 8}), 428)
    refused(await david.get(path), 403)
    refused(await david.put(path, said), 403)
    assert await listed(david, "/small-numbers") == [made] == await listed(ruth, "/small-numbers")
    assert await listed(as_("other_manager"), "/small-numbers") == []
    refused(await as_("person").get("/small-numbers"), 403)
    changed = told(await ruth.put(path, {"threshold": 8, "compared_rate": 0, "compared_source": "Ours"}, version=1))
    assert (changed["threshold"], changed["base"], changed["admission_pence"], changed["version"]) == (8, 5, None, 2)
    assert [one["action"] for one in await listed(ruth, f"{path}/history")] == ["changed", "created"]


async def test_there_is_no_rule_towards_somebody_that_the_provider_has_nothing_to_do_with(
    as_: As, world: World, operator: Operator
) -> None:
    for council in (new_id(), unknown_council(operator), world.other_organisation_id, world.organisation_id):
        refused(await as_("manager").put(f"/councils/{council}/small-numbers", {"threshold": 9}), 404)
    refused(await as_("other_manager").put(f"/councils/{world.council_id}/small-numbers", {"threshold": 9}), 404)
    for wall in (6, 51):
        with pytest.raises(psycopg.errors.CheckViolation):
            operator.execute("UPDATE figure_setting SET threshold = %s", [wall])
