"""One-page profiles: versions that stand, numbered by the server, signed off by the person."""

import asyncio
from typing import Any

import psycopg

from api.demo.made import World
from api.domain.shared.ids import new_id
from tests.people.saying import As, ended_person, listed, refused, told

WORDS = {"appreciate": ["My sense of humour"], "matters": ["My knitting"], "support": ["Let me do the buttons myself"]}


def path_of(world: World, name: str = "Jean") -> str:
    return f"/people/{world.person(name).id}"


async def test_a_new_version_stands_beside_the_old_one_and_is_the_profile_from_then_on(as_: As, world: World) -> None:
    jean, path = as_("person"), path_of(world)
    first = await jean.get(f"{path}/profile")
    body = {**WORDS, "based_on": first.json()["id"], "please_dont": ["Please don't move my chair"], "helped_by": ["Karen"]}
    made = await jean.post(f"{path}/profile-versions", body)
    told(made, 201)
    assert made.json()["number"] == first.json()["number"] + 1
    assert made.headers["location"] == f"/v1{path}/profile-versions/{made.json()['id']}"
    now = await as_("carer").get(f"{path}/profile")
    assert now.json() == made.json()
    assert now.headers["etag"] != first.headers["etag"], "the next version begins at 1 again, its tag must not be the old one's"
    assert (await jean.get(f"{path}/profile", if_none_match=first.headers["etag"])).status_code == 200
    assert (await jean.get(f"{path}/profile", if_none_match=now.headers["etag"])).status_code == 304
    assert [v["number"] for v in await listed(jean, f"{path}/profile-versions")] == [1, 2]
    old = told(await jean.get(f"{path}/profile-versions/{first.json()['id']}"))
    assert old == first.json(), "nobody's words are overwritten"


async def test_words_written_from_an_older_version_are_not_taken_unseen(as_: As, world: World) -> None:
    anna, path = as_("carer"), path_of(world)
    latest = told(await anna.get(f"{path}/profile"))
    told(await anna.post(f"{path}/profile-versions", {**WORDS, "based_on": latest["id"]}), 201)
    for based_on in (latest["id"], None, new_id()):
        refused(
            await anna.post(f"{path}/profile-versions", {**WORDS, "based_on": based_on}),
            409,
            "profile-written-meanwhile",
            "/based_on",
        )


async def test_of_two_who_write_from_the_same_version_at_once_one_is_told(as_: As, world: World) -> None:
    anna, path = as_("carer"), path_of(world)
    latest = told(await anna.get(f"{path}/profile"))
    body = {**WORDS, "based_on": latest["id"]}
    answers = await asyncio.gather(*(anna.post(f"{path}/profile-versions", body) for _ in range(4)))
    assert sorted(a.status_code for a in answers) == [201, 409, 409, 409]
    for answer in answers:
        if answer.status_code == 409:
            refused(answer, 409, "profile-written-meanwhile")


async def test_a_phone_sends_its_version_again_and_gets_it_as_it_is(as_: As, world: World) -> None:
    anna, path = as_("carer"), path_of(world)
    based_on = told(await anna.get(f"{path}/profile"))["id"]
    one, two = new_id(), new_id()
    body, next_body = {**WORDS, "based_on": based_on}, {**WORDS, "based_on": str(one)}
    told(await anna.put(f"{path}/profile-versions/{one}", body), 201)
    told(await anna.put(f"{path}/profile-versions/{two}", next_body), 201)
    again = told(await anna.put(f"{path}/profile-versions/{one}", body))
    assert again["id"] == str(one)
    refused(await anna.put(f"{path}/profile-versions/{one}", {**body, "matters": ["Other words"]}), 409, "id-in-use")
    refused(await as_("carer_2").put(f"{path_of(world, 'George')}/profile-versions/{one}", WORDS), 409)


