"""A person's record: what is corrected, what moves by verbs, and days that cannot be."""

import asyncio
from datetime import timedelta

import pytest

from api.demo.made import World
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from tests.people.saying import As, listed, refused, told

TODAY = london_today()


def ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


@pytest.fixture(name="north")
def _north(world: World) -> str:
    return str(world.team("Ashbrook North").id)


async def test_a_person_is_welcomed_got_to_know_and_supported_on_days_that_follow_one_another(as_: As, north: str) -> None:
    anna = as_("carer")
    person = told(await anna.post("/people", {"team_id": north, "preferred_name": "Ena", "enquired_on": ago(30)}), 201)
    path = f"/people/{person['id']}"
    assert (person["status"], person["status_since"]) == ("enquiry", ago(30))
    moves = f"{path}/status-changes"
    refused(await anna.post(moves, {"to": "supported"}), 409, "status-move-not-allowed")
    refused(await anna.post(moves, {"to": "getting_to_know", "on": ago(31)}), 422, "dates-out-of-order", "/on")
    refused(await anna.post(moves, {"to": "getting_to_know", "on": ago(-1)}), 422, pointer="/on")
    told(await anna.post(moves, {"to": "getting_to_know", "on": ago(20)}))
    told(await anna.post(moves, {"to": "supported", "on": ago(10)}))
    refused(await anna.post(moves, {"to": "paused", "on": ago(11)}), 422, "dates-out-of-order")
    refused(await anna.post(moves, {"to": "ended", "on": ago(0)}), 422)
    refused(await anna.post(moves, {"to": "paused"}, headers={"if-match": '"1"'}), 412)
    assert [c["to_status"] for c in await listed(anna, moves)] == ["enquiry", "getting_to_know", "supported"]


async def test_a_death_is_not_before_a_birth_nor_after_support_ended(as_: As, north: str) -> None:
    anna = as_("carer")
    person = told(
        await anna.post(
            "/people", {"team_id": north, "preferred_name": "Alf", "date_of_birth": ago(9000), "enquired_on": ago(50)}
        ),
        201,
    )
    path, died = f"/people/{person['id']}", {"to": "ended", "reason": "died"}
    for day in (ago(9001), ago(0)):
        refused(
            await anna.post(f"{path}/status-changes", {**died, "on": ago(1), "date_of_death": day}),
            422,
            "dates-out-of-order",
            "/date_of_death",
        )
    told(await anna.post(f"{path}/status-changes", {**died, "on": ago(1), "date_of_death": ago(2)}))
    refused(await anna.patch(path, {"date_of_birth": ago(1)}, version=2), 422, "dates-out-of-order", "/date_of_birth")
    told(await anna.patch(path, {"date_of_birth": ago(9002)}, version=2))
    refused(await anna.post(f"{path}/status-changes", {"to": "supported"}), 409, "status-move-not-allowed")


async def test_of_two_who_move_the_status_at_once_one_is_refused(as_: As, north: str) -> None:
    anna = as_("carer")
    person = told(await anna.post("/people", {"team_id": north, "preferred_name": "Vi"}), 201)["id"]
    answers = await asyncio.gather(*(anna.post(f"/people/{person}/status-changes", {"to": "getting_to_know"}) for _ in range(4)))
    assert sorted(a.status_code for a in answers) == [200, 409, 409, 409]
    assert len(await listed(anna, f"/people/{person}/status-changes")) == 2


async def test_a_phone_that_sends_a_person_again_is_not_told_that_the_number_is_theirs(as_: As, north: str) -> None:
    anna, where = as_("carer"), f"/people/{new_id()}"
    body = {"team_id": north, "preferred_name": "Gwen", "nhs_number": "9994123068"}
    told(await anna.put(where, body), 201)
    told(await anna.put(where, body), 200)
    refused(await anna.post("/people", body), 409, "nhs-number-in-use", "/nhs_number")
    told(await as_("carer_2").post("/people", {**body, "team_id": str((await listed(as_("carer_2"), "/teams"))[0]["id"])}), 201)
    cleared = told(await anna.patch(where, {"nhs_number": None}, version=1))
    assert (cleared["nhs_number"], cleared["nhs_number_status"]) == (None, "not_known")


async def test_a_replacement_does_not_move_a_person_to_another_team(as_: As, world: World, north: str) -> None:
    anna, ruth = as_("carer"), as_("manager")
    person = told(await anna.post("/people", {"team_id": north, "preferred_name": "Sid", "pronouns": "he/him"}), 201)["id"]
    other = str(world.team("Ashbrook South").id)
    refused(
        await ruth.put(f"/people/{person}", {"team_id": other, "preferred_name": "Sid"}, version=1),
        409,
        "team-by-move",
        "/team_id",
    )
    replaced = told(await anna.put(f"/people/{person}", {"team_id": north, "preferred_name": "Sidney"}, version=1))
    assert (replaced["preferred_name"], replaced["pronouns"]) == ("Sidney", None)
    refused(await anna.put(f"/people/{new_id()}", {"team_id": north, "preferred_name": "x"}, version=1), 404)


async def test_a_person_changes_their_own_words_and_nothing_else(as_: As, world: World) -> None:
    jean, path = as_("person"), f"/people/{world.person('Jean').id}"
    version = told(await jean.get(path))["version"]
    changed = told(await jean.patch(path, {"communication": "Face me when you speak", "religion": None}, version=version))
    assert (changed["communication"], changed["religion"]) == ("Face me when you speak", None)
    for theirs in (
        {"council_reference": "X"},
        {"funding_status": "self_funded"},
        {"family_name": "Y"},
        {"nhs_number": None},
        {"date_of_birth": None},
    ):
        refused(await jean.patch(path, theirs, version=version + 1), 403, pointer=f"/{next(iter(theirs))}")
    refused(await jean.post(f"{path}/status-changes", {"to": "paused"}), 403)
    refused(await jean.put(path, {"team_id": str(world.person("Jean").team_id), "preferred_name": "J"}, version=version + 1), 403)
    refused(await jean.post("/people", {"team_id": str(world.person("Jean").team_id), "preferred_name": "J"}), 403)
    assert told(await jean.get(path))["version"] == version + 1


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("date_of_birth", (TODAY + timedelta(days=2)).isoformat()), ("date_of_birth", 19500101), ("nhs_number", "9990000019"),
        ("nhs_number", "1111111111"), ("postcode", "NOT ONE"), ("latitude", 53.5), ("preferred_name", None),
        ("preferred_name", " "),
        ("funding_status", None), ("status", "supported"), ("phones", [{"number": "none"}]),
        ("group_tags", ["Two Words"]),
        ("preferred_name", "a\u0000b"), ("uprn", "0001"), ("address_lines", ["x"] * 6), ("first_language", "english please"),
    ],
)  # fmt: skip
async def test_what_cannot_be_said_of_a_person_is_refused_and_nothing_changes(
    as_: As, world: World, member: str, value: object
) -> None:
    anna, path = as_("carer"), f"/people/{world.person('Jean').id}"
    before = told(await anna.get(path))
    problem = refused(await anna.patch(path, {member: value}, version=before["version"]), 422, "not-valid")
    assert str(value) not in [e["detail"] for e in problem["errors"]]
    assert told(await anna.get(path)) == before
