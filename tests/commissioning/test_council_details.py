"""What a council's return asks of a person, in its own words, and assessments as it counts them."""

from datetime import timedelta

from api.demo.made import World
from api.domain.commissioning.cld.release2 import words
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from tests.people.saying import As, ended_person, listed, refused, told

SAID = {"gender": "Female", "ethnicity": "No data: Refused", "dementia": "No"}
ASSESSED = {"started_on": "2026-03-02", "ended_on": "2026-03-20", "assessment_type": "Long term assessment"}


async def test_details_are_written_once_read_by_who_supports_and_by_no_council(as_: As, world: World) -> None:
    path = f"/people/{world.people[5].id}/council-details"
    anna = as_("carer")
    refused(await anna.get(path), 404)
    made = told(await anna.put(path, SAID), 201)
    assert (made["gender"], made["employment_status"]) == ("Female", None)
    assert told(await anna.put(path, SAID)) == made
    refused(await anna.put(path, {**SAID, "dementia": "Yes"}), 428)
    changed = told(await anna.patch(path, {"dementia": "Yes", "ethnicity": None}, version=1))
    assert (changed["dementia"], changed["ethnicity"], changed["gender"]) == ("Yes", None, "Female")
    replaced = told(await as_("manager").put(path, {"autism": "Unknown"}, version=2))
    assert (replaced["autism"], replaced["gender"]) == ("Unknown", None)
    machine = as_("integration", scopes="council-details:read council-details:write")
    assert told(await machine.get(path))["version"] == 3
    for who in ("coach", "connector", "family", "commissioner", "council_client"):
        refused(await as_(who).get(path), 403)
    for who in ("carer_2", "person", "other_manager"):
        refused(await as_(who).get(path), 404)
    assert [c["before"]["dementia"] for c in await listed(anna, f"{path}/history") if "dementia" in (c["before"] or {})] != []


async def test_only_words_of_the_lists_stand_in_them(as_: As, world: World) -> None:
    path = f"/people/{world.person('Jean').id}/council-details"
    for name, wrong in (("gender", "female"), ("ethnicity", "Irish"), ("dementia", "Perhaps"), ("funding_status", "")):
        refused(await as_("person").put(path, {name: wrong}), 422, pointer=f"/{name}")
    everything = {
        "gender": "gender", "ethnicity": "ethnicity", "accommodation_status": "accommodation_status", "autism": "yes_no_unknown",
        "employment_status": "employment_status", "visual_impairment": "visual_impairment", "dementia": "yes_no_unknown",
        "hearing_impairment": "hearing_impairment", "funding_status": "client_funding_status",
        "primary_support_reason": "primary_support_reason",
    }  # fmt: skip
    version = None
    for n in range(max(len(words(name)) for name in everything.values())):
        said = {field: words(name)[n % len(words(name))] for field, name in everything.items()}
        answer = await as_("person").put(path, said, version=version)
        now = told(answer, 201 if version is None else 200)
        version = now["version"]
        assert {field: now[field] for field in said} == said


async def test_the_year_is_asked_of_whoever_has_gone_too(as_: As, world: World) -> None:
    gone = await ended_person(as_("carer"), world.team("Ashbrook North").id)
    told(await as_("carer").put(f"/people/{gone}/council-details", SAID), 201)
    told(await as_("carer").post(f"/people/{gone}/care-assessments", ASSESSED), 201)


async def test_an_assessment_is_written_changed_and_taken_away(as_: As, world: World) -> None:
    anna, path = as_("carer"), f"/people/{world.person('Jean').id}/care-assessments"
    where = f"{path}/{new_id()}"
    made = told(await anna.put(where, ASSESSED), 201)
    assert told(await anna.put(where, ASSESSED)) == made
    assert made["provided_by_team_id"] == str(world.person("Jean").team_id)
    found = told(await anna.patch(where, {"needs_identified": "Eligible needs identified", "method": "At home"}, version=1))
    assert (found["needs_identified"], found["method"]) == ("Eligible needs identified", "At home")
    refused(await anna.patch(where, {"ended_on": "2026-03-01"}, version=2), 422, "care-assessment-dates")
    open_ = told(await as_("person").post(path, {**ASSESSED, "ended_on": None}), 201)
    assert made["id"] in [a["id"] for a in await listed(anna, path, ended="true")]
    assert open_["id"] in [a["id"] for a in await listed(anna, path, ended="false")]
    refused(await anna.delete(where), 428)
    assert (await anna.delete(where, version=2)).status_code == 204
    refused(await anna.get(where), 404)


async def test_an_assessment_says_what_can_be(as_: As, world: World) -> None:
    anna, path = as_("carer"), f"/people/{world.person('Jean').id}/care-assessments"
    tomorrow = str(london_today() + timedelta(days=1))
    for wrong, pointer in (
        ({"started_on": tomorrow, "ended_on": None}, "/started_on"),
        ({"method": "=cmd()"}, "/method"),
        ({"method": "-1"}, "/method"),
        ({"outcome": "Well"}, "/outcome"),
        ({"needs_identified": "Some"}, "/needs_identified"),
        ({"assessment_type": "Other"}, "/assessment_type"),
    ):
        refused(await anna.post(path, {**ASSESSED, **wrong}), 422, pointer=pointer)
    refused(await anna.post(path, {**ASSESSED, "ended_on": "2026-03-01"}), 422)
