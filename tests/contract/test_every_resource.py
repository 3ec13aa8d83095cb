"""What holds for every resource because the kernel does it: tried on each, over HTTP, so that no resource can forget it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import httpx2
import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.ids import new_id
from tests.access_matrix.operations import operations
from tests.access_matrix.places import Place
from tests.access_matrix.stage import Stage, set_up
from tests.contract.made import Made, enquiry, shape_of
from tests.contract.resources import LISTS, OTHER_READS, RESOURCES, VERBS, WORKED_OUT, Resource
from tests.world import Caller

As = Callable[..., Caller]
PROBLEM = "application/problem+json"
OLD = UUID("0190a1b2-0000-4000-8000-000000000000")  # a version 4


@pytest.fixture(scope="module")
def stage(operator: psycopg.Connection[Any], world: World) -> Stage:
    return set_up(operator, world)


@pytest.fixture(scope="module")
def places(operator: psycopg.Connection[Any], world: World, stage: Stage) -> dict[str, Any]:
    return {**stage.places, "enquiry": enquiry(operator, world)}


@pytest.fixture
async def made(resource: Resource, stage: Stage, places: dict[str, Any], as_: As, operator: psycopg.Connection[Any]) -> Made:
    """The resource at its place; of what there can be only one or a few, there is none yet."""
    place = places[resource.place]
    if resource.kind == "profile_version":
        latest = await as_(resource.writer).get(f"/people/{place.person}/profile")
        place = replace(place, records={**place.records, "latest": latest.json().get("id")})
    if resource.kind == "small_team_member":
        operator.execute("UPDATE small_team_member SET removed_at = now() WHERE person_id = %s", [place.person])
    if resource.kind == "account_grant":
        operator.execute(
            "UPDATE account_grant SET removed_at = now() WHERE account_id = %s AND role <> 'carer'", [place.record("account")]
        )
    if resource.kind == "access_to_home":
        here = await as_("manager").get(f"/people/{place.person}/access-to-home")
        if here.status_code == 200:
            await as_("manager").delete(f"/people/{place.person}/access-to-home", version="*")
    if resource.kind in ("figure_setting", "council_details", "reach_wish", "absence_reason"):
        operator.execute(f"UPDATE {resource.kind} SET removed_at = now() WHERE removed_at IS NULL".encode())
    enough: dict[str, Callable[[psycopg.Connection[Any], Place], dict[str, UUID]]] = {
        "group_membership": somewhere_to_go,
        "group_attendance": somewhere_to_go,
        "account_identity": places_to_sign_in,
        "visit_link": wanted,
    }
    if resource.kind in enough:
        place = replace(place, records={**place.records, **enough[resource.kind](operator, place)})
    return Made(resource, stage, place)


def somewhere_to_go(operator: psycopg.Connection[Any], place: Place) -> dict[str, UUID]:
    """Groups and sessions enough that nobody joins one twice, or was there twice."""
    operator.execute("UPDATE community_group SET removed_at = now() WHERE name = 'Tea' AND removed_at IS NULL")
    groups = operator.execute(
        "INSERT INTO community_group (id, organisation_id, name, what, who_runs_it)"
        " SELECT gen_random_uuid(), %s, 'Tea', 'Tea.', 'Dot' FROM generate_series(1, 50) RETURNING id",
        [place.organisation],
    ).fetchall()
    sessions = operator.execute(
        "INSERT INTO group_session (id, organisation_id, group_id, held_on)"
        " SELECT gen_random_uuid(), %s, id, '2026-01-08' FROM unnest(%s::uuid[]) id RETURNING id",
        [place.organisation, [row[0] for row in groups]],
    ).fetchall()
    known = {f"group_{n}": row[0] for n, row in enumerate(groups)}
    return known | {f"session_{n}": row[0] for n, row in enumerate(sessions)}


def places_to_sign_in(operator: psycopg.Connection[Any], place: Place) -> dict[str, UUID]:
    """Providers enough that nobody is joined to one twice."""
    operator.execute("UPDATE identity_provider SET removed_at = now() WHERE name = 'One of many' AND removed_at IS NULL")
    made = operator.execute(
        "INSERT INTO identity_provider (id, organisation_id, name, issuer, client_id)"
        " SELECT gen_random_uuid(), %s, 'One of many', 'https://' || gen_random_uuid() || '.example.org', 'wellbeing'"
        " FROM generate_series(1, 50) RETURNING id",
        [place.organisation],
    )
    return {f"provider_{n}": row[0] for n, row in enumerate(made)}


def wanted(operator: psycopg.Connection[Any], place: Place) -> dict[str, UUID]:
    """Outcomes enough that no visit is linked to one of them twice."""
    operator.execute("DELETE FROM outcome WHERE statement = 'To walk.'")
    made = operator.execute(
        "INSERT INTO outcome (id, organisation_id, team_id, person_id, statement, started_on, status, status_since, wording,"
        " provided_by_team_id) SELECT gen_random_uuid(), %s, %s, %s, 'To walk.', now(), 'exploring', now(), 1, %s"
        " FROM generate_series(1, 50) RETURNING id",
        [place.organisation, place.team, place.person, place.team],
    )
    return {f"outcome_{n}": row[0] for n, row in enumerate(made)}


def having(*methods: str, item: bool = False, where: Callable[[Resource], bool] = lambda _: True) -> pytest.MarkDecorator:
    """Parametrise over the resources that have these methods, at their collection or at an item."""

    def has(resource: Resource) -> bool:
        at = shape_of(resource.path) if resource.only or not item else [*shape_of(resource.path), "{}"]
        return where(resource) and set(methods) <= {o.method for o in operations().values() if shape_of(o.path) == at}

    return pytest.mark.parametrize("resource", [r for r in RESOURCES if has(r)], ids=str)


def problem(answer: httpx2.Response, status: int, code: str = "") -> dict[str, Any]:
    """The body of a refusal, which is a problem that says what to do."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == PROBLEM
    body: dict[str, Any] = answer.json()
    assert body["status"] == status
    assert body["type"].endswith(code or "")
    assert body["detail"]
    assert body["instance"] == f"urn:uuid:{answer.headers['request-id']}"
    return body


