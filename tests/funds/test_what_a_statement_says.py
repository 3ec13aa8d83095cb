"""What a statement says where money was overspent, came back, or was spent before it was promised."""

from datetime import timedelta

from api.demo.made import World
from tests.funds.keeping import DAYS, TODAY, Operator, made, opened, posted
from tests.people.saying import As, told


async def test_an_overspend_that_was_agreed_is_said(as_: As, world: World, operator: Operator) -> None:
    anna = as_("carer")
    fund = await opened(anna, world.person("Jean").id, overspend_rule="allow_up_to", overspend_up_to_pence=5_000)
    await posted(anna, fund, "allocation", 1_000)
    await posted(anna, fund, "spending", 5_100, inside=True)
    said = await made(anna, operator, fund)
    assert (said["ended_with_pence"], said["free_pence"], said["overspent_pence"]) == (-4_100, -4_100, 4_100)
    assert "It was agreed that this may go up to £50.00." in said["sentences"]
    assert any("you had spent £41.00 more than there was." in sentence for sentence in said["sentences"])


async def test_what_is_put_right_later_is_said_as_what_came_back(as_: As, world: World, operator: Operator) -> None:
    anna = as_("carer")
    fund, before = await opened(anna, world.person("Jean").id), str(TODAY - timedelta(days=3))
    await posted(anna, fund, "allocation", 10_000, on_day=before)
    wrong = [
        await posted(anna, fund, kind, pence, on_day=before, **more)
        for kind, pence, more in (
            ("allocation", 300, {}), ("spending", 500, {"inside": True}), ("carry", 100, {}), ("repayment", 200, {}),
        )
    ]  # fmt: skip
    for entry in wrong:
        told(await anna.post(f"/funds/{fund}/entries/{entry['id']}/reversal", {"words": "Twice by mistake."}), 201)
    said = await made(anna, operator, fund, from_on=str(TODAY))
    assert said["sentences"][1:7] == [
        "£3.00 of what came in before was taken back.",
        "£5.00 of what was spent before came back.",
        "£5.00 came back from Ashbrook Wellbeing Teams.",
        "Ashbrook Wellbeing Teams took nothing for its own work.",
        "£1.00 came back from another fund.",
        "£2.00 of what was paid back before is here again.",
    ]
    await posted(anna, fund, "spending", 500, inside=False)
    said = await made(anna, operator, fund, from_on=str(TODAY))
    assert said["sentences"][2:5] == [
        "As much came back as was spent.", "£5.00 came back from Ashbrook Wellbeing Teams.", "£5.00 went to others.",
    ]  # fmt: skip
    assert not [sentence for sentence in said["sentences"] if "-£" in sentence]


async def test_what_was_spent_on_a_day_before_its_promise_was_free_until_then(as_: As, world: World, operator: Operator) -> None:
    anna = as_("carer")
    fund, before = await opened(anna, world.person("Jean").id), str(TODAY - timedelta(days=3))
    await posted(anna, fund, "allocation", 10_000, on_day=before)
    await posted(anna, fund, "commitment", 700)
    await posted(anna, fund, "spending", 700, inside=False, from_committed=True, on_day=before)
    for until_on in (str(TODAY), DAYS["until_on"]):
        said = await made(anna, operator, fund, until_on=until_on)
        assert (said["ended_with_pence"], said["promised_pence"], said["free_pence"]) == (9_300, 0, 9_300)
