"""Every list of what is a person's: page by page it is the same list, and a strange parameter is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from api.demo.made import World
from api.domain.shared.ids import new_id
from tests.people.saying import As, listed, refused, told

CONSENT = {"given_how": "spoken", "given_by": "Jean", "evidence": "said so"}
MAKING: dict[str, Callable[[World, int], dict[str, Any]]] = {
    "gifts": lambda _, n: {"part": "head", "words": f"gift {n}"},
    "relationships": lambda _, n: {"name": f"Friend {n}", "what_they_are_to_me": "friend", "closeness": "known"},
    "life-story": lambda _, n: {"title": f"Chapter {n}", "words": "words", "position": n // 2, "consent": CONSENT},
    "risks": lambda _, n: {"what_i_want": "a", "what_it_brings": "b", "whose": "shared", "review_on": f"2027-01-0{1 + n // 2}"},
    "small-team": lambda world, n: {
        "member_id": list(world.team("Ashbrook North").members.values())[n],
        "since_on": f"2026-01-0{1 + n // 2}",
        "until_on": "2026-06-01",
    },
}


@pytest.mark.parametrize("path", MAKING)
async def test_a_list_read_page_by_page_is_the_list(as_: As, world: World, path: str) -> None:
    anna = as_("carer")
    person = told(await anna.post("/people", {"team_id": world.team("Ashbrook North").id, "preferred_name": "Ivor"}), 201)["id"]
    where = f"/people/{person}/{path}"
    made = {told(await anna.post(where, MAKING[path](world, n)), 201)["id"] for n in range(5)}
    whole = [one["id"] for one in await listed(anna, where)]
    assert set(whole) == made
    paged, following = [], f"/v1{where}?limit=2&count=true"
    while following:
        page = told(await anna.get(following))
        assert page["count"] == 5
        paged += [one["id"] for one in page["items"]]
        following = page["next"]
    assert paged == whole


async def test_move_offers_page_by_page_newest_first(as_: As, world: World) -> None:
    anna, north, south = as_("carer"), world.team("Ashbrook North").id, world.team("Ashbrook South").id
    for n in range(3):
        person = told(await anna.post("/people", {"team_id": north, "preferred_name": f"P{n}"}), 201)["id"]
        told(await anna.post(f"/people/{person}/move-offers", {"to_team_id": south}), 201)
    times, following = [], "/v1/move-offers?limit=1"
    while following:
        page = told(await as_("carer_2").get(following))
        times += [one["created_at"] for one in page["items"]]
        following = page["next"]
    assert len(times) == 3
    assert times == sorted(times, reverse=True)


@pytest.mark.parametrize("path", [*MAKING, "profile-versions", "status-changes"])
async def test_a_strange_parameter_is_refused_and_a_strangers_list_is_not_there(as_: As, world: World, path: str) -> None:
    anna, here = as_("carer"), f"/people/{world.person('Jean').id}/{path}"
    refused(await anna.get(here, params={"colour": "red"}), 422, pointer="?colour")
    refused(await anna.get(here, params={"cursor": "AAAA"}), 400)
    foreign, random = await as_("carer_2").get(here), await as_("carer_2").get(f"/people/{new_id()}/{path}")
    for answer in (foreign, random):
        assert refused(answer, 404, "not-found") | {"instance": None} == refused(random, 404) | {"instance": None}