# ---- completeness ---------------------------------------------------------------------------------------------------
def test_every_operation_belongs_to_a_resource_or_is_a_verb() -> None:
    def of_a_resource(path: str) -> bool:
        parts = shape_of(path)
        return any(parts == shape_of(r.path) or (not r.only and parts == [*shape_of(r.path), "{}"]) for r in RESOURCES)

    missing = {
        name for name, o in operations().items()
        if not of_a_resource(o.path) and name not in {*VERBS, *LISTS, *OTHER_READS, *WORKED_OUT} and not name.endswith("_history")
    }  # fmt: skip
    assert not missing, f"Add them to tests/contract/resources*.py: {sorted(missing)}"
    assert {*VERBS, *LISTS, *OTHER_READS, *WORKED_OUT} <= operations().keys()


# ---- reading --------------------------------------------------------------------------------------------------------
@having("GET")
async def test_without_a_token_nothing_is_told(made: Made, as_: As) -> None:
    for method in made.at_collection:
        answer = await as_(None).send(method, made.collection, {} if method != "GET" else None)
        problem(answer, 401, "token-refused")
        assert answer.headers["www-authenticate"].startswith("Bearer")
    for method in made.at_item:
        problem(await as_(None).send(method, made.item(new_id()), {} if method in ("PUT", "PATCH") else None), 401)


@having("GET", item=True)
async def test_a_record_is_read_with_its_tag_and_again_without_its_body(resource: Resource, made: Made, as_: As) -> None:
    caller = as_(resource.writer)
    path = (await _there(made, caller))[0]
    read = await caller.get(path)
    assert read.status_code == 200, read.text
    assert read.headers["cache-control"] == "private, no-cache"
    assert "Authorization" in read.headers["vary"]
    if resource.kind == "me":
        return
    tag = read.headers["etag"]
    again = await caller.get(path, if_none_match=tag)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert (await caller.get(path, if_none_match=f"W/{tag}")).status_code == 304
    assert (await caller.get(path, if_none_match='"0"')).status_code == 200
    head = await caller.send("HEAD", path)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", tag)
    assert head.headers["content-length"] == str(len(read.content))


@having("GET", item=True, where=lambda r: r.stranger is not None)
async def test_a_stranger_is_told_what_is_told_of_nothing(resource: Resource, made: Made, as_: As) -> None:
    path, _ = await _there(made, as_(resource.writer))
    theirs = problem(await as_(resource.stranger).get(path), 404, "not-found")
    if not resource.only:
        nothing = problem(await as_(resource.stranger).get(made.item(new_id())), 404)
        assert theirs | {"instance": ""} == nothing | {"instance": ""}


@having("GET", where=lambda r: r.forbidden is not None)
async def test_a_role_without_the_scope_is_refused_whatever_the_id(resource: Resource, made: Made, as_: As) -> None:
    for method in made.at_collection:
        problem(await as_(resource.forbidden).send(method, made.collection, {} if method != "GET" else None), 403)
    for method in made.at_item:
        problem(await as_(resource.forbidden).send(method, made.item(new_id()), {} if method[0] == "P" else None), 403)


