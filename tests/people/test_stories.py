"""Life-story chapters: the person's own, read by whom they let in, for as long as they do."""

from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

from api.demo.made import World
from api.domain.shared.ids import new_id
from tests.people.saying import As, ended_person, listed, refused, told

CHAPTER = {"title": "The tram depot", "words": "I was the first woman to drive one.", "about_when": "1961", "position": 5}
CONSENT = {"given_how": "spoken", "given_by": "Jean", "evidence": "'Read it to the others, they'll laugh'"}


def path_of(world: World, name: str = "Jean") -> str:
    return f"/people/{world.person(name).id}/life-story"


def consent(
    operator: psycopg.Connection[Any], world: World, chapter: str, audience: str, decision: str = "given", **more: Any
) -> str:
    """What Jean said about a chapter, as the consents' own routes write it."""
    jean, id_ = world.person("Jean"), str(new_id())
    values = {
        "id": id_, "organisation_id": jean.organisation_id, "team_id": jean.team_id, "person_id": jean.id,
        "purpose": "life_story_chapter", "audience": audience, "decision": decision, "chapter_id": chapter,
        "given_how": "spoken", "given_by": "Jean", **more,
    }  # fmt: skip
    names = ", ".join(values)
    operator.execute(f"INSERT INTO consent ({names}) VALUES ({', '.join(['%s'] * len(values))})", list(values.values()))
    return id_


async def test_what_a_person_tells_for_themself_nobody_else_reads(as_: As, world: World) -> None:
    jean, path = as_("person"), path_of(world)
    chapter = told(await jean.post(path, CHAPTER), 201)
    assert told(await jean.get(f"{path}/{chapter['id']}"))["words"] == CHAPTER["words"]
    for who in ("carer", "carer_plain", "carer_2", "family", "person_2", "other_carer"):
        refused(await as_(who).get(f"{path}/{chapter['id']}"), 404, "not-found")
    for who in ("coach", "connector", "commissioner", "manager", "integration"):
        refused(await as_(who).get(f"{path}/{chapter['id']}"), 403)
        refused(await as_(who).get(path), 403)


