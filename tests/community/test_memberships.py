"""Who takes part in which groups, groups born from a person, and what others learn of it: only what is shared."""

from typing import Any

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.ids import new_id
from tests.community.saying import KNIT, at, group, of, story
from tests.people.saying import As, ended_person, listed, refused, told
from tests.world import Caller

BIRTH: dict[str, Any] = {
    "group": {**KNIT, "name": "Born from Jean"},
    "words": "I said my mother taught me to knit.",
    "membership": {"joined_on": "2026-01-01", "words": "Thursdays are mine."},
    "gift": {"part": "hands", "words": "I knit anything", "tags": ["knitting"]},
    "seeks": [{"part": "hands", "words": "Somebody who can turn a heel", "tags": ["socks"]}],
}
SHARES = {
    "purpose": "share_with_circle", "audience": "circle", "items": ["community"], "given_how": "spoken", "given_by": "Jean",
    "evidence": "Said so.",
}  # fmt: skip


async def consent(caller: Caller, world: World, body: dict[str, Any]) -> str:
    """Jean allows something; answers where it is."""
    return f"{of(world, 'consents')}/{told(await caller.post(of(world, 'consents'), body), 201)['id']}"


async def withdraw(caller: Caller, where: str) -> None:
    """And takes it back."""
    told(await caller.post(f"{where}/withdrawal", {"how": "Said so."}))


# ---- taking part -----------------------------------------------------------------------------------------------------
async def test_a_person_joins_a_group_leaves_it_with_why_and_joins_again(as_: As, world: World) -> None:
    jean, anna = as_("person"), as_("carer")
    known = await group(anna)
    path = of(world, "group-memberships")
    part = told(await jean.post(path, {"group_id": known["id"], "joined_on": "2026-01-01", "words": "Mine"}), 201)
    assert (part["group_name"], part["left_on"]) == (known["name"], None)
    refused(await anna.post(path, {"group_id": known["id"]}), 409, "group-joined-already")
    leaving = f"{path}/{part['id']}/leaving"
    refused(await anna.post(leaving, {"on": "2026-02-01"}), 422, pointer="/because")
    refused(await anna.post(leaving, {"on": "2025-12-31", "because": "x"}), 422, "group-dates")
    left = told(await anna.post(leaving, {"on": "2026-02-01", "because": "The stairs are too much"}))
    assert (left["left_on"], left["left_because"]) == ("2026-02-01", "The stairs are too much")
    refused(await anna.post(leaving, {"because": "Again"}), 409, "group-left-already")
    refused(await anna.patch(f"{path}/{part['id']}", {"joined_on": "2026-03-01"}, version=2), 422, "group-dates")
    again = told(await jean.post(path, {"group_id": known["id"]}), 201)
    now = [m["id"] for m in await listed(jean, path, now="true")]
    assert again["id"] in now
    assert part["id"] not in now
    assert part["id"] in [m["id"] for m in await listed(as_("coach"), path, now="false")]


async def test_nobody_joins_a_group_that_has_ended(as_: As, world: World) -> None:
    anna, id_ = as_("carer"), new_id()
    known = await group(anna)
    path, body = of(world, "group-memberships"), {"group_id": known["id"], "words": "Mine"}
    told(await anna.put(f"{path}/{id_}", body), 201)
    told(await anna.post(at(known, "status"), {"to": "ended", "because": "The café has closed"}))
    told(await anna.put(f"{path}/{id_}", body))
    told(await anna.post(f"{path}/{id_}/leaving", {"because": "It has ended"}))
    refused(await anna.post(path, body), 409, "group-ended")
    assert [m["id"] for m in await listed(anna, path) if m["group_id"] == known["id"]] == [str(id_)]


async def test_a_group_of_another_provider_is_one_that_is_not_there(as_: As, world: World) -> None:
    elsewhere = await group(as_("other_carer"))
    path = of(world, "group-memberships")
    there = refused(await as_("person").post(path, {"group_id": elsewhere["id"]}), 404)
    nothing = refused(await as_("person").post(path, {"group_id": str(new_id())}), 404)
    assert {**there, "instance": ""} == {**nothing, "instance": ""}


async def test_only_who_may_write_for_a_person_writes_their_part_in_groups(as_: As, world: World) -> None:
    known = await group(as_("carer"))
    path, body = of(world, "group-memberships"), {"group_id": known["id"]}
    for who in ("carer_2", "carer_3", "person_2", "other_manager", "connector"):
        refused(await as_(who).post(path, body), 404)
        refused(await as_(who).get(path), 404)
    for who in ("coach", "family", "commissioner"):
        refused(await as_(who).post(path, body), 403)
    part = told(await as_("manager").post(path, body), 201)
    refused(await as_("carer_2").patch(f"{path}/{part['id']}", {"words": "x"}, version=1), 404)
    refused(await as_("carer_2").post(f"{path}/{part['id']}/leaving", {"because": "x"}), 404)
    refused(await as_("carer_2").delete(f"{path}/{part['id']}", version=1), 404)


