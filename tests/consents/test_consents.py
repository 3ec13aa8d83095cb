"""What a person allows or refuses counts at the next request, and stays as it was given."""
# ruff: noqa: E501 - SQL and bodies read better in one line

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.ids import new_id
from tests.trails.groups import as_group
from tests.world import Caller

As = Callable[..., Caller]
Connection = psycopg.Connection[Any]
SPOKEN = {"given_how": "spoken", "evidence": "Said so at the kitchen table; Anna was there."}


def path(world: World, name: str = "Jean") -> str:
    return f"/people/{world.person(name).id}/consents"


async def recorded(caller: Caller, where: str, **body: Any) -> dict[str, Any]:
    answer = await caller.post(where, {**SPOKEN, **body})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_a_person_says_what_may_be_shared_and_takes_it_back(as_: As, world: World) -> None:
    jean, family = world.person("Jean").id, as_("family")
    before = (await family.get(f"/people/{jean}/small-team")).status_code
    assert before == 200  # shared in the world
    refusal = await as_("person").post(
        path(world),
        {
            "purpose": "share_with_family",
            "audience": "family",
            "decision": "refused",
            "items": ["small_team"],
            "given_how": "spoken",
        },
    )
    assert refusal.status_code == 201, refusal.text
    assert refusal.json()["given_by"] == "Jean"
    shown = await family.get(f"/people/{jean}/small-team")
    assert shown.status_code == 404 or shown.json()["items"] == []
    withdrawn = await as_("person").post(f"{path(world)}/{refusal.json()['id']}/withdrawal", {})
    assert withdrawn.json()["standing"] is False
    assert (await family.get(f"/people/{jean}/small-team")).status_code == 200


async def test_a_refusal_wins_over_whatever_else_was_given(as_: As, world: World) -> None:
    jean, family = world.person("Jean").id, as_("family")
    assert (await family.get(f"/people/{jean}")).status_code == 200
    karen = world.circles[0].members["Karen Aspinall"]
    by_name = await recorded(
        as_("carer"),
        path(world),
        purpose="share_with_family",
        audience="circle_member",
        audience_id=str(karen),
        decision="refused",
        items=["record"],
    )
    assert (await family.get(f"/people/{jean}")).status_code == 404
    given = await recorded(as_("carer"), path(world), purpose="share_with_family", audience="circle", items=["record"])
    assert (await family.get(f"/people/{jean}")).status_code == 404
    for one in (by_name, given):
        answer = await as_("carer").post(f"{path(world)}/{one['id']}/withdrawal", {"how": "Told Anna on the telephone."})
        assert answer.status_code == 200, answer.text
    assert (await family.get(f"/people/{jean}")).status_code == 200


async def test_a_consent_begins_and_runs_out_by_itself(as_: As, world: World) -> None:
    georges = path(world, "George")
    george, nephew = world.person("George").id, as_("family_withdrawn")
    sharing = {"purpose": "share_with_family", "audience": "family", "items": ["record"]}
    assert (await nephew.get(f"/people/{george}")).status_code == 404
    await recorded(as_("carer_2"), georges, **sharing, from_at="2099-01-01T00:00:00Z")
    await recorded(as_("carer_2"), georges, **sharing, from_at="2020-01-01T00:00:00Z", until_at="2020-02-01T00:00:00Z")
    assert (await nephew.get(f"/people/{george}")).status_code == 404
    now = await recorded(as_("carer_2"), georges, **sharing)
    assert (await nephew.get(f"/people/{george}")).status_code == 200
    await as_("person_2").post(f"{georges}/{now['id']}/withdrawal", {})
    assert (await nephew.get(f"/people/{george}")).status_code == 404
    standing = (await as_("carer_2").get(georges, params={"standing": "true", "purpose": "share_with_family"})).json()["items"]
    assert standing == []
    past = (await as_("carer_2").get(georges, params={"standing": "false", "purpose": "share_with_family"})).json()["items"]
    assert len(past) >= 3


