"""Somebody whose support ended is asked for again: their record goes on, and nobody stands before a closed door."""

import asyncio
from typing import Any

from api.demo.made import World
from api.domain.shared.ids import new_id
from tests.commissioning.handing import NORTH, Operator, asking, sent
from tests.commissioning.test_hand_overs import masked
from tests.people.saying import As, listed, refused, told

SOUTH = "Ashbrook South"
Json = dict[str, Any]


async def gone(as_: As, world: World, team: str = NORTH, reason: str = "moved", **more: Any) -> Json:
    """Somebody who was supported until today."""
    number = asking(world)["nhs_number"]
    body = {"team_id": str(world.team(team).id), "preferred_name": "Hil", "nhs_number": number}
    path = f"/people/{told(await as_('manager').post('/people', body), 201)['id']}"
    for move in ({"to": "getting_to_know"}, {"to": "supported"}, {"to": "ended", "reason": reason, **more}):
        told(await as_("manager").post(f"{path}/status-changes", move))
    return told(await as_("manager").get(path))


async def moves_of(as_: As, person: str) -> list[tuple[str | None, str]]:
    found = await listed(as_("manager"), f"/people/{person}/status-changes")
    return [(one["from_status"], one["to_status"]) for one in found]


async def test_who_comes_back_to_their_team_goes_on_with_their_record(as_: As, world: World) -> None:
    for verb in ("acceptance", "getting-to-know"):
        hilda = await gone(as_, world)
        path = f"/hand-overs/{(await sent(as_, world, nhs_number=hilda['nhs_number']))['id']}"
        twin = refused(await as_("carer").post(f"{path}/{verb}", {}), 409, "nhs-number-in-use", "/person_id")
        assert "also if their support ended" in twin["detail"]
        answer = told(await as_("carer").post(f"{path}/{verb}", {"person_id": hilda["id"]}))
        assert answer["made_person_id"] == hilda["id"]
        now = told(await as_("carer").get(f"/people/{hilda['id']}"))
        assert (now["status"], now["ended_reason"], now["team_id"]) == ("getting_to_know", None, hilda["team_id"])
        assert (now["preferred_name"], now["family_name"]) == ("Hil", "Rothwell")
        moves = [(None, "enquiry"), ("enquiry", "getting_to_know"), ("getting_to_know", "supported")]
        assert await moves_of(as_, hilda["id"]) == [*moves, ("supported", "ended"), ("ended", "getting_to_know")]
        told(await as_("carer").post(f"/people/{hilda['id']}/status-changes", {"to": "supported"}))
        wish = {"statement": "I feed my hens myself."}
        told(await as_("carer").post(f"/people/{hilda['id']}/outcomes", wish), 201)


async def test_nothing_else_brings_them_back(as_: As, world: World) -> None:
    hilda = await gone(as_, world)
    for to in ("enquiry", "getting_to_know", "supported", "paused"):
        answer = await as_("manager").post(f"/people/{hilda['id']}/status-changes", {"to": to})
        refused(answer, 409, "status-move-not-allowed", "/to")


async def test_a_manager_brings_back_whom_another_team_supported_and_the_record_moves_along(as_: As, world: World) -> None:
    hilda = await gone(as_, world, SOUTH)
    path = f"/hand-overs/{(await sent(as_, world, nhs_number=hilda['nhs_number']))['id']}/acceptance"
    unseen = refused(await as_("carer").post(path, {"person_id": hilda["id"]}), 404, pointer="/person_id")
    nobody = refused(await as_("carer").post(path, {"person_id": str(new_id())}), 404, pointer="/person_id")
    assert unseen | {"instance": ""} == nobody | {"instance": ""}
    assert "ask the manager" in unseen["detail"]
    assert (await moves_of(as_, hilda["id"]))[-1] == ("supported", "ended")
    refused(await as_("manager").post(path, {}), 409, "nhs-number-in-use", "/person_id")
    told(await as_("manager").post(path, {"person_id": hilda["id"]}))
    now = told(await as_("carer").get(f"/people/{hilda['id']}"))
    assert (now["status"], now["team_id"]) == ("getting_to_know", str(world.team(NORTH).id))
    refused(await as_("carer_2").get(f"/people/{hilda['id']}"), 404)
    assert (await moves_of(as_, hilda["id"]))[-1] == ("ended", "getting_to_know")
    offers = await listed(as_("manager"), "/move-offers", person_id=hilda["id"])
    assert [(one["state"], one["to_team_id"]) for one in offers] == [("accepted", now["team_id"])]


async def test_whom_no_number_ties_to_an_unseen_record_is_written_down_anew(as_: As, world: World) -> None:
    hilda = await gone(as_, world, SOUTH)
    path = f"/hand-overs/{(await sent(as_, world, nhs_number=hilda['nhs_number']))['id']}/acceptance"
    made = told(await as_("carer").post(path, {}))
    assert made["made_person_id"] != hilda["id"], "a team is not told that another one knows somebody"
    assert (await moves_of(as_, hilda["id"]))[-1] == ("supported", "ended")


async def test_of_somebody_who_died_the_number_is_mended_first(as_: As, world: World) -> None:
    hilda = await gone(as_, world, reason="died")
    path = f"/hand-overs/{(await sent(as_, world, nhs_number=hilda['nhs_number']))['id']}/acceptance"
    refused(await as_("carer").post(path, {"person_id": hilda["id"]}), 409, "person-died", "/person_id")
    still = told(await as_("carer").get(f"/people/{hilda['id']}"))
    assert (still["status"], still["version"]) == ("ended", hilda["version"])
    told(await as_("carer").patch(f"/people/{hilda['id']}", {"nhs_number": None}, version=still["version"]))
    assert told(await as_("carer").post(path, {}))["made_person_id"] != hilda["id"]


async def test_of_sixteen_who_bring_somebody_back_one_does(as_: As, world: World, operator: Operator) -> None:
    hilda = await gone(as_, world, SOUTH)
    path = f"/hand-overs/{(await sent(as_, world, nhs_number=hilda['nhs_number']))['id']}/acceptance"
    answers = await asyncio.gather(*(as_("manager").post(path, {"person_id": hilda["id"]}) for _ in range(16)))
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 15
    back = "SELECT count(*) FROM status_change WHERE person_id = %s AND from_status = 'ended'"
    assert operator.execute(back, [hilda["id"]]).fetchone() == (1,)


async def test_a_council_cannot_tell_who_comes_back_from_who_is_new(as_: As, world: World) -> None:
    seen: list[Any] = []
    for team in (None, NORTH, SOUTH):
        david, asked = as_("commissioner"), asking(world)
        body: Json = {}
        if team is not None:
            hilda = await gone(as_, world, team)
            asked["nhs_number"], body["person_id"] = hilda["nhs_number"], hilda["id"]
        made = await david.post("/hand-overs", asked)
        path = f"/hand-overs/{made.json()['id']}"
        told(await as_("manager").post(f"{path}/acceptance", body))
        answers = [made, await david.get(path), await david.post(f"{path}/withdrawal", {}), await david.get(f"{path}/history")]
        seen.append([masked(answer) for answer in answers])
    assert seen[0] == seen[1] == seen[2]