async def test_circle_and_connector_see_and_the_connector_writes_while_it_is_shared(as_: As, world: World) -> None:
    jean, path = as_("person"), of(world, "group-memberships")
    known = await group(jean)
    part = told(await jean.post(path, {"group_id": known["id"]}), 201)
    where, through = f"{path}/{part['id']}", at(known, "memberships")
    for who in ("connector", "family"):
        refused(await as_(who).get(where), 404)
        assert await listed(as_(who), through) == []
    given = await consent(jean, world, SHARES)
    for who in ("connector", "family"):
        assert told(await as_(who).get(where))["id"] == part["id"]
        assert [m["id"] for m in await listed(as_(who), through)] == [part["id"]]
    told(await as_("connector").patch(where, {"words": "She laughs there"}, version=1))
    lorna = told(await as_("connector").post(path, {"group_id": (await group(jean))["id"]}), 201)
    refused(await as_("family").patch(where, {"words": "x"}, version=2), 403)
    await withdraw(jean, given)
    for who in ("connector", "family"):
        refused(await as_(who).get(where), 404)
        refused(await as_(who).get(path), 404)
        assert await listed(as_(who), through) == []
    refused(await as_("connector").patch(f"{path}/{lorna['id']}", {"words": "x"}, version=1), 404)
    refused(await as_("connector").post(path, {"group_id": known["id"]}), 404)


# ---- nothing about people in what all read ---------------------------------------------------------------------------
async def test_a_group_tells_a_stranger_nothing_of_who_takes_part(as_: As, world: World) -> None:
    anna, mate = as_("carer"), as_("carer_3")
    known = await group(anna)
    met = told(await anna.post(at(known, "sessions"), {"held_on": "2026-01-08", "came": 3}), 201)
    lists = (at(known, "memberships"), f"/group-sessions/{met['id']}/attendances", at(known, "sessions"), "/community-groups")

    async def seen() -> list[object]:
        group_ = await mate.get(at(known))
        return [group_.json(), group_.headers["etag"]] + [
            (answer.json(), answer.headers["etag"])
            for path in lists
            for answer in [await mate.get(path, params={"count": "true", "limit": 200})]
        ]

    before = await seen()
    told(await anna.post(of(world, "group-memberships"), {"group_id": known["id"]}), 201)
    told(await anna.post(of(world, "group-attendances"), {"session_id": met["id"]}), 201)
    assert await seen() == before
    assert "member" not in str(told(await mate.get(at(known))).keys())


async def test_what_a_list_counts_is_what_the_caller_sees(as_: As, world: World) -> None:
    anna = as_("carer")
    known = await group(anna)
    for name in ("Jean", "Arthur"):
        told(await as_("manager").post(of(world, "group-memberships", name), {"group_id": known["id"]}), 201)
    counts = {
        who: told(await as_(who).get(at(known, "memberships"), params={"count": "true"}))["count"]
        for who in ("manager", "person", "carer_3", "family")
    }
    assert counts == {"manager": 2, "person": 1, "carer_3": 0, "family": 0}


# ---- born in one act -------------------------------------------------------------------------------------------------
async def test_knit_and_natter_is_born_from_a_remark_in_one_act(as_: As, world: World) -> None:
    jean = as_("person")
    born = told(await jean.post(of(world, "community-groups"), BIRTH), 201)
    assert (born["name"], born["run_by_me"], born["origin"]) == ("Born from Jean", True, None)
    part = next(m for m in await listed(jean, of(world, "group-memberships")) if m["group_id"] == born["id"])
    assert (part["joined_on"], part["words"]) == ("2026-01-01", "Thursdays are mine.")
    origin = next(o for o in await listed(jean, of(world, "group-origins")) if o["group_id"] == born["id"])
    assert (origin["words"], origin["told"]) == (BIRTH["words"], False)
    assert "I knit anything" in [g["words"] for g in await listed(jean, of(world, "gifts"))]
    assert [g["tags"] for g in await listed(jean, at(born, "gifts"))] == [["socks"]]
    refused(await as_("carer").post(of(world, "community-groups"), {**BIRTH, "words": ""}), 422, pointer="/words")