async def test_family_as_an_audience_is_family_and_not_every_friend(as_: As, world: World, operator: Connection) -> None:
    george, nephew = world.person("George").id, as_("family_withdrawn")
    neil = world.circles[1].members["Neil Hartley"]
    sharing = await recorded(
        as_("carer_2"), path(world, "George"), purpose="share_with_family", audience="family", items=["record"]
    )
    operator.execute("UPDATE circle_member SET kind = 'neighbour' WHERE id = %s", [neil])
    assert (await nephew.get(f"/people/{george}")).status_code == 404
    operator.execute("UPDATE circle_member SET kind = 'family' WHERE id = %s", [neil])
    assert (await nephew.get(f"/people/{george}")).status_code == 200
    await as_("person_2").post(f"{path(world, 'George')}/{sharing['id']}/withdrawal", {})


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"purpose": "share_with_family", "audience": "council", "audience_id": "{council}", "items": ["record"]}, ""),
        ({"purpose": "share_with_circle", "audience": "family", "items": ["record"]}, ""),
        ({"purpose": "share_with_family", "audience": "circle_member", "items": ["record"]}, ""),
        ({"purpose": "share_with_family", "audience": "family", "audience_id": "{council}", "items": ["record"]}, ""),
        ({"purpose": "share_with_family", "audience": "family"}, ""),
        ({"purpose": "share_with_family", "audience": "family", "items": ["record", "record"]}, ""),
        ({"purpose": "share_with_family", "audience": "family", "items": ["nhs_number"]}, "/items/0"),
        ({"purpose": "photo", "audience": "team", "items": ["record"]}, ""),
        ({"purpose": "life_story_chapter", "audience": "team"}, ""),
        ({"purpose": "photo", "audience": "team", "chapter_id": "{chapter}"}, ""),
        ({"purpose": "commissioner_outcomes", "audience": "council"}, ""),
        ({"purpose": "commissioner_outcomes", "audience": "council", "audience_id": "{provider}"}, "/audience_id"),
        (
            {"purpose": "share_with_family", "audience": "circle_member", "audience_id": "{stranger}", "items": ["record"]},
            "/audience_id",
        ),
        ({"purpose": "life_story_chapter", "audience": "family", "chapter_id": "{foreign_chapter}"}, "/chapter_id"),
        ({"purpose": "photo", "audience": "team", "until_at": "2020-01-01T00:00:00Z"}, "/until_at"),
        ({"purpose": "photo", "audience": "team", "from_at": "2020-01-01T00:00:00"}, "/from_at"),
        ({"purpose": "photo", "audience": "team", "given_how": "by_representative"}, ""),
        ({"purpose": "photo", "audience": "team", "given_how": "best_interest", "evidence": None, "given_by": "Dr Rao"}, ""),
        ({"purpose": "photo", "audience": "team", "given_how": "best_interest"}, ""),
        ({"purpose": "photo", "audience": "team", "evidence": None}, "/evidence"),
        ({"purpose": "photo", "audience": "team", "withdrawn_at": "2020-01-01T00:00:00Z"}, "/withdrawn_at"),
    ],
)
async def test_a_consent_that_does_not_fit_is_refused_with_what_to_do(
    as_: As, world: World, wrong: dict[str, Any], place: str
) -> None:
    named = {
        "{council}": world.council_id, "{provider}": world.organisation_id, "{chapter}": world.chapters["The mill"],
        "{stranger}": world.circles[1].members["Neil Hartley"], "{foreign_chapter}": world.chapters["The box at Ashbrook Junction"],
    }  # fmt: skip
    body = {**SPOKEN, **{k: str(named.get(v, v)) if isinstance(v, str) else v for k, v in wrong.items()}}
    answer = await as_("carer").post(path(world), {k: v for k, v in body.items() if v is not None})
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == place


async def test_a_person_speaks_for_themself_only(as_: As, world: World) -> None:
    for how in ("by_representative", "best_interest"):
        body = {"purpose": "photo", "audience": "team", "given_how": how, "evidence": "x", "given_by": "x"}
        if how == "by_representative":
            body["representative_id"] = str(uuid4())
        assert (await as_("person").post(path(world), body)).status_code == 422
    assert (
        await as_("person").post(path(world, "George"), {"purpose": "photo", "audience": "team", "given_how": "spoken"})
    ).status_code == 404
    for key in ("coach", "manager", "family", "connector", "integration", "commissioner"):
        answer = await as_(key).post(path(world), {**SPOKEN, "purpose": "photo", "audience": "team"})
        assert answer.status_code == 403, key