async def test_the_team_reads_a_chapter_while_the_person_lets_them(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    jean, anna, path = as_("person"), as_("carer"), path_of(world)
    chapter = told(await jean.post(path, CHAPTER), 201)["id"]
    given = consent(operator, world, chapter, "team")
    assert told(await anna.get(f"{path}/{chapter}"))["title"] == CHAPTER["title"]
    assert chapter in [c["id"] for c in await listed(as_("carer_plain"), path)]
    refused(await as_("carer_2").get(f"{path}/{chapter}"), 404)
    refused(await as_("family").get(f"{path}/{chapter}"), 404)
    refusal = consent(operator, world, chapter, "team", "refused")
    refused(await anna.get(f"{path}/{chapter}"), 404)
    operator.execute("UPDATE consent SET withdrawn_at = now() WHERE id = %s", [refusal])
    told(await anna.get(f"{path}/{chapter}"))
    operator.execute("UPDATE consent SET withdrawn_at = now() WHERE id = %s", [given])
    refused(await anna.get(f"{path}/{chapter}"), 404)
    refused(await anna.patch(f"{path}/{chapter}", {"words": "mine now"}, version=1), 404)
    assert told(await jean.get(f"{path}/{chapter}"))["words"] == CHAPTER["words"]


async def test_a_consent_of_tomorrow_or_yesterday_lets_nobody_in_today(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    jean, anna, path = as_("person"), as_("carer"), path_of(world)
    chapter, now = told(await jean.post(path, CHAPTER), 201)["id"], datetime.now(UTC)
    consent(operator, world, chapter, "team", from_at=now + timedelta(days=1))
    consent(operator, world, chapter, "team", from_at=now - timedelta(days=2), until_at=now - timedelta(days=1))
    consent(operator, world, chapter, "family", from_at=now + timedelta(days=1))
    refused(await anna.get(f"{path}/{chapter}"), 404)
    refused(await as_("family").get(f"{path}/{chapter}"), 404)


async def test_one_of_the_family_reads_what_is_for_them_alone(as_: As, world: World, operator: psycopg.Connection[Any]) -> None:
    jean, karen, path = as_("person"), as_("family"), path_of(world)
    members = world.circles[0].members
    chapter = told(await jean.post(path, CHAPTER), 201)["id"]
    consent(operator, world, chapter, "circle_member", audience_id=members["Paul Aspinall"])
    refused(await karen.get(f"{path}/{chapter}"), 404)
    mine = consent(operator, world, chapter, "circle_member", audience_id=members["Karen Aspinall"])
    assert set(told(await karen.get(f"{path}/{chapter}"))) >= {"title", "words"}
    refused(await as_("carer").get(f"{path}/{chapter}"), 404)
    consent(operator, world, chapter, "family", "refused")
    refused(await karen.get(f"{path}/{chapter}"), 404)
    operator.execute("UPDATE consent SET removed_at = now() WHERE id = %s", [mine])
    refused(await karen.post(path, CHAPTER), 403)


async def test_a_team_member_writes_a_chapter_down_with_the_persons_consent_only(as_: As, world: World) -> None:
    anna, path = as_("carer"), path_of(world)
    refused(await anna.post(path, CHAPTER), 422, pointer="/consent")
    made = await anna.post(path, {**CHAPTER, "consent": CONSENT}, key="chapter-1")
    chapter = told(made, 201)["id"]
    told(await as_("carer_plain").get(f"{path}/{chapter}"))
    told(await as_("person").get(f"{path}/{chapter}"))
    refused(await as_("family").get(f"{path}/{chapter}"), 404)
    refused(await as_("carer", scopes="stories:write stories:read").post(path, {**CHAPTER, "consent": CONSENT}), 403)
    past = (datetime.now(UTC) - timedelta(minutes=1)).isoformat()
    refused(await anna.post(path, {**CHAPTER, "consent": {**CONSENT, "until_at": past}}), 422, pointer="/consent/until_at")
    refused(await as_("carer_2").post(path, {**CHAPTER, "consent": CONSENT}), 404)


async def test_consent_through_the_consents_own_routes_opens_and_closes_a_chapter(as_: As, world: World) -> None:
    jean, anna, path = as_("person"), as_("carer"), path_of(world)
    chapter, consents = told(await jean.post(path, CHAPTER), 201)["id"], f"/people/{world.person('Jean').id}/consents"
    said = {"purpose": "life_story_chapter", "audience": "team", "chapter_id": chapter, "given_how": "spoken"}
    given = told(await jean.post(consents, said), 201)
    told(await anna.get(f"{path}/{chapter}"))
    told(await jean.post(f"{consents}/{given['id']}/withdrawal", {}))
    refused(await anna.get(f"{path}/{chapter}"), 404)


async def test_who_speaks_for_a_person_consents_with_authority_only(as_: As, world: World) -> None:
    terry = world.person("Terry")
    member = next(a.key for a in (*world.accounts, *world.others) if a.role == "carer" and terry.team_id in a.team_ids)
    carer, path = as_(member), f"/people/{terry.id}"
    found = await listed(carer, f"{path}/representatives")
    said = {**CONSENT, "given_how": "by_representative"}
    refused(await carer.post(f"{path}/life-story", {**CHAPTER, "consent": said}), 422)
    refused(
        await carer.post(f"{path}/life-story", {**CHAPTER, "consent": {**said, "representative_id": new_id()}}),
        422,
        "representative-not-standing",
    )
    told(await carer.post(f"{path}/life-story", {**CHAPTER, "consent": {**said, "representative_id": found[0]["id"]}}), 201)
    refused(
        await as_("person").post(path_of(world), {**CHAPTER, "consent": {**CONSENT, "given_how": "best_interest"}}),
        422,
        pointer="/consent/given_how",
    )


async def test_a_chapter_sent_twice_by_a_phone_records_one_consent(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    anna, chapter = as_("carer"), new_id()
    where, body = f"{path_of(world)}/{chapter}", {**CHAPTER, "consent": CONSENT}
    told(await anna.put(where, body), 201)
    told(await anna.put(where, body), 200)
    refused(await anna.put(where, {**body, "title": "Another"}), 409, "id-in-use")
    refused(await anna.put(where, body, version=1), 422, pointer="/consent")
    assert told(await anna.put(where, {**CHAPTER, "title": "Another"}, version=1))["title"] == "Another"
    count = operator.execute("SELECT count(*) FROM consent WHERE chapter_id = %s", [chapter]).fetchone()
    assert count == (1,)


async def test_whatever_a_writer_says_of_readers_is_not_believed(world: World, operator: psycopg.Connection[Any]) -> None:
    jean = world.person("Jean")
    operator.execute(
        "INSERT INTO life_story_chapter (id, organisation_id, team_id, person_id, title, words, team_reads)"
        " VALUES (%s, %s, %s, %s, 'x', 'x', '{(,)}')",
        [chapter := new_id(), jean.organisation_id, jean.team_id, jean.id],
    )
    assert operator.execute("SELECT isempty(team_reads) FROM life_story_chapter WHERE id = %s", [chapter]).fetchone() == (True,)
    for role in ("wt_carer", "wt_person"):
        may = operator.execute("SELECT has_column_privilege(%s, 'life_story_chapter', 'team_reads', 'UPDATE')", [role]).fetchone()
        assert may == (False,)


async def test_chapters_are_told_in_order_and_changed_by_the_person(as_: As, world: World) -> None:
    jean, path = as_("person_2"), path_of(world, "George")
    late = told(await jean.post(path, {**CHAPTER, "position": 9}), 201)["id"]
    early = told(await jean.post(path, {**CHAPTER, "position": 0}), 201)["id"]
    order = [c["id"] for c in await listed(jean, path)]
    assert order.index(early) < order.index(late)
    changed = told(await jean.patch(f"{path}/{late}", {"about_when": None, "position": 10}, version=1))
    assert (changed["about_when"], changed["position"], changed["words"]) == (None, 10, CHAPTER["words"])
    refused(await jean.patch(f"{path}/{late}", {"words": None}, version=2), 422, pointer="/words")
    refused(await jean.patch(f"{path}/{late}", {"team_reads": "{(,)}"}, version=2), 422, pointer="/team_reads")
    assert (await jean.delete(f"{path}/{late}", version=2)).status_code == 204
    refused(await jean.get(f"{path}/{late}"), 404)


async def test_no_chapter_is_added_once_support_has_ended(as_: As, world: World) -> None:
    person = await ended_person(as_("carer"), world.team("Ashbrook North").id)
    refused(await as_("carer").post(f"/people/{person}/life-story", {**CHAPTER, "consent": CONSENT}), 409, "person-ended")