async def test_a_group_is_born_whole_or_not_at_all(as_: As, world: World, operator: psycopg.Connection) -> None:
    anna = as_("carer")

    def rows() -> list[Any]:
        tables = ("community_group", "group_origin", "group_membership", "group_gift", "gift", "change")
        return [operator.execute(f"SELECT count(*) FROM public.{table}".encode()).fetchone() for table in tables]

    person = await ended_person(anna, world.team("Ashbrook North").id)
    before = rows()
    refused(await anna.post(f"/people/{person}/community-groups", BIRTH), 409, "person-ended")
    used = told(await anna.post("/community-groups", KNIT), 201)["id"]
    before = rows()
    refused(await anna.post(of(world, "community-groups"), {**BIRTH, "group": {**KNIT, "id": used}}), 409, "id-in-use")
    refused(await anna.post(of(world, "community-groups"), {**BIRTH, "group": {**KNIT, "rrule": "FREQ=NEVER"}}), 422)
    refused(await anna.post(of(world, "community-groups"), {**BIRTH, "group": {**KNIT, "longitude": None}}), 422)
    for who in ("carer_2", "person_2", "other_carer", "connector"):
        refused(await as_(who).post(of(world, "community-groups"), BIRTH), 404)
    refused(await as_("integration", scopes="community:write").post(of(world, "community-groups"), BIRTH), 403)
    for who in ("coach", "family", "commissioner"):
        refused(await as_(who).post(of(world, "community-groups"), BIRTH), 403)
    assert rows() == before


async def test_a_birth_sent_twice_is_one_birth(as_: As, world: World) -> None:
    anna, key = as_("carer"), str(new_id())
    body = {**BIRTH, "group": {**KNIT, "id": str(new_id())}}
    first = await anna.post(of(world, "community-groups"), body, key=key)
    again = await anna.post(of(world, "community-groups"), body, key=key)
    assert (first.status_code, again.content) == (201, first.content)
    refused(await anna.post(of(world, "community-groups"), body), 409, "id-in-use")
    origins = await listed(anna, of(world, "group-origins"))
    assert [o["group_id"] for o in origins].count(first.json()["id"]) == 1


# ---- the story -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("audience", ["organisation", "public"])
async def test_the_story_is_told_while_the_person_consents_and_no_longer(as_: As, world: World, audience: str) -> None:
    jean = as_("person")
    born = told(await as_("carer").post(of(world, "community-groups"), {**BIRTH, "gift": None}), 201)
    readers = ("carer_3", "coach", "family", "connector", "manager")

    async def heard() -> set[object]:
        return {told(await as_(who).get(at(born)))["origin"] for who in readers}

    assert await heard() == {None}
    tag = (await jean.get(at(born))).headers["etag"]
    given = await consent(jean, world, story(audience))
    assert await heard() == {BIRTH["words"]}
    assert (await jean.get(at(born))).headers["etag"] != tag
    refusal = await consent(jean, world, story(audience, "refused"))
    assert await heard() == {None}
    await withdraw(jean, refusal)
    assert await heard() == {BIRTH["words"]}
    await withdraw(jean, given)
    assert await heard() == {None}
    assert (await jean.get(at(born))).headers["etag"] == tag


async def test_a_consent_for_something_else_tells_no_story(as_: As, world: World) -> None:
    jean = as_("person")
    born = told(await jean.post(of(world, "community-groups"), {**BIRTH, "gift": None}), 201)
    given = [await consent(jean, world, SHARES), await consent(jean, world, {**story("organisation"), "purpose": "photo"})]
    assert told(await as_("carer_3").get(at(born)))["origin"] is None
    for one in given:
        await withdraw(jean, one)


async def test_the_remark_is_the_persons_to_change_and_to_take_away(as_: As, world: World) -> None:
    jean, path = as_("person"), of(world, "group-origins")
    born = told(await jean.post(of(world, "community-groups"), {**BIRTH, "gift": None}), 201)
    origin = next(o for o in await listed(jean, path) if o["group_id"] == born["id"])
    where = f"{path}/{origin['id']}"
    given = await consent(jean, world, story())
    told(await as_("carer").patch(where, {"words": "My mother taught me."}, version=1))
    assert told(await as_("carer_3").get(at(born)))["origin"] == "My mother taught me."
    for who in ("carer_2", "carer_3", "person_2"):
        refused(await as_(who).get(where), 404)
        refused(await as_(who).patch(where, {"words": "x"}, version=2), 404)
        refused(await as_(who).delete(where, version=2), 404)
    for who in ("coach", "integration"):
        refused(await as_(who, scopes="community:read").get(where), 403)
    assert told(await jean.get(where))["told"] is True
    assert (await jean.delete(where, version=2)).status_code == 204
    assert told(await as_("carer_3").get(at(born)))["origin"] is None
    await withdraw(jean, given)