async def test_a_carer_withdraws_only_with_how_the_person_said_so(as_: As, world: World) -> None:
    made = await recorded(as_("carer"), path(world), purpose="photo", audience="team")
    where = f"{path(world)}/{made['id']}"
    refused = await as_("carer").post(f"{where}/withdrawal", {})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/how")
    assert (await as_("carer_2").post(f"{where}/withdrawal", {"how": "x"})).status_code == 404
    assert (await as_("carer").post(f"{where}/withdrawal", {"how": "x"}, version=7)).status_code == 412
    first = await as_("carer").post(f"{where}/withdrawal", {"how": "Told me on Monday."}, version=1)
    again = await as_("carer").post(f"{where}/withdrawal", {"how": "Something else."})
    assert first.json() == again.json()
    assert first.json()["withdrawn_how"] == "Told me on Monday."


async def test_a_consent_is_never_edited_or_deleted(as_: As, world: World, operator: Connection) -> None:
    id_, body = new_id(), {**SPOKEN, "purpose": "photo", "audience": "family"}
    where = f"{path(world)}/{id_}"
    assert (await as_("carer").put(where, body)).status_code == 201
    assert (await as_("carer").put(where, body)).status_code == 200
    other = {**body, "decision": "refused"}
    assert (await as_("carer").put(where, other)).json()["type"] == "/problems/id-in-use"
    assert (await as_("carer").put(where, other, version=1)).json()["type"] == "/problems/consent-kept"
    for method in ("PATCH", "DELETE"):
        assert (await as_("carer").send(method, where, {}, version=1)).status_code == 405
    jean = world.person("Jean")
    for edit in ("decision = 'refused'", "items = '{funds}'", "until_at = NULL", "audience = 'public'", "removed_at = now()"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), as_group(operator, "wt_carer", team_ids=f"{{{jean.team_id}}}"):
            operator.execute(f"UPDATE consent SET {edit} WHERE id = '{id_}'".encode())


async def test_who_only_needs_to_know_what_is_allowed_sees_only_that(as_: As, world: World) -> None:
    hidden = {"given_how", "given_by", "evidence", "representative_id", "withdrawn_how"}
    karen = str(world.circles[0].members["Karen Aspinall"])
    for key in ("coach", "integration", "connector", "family"):
        answer = await as_(key).get(path(world), params={"limit": 200})
        assert answer.status_code == 200, (key, answer.text)
        found = answer.json()["items"]
        assert found, key
        assert not any(hidden & item.keys() for item in found)
        if key in ("connector", "family"):
            assert {item["purpose"] for item in found} <= {"share_with_circle", "share_with_family"}
            assert all(item["audience_id"] in (None, karen) for item in found)
            assert (await as_(key).get(f"{path(world)}/{found[0]['id']}")).status_code == 200
    whole = (await as_("manager").get(path(world), params={"limit": 200})).json()["items"]
    assert all(hidden <= item.keys() for item in whole)
    photo = next(item for item in whole if item["purpose"] == "photo")
    assert (await as_("family").get(f"{path(world)}/{photo['id']}")).status_code == 404
    assert (await as_("commissioner").get(path(world))).status_code == 403


async def test_a_chapter_is_read_while_its_consent_stands(as_: As, world: World) -> None:
    jean, mill = world.person("Jean").id, world.chapters["The mill"]
    chapter = f"/people/{jean}/life-story/{mill}"
    assert (await as_("family").get(chapter)).status_code == 200
    refusal = await as_("person").post(
        path(world),
        {
            "purpose": "life_story_chapter",
            "audience": "family",
            "chapter_id": str(mill),
            "decision": "refused",
            "given_how": "spoken",
        },
    )
    assert refusal.status_code == 201, refusal.text
    assert (await as_("family").get(chapter)).status_code == 404
    await as_("person").post(f"{path(world)}/{refusal.json()['id']}/withdrawal", {})
    assert (await as_("family").get(chapter)).status_code == 200
    team_before = (await as_("carer").get(chapter)).status_code
    to_team = await as_("person").post(
        path(world), {"purpose": "life_story_chapter", "audience": "team", "chapter_id": str(mill), "given_how": "spoken"}
    )
    assert (await as_("carer").get(chapter)).status_code == 200
    await as_("person").post(f"{path(world)}/{to_team.json()['id']}/withdrawal", {})
    assert (await as_("carer").get(chapter)).status_code == team_before


async def test_the_same_key_records_once(as_: As, world: World) -> None:
    body = {**SPOKEN, "purpose": "story", "audience": "organisation"}
    first = await as_("carer").post(path(world), body, key="once")
    again = await as_("carer").post(path(world), body, key="once")
    assert again.json() == first.json()
    assert again.headers["idempotency-replayed"] == "true"
