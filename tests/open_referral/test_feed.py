"""The community feed as a directory harvests it: open, read only, in the standard's own shape."""

from typing import Any
from uuid import uuid4

import httpx2
import psycopg
import pytest

from api.demo.made import World
from api.http.edge import Edge
from api.http.rates import Rates
from tests.community.saying import at, group
from tests.open_referral.saying import FEED, KINDS, NEAR, SINGLE, a_group, everything, found, near, read, wrong
from tests.people.saying import As, refused, told


@pytest.fixture(scope="module", autouse=True)
def _near_wigan(operator: psycopg.Connection[Any], world: World) -> None:
    near(operator, world.organisation_id)


ODD = (
    "' OR 1=1 --",
    "'); DROP TABLE community_group; --",
    "%_\\",
    '"',
    "$1",
    "a & | !( :*",
    "\u202e\ufffd",
    "knit:*",
    "\\' \\\"",
)


async def test_the_root_says_which_standard_it_is(api: httpx2.AsyncClient) -> None:
    for path in ("", "/"):
        assert wrong("feed", await read(api, path)) == []
    document = await read(api, "/openapi.json")
    assert {f"/{kind}" for kind in KINDS} | {f"/{kind}/{{id}}" for kind in SINGLE} | {"/"} == set(document["paths"])


async def test_every_answer_keeps_to_the_standard(api: httpx2.AsyncClient) -> None:
    seen = set()
    async for path, answer in everything(api):
        kind = KINDS.get(path.split("/")[1])
        if kind is None:
            continue
        seen.add(kind)
        if "contents" in answer:
            assert wrong("page", answer) == []
        short = "full" not in path and any(len(one) == 2 for one in answer.get("contents", ()))
        for one in answer.get("contents", [] if "contents" in answer else [answer]):
            assert short or wrong(kind, one) == [], path
    assert seen == set(KINDS.values())


async def test_a_list_leaves_the_arrays_out_and_the_record_has_them(api: httpx2.AsyncClient) -> None:
    arrays = {
        "schedules",
        "service_areas",
        "service_at_locations",
        "languages",
        "funding",
        "cost_options",
        "contacts",
        "attributes",
    }
    brief = next(one for one in (await read(api, "/services", per_page=100))["contents"] if one["name"] == "Wool")
    assert arrays.isdisjoint(brief)
    whole = await read(api, f"/services/{brief['id']}")
    assert arrays <= whole.keys()
    assert {name: whole[name] for name in brief} == brief
    assert [(s["freq"], s["byday"], s["opens_at"], s["closes_at"]) for s in whole["schedules"]] == [
        ("WEEKLY", "TH", "10:30:00", "12:30:00")
    ]
    assert [phone["number"] for contact in whole["contacts"] for phone in contact["phones"]] == ["01942 555 010"]
    assert [(c["amount"], c["amount_description"]) for c in whole["cost_options"]] == [(0, "Free; tea is a pound")]
    place = whole["service_at_locations"][0]["location"]
    assert place["addresses"][0]["postal_code"] == "WN1 1AA"
    assert [one["description"] for one in place["accessibility"]] == ["Step-free", "Hearing loop"]
    assert {a["taxonomy_term"]["code"] for a in whole["attributes"]} == {"turning-heels", "teaching-knitting"}
    full = (await read(api, "/services", full="true", search="beginners"))["contents"]
    assert full == [whole]
    assert (await read(api, "/services", minimal="true", search="beginners"))["contents"] == [
        {"id": whole["id"], "last_modified": whole["last_modified"]}
    ]


async def test_only_what_is_published_is_there_and_a_withdrawn_group_is_gone_with_the_next_request(
    api: httpx2.AsyncClient, as_: As
) -> None:
    assert "Crown" not in await found(api)
    made = await group(as_("connector"), name="Dominoes")
    record = f"{FEED}/services/{made['id']}"
    assert (await api.get(record)).status_code == 404
    told(await as_("connector").post(at(made, "publication")))
    assert "Dominoes" in await found(api)
    known = (await api.get(record)).headers
    assert known["cache-control"] == "public, no-cache"
    assert (await api.get(record, headers={"if-none-match": known["etag"]})).status_code == 304
    told(await as_("connector").post(at(made, "status"), {"to": "resting", "because": "The hall is painted."}))
    resting = told(await api.get(record, headers={"if-none-match": known["etag"]}))
    assert resting["status"] == "temporarily closed"
    assert "painted" not in str(resting)
    told(await as_("connector").post(at(made, "withdrawal"), {}))
    refused(await api.get(record, headers={"if-none-match": known["etag"]}), 404)
    assert "Dominoes" not in await found(api)


