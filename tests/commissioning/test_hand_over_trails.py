"""What stays of a hand-over: who looked at it, who was told, how it changed, and where it goes with its person."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from api.demo.made import World
from api.domain.people import service as keeping
from tests.commissioning.handing import Operator, made_person, sent
from tests.people.saying import As, listed, refused, told


def signed_in_as(operator: Operator, world: World, person: str) -> Any:
    """Jean's account, which from now on is this person's."""
    jean = world.account("person")
    operator.execute("UPDATE account_grant SET person_id = %s WHERE account_id = %s", [person, jean.account_id])
    return jean


async def accepted(as_: As, world: World, **more: Any) -> tuple[str, str]:
    """The ids of an accepted hand-over and of whom it became."""
    asked = await sent(as_, world, **more)
    told(await as_("carer").post(f"/hand-overs/{asked['id']}/acceptance", {}))
    return asked["id"], await made_person(as_, asked["id"])


async def test_a_person_reads_what_was_handed_over_of_them_once_they_are_somebody(
    as_: As, world: World, operator: Operator
) -> None:
    before = (await sent(as_, world))["id"]
    id_, person = await accepted(as_, world)
    jean = as_(signed_in_as(operator, world, person), fresh=True)
    assert [one["id"] for one in await listed(jean, "/hand-overs")] == [id_]
    read = told(await jean.get(f"/hand-overs/{id_}"))
    assert (read["made_person_id"], read["council_name"]) == (person, "Ashbrook Borough Council")
    history = await listed(jean, f"/hand-overs/{id_}/history")
    assert [(c["action"], c["version"]) for c in history] == [("changed", 2), ("created", 1)]
    assert history[0]["before"]["state"] == "sent"
    assert history[1]["after"]["needs"] == read["needs"]
    for path in (f"/hand-overs/{before}", f"/hand-overs/{before}/history"):
        refused(await jean.get(path), 404)


async def test_each_answer_is_a_look_which_the_person_sees_once_they_are_somebody(
    as_: As, world: World, operator: Operator
) -> None:
    asked = (await sent(as_, world))["id"]
    path = f"/hand-overs/{asked}"
    counted = "SELECT count(*) FROM look WHERE %s::uuid = ANY (ids) AND kind = 'hand_over' AND person_ids = '{}'"

    def looks() -> int:
        found: int = operator.execute(counted, [asked]).fetchone()[0]  # type: ignore[index]
        return found

    assert looks() == 1, "the answer to who sent it"
    for n, (who, where) in enumerate(
        (("commissioner", path), ("carer", path), ("manager", "/hand-overs"), ("carer", f"{path}/history")), start=2
    ):
        told(await as_(who).get(where))
        assert looks() == n, (who, where)
    told(await as_("carer").post(f"{path}/acceptance", {}))
    assert looks() == 6
    await as_("commissioner").get(path)
    person = await made_person(as_, asked)
    jean = as_(signed_in_as(operator, world, person), fresh=True)
    seen = [one for one in await listed(jean, f"/people/{person}/looks") if one["kind"] == "hand_over"]
    assert ("commissioner", "get_hand_over") in {(one["who"]["role"], one["operation"]) for one in seen}
    assert {"carer", "manager"} <= {one["who"]["role"] for one in seen}
    own = [one for one in await listed(as_("commissioner"), "/looks") if one["kind"] == "hand_over"]
    assert own
    assert {str(p) for one in own for p in one["person_ids"]} == set(), "whom it became is not the council's to know"


async def test_the_other_side_is_told_at_once(as_: As, world: World) -> None:
    async def notices(who: str, about: str) -> list[str]:
        return [n["kind"] for n in await listed(as_(who), "/notices") if n["about_id"] == about]

    answered, gone = (await sent(as_, world))["id"], (await sent(as_, world))["id"]
    assert await notices("carer", answered) == ["hand_over_sent"]
    told(await as_("carer").post(f"/hand-overs/{answered}/getting-to-know", {}))
    told(await as_("carer").post(f"/hand-overs/{answered}/acceptance", {}))
    told(await as_("commissioner").post(f"/hand-overs/{gone}/withdrawal", {}))
    assert await notices("commissioner", answered) == ["hand_over_answered"] * 2
    assert sorted(await notices("carer", gone)) == ["hand_over_sent", "hand_over_withdrawn"]
    for who in ("carer_2", "council_manager", "other_manager", "person"):
        assert not await notices(who, answered) + await notices(who, gone), who


async def test_a_hand_over_goes_with_its_person_and_the_council_sees_nothing_of_it(as_: As, world: World) -> None:
    id_, person = await accepted(as_, world)
    path, david = f"/hand-overs/{id_}", as_("commissioner")
    before = await david.get(path)
    south = world.team("Ashbrook South").id
    offer = told(await as_("carer").post(f"/people/{person}/move-offers", {"to_team_id": str(south)}), 201)
    refused(await as_("carer_2").get(path), 404)
    told(await as_("carer_2").post(f"/move-offers/{offer['id']}/acceptance", {}))
    moved = told(await as_("carer_2").get(path))
    assert (moved["team_id"], moved["asked_team_id"]) == (str(south), before.json()["asked_team_id"])
    refused(await as_("carer").get(path), 404)
    after = await david.get(path)
    assert (after.content, after.headers["etag"]) == (before.content, before.headers["etag"])
    assert str(south) not in after.text
    assert "team_id" not in after.json()
    assert (await david.get(path, if_none_match=before.headers["etag"])).status_code == 304
    assert [c["version"] for c in await listed(as_("carer_2"), f"{path}/history")] == [2, 1]


async def test_a_council_is_never_told_who_came_of_it_in_any_answer(as_: As, world: World) -> None:
    id_, person = await accepted(as_, world)
    david = as_("commissioner")
    for path in ("/hand-overs", f"/hand-overs/{id_}", "/looks", "/notices", f"/hand-overs/{id_}/history"):
        answer = await david.get(path, params={"limit": 200})
        assert person not in answer.text, path
    for name in ("made_person_id", "team_id", "person_id"):
        assert name not in (await david.get(f"/hand-overs/{id_}")).json()


async def test_hand_overs_are_found_by_state_team_and_when_they_changed(as_: As, world: World) -> None:
    id_, _ = await accepted(as_, world)
    waiting = await sent(as_, world, team="Ashbrook South")
    for who in ("commissioner", "manager"):
        assert id_ in {one["id"] for one in await listed(as_(who), "/hand-overs", state="accepted")}
        south = await listed(as_(who), "/hand-overs", asked_team_id=waiting["asked_team_id"], state="sent")
        assert [one["id"] for one in south] == [waiting["id"]]
        since = await listed(as_(who), "/hand-overs", updated_since=waiting["updated_at"])
        assert [one["id"] for one in since] == [waiting["id"]]
    refused(await as_("manager").get("/hand-overs", params={"state": "lost"}), 422)


async def test_what_was_logged_of_a_hand_over_is_the_persons_from_then_on(as_: As, world: World, operator: Operator) -> None:
    id_, person = await accepted(as_, world)
    values = "SELECT v.person_id::text FROM change_value v JOIN change c ON c.id = v.change_id WHERE c.record_id = %s"
    for query in ("SELECT person_id::text FROM change WHERE record_id = %s", values):
        assert operator.execute(query.encode(), [id_]).fetchall() == [(person,)] * 2


async def test_no_time_that_a_council_reads_tells_how_long_the_team_took_to_find_or_make_somebody(
    as_: As, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    welcome, long = keeping.welcome, timedelta(seconds=0.5)

    async def slowly(*given: Any, **named: Any) -> Any:
        await asyncio.sleep(long.total_seconds())
        return await welcome(*given, **named)

    monkeypatch.setattr(keeping, "welcome", slowly)
    id_, _ = await accepted(as_, world)
    council = as_("commissioner")
    read = told(await council.get(f"/hand-overs/{id_}"))
    (notice,) = [one for one in await listed(council, "/notices") if one["about_id"] == id_]
    assert datetime.fromisoformat(read["updated_at"]) - datetime.fromisoformat(read["answered_at"]) < long / 2
    assert notice["created_at"] == read["updated_at"]