async def test_a_version_is_never_changed_or_taken_away(as_: As, world: World, operator: psycopg.Connection[Any]) -> None:
    anna, path = as_("carer"), path_of(world)
    latest = told(await anna.get(f"{path}/profile"))
    where = f"{path}/profile-versions/{latest['id']}"
    refused(await anna.put(where, {**WORDS, "based_on": latest["id"]}, version=latest["version"]), 409, "profile-stands")
    refused(await anna.put(where, WORDS, version=99), 412)
    refused(await anna.delete(where, version=1), 405)
    refused(await anna.patch(where, {"matters": ["x"]}, version=1), 405)
    refused(await as_("carer_2").put(where, WORDS, version=1), 404)
    may = (
        "SELECT attname FROM pg_attribute WHERE attrelid = 'profile_version'::regclass AND attnum > 0"
        " AND has_column_privilege(%s, attrelid, attnum, 'UPDATE')"
    )
    for role in ("wt_carer", "wt_person", "wt_manager"):
        assert {n for (n,) in operator.execute(may, [role])} == {"signed_off_at", "signed_off_by", "signed_off_how"}


async def test_the_person_signs_off_their_words(as_: As, world: World) -> None:
    anna, path = as_("carer"), path_of(world)
    based_on = told(await anna.get(f"{path}/profile"))["id"]
    made = told(await anna.post(f"{path}/profile-versions", {**WORDS, "based_on": based_on}), 201)
    where = f"{path}/profile-versions/{made['id']}/sign-off"
    assert made["signed_off_at"] is None
    refused(await anna.post(where, {}), 422, pointer="/by")
    refused(await anna.post(where, {"by": "Jean"}), 422, pointer="/how")
    refused(await as_("coach").post(where, {"by": "Jean", "how": "nodded"}), 403)
    refused(await as_("carer_2").post(where, {"by": "Jean", "how": "nodded"}), 404)
    signed = told(await as_("person").post(where, {}))
    assert signed["signed_off_by"] == "Jean"
    assert signed["signed_off_at"] is not None
    refused(await as_("person").post(where, {}), 409, "profile-signed-off")


async def test_a_profile_says_something_and_in_its_bounds(as_: As, world: World) -> None:
    anna, where = as_("carer"), f"{path_of(world)}/profile-versions"
    refused(await anna.post(where, {}), 422)
    refused(await anna.post(where, {"matters": ["  "]}), 422, pointer="/matters/0")
    refused(await anna.post(where, {**WORDS, "written_on": "2999-01-01"}), 422, pointer="/written_on")
    refused(await anna.post(where, {**WORDS, "number": 7}), 422, pointer="/number")
    refused(await anna.post(where, {"matters": ["x"] * 31}), 422, pointer="/matters")


async def test_who_sees_a_profile(as_: As, world: World) -> None:
    path = path_of(world)
    for who in ("carer", "coach", "manager", "person", "family", "connector", "integration"):
        assert told(await as_(who).get(f"{path}/profile"))["matters"]
    for who in ("carer_2", "coach_2", "other_manager", "family_withdrawn", "person_2", "other_integration"):
        refused(await as_(who).get(f"{path}/profile"), 404, "not-found")
    refused(await as_("commissioner").get(f"{path}/profile"), 403)
    refused(await as_("coach").post(f"{path}/profile-versions", WORDS), 403)
    refused(await as_("family").post(f"{path}/profile-versions", WORDS), 403)
    refused(await as_("carer_2").post(f"{path}/profile-versions", WORDS), 404)


async def test_nothing_is_added_once_support_has_ended_but_the_profile_stays_readable(as_: As, world: World) -> None:
    anna = as_("carer")
    person = await ended_person(anna, world.team("Ashbrook North").id)
    refused(await anna.get(f"/people/{person}/profile"), 404)
    refused(await anna.post(f"/people/{person}/profile-versions", WORDS), 409, "person-ended")
    gone = next(p for p in world.people if p.status == "ended" and p.team_id == world.team("Ashbrook North").id)
    assert (await listed(anna, f"/people/{gone.id}/profile-versions")) is not None
    refused(await anna.put(f"/people/{gone.id}/gifts/{new_id()}", {"part": "head", "words": "x"}), 409, "person-ended")