async def test_a_group_that_ended_or_was_removed_and_one_of_a_provider_that_ended_is_not_there(
    api: httpx2.AsyncClient, operator: psycopg.Connection[Any], world: World
) -> None:
    gone = a_group(operator, world.organisation_id, name="Gone")
    theirs = a_group(operator, world.other_organisation_id, name="Theirs")
    assert {"Gone", "Theirs"} <= await found(api)
    operator.execute("UPDATE community_group SET removed_at = now() WHERE id = %s", [gone])
    operator.execute("UPDATE organisation SET ended_on = '2026-01-01' WHERE id = %s", [world.other_organisation_id])
    assert {"Gone", "Theirs"}.isdisjoint(await found(api))
    for one in (gone, theirs):
        refused(await api.get(f"{FEED}/services/{one}"), 404)
    operator.execute("UPDATE organisation SET ended_on = NULL WHERE id = %s", [world.other_organisation_id])
    assert "Theirs" in await found(api)
    assert "Theirs" in await found(api, organization_id=world.other_organisation_id)
    assert "Wool" not in await found(api, organization_id=world.other_organisation_id)


async def test_a_sandbox_is_there_only_when_asked_for_by_its_id(
    api: httpx2.AsyncClient, operator: psycopg.Connection[Any]
) -> None:
    sandbox = uuid4()
    operator.execute(
        "INSERT INTO organisation (id, kind, name, sandbox_secret_hash) VALUES (%s, 'provider', 'Trying out', '\\x00')", [sandbox]
    )
    one = a_group(operator, sandbox, name="Invented")
    assert "Invented" not in await found(api)
    assert str(sandbox) not in {o["id"] for o in (await read(api, "/organizations"))["contents"]}
    assert await found(api, organization_id=sandbox) == {"Invented"}
    assert (await read(api, f"/services/{one}"))["name"] == "Invented"


async def test_a_place_and_its_service_lead_to_each_other(
    api: httpx2.AsyncClient, operator: psycopg.Connection[Any], world: World
) -> None:
    nowhere = a_group(operator, world.organisation_id, name="By telephone", place_name=None, phone="01942 555 019")
    contents = (await read(api, "/service_at_locations", per_page=100))["contents"]
    assert str(nowhere) not in {one["service_id"] for one in contents}
    for one in contents:
        whole = await read(api, f"/service_at_locations/{one['id']}")
        assert whole["service"]["id"] == one["service_id"]
        service = await read(api, f"/services/{one['service_id']}")
        assert service["service_at_locations"][0]["id"] == one["id"]
    assert (await read(api, f"/services/{nowhere}"))["service_at_locations"] == []


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"search": "knitting babies"}, {"Wool"}),
        ({"search": "corner café"}, {"Wool"}),
        ({"search": "mend -radio"}, set()),
        ({"day": "TH"}, {"Wool"}),
        ({"day": "saturday"}, {"Beans"}),
        ({"day": "WE"}, {"Breath"}),
        ({"start_time": "10:00", "end_time": "13:00"}, {"Wool"}),
        ({"end_time": "12:30:00"}, {"Wool", "Beans"}),
        ({"maximum_age": 16}, {"Wool", "Breath", "Shed"}),
        ({"minimum_age": 90, "postcode": "wn1 9zz"}, {"Wool", "Breath"}),
        ({"postcode": "WN11AA", "proximity": 500}, {"Wool"}),
        ({"postcode": "WN1 1AA", "proximity": 5000}, {"Wool", "Beans"}),
        ({"postcode": "ZE1 0AA", "proximity": 5000}, set()),
        ({"modified_after": "2100-01-01"}, set()),
    ],
)
async def test_a_directory_asks_for_what_somebody_looks_for(
    api: httpx2.AsyncClient, asked: dict[str, Any], names: set[str]
) -> None:
    assert await found(api, **asked) & NEAR.keys() == names


async def test_gifts_sought_are_the_terms_that_groups_are_found_by(
    api: httpx2.AsyncClient, operator: psycopg.Connection[Any]
) -> None:
    terms = {one["code"]: one for one in (await read(api, "/taxonomy_terms", per_page=100))["contents"]}
    assert {"turning-heels", "pruning-trees"} <= terms.keys()
    assert "carving-joints" not in terms
    assert await found(api, taxonomy_term_id=terms["turning-heels"]["id"]) == {"Wool"}
    of_the_head = await found(api, taxonomy_id=terms["pruning-trees"]["taxonomy_id"])
    assert of_the_head & NEAR.keys() == {"Beans"}
    assert (
        await found(api, taxonomy_id=terms["pruning-trees"]["taxonomy_id"], taxonomy_term_id=terms["turning-heels"]["id"])
        == set()
    )
    assert await found(api, taxonomy_term_id=uuid4()) == set()
    before = (await read(api, "/services", search="beginners"))["contents"][0]["last_modified"]
    operator.execute("UPDATE group_gift SET removed_at = now() WHERE 'turning-heels' = ANY (tags)")
    refused(await api.get(f"{FEED}/taxonomy_terms/{terms['turning-heels']['id']}"), 404)
    # A gift that is sought no more is a change of the service.
    assert await found(api, modified_after=before) >= {"Wool"}