@having("GET")
async def test_the_wrong_method_is_answered_with_all_the_right_ones(resource: Resource, made: Made, as_: As) -> None:
    for path, known in ((made.collection, made.at_collection), (made.item(new_id()), made.at_item)):
        if known:
            answer = await as_(resource.writer).send("TRACE", path)
            problem(answer, 405, "method-not-allowed")
            assert set(answer.headers["allow"].split(", ")) == {*known, *(["HEAD"] if "GET" in known else [])}


# ---- lists ----------------------------------------------------------------------------------------------------------
@having("GET", where=lambda r: not r.only)
async def test_a_list_gives_each_row_once_however_small_its_pages(resource: Resource, made: Made, as_: As) -> None:
    caller = as_(resource.writer)
    if resource.body is not None and resource.kind not in ("team_member", "account_grant"):
        for _ in range(2):
            await _anew(made, caller)
    whole = (await caller.get(f"{made.collection}?limit=200")).json()
    ids = [item["id"] for item in whole["items"]]
    assert len(set(ids)) == len(ids) > 0
    assert whole["next"] is None
    seen: list[str] = []
    path: str | None = f"{made.collection}?limit={1 if len(ids) < 20 else len(ids) // 7}"
    while path is not None:
        page = await caller.get(path)
        assert page.status_code == 200
        seen += [item["id"] for item in page.json()["items"]]
        path = page.json()["next"]
        links = page.headers.get("link", "").split(", ")  # a list with figures links to what they are, too
        assert [link for link in links if "next" in link] == ([f'<{path}>; rel="next"'] if path else [])
    assert seen == ids
    counted = (await caller.get(f"{made.collection}?limit=1&count=true")).json()
    assert (counted["count"], len(counted["items"])) == (len(ids), 1)


@having("GET", where=lambda r: not r.only)
async def test_a_list_tells_what_changed_since_and_takes_no_strange_parameter(resource: Resource, made: Made, as_: As) -> None:
    caller = as_(resource.writer)
    await _there(made, caller)
    assert (await caller.get(f"{made.collection}?updated_since=2099-01-01T00:00:00Z")).json()["items"] == []
    assert (await caller.get(f"{made.collection}?updated_since=2000-01-01T00:00:00%2B01:00")).json()["items"]
    found = problem(await caller.get(f"{made.collection}?marker_of_a_test=1"), 422, "not-valid")
    assert found["errors"][0]["pointer"] == "?marker_of_a_test"
    problem(await caller.get(f"{made.collection}?updated_since=2026-01-01T00:00:00"), 422)
    for limit in ("0", "201", "x"):
        problem(await caller.get(f"{made.collection}?limit={limit}"), 422)


@having("GET", where=lambda r: not r.only)
async def test_a_cursor_is_good_for_its_own_list_only(resource: Resource, made: Made, as_: As) -> None:
    caller = as_(resource.writer)
    other = "/people?limit=1" if resource.kind != "person" else "/teams?limit=1"
    following = (await as_("manager").get(other)).json()["next"]
    cursor = following.rpartition("cursor=")[2]
    problem(await caller.get(f"{made.collection}?cursor={cursor}"), 400, "cursor-not-ours")
    assert (await caller.get(f"{made.collection}?cursor={cursor[:-4]}AAAA")).status_code == 400


# A client's secret, and the link of an invitation where there is no mail server.
SHOWN_ONCE = ("client", "one_time_link")


# ---- making ---------------------------------------------------------------------------------------------------------
@having("POST", where=lambda r: r.body is not None)
async def test_a_new_record_says_where_it_is_and_a_repeat_makes_no_second(resource: Resource, made: Made, as_: As) -> None:
    caller, key, body = as_(resource.writer), str(new_id()), made.body()
    first = await caller.post(made.collection, body, key=key)
    assert first.status_code == 201, first.text
    if "location" in first.headers:
        there = await caller.get(first.headers["location"])
        if resource.kind not in SHOWN_ONCE:
            assert there.json() == first.json()
            assert there.headers["etag"] == first.headers["etag"]
    again = await caller.post(made.collection, body, key=key)
    if resource.kind in SHOWN_ONCE:
        problem(again, 409, "secret-shown-once")
        return
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["idempotency-replayed"] == "true"
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers.get("location") == first.headers.get("location")
    problem(
        await caller.post(made.collection, body | made.body() | {"id": str(new_id())}, key=key), 422, "idempotency-key-reused"
    )
    problem(await caller.post(made.collection, body, key="a key with spaces"), 422)


@having("POST", where=lambda r: r.body is not None)
async def test_an_unknown_member_is_refused_and_named(resource: Resource, made: Made, as_: As) -> None:
    found = problem(await as_(resource.writer).post(made.collection, made.body() | {"marker_of_a_test": 1}), 422, "not-valid")
    assert [e["pointer"] for e in found["errors"]] == ["/marker_of_a_test"]


