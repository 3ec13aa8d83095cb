"""What Client Level Data lacks: what the provider writes down, and apart from it what only the council can fill in."""

from datetime import timedelta
from uuid import UUID

from api.demo.made import World
from api.domain.commissioning.cld import checks
from api.domain.commissioning.cld.making import made_of
from api.domain.commissioning.cld.rows import ANY, LEFT_TO_COUNCIL
from api.domain.shared.clock import london_today
from tests.commissioning.test_cld_exports import DETAILS, Operator, ask, fetched, version, work
from tests.commissioning.test_cld_rows import ASSESSED, NOT_WRITTEN, facts, person, rows
from tests.people.saying import As, listed, told


def test_who_lacks_only_the_councils_words_lacks_nothing_here() -> None:
    reviewed, ended = person(reviews=["2026-01-15"]), person(ended_on="2026-05-01")
    assert made_of(facts(reviewed, la_code=None)).missing == []
    assert made_of(facts(ended)).missing == []


def test_what_the_council_fills_in_stands_apart_from_what_the_provider_lacks() -> None:
    (said,) = made_of(facts(person(reviews=["2026-01-15"], gp_practice_code=None, postcode=None))).missing
    assert said["fields"] == ["Postcode"]
    assert said["left_to_council"] == ["Event_Outcome", "Review_Reason", "Method_of_Review"]
    assert said["wrong"] == []


def test_what_came_of_an_assessment_is_the_providers_to_write_beside_a_review_of_which_it_is_not() -> None:
    (said,) = made_of(facts(person(reviews=["2026-01-15"], assessments=[{**ASSESSED, "outcome": None}]))).missing
    assert said["fields"] == ["Event_Outcome"]
    assert said["left_to_council"] == ["Event_Outcome", "Review_Reason", "Method_of_Review"]


def test_nothing_is_left_to_the_council_that_the_provider_can_write() -> None:
    """Of somebody of whom all is written down, exactly these are empty; the rest has a place."""
    full = rows(ended_on="2026-05-01", reviews=["2026-01-15"], assessments=[ASSESSED])
    empty = {row["Event_Type"]: {*checks.check(row).missing} for row in full}
    assert empty == {"Service": LEFT_TO_COUNCIL["Service"], "Review": NOT_WRITTEN, "Assessment": set()}
    assert LEFT_TO_COUNCIL["Review"] - NOT_WRITTEN == {"Review_Outcomes_Achieved"}, "wanted with a planned reason only"
    assert LEFT_TO_COUNCIL[ANY] == {"LA_Code"}
    named = {field["name"] for field in checks.listed()["fields"]}
    assert set().union(*LEFT_TO_COUNCIL.values()) <= named


async def reviewed_with_a_gap(as_: As, person_id: UUID, operator: Operator) -> None:
    """A review of theirs was held last month, and nobody wrote down whether somebody unpaid cares for them."""
    held_on = london_today().replace(day=1) - timedelta(days=1)
    reviewed = "UPDATE review SET held_on = %s WHERE person_id = %s AND state = 'held'"
    assert operator.execute(reviewed, [held_on, person_id]).rowcount
    gap = {"has_unpaid_carer": None}
    told(await as_("carer").patch(f"/people/{person_id}", gap, version=await version(as_, person_id)))


async def test_a_reviews_words_are_told_apart_in_the_list_of_what_is_missing(as_: As, world: World, operator: Operator) -> None:
    ruth, jean = as_("manager"), world.person("Jean")
    await reviewed_with_a_gap(as_, jean.id, operator)
    export = await ask(ruth, world)
    await work(operator, export)
    (lacks,) = [m for m in await listed(ruth, f"/cld-exports/{export}/missing") if m["person_id"] == str(jean.id)]
    assert "Has_Unpaid_Carer" in lacks["fields"]
    assert lacks["left_to_council"] == ["Event_Outcome", "Review_Reason", "Method_of_Review"]
    assert not {"Review_Reason", "Method_of_Review"} & {*lacks["fields"]}


async def test_whoever_lacks_only_a_reviews_words_is_not_incomplete(as_: As, world: World, operator: Operator) -> None:
    ruth, jean = as_("manager"), world.person("Jean")
    await reviewed_with_a_gap(as_, jean.id, operator)
    export = await ask(ruth, world)
    await work(operator, export)
    before = told(await ruth.get(f"/cld-exports/{export}"))["incomplete"]
    operator.execute("UPDATE council_details SET removed_at = now() WHERE person_id = %s AND removed_at IS NULL", [jean.id])
    told(await as_("person").put(f"/people/{jean.id}/council-details", DETAILS), 201)
    told(await as_("carer").patch(f"/people/{jean.id}", {"has_unpaid_carer": True}, version=await version(as_, jean.id)))
    operator.execute("UPDATE arrangement SET weekly_amount_pence = 31505 WHERE funded_person_id = %s", [jean.id])
    again = await ask(ruth, world)
    await work(operator, again)
    reviews = [r for r in await fetched(ruth, again) if r["NHS_Number"] == jean.nhs_number and r["Event_Type"] == "Review"]
    assert reviews
    assert {r["Review_Reason"] for r in reviews} == {""}, "the file says nothing of it, and the list neither"
    missing = await listed(ruth, f"/cld-exports/{again}/missing")
    assert str(jean.id) not in {m["person_id"] for m in missing}
    assert told(await ruth.get(f"/cld-exports/{again}"))["incomplete"] == len(missing) == before - 1
    operator.execute("UPDATE council_details SET removed_at = now() WHERE person_id = %s AND removed_at IS NULL", [jean.id])