async def test_pages_part_the_whole(api: httpx2.AsyncClient, operator: psycopg.Connection[Any], world: World) -> None:
    for number in range(7):
        a_group(operator, world.organisation_id, name=f"Chess {number}")
    pages = [await read(api, "/services", search="chess", per_page=3, page=number) for number in (1, 2, 3, 4)]
    assert [(p["size"], p["first_page"], p["last_page"], p["empty"]) for p in pages] == [
        (3, True, False, False), (3, False, False, False), (1, False, True, False), (0, False, True, True),
    ]  # fmt: skip
    assert {p["total_items"] for p in pages} == {7}
    assert {p["total_pages"] for p in pages} == {3}
    assert len({one["id"] for p in pages for one in p["contents"]}) == 7


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("page", "0"), ("page", "-1"), ("page", "1e9"), ("page", "9" * 30), ("per_page", "101"), ("per_page", "many"),
        ("taxonomy_id", "knitting"), ("minimum_age", "-3"), ("day", "someday"), ("start_time", "25:00"), ("postcode", "here"),
        ("proximity", "nan"), ("modified_after", "yesterday"), ("modified_after", "0001-01-01"), ("full", "perhaps"),
        ("search", "x" * 201), ("search", "a\0b"), ("organization_id", "' OR 1=1"),
    ],
)  # fmt: skip
async def test_a_parameter_that_cannot_be_read_is_refused_with_what_to_send(
    api: httpx2.AsyncClient, name: str, value: str
) -> None:
    asked = {"postcode": "WN1 1AA", name: value} if name == "proximity" else {name: value}
    answer = await api.get(f"{FEED}/services", params=asked)
    problem = refused(answer, 422, "not-valid", f"?{name}")
    assert len(value) < 3 or value not in problem["detail"]
    assert answer.headers["access-control-allow-origin"] == "*"


async def test_a_distance_needs_a_postcode(api: httpx2.AsyncClient) -> None:
    refused(await api.get(f"{FEED}/services", params={"proximity": "10"}), 422, "not-valid", "?postcode")


@pytest.mark.parametrize("words", ODD)
async def test_words_are_searched_for_and_never_run(api: httpx2.AsyncClient, words: str) -> None:
    for path in ("/services", "/service_at_locations", "/taxonomy_terms"):
        assert (await api.get(FEED + path, params={"search": words, "utm_source": words})).status_code == 200
    assert "Wool" in await found(api, search="beginners")


NOBODYS = "b58f8fae-a56b-4554-9eff-1a80254e37dc"


@pytest.mark.parametrize("path", ["/nothing", "/services/x", "/services/x/y", f"/services/{NOBODYS}", f"/taxonomies/{NOBODYS}"])
async def test_what_is_not_there_says_so_to_any_page(api: httpx2.AsyncClient, path: str) -> None:
    answer = await api.get(FEED + path)
    refused(answer, 404)
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
async def test_nothing_can_be_written(api: httpx2.AsyncClient, method: str) -> None:
    for path in ("/services", f"/services/{uuid4()}"):
        answer = await api.request(method, FEED + path, json={})
        refused(answer, 405)
        assert answer.headers["allow"] == "GET, HEAD"


async def test_any_page_may_read_it_without_a_key_and_only_the_head_of_it(api: httpx2.AsyncClient) -> None:
    answer = await api.get(
        f"{FEED}/services", headers={"origin": "https://directory.example.org", "authorization": "Bearer wrong"}
    )
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"] == "public, max-age=60"
    head = await api.head(f"{FEED}/services")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", answer.headers["etag"])


async def test_it_is_limited_by_the_callers_address(
    api: httpx2.AsyncClient, service: Edge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service.kernel, "rates", Rates(2))
    statuses = [(await api.get(f"{FEED}/services")).status_code for _ in range(4)]
    assert statuses[:2] == [200, 200]
    last = await api.get(f"{FEED}/services")
    refused(last, 429, "too-many-requests")
    assert last.headers["access-control-allow-origin"] == "*"
