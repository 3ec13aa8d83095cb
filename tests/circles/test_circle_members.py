"""Members of circles: asked in, joined, declined, left; one facilitator; who signs in; their gifts."""

import pytest

from api.demo.made import World
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from tests.circles.around import Operator, a_circle, a_member, signs_in
from tests.people.saying import As, listed, refused, told

EDNA = {"name": "Edna Moss", "kind": "friend", "phone": "01942 555 010"}


@pytest.mark.parametrize("who", ["carer", "person", "connector", "family"])
async def test_whoever_is_of_the_circle_asks_somebody_in(as_: As, world: World, who: str) -> None:
    path = f"/circles/{world.circles[0].id}/members"
    edna = told(await as_(who).post(path, EDNA), 201)
    assert (edna["state"], edna["facilitator"], edna["invited_on"]) == ("invited", False, str(london_today()))
    for other in ("carer", "person", "connector", "family", "coach", "manager"):
        assert edna["id"] in [m["id"] for m in await listed(as_(other), path)]
    assert "phone" not in told(await as_("coach").get(f"/circle-members/{edna['id']}"))
    refused(await as_("manager").post(path, EDNA), 403)
    for stranger in ("carer_2", "person_2", "family_withdrawn", "other_manager"):
        refused(await as_(stranger).get(path), 404)
        refused(await as_(stranger).get(f"/circle-members/{edna['id']}"), 404)


async def test_family_ask_in_and_say_no_more_than_that(as_: As, world: World) -> None:
    karen, edna = as_("family"), await a_member(as_, str(world.circles[0].id), joins=False)
    path = f"/circle-members/{edna}"
    for verb in ("join", "decline", "leave", "facilitator/take-up", "facilitator/lay-down"):
        answer = await karen.post(f"{path}/{verb}", None if "facilitator" in verb else {})
        assert answer.status_code == (409 if verb == "leave" else 403), answer.text
    refused(await karen.patch(path, {"name": "x"}, version=1), 403)
    refused(await karen.put(path, {**EDNA, "circle_id": str(world.circles[0].id)}, version=1), 403)
    refused(await karen.post(f"/circles/{world.circles[0].id}/members", {**EDNA, "state": "joined"}), 422, pointer="/state")
    assert told(await as_("carer").get(path))["version"] == 1


async def test_who_is_invited_joins_or_declines_once(as_: As, world: World) -> None:
    anna, lorna, circle = as_("carer"), as_("connector"), await a_circle(as_, world)
    dot, edna = await a_member(as_, circle, joins=False), await a_member(as_, circle, joins=False, name="Edna")
    refused(await anna.post(f"/circle-members/{dot}/join", {"on": "2999-01-01"}), 422, pointer="/on")
    assert told(await lorna.post(f"/circle-members/{dot}/join", {"on": "2026-03-02"}))["joined_on"] == "2026-03-02"
    declined = told(await lorna.post(f"/circle-members/{edna}/decline", {"because": "Her knees"}))
    assert (declined["state"], declined["joined_on"]) == ("declined", None)
    assert (await listed(anna, f"/circle-members/{edna}/history"))[0]["reason"] == "Her knees"
    for member in (dot, edna):
        for verb in ("join", "decline"):
            refused(await anna.post(f"/circle-members/{member}/{verb}", {}), 409, "circle-member-move-not-allowed")
    assert [m["id"] for m in await listed(anna, "/circle-members", circle_id=circle, state="joined")] == [dot]
    assert [m["id"] for m in await listed(anna, f"/circles/{circle}/members", state="declined")] == [edna]


async def test_others_say_why_a_member_leaves_and_the_circle_goes_on(as_: As, world: World) -> None:
    anna, circle = as_("carer"), await a_circle(as_, world)
    dot = await a_member(as_, circle)
    told(await anna.post(f"/circle-members/{dot}/facilitator/take-up"))
    refused(await anna.post(f"/circle-members/{dot}/leave", {}), 422, "circle-reason-needed", "/because")
    left = told(await as_("connector").post(f"/circle-members/{dot}/leave", {"because": "She has moved to Leeds"}))
    assert (left["state"], left["left_on"], left["facilitator"]) == ("left", str(london_today()), False)
    assert left["left_because"] == "She has moved to Leeds"
    refused(await anna.post(f"/circle-members/{dot}/leave", {"because": "x"}), 409, "circle-member-move-not-allowed")
    refused(await anna.post(f"/circle-members/{dot}/gifts", {"part": "head", "words": "x"}), 409, "circle-member-gone")
    assert told(await anna.get(f"/circles/{circle}"))["gaps"] == ["facilitator"]
    assert await a_member(as_, circle) != dot  # who comes back is invited anew


