"""Ratings by the Care Quality Commission: public, written down by the provider, read by all of it and by its councils."""

from typing import Any

import psycopg
import pytest

from api.demo.made import World
from tests.commissioning.councils import unknown_council
from tests.people.saying import As, listed, refused, told

SAID = {"published_on": "2025-11-14", "overall": "good", "caring": "outstanding", "report_url": "https://www.cqc.org.uk/x"}
EVERYONE = ("carer", "coach", "connector", "person", "family", "integration", "manager")


async def test_everybody_of_the_provider_reads_its_ratings_and_the_manager_writes_them(as_: As) -> None:
    made = told(await as_("manager").post("/cqc-ratings", SAID), 201)
    assert {name: made[name] for name in SAID} == SAID
    assert (made["safe"], made["well_led"]) == (None, None)
    for who in EVERYONE:
        assert told(await as_(who).get(f"/cqc-ratings/{made['id']}")) == made
        assert made in await listed(as_(who), "/cqc-ratings")
        if who != "manager":
            refused(await as_(who).post("/cqc-ratings", SAID), 403)
    for who in ("commissioner", "council_client", "other_manager", "other_carer"):
        refused(await as_(who).get(f"/cqc-ratings/{made['id']}"), 404)
        assert await listed(as_(who), "/cqc-ratings") == []


@pytest.mark.parametrize(
    "wrong",
    [{"published_on": "2099-01-01"}, {"overall": "fine"}, {"report_url": "http://x.org"}, {"report_url": "https://"},
     {"caring": "Good"}, {"overall": None}],
)  # fmt: skip
async def test_a_rating_that_was_never_published_is_refused(as_: As, wrong: dict[str, Any]) -> None:
    refused(await as_("manager").post("/cqc-ratings", {**SAID, "published_on": "2024-02-01", **wrong}), 422, "not-valid")


async def test_one_rating_is_published_on_one_day(as_: As) -> None:
    ruth = as_("manager")
    first = told(await ruth.post("/cqc-ratings", {**SAID, "published_on": "2023-05-02"}), 201)
    second = told(await ruth.post("/cqc-ratings", {**SAID, "published_on": "2023-05-03"}), 201)
    refused(await ruth.post("/cqc-ratings", {**SAID, "published_on": "2023-05-02"}), 409, "rated-that-day")
    refused(await ruth.patch(f"/cqc-ratings/{second['id']}", {"published_on": "2023-05-02"}, version=1), 409, "rated-that-day")
    assert (await ruth.delete(f"/cqc-ratings/{first['id']}", version=1)).status_code == 204
    told(await ruth.patch(f"/cqc-ratings/{second['id']}", {"published_on": "2023-05-02"}, version=1))
    told(await as_("other_manager").post("/cqc-ratings", {**SAID, "published_on": "2023-05-02"}), 201)


async def test_a_council_reads_the_ratings_of_the_providers_it_works_with(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    ours = [
        told(await as_("manager").post("/cqc-ratings", {**SAID, "published_on": day, "words": "Our own."}), 201)
        for day in ("2019-03-01", "2021-03-01", "2020-03-01")
    ]
    theirs = told(await as_("other_manager").post("/cqc-ratings", {**SAID, "published_on": "2021-09-01"}), 201)
    for who in ("commissioner", "council_client"):
        found = await listed(as_(who), "/provider-ratings")
        assert theirs["id"] not in {one["id"] for one in found}
        assert [one["published_on"] for one in found if one["id"] in {our["id"] for our in ours}] == [
            "2021-03-01", "2020-03-01", "2019-03-01",
        ]  # fmt: skip
        first = found[0]
        assert (first["provider_id"], first["provider_name"]) == (str(world.organisation_id), "Ashbrook Wellbeing Teams")
        assert "words" not in first
        assert {our["id"] for our in ours} <= {one["id"] for one in found}
        one = told(await as_(who).get("/provider-ratings?limit=1&count=true"))
        assert one["count"] == len(found)
        assert told(await as_(who).get(one["next"]))["items"][0] == found[1]
        assert await listed(as_(who), "/provider-ratings", updated_since="2099-01-01T00:00:00Z") == []
    for who in ("manager", "carer", "coach"):
        refused(await as_(who).get("/provider-ratings"), 403)
    for who in ("person", "family", "connector"):
        refused(await as_(who).get("/provider-ratings"), 403)
    operator.execute(
        "UPDATE arrangement SET council_id = %s WHERE council_id = %s", [unknown_council(operator), world.council_id]
    )
    assert await listed(as_("commissioner"), "/provider-ratings") == []
