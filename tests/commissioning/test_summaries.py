"""Summaries for a council: of whom it funds and who lets it have one, under its own reference, and never who it is."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from api.demo.made import DemoAccount, World
from api.domain.access.roles import COUNCIL_CLIENT_SCOPES, SCOPES, Role
from api.domain.commissioning.summaries import queries
from api.domain.shared.clock import london_today
from tests.access_matrix.walls import without_row_security
from tests.commissioning.handing import another_council
from tests.people.saying import As, listed, refused, told
from tests.world import Caller, Database

Operator = psycopg.Connection[Any]
Json = dict[str, Any]
SUMMARIES = "/outcome-summaries"
STATES = {"exploring", "on_track", "off_track", "achieved", "changed", "set_aside"}
EVERY = " ".join(sorted(SCOPES))


# What the tests change, by table.
CHANGED = {
    "consent": ("withdrawn_at", "withdrawn_how"),
    "arrangement": ("until_on", "council_reference"),
    "person": ("council_reference",),
}


@pytest.fixture(autouse=True)
def _as_it_was(operator: Operator) -> Iterator[None]:
    """Who said yes and who is funded is again as in the world."""
    for table, columns in CHANGED.items():
        operator.execute(f"CREATE TEMPORARY TABLE was_{table} AS SELECT id, {', '.join(columns)} FROM {table}".encode())
    yield
    for table, columns in CHANGED.items():
        back = ", ".join(f"{column} = was.{column}" for column in columns)
        same = " AND ".join(f"t.{column} IS NOT DISTINCT FROM was.{column}" for column in columns)
        operator.execute(f"UPDATE {table} t SET {back} FROM was_{table} was WHERE was.id = t.id AND NOT ({same})".encode())
        operator.execute(f"UPDATE {table} SET removed_at = now() WHERE id NOT IN (SELECT id FROM was_{table})".encode())
        operator.execute(f"DROP TABLE was_{table}".encode())


def reference(operator: Operator, person: object) -> str:
    """What the council calls the person, by the demo world."""
    row = operator.execute("SELECT council_reference FROM person WHERE id = %s", [person]).fetchone()
    assert row is not None
    return str(row[0])


async def of(caller: Caller, called: str) -> list[Json]:
    """What the council is told under this reference."""
    return [one for one in await listed(caller, SUMMARIES) if one["council_reference"] == called]


async def counts(caller: Caller) -> Json:
    """How many are told, and how many left out."""
    found = told(await caller.get("/outcome-summary-counts"))
    return {name: found[name] for name in ("told", "without_reference")}


async def taken_back(as_: As, person: object) -> None:
    """The consent that stands."""
    path = f"/people/{person}/consents"
    found = await listed(as_("person"), path, purpose="commissioner_outcomes", standing=True)
    assert found
    for one in found:
        told(await as_("person").post(f"{path}/{one['id']}/withdrawal", {}))


async def said(as_: As, person: object, decision: str, **more: Any) -> Json:
    """The person says yes or no to their council."""
    body = {"purpose": "commissioner_outcomes", "audience": "council", "decision": decision, "given_how": "spoken", **more}
    return told(await as_("person").post(f"/people/{person}/consents", body), 201)


async def test_a_council_reads_how_it_goes_for_those_who_let_it(as_: As, world: World, operator: Operator) -> None:
    jean = world.person("Jean").id
    (one,) = await of(as_("commissioner"), reference(operator, jean))
    assert one.keys() == {"council_reference", "provider_id", "provider_name", "outcomes", "last_review_month", "good_weeks"}
    assert (one["provider_id"], one["provider_name"]) == (str(world.organisation_id), "Ashbrook Wellbeing Teams")
    outcomes = await listed(as_("carer"), f"/people/{jean}/outcomes")
    assert one["outcomes"] == {state: len([o for o in outcomes if o["status"] == state]) for state in STATES}
    assert sum(one["outcomes"].values()) > 0
    held = [r["held_on"] for r in await listed(as_("carer"), f"/people/{jean}/reviews") if r["state"] == "held"]
    assert one["last_review_month"] == max(held)[:7]
    monday = london_today() - timedelta(days=london_today().weekday())
    weeks = one["good_weeks"]
    assert (weeks["from_on"], weeks["until_on"]) == (str(monday - timedelta(weeks=13)), str(monday))
    marks = operator.execute(
        "SELECT mark FROM good_week_mark WHERE person_id = %s AND removed_at IS NULL AND week_on >= %s AND week_on < %s",
        [jean, monday - timedelta(weeks=13), monday],
    ).fetchall()
    happened = len([mark for (mark,) in marks if mark == "happened"])
    assert (weeks["items_marked"], weeks["items_happened"]) == (len(marks), happened)
    assert weeks["share"] == pytest.approx(happened / len(marks), abs=0.0001)


async def test_it_holds_exactly_those_who_said_yes_and_are_funded(as_: As, world: World, operator: Operator) -> None:
    rows = operator.execute(
        "SELECT p.council_reference FROM person p WHERE p.removed_at IS NULL AND EXISTS (SELECT FROM arrangement a"
        " WHERE a.council_id = %s AND (a.funded_person_id = p.id OR a.funded_team_id = p.team_id) AND a.removed_at IS NULL"
        " AND a.from_on <= current_date AND coalesce(a.until_on, 'infinity') >= current_date)"
        " AND (SELECT bool_and(c.decision = 'given') FROM consent c WHERE c.person_id = p.id"
        " AND c.purpose = 'commissioner_outcomes' AND c.withdrawn_at IS NULL)",
        [world.council_id],
    )
    should = sorted(row[0] for row in rows)
    david = as_("commissioner")
    items = await listed(david, SUMMARIES)
    assert [one["council_reference"] for one in items] == should
    assert len(should) > 1
    assert await counts(david) == {"told": len(should), "without_reference": 0}
    first = told(await david.get(SUMMARIES, params={"limit": 1, "count": True}))
    assert (first["items"], first["count"]) == (items[:1], len(should))
    rest, at = first["items"], first["next"]
    while at is not None:
        page = told(await david.get(at))
        rest, at = rest + page["items"], page["next"]
    assert rest == items
    assert await listed(david, SUMMARIES, updated_since="2999-01-01T00:00:00Z") == []
    assert await listed(david, SUMMARIES, updated_since="2000-01-01T00:00:00Z") == items


async def test_a_consent_taken_back_acts_on_the_next_request_and_a_refusal_wins(
    as_: As, world: World, operator: Operator
) -> None:
    jean, david = world.person("Jean").id, as_("commissioner")
    called = reference(operator, jean)
    assert await of(david, called)
    await taken_back(as_, jean)
    assert await of(david, called) == []
    given = await said(as_, jean, "given", audience_id=str(world.council_id))
    assert len(await of(david, called)) == 1
    no = await said(as_, jean, "refused", audience_id=str(world.council_id))
    assert await of(david, called) == []
    for one in (no, given):
        told(await as_("person").post(f"/people/{jean}/consents/{one['id']}/withdrawal", {}))
    assert await of(david, called) == []


async def test_of_an_arrangement_that_ended_nothing_is_told(as_: As, world: World, operator: Operator) -> None:
    jean, david, today = world.person("Jean").id, as_("commissioner"), london_today()
    called = reference(operator, jean)
    ended = "UPDATE arrangement SET until_on = %s WHERE council_id = %s AND (funded_person_id = %s OR funded_team_id = %s)"
    operator.execute(ended, [today, world.council_id, jean, world.person("Jean").team_id])
    assert len(await of(david, called)) == 1, "the last day is one of its days"
    operator.execute(ended, [today - timedelta(days=1), world.council_id, jean, world.person("Jean").team_id])
    assert await of(david, called) == []


async def test_another_council_is_told_of_nobody_who_did_not_let_it(as_: As, world: World, operator: Operator) -> None:
    jean = world.person("Jean")
    council, account = another_council(operator, world)  # which pays for Jean's team
    nadia = as_(DemoAccount("nadia", "commissioner", "", "", "Nadia Crompton", account, council, (), None, ""))
    assert await listed(nadia, SUMMARIES) == [], "whatever was said to the other one"
    told_before = await of(as_("commissioner"), reference(operator, jean.id))
    await said(as_, jean.id, "given", audience_id=str(council))
    assert await listed(nadia, SUMMARIES) == [], "the reference in the record is the other council's, which pays for her too"
    assert await counts(nadia) == {"told": 0, "without_reference": 1}
    body = {"kind": "joint", "from_on": "2026-01-05", "council_id": str(council), "council_reference": "ELM-7"}
    told(await as_("manager").post("/arrangements", {**body, "funded_person_id": str(jean.id)}), 201)
    assert [one["council_reference"] for one in await listed(nadia, SUMMARIES)] == ["ELM-7"]
    assert await of(as_("commissioner"), reference(operator, jean.id)) == told_before


async def test_whom_no_reference_tells_apart_is_left_out_and_counted(as_: As, world: World, operator: Operator) -> None:
    david, jean = as_("commissioner"), world.person("Jean").id
    count = len(await listed(david, SUMMARIES))
    called = reference(operator, jean)
    rename = "UPDATE arrangement SET council_reference = %s WHERE funded_person_id = %s"
    operator.execute(rename, [None, jean])
    assert len(await of(david, called)) == 1, "the record's own says it too"
    operator.execute("UPDATE person SET council_reference = NULL WHERE id = %s", [jean])
    assert await of(david, called) == []
    assert await counts(david) == {"told": count - 1, "without_reference": 1}
    another = (await listed(david, SUMMARIES))[0]["council_reference"]
    operator.execute(rename, [another, jean])
    assert await of(david, another) == [], "it could be either's"
    assert await counts(david) == {"told": count - 2, "without_reference": 2}


async def test_each_is_a_look_that_the_person_reads_and_that_does_not_tell_the_council_who(
    as_: As, world: World, operator: Operator
) -> None:
    jean, david = world.person("Jean").id, as_("commissioner")
    operator.execute("DELETE FROM look")
    operator.execute("DELETE FROM person_look WHERE role = 'commissioner'")
    items = await listed(david, SUMMARIES)
    looks = operator.execute("SELECT kind, ids, person_ids FROM look WHERE operation = 'list_outcome_summaries'").fetchall()
    ((kind, ids, people),) = looks
    assert (kind, ids, len(people), jean in people) == ("outcome_summary", [], len(items), True)
    seen = await listed(as_("person"), f"/people/{jean}/looks", operation="list_outcome_summaries")
    assert [(look["who"]["role"], look["kind"], look["records"]) for look in seen] == [("commissioner", "outcome_summary", 1)]
    for who in ("commissioner", "council_manager"):
        own = await listed(as_(who), "/looks", operation="list_outcome_summaries")
        assert [(look["person_ids"], look["ids"]) for look in own] == [([], [])]
    for person in (jean, world.person("George").id):
        asked = await listed(as_("council_manager"), "/looks", person_id=str(person), operation="list_outcome_summaries")
        assert asked == [], "nor does asking for somebody tell"
    told(await david.get(SUMMARIES, params={"limit": 1}))
    told(await david.get("/outcome-summary-counts"))
    shown = operator.execute("SELECT cardinality(person_ids) FROM look WHERE role = 'commissioner' ORDER BY at").fetchall()
    assert shown == [(len(items),), (1,)], "nobody looked at whom the next page holds, or at a number"


async def test_nobody_else_has_them_and_no_client_of_a_council_ever(as_: As, database: Database) -> None:
    assert not [scope for scope in COUNCIL_CLIENT_SCOPES if scope.startswith("summaries")]
    for who in ("carer", "coach", "connector", "person", "family", "manager", "integration", "council_client", "council_manager"):
        for path in (SUMMARIES, "/outcome-summary-counts"):
            refused(await as_(who).get(path), 403)
            refused(await as_(who, scopes=EVERY).get(path), 403)
            with without_row_security(database.admin_url):
                refused(await as_(who, scopes=EVERY).get(path), 403)


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("carer", "carer"), ("coach", "coach"), ("person", "person"), ("manager", "manager"), ("council_manager", "manager"),
        ("integration", "integration"), ("council_client", "integration"),
    ],
)  # fmt: skip
async def test_the_database_alone_refuses_them_too(who: str, role: str, as_: As, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "READER", Role(role))
    for path in (SUMMARIES, "/outcome-summary-counts"):
        refused(await as_(who, scopes=EVERY).get(path), 403)


def test_no_id_of_a_person_leaves_the_database(operator: Operator) -> None:
    shapes = operator.execute(
        "SELECT pg_get_function_result(oid) FROM pg_proc WHERE proname IN ('council_summaries', 'council_summaries_counted')"
    ).fetchall()
    assert len(shapes) == 2
    assert not [shape for (shape,) in shapes if "person" in shape]


async def test_what_else_a_person_lets_somebody_have_does_not_show(as_: As, world: World, operator: Operator) -> None:
    jean, david = world.person("Jean").id, as_("commissioner")
    (now,) = operator.execute("SELECT clock_timestamp()").fetchone()  # type: ignore[misc]
    since = now.isoformat().replace("+00:00", "Z")
    whose = {"audience": "council", "audience_id": str(world.council_id)}
    other = {"purpose": "commissioner_statement", "given_how": "spoken", **whose}
    told(await as_("person").post(f"/people/{jean}/consents", other), 201)
    assert await listed(david, SUMMARIES, updated_since=since) == []
    await said(as_, jean, "given", audience_id=str(world.council_id))
    assert [one["council_reference"] for one in await listed(david, SUMMARIES, updated_since=since)] == [
        reference(operator, jean)
    ]


async def test_what_is_written_of_a_person_beside_the_summary_does_not_show(as_: As, world: World, operator: Operator) -> None:
    jean, david, ruth = world.person("Jean").id, as_("commissioner"), as_("manager")
    await said(as_, jean, "given", audience_id=str(world.council_id))
    (now,) = operator.execute("SELECT clock_timestamp()").fetchone()  # type: ignore[misc]
    since = now.isoformat().replace("+00:00", "Z")
    record = told(await as_("carer").get(f"/people/{jean}"))
    told(await as_("carer").patch(f"/people/{jean}", {"preferred_name": "Jeannie"}, version=record["version"]))
    (paid,) = await listed(ruth, "/arrangements", funded_person_id=jean, on=str(london_today()))
    words = {"words": "Her nephew signs for her."}
    paid = told(await ruth.patch(f"/arrangements/{paid['id']}", words, version=paid["version"]))
    assert await listed(david, SUMMARIES, updated_since=since) == []
    called = {"council_reference": "AB-JEAN"}
    told(await ruth.patch(f"/arrangements/{paid['id']}", called, version=paid["version"]))
    assert [one["council_reference"] for one in await listed(david, SUMMARIES, updated_since=since)] == ["AB-JEAN"]
