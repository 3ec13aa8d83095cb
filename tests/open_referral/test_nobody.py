"""Nothing of the feed is about a person: their names and ids are looked for in every answer there is."""

import re
from typing import Any
from uuid import UUID

import httpx2
import psycopg
import pytest

from api.demo.made import World
from api.domain.community.groups.schemas import PUBLIC_FIELDS
from api.domain.shared.ids import new_id
from tests.community.saying import at, story
from tests.open_referral.saying import FEED, a_group, everything, read, texts
from tests.people.saying import As, told

# Every column with a name of somebody in it, and every table whose ids stand for somebody.
NAMES = """
SELECT unnest(ARRAY[full_names, preferred_name, family_name]) FROM (SELECT given_names || ' ' || family_name AS full_names,
       preferred_name, family_name FROM person) people
UNION SELECT name FROM account UNION SELECT name FROM team_member UNION SELECT name FROM circle_member
UNION SELECT username FROM account"""
IDS = ("person", "account", "team_member", "circle", "circle_member", "group_membership", "group_origin", "group_session",
       "group_attendance", "consent", "session", "team")  # fmt: skip


@pytest.fixture(scope="module")
def told_of(operator: psycopg.Connection[Any], world: World) -> UUID:
    """A published group with as much of people about it as there can be."""
    jean, account = world.person("Jean"), world.account("person")
    one = a_group(
        operator, world.organisation_id, name="Tea dance", who_runs_it="Jean Aspinall and Lorna Beswick",
        run_by_account_id=account.account_id, assured_on="2026-01-01", assured_by="Lorna Beswick", status="resting",
        status_because="Jean Aspinall is in hospital",
    )  # fmt: skip
    common = {"organisation_id": world.organisation_id, "person_id": jean.id, "team_id": jean.team_id, "group_id": one}
    session = new_id()
    for table, row in (
        ("group_session", {"id": session, "organisation_id": world.organisation_id, "group_id": one, "held_on": "2026-02-05",
                           "came": 7, "what_happened": "Jean Aspinall led the first dance"}),
        ("group_membership", {**common, "id": new_id(), "joined_on": "2026-01-05", "words": "I lead"}),
        ("group_attendance", {**common, "id": new_id(), "session_id": session, "held_on": "2026-02-05"}),
        ("group_origin", {**common, "id": new_id(), "words": "Jean Aspinall said her feet still knew the steps"}),
        ("group_gift", {"id": new_id(), "organisation_id": world.organisation_id, "group_id": one, "part": "hands",
                        "words": "Somebody to fetch Jean Aspinall", "tags": ["driving"]}),
        ("group_gift", {"id": new_id(), "organisation_id": world.organisation_id, "group_id": one, "part": "heart",
                        "direction": "has", "words": "Jean Aspinall's records", "tags": ["vinyl"]}),
    ):  # fmt: skip
        operator.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(['%s'] * len(row))})", list(row.values()))
    return one


async def test_no_answer_names_anybody(api: httpx2.AsyncClient, operator: psycopg.Connection[Any], told_of: UUID) -> None:
    names = {row[0] for row in operator.execute(NAMES) if row[0]}
    ids = {str(row[0]) for table in IDS for row in operator.execute(f"SELECT id FROM {table}")}
    assert {"Jean Aspinall", "Lorna Beswick"} <= names
    anybody = re.compile(r"\b(" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")\b")
    seen = 0
    async for path, answer in everything(api):
        for text in texts(answer):
            seen += 1
            assert not anybody.search(text), (path, text)
            assert text not in ids, (path, text)
            assert not any(id_ in text for id_ in ids if "-" in text), (path, text)
    assert seen > 500
    whole = await read(api, f"/services/{told_of}")
    assert [a["taxonomy_term"]["code"] for a in whole["attributes"]] == ["driving"]  # what it has is not told, what it seeks is
    assert "7" not in [str(value) for name, value in whole.items() if name != "id"]


async def test_who_runs_it_and_who_made_sure_of_it_are_no_public_fields() -> None:
    """A group may be run by somebody who is supported: a directory that names them says so to everybody, for good."""
    assert {"who_runs_it", "assured_by", "status_because", "run_by_account_id"}.isdisjoint(PUBLIC_FIELDS)


async def test_the_origin_story_is_public_only_while_the_person_says_so_to_everybody(
    api: httpx2.AsyncClient, as_: As, world: World
) -> None:
    jean, person = world.person("Jean"), as_("person")
    words = "I said nobody bakes any more"
    bakers = {"name": "Bakers", "what": "We bake.", "who_runs_it": "The bakers", "place_name": "The hall"}
    born = told(await as_("carer").post(f"/people/{jean.id}/community-groups", {"group": bakers, "words": words}), 201)
    told(await as_("connector").post(at(born, "publication")))

    async def shown() -> tuple[str | None, str]:
        record = await read(api, f"/services/{born['id']}")
        return record.get("origin_story"), record["last_modified"]

    assert (await shown())[0] is None
    told(await person.post(f"/people/{jean.id}/consents", story("organisation")), 201)
    none, unchanged = await shown()
    assert none is None
    given = told(await person.post(f"/people/{jean.id}/consents", story("public")), 201)
    text, since = await shown()
    assert text == words
    assert since > unchanged
    assert "origin_story" not in str((await read(api, "/services", search="bake"))["contents"])
    told(await person.post(f"/people/{jean.id}/consents/{given['id']}/withdrawal", {"how": "Said so"}))
    text, ended = await shown()
    assert text is None
    # Whoever harvests what changed since hears of it, and drops the story.
    assert ended > since
    assert "Bakers" in {one["name"] for one in (await read(api, "/services", modified_after=since))["contents"]}
    told(await person.post(f"/people/{jean.id}/consents", story("public")), 201)
    assert (await shown())[0] == words
    told(await person.post(f"/people/{jean.id}/consents", story("organisation", "refused")), 201)
    assert (await shown())[0] is None


async def test_no_role_of_the_database_calls_the_feeds_inner_functions(operator: psycopg.Connection[Any]) -> None:
    may = "SELECT has_function_privilege('wt_api', %s, 'EXECUTE')"
    for inner in ("feed_organisations(uuid)", "feed_story(uuid)", "feed_group(uuid, boolean)"):
        row = operator.execute(may, [inner]).fetchone()
        assert row == (False,)


async def test_reading_the_feed_is_no_look_at_anybody(api: httpx2.AsyncClient, operator: psycopg.Connection[Any]) -> None:
    count = "SELECT count(*) FROM look"
    before = operator.execute(count).fetchone()
    assert (await api.get(f"{FEED}/services", params={"full": "true"})).status_code == 200
    assert operator.execute(count).fetchone() == before
