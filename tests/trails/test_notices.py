"""What a team, a manager or a person is told at once."""
# ruff: noqa: E501 - SQL and bodies read better in one line

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from api.demo.made import World
from api.domain.access.trails import NoticeKind
from tests.trails.groups import as_group
from tests.world import Caller

As = Callable[..., Caller]
Connection = psycopg.Connection[Any]


@pytest.fixture(name="opened", scope="module")
async def _opened(as_: As, world: World) -> dict[str, Any]:
    """An opening of George (South) by a carer of North: three are told."""
    body = {"person_id": str(world.person("George").id), "reason": "emergency", "words": "He rang us by mistake."}
    answer = await as_("carer").post("/openings", body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def newest(caller: Caller, **params: Any) -> dict[str, Any]:
    answer = await caller.get("/notices", params=params)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()["items"][0]
    return found


async def test_the_team_the_manager_and_the_person_are_told_of_an_opening(as_: As, world: World, opened: dict[str, Any]) -> None:
    for key, audience in (("carer_2", "team"), ("manager", "manager"), ("person_2", "person")):
        told = await newest(as_(key))
        assert (told["kind"], told["audience"], told["about_kind"]) == ("record_opened", audience, "opening")
        assert told["about_id"] == opened["id"]
        assert told["about_person_id"] == str(world.person("George").id)
        assert told["read_at"] is None


async def test_nobody_else_is_told(as_: As, opened: dict[str, Any]) -> None:
    for key in ("carer", "carer_3", "person", "coach", "family", "connector", "commissioner", "other_manager", "other_carer"):
        answer = await as_(key).get("/notices", params={"limit": 200})
        assert answer.status_code == 200, answer.text
        assert opened["id"] not in answer.text, key
    assert (await as_("integration").get("/notices")).status_code == 403


async def test_a_notice_is_read_by_each_for_themself_and_once(as_: As, opened: dict[str, Any]) -> None:
    told = await newest(as_("carer_2"), unread="true")
    path = f"/notices/{told['id']}"
    read = await as_("carer_2").post(f"{path}/reading")
    assert read.status_code == 200, read.text
    assert read.json()["read_at"].endswith("Z")
    again = await as_("carer_2").post(f"{path}/reading")
    assert again.json() == read.json()
    assert (await as_("carer_2").get(path)).json() == read.json()
    unread = (await as_("carer_2").get("/notices", params={"unread": "true"})).json()["items"]
    assert told["id"] not in {n["id"] for n in unread}
    already = (await as_("carer_2").get("/notices", params={"unread": "false", "kind": "record_opened"})).json()["items"]
    assert told["id"] in {n["id"] for n in already}
    colleague = (await as_("manager").get("/notices", params={"unread": "true"})).json()["items"]
    assert opened["id"] in {n["about_id"] for n in colleague}


@pytest.mark.usefixtures("opened")
async def test_somebody_elses_notice_and_none_are_not_told_apart(as_: As) -> None:
    foreign = (await newest(as_("carer_2")))["id"]
    for key in ("carer", "other_manager", "person"):
        for way in ("get", "post"):
            answers = []
            for id_ in (foreign, uuid4()):
                caller = as_(key)
                answers.append(await (caller.get(f"/notices/{id_}") if way == "get" else caller.post(f"/notices/{id_}/reading")))
            assert [a.status_code for a in answers] == [404, 404]
            assert len({str({k: v for k, v in a.json().items() if k != "instance"}) for a in answers}) == 1


def test_every_kind_of_notice_that_is_written_is_documented(operator: Connection) -> None:
    kinds = {row[0] for row in operator.execute("SELECT DISTINCT kind FROM notice")}
    assert kinds <= set(NoticeKind)


def test_a_notice_stays_in_the_house(world: World, operator: Connection) -> None:
    """A carer's own team, but another organisation's manager: refused by row security."""
    north = world.team("Ashbrook North")
    for role, audience, organisation in (
        ("carer", "manager", world.other_organisation_id), ("carer", "person", world.other_organisation_id), ("manager", "manager", world.other_organisation_id),
    ):  # fmt: skip
        reach = {"organisation_id": world.organisation_id, "team_ids": f"{{{north.id}}}"}
        with pytest.raises(psycopg.errors.InsufficientPrivilege), as_group(operator, f"wt_{role}", **reach):
            operator.execute(
                "INSERT INTO notice (id, organisation_id, audience, team_id, kind, about_kind, about_id) VALUES (%s, %s, %s, %s, 'x', 'x', %s)",
                [uuid4(), organisation, audience, north.id, uuid4()],
            )
