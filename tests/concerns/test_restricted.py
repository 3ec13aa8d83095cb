"""A restricted concern is its author's and the manager's alone: tried as those would who must not know of it.

Whatever they try has to come out as if the concern were not there: the same bytes as for an id that nobody has.
"""

import asyncio
from contextlib import closing
from typing import Any

import httpx2
import psycopg
import pytest

from api.demo.made import World
from api.domain.history.changes import changes_since
from api.domain.shared.ids import new_id
from tests.concerns.test_concerns import machine, path_of
from tests.people.saying import As, listed, refused, told
from tests.trails.groups import as_group
from tests.world import Caller, Database

Connection = psycopg.Connection[Any]
SECRET = "Her nephew takes her pension."
BODY = {"kind": "safeguarding", "words": SECRET, "restricted": True}
VERBS = ("acting", "closure", "reopening", "restriction", "lifting")
WHY = {"words": "It is about family."}


def attackers(as_: As) -> list[Caller]:
    """Everybody who reads Jean's other concerns, and some who do not."""
    return [*map(as_, ("carer_plain", "coach", "person", "carer_2", "other_manager", "other_carer")), machine(as_)]


@pytest.fixture(name="concern")
async def _concern(as_: As, world: World) -> str:
    """The path of a restricted concern about Jean that Anna raised."""
    path = path_of(world)
    return f"{path}/{told(await as_('carer').post(path, BODY), 201)['id']}"


def bare(answer: httpx2.Response) -> tuple[int, Any]:
    """An answer without what is of one request only, and with its ids taken out."""
    body = answer.json() if answer.content else None
    if isinstance(body, dict):
        body = {k: v for k, v in body.items() if k not in ("instance", "id")}
    return answer.status_code, body


def id_in(path: str) -> str:
    return path.rpartition("/")[2]


async def test_author_and_manager_read_it_wherever_concerns_are_read(as_: As, world: World, concern: str) -> None:
    for who in ("carer", "manager"):
        assert told(await as_(who).get(concern))["words"] == SECRET
        for path in (path_of(world), "/concerns"):
            assert id_in(concern) in [c["id"] for c in await listed(as_(who), path, kind="safeguarding")]


async def test_for_all_others_it_is_as_if_it_were_not_there(as_: As, world: World, concern: str) -> None:
    nothing = f"{path_of(world)}/{new_id()}"
    for caller in attackers(as_):
        for path in ("", "/history"):
            theirs, random = [await caller.get(where + path) for where in (concern, nothing)]
            assert bare(theirs) == bare(random)
            assert theirs.status_code == 404
        for verb in VERBS:
            theirs, random = [await caller.post(f"{where}/{verb}", WHY) for where in (concern, nothing)]
            assert bare(theirs) == bare(random)
            assert theirs.status_code in (403, 404)
        for more in ({"version": 1}, {}):
            theirs, random = [await caller.patch(where, {"words": "x"}, **more) for where in (concern, nothing)]
            assert bare(theirs) == bare(random)
            theirs, random = [await caller.put(where, BODY, version=1) for where in (concern, nothing)]
            assert bare(theirs) == bare(random)
    assert told(await as_("carer").get(concern))["version"] == 1


async def test_lists_and_counts_are_the_same_with_and_without_it(as_: As, world: World) -> None:
    jean = world.person("Jean")
    asked: tuple[tuple[str, dict[str, str]], ...] = (
        (path_of(world), {}), (path_of(world), {"kind": "safeguarding"}), ("/concerns", {"state": "raised"}),
        ("/concerns", {"person_id": str(jean.id)}), ("/concerns", {"team_id": str(jean.team_id), "kind": "safeguarding"}),
        ("/concerns", {"updated_since": "2020-01-01T00:00:00Z"}),
    )  # fmt: skip

    async def seen() -> list[tuple[int, bytes, str | None]]:
        answers = [
            await caller.get(path, params={"count": "true", "limit": 200, **params})
            for caller in attackers(as_)
            for path, params in asked
        ]
        return [(a.status_code, a.content, a.headers.get("etag")) for a in answers if a.status_code == 200]

    before = await seen()
    assert len(before) >= 24
    told(await as_("carer").post(path_of(world), BODY), 201)
    assert await seen() == before


async def test_its_id_tells_no_more_than_any_id_that_is_in_use(as_: As, world: World) -> None:
    concern = f"{path_of(world)}/{new_id()}"
    told(await as_("carer").put(concern, BODY), 201)
    george = told(await as_("carer_2").post(path_of(world, "George"), {**BODY, "restricted": False}), 201)["id"]
    for caller in (as_("carer_plain"), machine(as_)):
        body = {**BODY, "restricted": False}
        for same in (BODY, body):
            answers = [await caller.put(f"{path_of(world)}/{id_}", same) for id_ in (id_in(concern), george)]
            assert bare(answers[0]) == bare(answers[1])
            if same is body:
                refused(answers[0], 409, "id-in-use")
        posted = [await caller.post(path_of(world), {**body, "id": id_}) for id_ in (id_in(concern), george)]
        assert bare(posted[0]) == bare(posted[1])
    assert told(await as_("carer").put(concern, BODY))["words"] == SECRET, "the author's own repeat is answered"


