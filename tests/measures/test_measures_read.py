"""Reading the registry, and the way from a figure to its entry."""

import pytest

from api.demo.made import World
from api.domain.access.roles import Role
from api.domain.measures.registry import MEASURES
from tests.people.saying import As, listed, refused, told


@pytest.mark.parametrize("role", ["carer", "coach", "connector", "person", "family", "commissioner", "manager"])
async def test_everyone_of_an_organisation_reads_what_figures_mean(as_: As, role: str) -> None:
    assert Role(role)
    assert [entry["code"] for entry in await listed(as_(role), "/measures")] == list(MEASURES)
    entry = told(await as_(role).get("/measures/short-visits"))
    assert entry["denominator"] == "Planned visits that were not cancelled (n)."
    assert entry["retire_on"] is None
    assert {"operation": "get_person_visit_figures", "members": entry["appears"][0]["members"]} in entry["appears"]


async def test_an_unknown_code_is_not_there(as_: As) -> None:
    refused(await as_("carer").get("/measures/stars-given"), 404)
    refused(await as_("carer").get("/measures/Stars_given"), 422)
    refused(await as_(None).get("/measures"), 401)


async def test_what_was_read_is_not_sent_again(as_: As) -> None:
    for path in ("/measures", "/measures/short-visits"):
        first = await as_("carer").get(path)
        again = await as_("carer").get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


async def test_the_list_goes_page_by_page_and_counts(as_: As) -> None:
    codes, path = [], "/measures?limit=7&count=true"
    while path:
        page = told(await as_("coach").get(path))
        assert page.get("count") == len(MEASURES)
        codes += [entry["code"] for entry in page["items"]]
        path = (page["next"] or "").removeprefix("/v1")
    assert codes == list(MEASURES)


async def test_the_list_is_narrowed_by_operation_by_review_day_and_by_change(as_: As) -> None:
    bank = await listed(as_("person"), "/measures", operation="get_hours_bank")
    assert [entry["code"] for entry in bank] == ["hours-adjusted", "hours-agreed-and-used", "hours-balance", "hours-moved"]
    assert await listed(as_("person"), "/measures", operation="get_person") == []
    assert await listed(as_("coach"), "/measures", review_before="2026-11-23") == []
    due = await listed(as_("coach"), "/measures", review_before="2027-06-01")
    assert {entry["code"] for entry in due} == {e.code for e in MEASURES.values() if str(e.review_on) < "2027-06-01"} != set()
    assert len(await listed(as_("coach"), "/measures", updated_since="2026-01-01T00:00:00Z")) == len(MEASURES)
    assert await listed(as_("coach"), "/measures", updated_since="2099-01-01T00:00:00Z") == []


async def test_an_answer_with_figures_leads_to_what_they_mean(as_: As, world: World) -> None:
    carer = as_("carer")
    team = world.team("Ashbrook North")
    person = next(p for p in world.people_of(team.id) if p.status == "supported")
    for path in (
        f"/teams/{team.id}/visit-figures",
        f"/teams/{team.id}/visit-statement",
        f"/teams/{team.id}/absence-figures",
        f"/people/{person.id}/visit-figures",
        f"/people/{person.id}/hours",
        f"/people/{person.id}/good-week",
        f"/people/{person.id}/good-week/weeks",
        f"/people/{person.id}/progress",
        f"/people/{person.id}/week-progress",
        f"/people/{person.id}/item-progress?instrument=ons4&item=satisfaction",
        f"/teams/{team.id}/outcome-figures",
        f"/people/{person.id}/connection-figures",
        f"/people/{person.id}/matches",
        f"/teams/{team.id}/super-connectors",
        f"/teams/{team.id}/community-figures",
    ):
        answer = await carer.get(path)
        found = told(answer)["measures"]
        assert found, path
        for place in set(found.values()):
            assert told(await carer.get(place.removeprefix("/v1")))["name"]
        assert 'rel="describedby"' in answer.headers["link"]


async def test_a_list_with_figures_says_where_they_are_explained(as_: As, world: World) -> None:
    answer = await as_("carer").get(f"/teams/{world.team('Ashbrook North').id}/visits/late")
    assert answer.status_code in (200, 404)
    coaches = await as_("manager").get("/coaches")
    assert coaches.headers["link"] == '</v1/measures?operation=list_coaches>; rel="describedby"'
    where = coaches.headers["link"].partition(">")[0].removeprefix("</v1")
    assert [entry["code"] for entry in told(await as_("manager").get(where))["items"]] == ["teams-of-a-coach"]
    circles = await as_("manager").get("/circles")
    assert '</v1/measures?operation=list_circles>; rel="describedby"' in circles.headers["link"]
    people = await as_("carer").get("/people?limit=200")
    assert "describedby" not in people.headers.get("link", "")


async def test_a_check_in_leads_to_what_its_results_mean(as_: As, world: World) -> None:
    carer = as_("carer")
    person = next(p for p in world.people_of(world.team("Ashbrook North").id) if p.status == "supported")
    answers = [{"item": item, "value": 7} for item in ("satisfaction", "worthwhile", "happiness", "anxiety")]
    body = {"about": "instrument", "instrument": "ons4", "instrument_version": 1, "answers": answers}
    made = told(await carer.post(f"/people/{person.id}/check-ins", body), 201)
    answer = await carer.get(f"/check-ins/{made['id']}")
    assert told(answer)["results"]["items"][0]["score"] == 7
    where = answer.headers["link"].partition(">")[0].removeprefix("</v1")
    codes = [entry["code"] for entry in told(await carer.get(where))["items"]]
    assert codes == ["instrument-item-score", "instrument-total"]