async def test_a_circle_has_one_facilitator_at_a_time(as_: As, world: World) -> None:
    anna, lorna, circle = as_("carer"), as_("connector"), await a_circle(as_, world)
    dot, paul = await a_member(as_, circle), await a_member(as_, circle, name="Paul", kind="family")
    edna = await a_member(as_, circle, joins=False, name="Edna")
    refused(await anna.post(f"/circle-members/{edna}/facilitator/take-up"), 409, "not-joined")
    before = await anna.get(f"/circles/{circle}")
    taken = told(await lorna.post(f"/circle-members/{dot}/facilitator/take-up"))
    assert taken["facilitator"] is True
    assert told(await lorna.post(f"/circle-members/{dot}/facilitator/take-up"))["version"] == taken["version"]
    after = await anna.get(f"/circles/{circle}", if_none_match=before.headers["etag"])
    assert (told(before)["gaps"], told(after)["gaps"]) == (["facilitator"], [])
    refused(await anna.post(f"/circle-members/{paul}/facilitator/take-up"), 409, "facilitator-held")
    told(await anna.post(f"/circle-members/{dot}/facilitator/lay-down"))
    told(await anna.post(f"/circle-members/{paul}/facilitator/take-up"))
    assert [m["id"] for m in await listed(anna, f"/circles/{circle}/members", facilitator="true")] == [paul]


async def test_the_manager_says_who_signs_in_as_a_member(as_: As, world: World, operator: Operator) -> None:
    manager, circle = as_("manager"), await a_circle(as_, world)
    dot, paul = await a_member(as_, circle), await a_member(as_, circle, name="Paul")
    path = f"/circle-members/{dot}/account"
    version = told(await manager.get(f"/circle-members/{dot}"))["version"]
    for key in ("carer", "connector", "other_manager"):
        wrong = {"account_id": str(world.account(key).account_id)}
        refused(await manager.put(path, wrong, version=version), 422, "not-a-family-account")
    refused(await manager.put(path, {"account_id": str(new_id())}, version=version), 422, "not-a-family-account")
    refused(await manager.put(path, {"account_id": None}), 428)
    refused(await manager.put(path, {}, version=version), 422, pointer="/account_id")
    someone = await signs_in(as_, world, operator, dot)
    named = {"account_id": str(someone.account_id)}
    for who in ("carer", "connector"):
        refused(await as_(who).put(path, named, version="*"), 403)
    refused(await as_("other_manager").put(path, named, version="*"), 404)
    refused(await manager.put(f"/circle-members/{paul}/account", named, version="*"), 409, "account-in-circle")
    refused(await manager.patch(f"/circle-members/{dot}", {"name": "x"}, version="*"), 403)
    told(await as_(someone).get(f"/circles/{circle}"))
    told(await manager.put(path, {"account_id": None}, version="*"))
    refused(await as_(someone).get(f"/circles/{circle}"), 401)
    refused(await manager.put(path, named, version="*"), 422, "not-a-family-account")
    told(await manager.post(f"/accounts/{someone.account_id}/grants", {"role": "family"}), 201)
    told(await as_("carer").post(f"/circle-members/{paul}/leave", {"because": "Away"}))
    refused(await manager.put(f"/circle-members/{paul}/account", named, version="*"), 409, "circle-member-gone")


async def test_an_invitation_is_sent_again_without_a_second_member(as_: As, world: World) -> None:
    anna, circle, id_ = as_("carer"), await a_circle(as_, world), new_id()
    body = {**EDNA, "circle_id": circle}
    told(await anna.put(f"/circle-members/{id_}", body), 201)
    joined = told(await anna.post(f"/circle-members/{id_}/join", {}))
    assert told(await anna.put(f"/circle-members/{id_}", body)) == joined
    assert len(await listed(anna, f"/circles/{circle}/members")) == 1
    told(await anna.put(f"/circle-members/{id_}", {**body, "phone": None}, version=joined["version"]))
    elsewhere = {**body, "circle_id": str(world.circles[0].id)}
    refused(await anna.put(f"/circle-members/{id_}", elsewhere, version=joined["version"] + 1), 404)


async def test_members_have_and_seek_gifts_and_all_of_the_circle_see_them(as_: As, world: World) -> None:
    circle, karen = world.circles[0], as_("family")
    dot = await a_member(as_, str(circle.id), name="Dot's sister")
    path = f"/circle-members/{dot}/gifts"
    assert await listed(as_("carer"), path) == []
    bread = {"part": "hands", "words": "Bread, and the patience for it", "tags": ["baking"], "would_share": "yes"}
    gift = told(await karen.post(path, bread), 201)
    assert (gift["member_id"], gift["circle_id"], gift["direction"]) == (dot, str(circle.id), "has")
    for who in ("person", "carer", "connector", "coach", "manager"):
        assert [g["id"] for g in await listed(as_(who), path, tag="baking")] == [gift["id"]]
    refused(await as_("manager").post(path, bread), 403)
    for stranger in ("carer_2", "family_withdrawn", "person_2"):
        refused(await as_(stranger).get(path), 404)
        refused(await as_(stranger).post(path, bread), 404)
    one = f"{path}/{gift['id']}"
    assert told(await as_("connector").patch(one, {"would_share": "not_now"}, version=1))["would_share"] == "not_now"
    refused(await karen.get(f"/circle-members/{circle.members['Paul Aspinall']}/gifts/{gift['id']}"), 404)
    assert (await karen.delete(one, version=2)).status_code == 204
    refused(await karen.get(one), 404)