async def test_nobodys_log_shows_it_until_it_is_lifted(as_: As, concern: str, operator: Connection, world: World) -> None:
    anna, id_ = as_("carer"), id_in(concern)
    told(await anna.patch(concern, {"words": f"{SECRET} Again."}, version=1))
    assert await listed(anna, f"{concern}/history") == [], "absent from history, for its author too"
    assert await listed(as_("manager"), f"{concern}/history") == []
    assert followed(operator, world, id_) == {"carer": 0, "coach": 0, "person": 0, "manager": 0, "integration": 0}
    assert read_by_groups(operator, world, id_) == 0
    told(await as_("manager").post(f"{concern}/lifting", {"words": "The police know."}))
    for caller in (anna, as_("carer_plain"), as_("coach"), as_("person"), as_("manager"), machine(as_)):
        history = await listed(caller, f"{concern}/history")
        assert [(c["version"], c["action"]) for c in history] == [(3, "changed"), (2, "changed"), (1, "created")]
    assert SECRET in (await listed(as_("person"), f"{concern}/history"))[-1]["after"]["words"]
    assert set(followed(operator, world, id_).values()) == {3}


async def test_what_was_open_and_is_restricted_later_disappears_with_its_past(
    as_: As, world: World, operator: Connection
) -> None:
    mate, path = as_("carer_plain"), path_of(world)
    key, earlier = str(new_id()), {look["id"] for look in await looks_at_jean(as_, world)}
    where = f"{path}/{told(await as_('carer').post(path, {**BODY, 'restricted': False}), 201)['id']}"
    kept = await mate.post(f"{where}/acting", {"words": "Asked him."}, key=key)
    told(kept)
    told(await as_("coach").get(where))
    before = [look for look in await looks_at_jean(as_, world) if look["id"] not in earlier]
    assert {look["operation"] for look in before} == {"raise_concern", "act_on_concern", "get_concern"}
    refused(await mate.post(f"{where}/restriction", WHY), 403, "author-or-manager")
    told(await as_("manager").post(f"{where}/restriction", WHY))
    refused(await as_("manager").post(f"{where}/restriction", WHY), 409, "concern-restricted")
    for caller in attackers(as_):
        refused(await caller.get(where), 404)
    refused(await mate.post(f"{where}/acting", {"words": "Asked him."}, key=key), 404)
    assert set(followed(operator, world, id_in(where)).values()) == {0}
    after = {look["id"] for look in await looks_at_jean(as_, world)}
    assert after == earlier
    told(await as_("carer").post(f"{where}/lifting", WHY))
    refused(await as_("carer").post(f"{where}/lifting", WHY), 409, "concern-not-restricted")
    assert {look["id"] for look in before} <= {look["id"] for look in await looks_at_jean(as_, world)}
    told(await mate.get(where))


async def test_each_look_is_recorded_and_the_persons_own_list_does_not_tell(as_: As, world: World, concern: str) -> None:
    told(await as_("carer").patch(concern, {"kind": "money"}, version=1))
    before = [look["id"] for look in await looks_at_jean(as_, world)]
    for who in ("carer", "manager"):
        told(await as_(who).get(concern))
        await listed(as_(who), f"{concern}/history")
        assert len(await listed(as_(who), "/concerns", kind="money", person_id=str(world.person("Jean").id))) == 1
    assert [look["id"] for look in await looks_at_jean(as_, world)] == before
    mine = await listed(as_("carer"), "/looks")
    assert [look["operation"] for look in mine if id_in(concern) in look["ids"]][-1] == "raise_concern"
    audit = await listed(as_("manager"), "/looks", person_id=str(world.person("Jean").id))
    assert {"get_concern", "raise_concern", "list_all_concerns"} <= {x["operation"] for x in audit if id_in(concern) in x["ids"]}
    told(await as_("carer").post(f"{concern}/lifting", WHY))
    shown = {look["operation"] for look in await looks_at_jean(as_, world) if look["id"] not in before}
    assert {"get_concern", "raise_concern", "list_concern_history", "lift_concern_restriction"} <= shown


async def test_a_look_that_is_just_being_told_is_hidden_too(as_: As, world: World, database: Database) -> None:
    path = path_of(world)
    where = f"{path}/{told(await as_('carer').post(path, {**BODY, 'restricted': False}), 201)['id']}"
    earlier = {look["id"] for look in await looks_at_jean(as_, world)}
    told(await as_("carer_plain").get(where))
    with closing(psycopg.connect(database.admin_url)) as telling:
        telling.execute("SELECT expand_looks(5000)")  # begun before the restriction, and not ended yet
        restricting = asyncio.create_task(as_("carer").post(f"{where}/restriction", WHY))
        await asyncio.sleep(0.3)
        assert not restricting.done(), "it waits for those who tell of looks"
        telling.commit()
        told(await restricting)
    raised_here = {look["id"] for look in await looks_at_jean(as_, world)}
    assert raised_here < earlier, "neither the mate's look nor the author's own from before"