@having("PUT", item=True)
async def test_an_id_of_ones_own_makes_one_record_and_no_other(resource: Resource, made: Made, as_: As) -> None:
    caller, id_, body = as_(resource.writer), new_id(), made.body()
    first = await caller.put(made.item(id_), body)
    assert first.status_code == 201, first.text
    assert first.headers["location"] == f"/v1{made.item(id_)}"
    again = await caller.put(made.item(id_), body)
    assert (again.status_code, again.json()) == (200, first.json())
    if resource.only:
        problem(await caller.put(made.item(id_), made.body()), 428, "version-needed")
        return
    other = made.body() if resource.kind != "profile_version" else body | {"matters": ["Coffee."]}
    problem(await caller.put(made.item(id_), other), 409, "id-in-use" if resource.kind != "profile_version" else "")
    foreign = made.stage.places["elm"].record(resource.kind)
    body = made.body() if resource.kind != "profile_version" else body | {"based_on": first.json()["id"]}
    if foreign.version == 7:
        problem(await caller.put(made.item(foreign), body), 409, "id-in-use")
    problem(await caller.put(made.item(OLD), body), 422, "not-valid")


# ---- changing -------------------------------------------------------------------------------------------------------
@having("PATCH", item=True)
async def test_a_change_needs_the_version_that_was_read(resource: Resource, made: Made, as_: As) -> None:
    path, maker = await _there(made, as_(resource.writer), anew=True)
    caller = as_(resource.patcher) if resource.patcher else maker
    if resource.kind == "team":
        path, caller = f"/teams/{made.place.team}", as_("carer")
    if not resource.patch:
        pytest.fail(f"{resource} has a PATCH: say in resources.py what a patch says")
    tag = (await caller.get(path)).headers["etag"]
    problem(await caller.patch(path, resource.patch), 428, "version-needed")
    stale = problem(await caller.patch(path, resource.patch, version=999_999), 412, "stale-version")
    assert stale["current_version"] == int(tag.strip('"').split(".")[0])
    if not resource.only:
        problem(await caller.patch(made.item(new_id()), resource.patch), 404, "not-found")
    problem(await caller.patch(path, {"marker_of_a_test": 1}, version=tag), 422)
    wrong = await caller.patch(path, resource.patch, version=tag, headers={"content-type": "application/json"})
    problem(wrong, 415, "media-type")
    assert wrong.headers["accept-patch"] == "application/merge-patch+json"
    changed = await caller.patch(path, resource.patch, version=f"W/{tag}")
    assert changed.status_code == 200, changed.text
    assert {name: changed.json()[name] for name in resource.patch} == resource.patch
    assert changed.json()["version"] == stale["current_version"] + 1
    assert changed.headers["etag"] != tag
    problem(await caller.patch(path, resource.patch, version=tag), 412)


@having("DELETE", item=True)
async def test_what_ends_is_gone_and_its_id_is_never_used_again(resource: Resource, made: Made, as_: As) -> None:
    caller = as_(resource.writer)
    path, _ = await _there(made, caller, anew=True)
    tag = (await caller.get(path)).headers["etag"]
    problem(await caller.delete(path), 428, "version-needed")
    problem(await caller.delete(path, version=999_999), 412, "stale-version")
    if not resource.only:
        problem(await caller.delete(made.item(new_id())), 404, "not-found")
    ended = await caller.delete(path, version=tag)
    assert (ended.status_code, ended.content) == (204, b"")
    problem(await caller.get(path), 404, "not-found")
    if resource.only:
        return
    assert (await caller.delete(path, version=tag)).status_code == 204
    assert path.rpartition("/")[2] not in {
        item["id"] for item in (await caller.get(f"{made.collection}?limit=200")).json()["items"]
    }
    if "PUT" in made.at_item:
        problem(await caller.put(path, made.body()), 409, "id-in-use")


async def _anew(made: Made, caller: Caller) -> httpx2.Response:
    """A new record; a profile is written from the latest."""
    answer = await made.new(caller)
    if made.resource.kind == "profile_version":
        made.place = replace(made.place, records={**made.place.records, "latest": answer.json()["id"]})
    return answer


async def _there(made: Made, caller: Caller, *, anew: bool = False) -> tuple[str, Caller]:
    """The path of a record that is there: a new one where one can be made."""
    if made.resource.body is not None and (anew or made.resource.only or made.resource.place == "enquiry"):
        answer = await _anew(made, caller)
        return made.item(answer.json()["id"]), caller
    return made.known(), caller