async def test_break_glass_opens_no_restricted_concern(as_: As, world: World, operator: Connection) -> None:
    george, path = world.person("George"), path_of(world, "George")
    hidden = told(await as_("carer_2").post(path, BODY), 201)["id"]
    seen = told(await as_("carer_2").post(path, {**BODY, "restricted": False}), 201)["id"]
    body = {"person_id": george.id, "reason": "emergency", "words": "Rang.", "minutes": 30}
    told(await as_("carer").post("/openings", body), 201)
    try:
        shown = told(await as_("carer").get(path, params={"count": "true", "limit": 200}))
        assert seen in [c["id"] for c in shown["items"]]
        assert hidden not in [c["id"] for c in shown["items"]]
        assert shown["count"] == len(shown["items"])
        refused(await as_("carer").get(f"{path}/{hidden}"), 404)
        histories = [await as_("carer").get(f"{path}/{id_}/history") for id_ in (hidden, new_id())]
        assert bare(histories[0]) == bare(histories[1])
    finally:
        operator.execute("UPDATE opening SET closed_at = now() WHERE closed_at IS NULL")


async def test_who_has_left_the_person_reads_it_no_more_and_the_manager_does(as_: As, world: World) -> None:
    begum = world.person("Mrs Begum Begum")
    path = f"/people/{begum.id}/concerns"
    where = f"{path}/{told(await as_('carer').post(path, BODY), 201)['id']}"
    south = world.team("Ashbrook South").id
    offer = told(await as_("carer").post(f"/people/{begum.id}/move-offers", {"to_team_id": south}), 201)["id"]
    told(await as_("manager").post(f"/move-offers/{offer}/acceptance", {}))
    refused(await as_("carer").get(where), 404)  # whoever supports the person no more reads nothing of theirs
    refused(await as_("carer_2").get(where), 404)  # and it does not become the new team's
    assert await listed(as_("carer_2"), path) == []
    told(await as_("manager").post(f"{where}/lifting", WHY))
    told(await as_("carer_2").get(where))


def test_the_second_wall_alone_keeps_it(operator: Connection, world: World, concern: str) -> None:
    jean = world.person("Jean")
    reach = {"organisation_id": jean.organisation_id, "team_ids": f"{{{jean.team_id}}}", "person_ids": f"{{{jean.id}}}",
             "opened_ids": f"{{{jean.id}}}", "account_id": world.account("carer_plain").account_id}  # fmt: skip
    for group in ("wt_carer", "wt_coach", "wt_person", "wt_integration", "wt_opening"):
        with as_group(operator, group, **reach):
            found = operator.execute("SELECT id FROM concern WHERE id = %s", [id_in(concern)]).fetchall()
            assert found == [], group
    with (
        as_group(operator, "wt_carer", **reach),
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        operator.execute(
            "UPDATE concern SET restricted = true WHERE person_id = %s AND author_account_id <> %s",
            [jean.id, world.account("carer_plain").account_id],
        )


async def looks_at_jean(as_: As, world: World) -> list[dict[str, Any]]:
    """Who looked at Jean, as she reads it."""
    return await listed(as_("person"), f"/people/{world.person('Jean').id}/looks")


def read_by_groups(operator: Connection, world: World, id_: str) -> int:
    """How many rows of the log about a record any role reads, without the application."""
    jean, count = world.person("Jean"), 0
    for group in ("wt_carer", "wt_coach", "wt_person", "wt_manager", "wt_integration"):
        reach = {"organisation_id": jean.organisation_id, "team_ids": f"{{{jean.team_id}}}", "person_ids": f"{{{jean.id}}}"}
        with as_group(operator, group, **reach):
            count += len(operator.execute("SELECT id FROM change WHERE record_id = %s", [id_]).fetchall())
            count += len(operator.execute("SELECT kind FROM change_value WHERE kind LIKE 'restricted%'").fetchall())
    return count


def followed(operator: Connection, world: World, id_: str) -> dict[str, int]:
    """How many changes of a record each role finds in the feed of changes."""
    jean, found = world.person("Jean"), {}
    for role, owner in (
        ("carer", "team_id"), ("coach", "team_id"), ("person", "person_id"), ("manager", "organisation_id"),
        ("integration", "team_id"),
    ):  # fmt: skip
        reach = {"organisation_id": jean.organisation_id, "team_ids": f"{{{jean.team_id}}}", "person_ids": f"{{{jean.id}}}"}
        text = changes_since(role, owner).sql.decode()
        for n, value in enumerate(("'0'", "0", "100000"), 1):
            text = text.replace(f"${n}::", f"{value}::")
        with as_group(operator, f"wt_{role}", **reach):
            rows = operator.execute(text.encode()).fetchall()
        found[role] = len([row for row in rows if str(row[3]) == id_])
    return found
