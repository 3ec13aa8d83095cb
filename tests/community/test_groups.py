"""Community groups: found, begun, made public, resting; whose they are to write, and what they never tell."""

from datetime import date, datetime, timedelta

import psycopg
import pytest

from api.demo.made import World
from api.domain.community.groups.schemas import PUBLIC_FIELDS
from api.domain.shared.clock import LONDON, london_today, utc_now
from api.domain.shared.ids import new_id
from tests.community.saying import KNIT, at, group
from tests.people.saying import As, listed, refused, told

GROUPS = "/community-groups"
CLIENT = "community:read community:write"
WRITERS = ("carer", "connector", "manager", "integration")
READERS = (*WRITERS, "coach", "person", "family")


# ---- whose it is -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", WRITERS)
async def test_whoever_supports_people_writes_groups_for_all(as_: As, who: str) -> None:
    writer = as_(who, scopes=CLIENT) if who == "integration" else as_(who)
    known = await group(writer, name=f"Of {who}")
    assert (known["status"], known["published_at"], known["run_by_me"], known["origin"]) == ("active", None, False, None)
    for other in READERS:
        assert told(await as_(other, scopes="community:read").get(at(known)))["name"] == f"Of {who}"
    changed = told(await as_("carer_3").patch(at(known), {"town": "Wigan", "postcode": None}, version=1))
    assert (changed["town"], changed["postcode"], changed["version"]) == ("Wigan", None, 2)


async def test_coach_family_and_commissioner_write_no_group(as_: As) -> None:
    known = await group(as_("carer"))
    for who in ("coach", "family", "commissioner"):
        refused(await as_(who).post(GROUPS, KNIT), 403)
        refused(await as_(who).patch(at(known), {"town": "Wigan"}, version=1), 403)
        refused(await as_(who).post(at(known, "publication")), 403)
    refused(await as_("commissioner").get(GROUPS), 403)
    for who in ("other_carer", "other_manager"):
        refused(await as_(who).get(at(known)), 404)
        refused(await as_(who).patch(at(known), {"town": "Wigan"}, version=1), 404)
        assert known["id"] not in [g["id"] for g in await listed(as_(who), GROUPS)]


async def test_a_person_writes_the_groups_that_they_run_and_no_others(as_: As) -> None:
    jean, anna = as_("person"), as_("carer")
    own, theirs = await group(jean, name="Jean's own"), await group(anna)
    assert own["run_by_me"] is True
    assert told(await anna.get(at(own)))["run_by_me"] is False
    told(await jean.patch(at(own), {"town": "Wigan"}, version=1))
    told(await jean.post(at(own, "status"), {"to": "resting", "because": "The café is painted"}))
    told(await jean.post(at(own, "gifts"), {"part": "hands", "words": "Turning a heel"}), 201)
    told(await jean.post(at(own, "sessions"), {"held_on": "2026-01-08"}), 201)
    refused(await jean.patch(at(theirs), {"town": "Wigan"}, version=1), 404)
    refused(await jean.put(at(theirs), KNIT, version=1), 404)
    refused(await jean.post(at(theirs, "status"), {"to": "ended", "because": "So"}), 404)
    refused(await jean.post(at(theirs, "gifts"), {"part": "hands", "words": "Turning a heel"}), 403)
    refused(await jean.post(at(theirs, "sessions"), {"held_on": "2026-01-08"}), 403)
    assert told(await anna.get(at(theirs)))["version"] == 1
    # Another person who is supported reads Jean's group, and it is no more theirs for that.
    refused(await as_("person_2").patch(at(own), {"town": "Leigh"}, version=3), 404)


async def test_nobody_makes_another_the_one_who_runs_it(as_: As) -> None:
    refused(await as_("person").post(GROUPS, {**KNIT, "run_by_account_id": str(new_id())}), 422, pointer="/run_by_account_id")
    own = await group(as_("person"))
    assert not [name for name in own if "account" in name]


async def test_whoever_has_left_every_team_reads_groups_and_writes_none(as_: As) -> None:
    known = await group(as_("carer"))
    leaver = as_("leaver")
    told(await leaver.get(at(known)))
    refused(await leaver.post(GROUPS, KNIT), 403)
    refused(await leaver.patch(at(known), {"town": "Wigan"}, version=1), 404)
    refused(await leaver.post(at(known, "sessions"), {"held_on": "2026-01-08"}), 403)


async def test_who_runs_it_says_neither_that_it_was_assured_nor_that_it_is_public(as_: As, operator: psycopg.Connection) -> None:
    jean, anna = as_("person"), as_("carer")
    assured = {"assured_on": "2026-02-01", "assured_by": "Anna, who went"}
    refused(await jean.post(GROUPS, {**KNIT, **assured}), 403, pointer="/assured_on")
    own = await group(jean)
    refused(await jean.patch(at(own), assured, version=1), 403)
    refused(await jean.post(at(own, "publication")), 403)
    told(await anna.patch(at(own), assured, version=1))
    refused(await jean.patch(at(own), {"assured_on": None, "assured_by": None}, version=2), 403)
    replaced = told(await jean.put(at(own), {**KNIT, "town": "Wigan"}, version=2))
    assert (replaced["assured_by"], replaced["town"]) == ("Anna, who went", "Wigan")
    told(await anna.post(at(own, "publication")))
    assert told(await jean.post(at(own, "withdrawal"), {"because": "It is my own number"}))["published_at"] is None
    row = operator.execute("SELECT published_at FROM community_group WHERE id = %s", [own["id"]]).fetchone()
    assert row == (None,)


# ---- what holds together ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("said", "code", "pointer"),
    [
        ({"rrule": "FREQ=HOURLY"}, "group-rule", "/rrule"),
        ({"rrule": "every Thursday"}, "group-rule", "/rrule"),
        ({"rrule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "group-rule", "/rrule"),
        ({"rrule": "FREQ=WEEKLY;UNTIL=20200101"}, "group-rule", "/rrule"),
        ({"first_on": None}, "group-when", "/first_on"),
        ({"begins_at": None}, "group-when", "/begins_at"),
        ({"first_on": "1950-01-01"}, "group-first", "/first_on"),
        ({"longitude": None}, "group-coordinates", None),
        ({"minimum_age": 60, "maximum_age": 18}, "group-ages", None),
        ({"assured_by": "Anna"}, "group-assured", None),
        ({"website": "javascript:alert(1)"}, "not-valid", "/website"),
        ({"begins_at": "25:00"}, "not-valid", "/begins_at"),
        ({"members": 12}, "not-valid", "/members"),
    ],
)
async def test_what_does_not_hold_together_is_refused_and_says_what_to_do(
    as_: As, said: dict[str, object], code: str, pointer: str | None
) -> None:
    anna = as_("carer")
    problem = refused(await anna.post(GROUPS, {**KNIT, **said}), 422, code, pointer)
    assert "Jean" not in str(problem)
    known = await group(anna)
    refused(await anna.patch(at(known), said, version=1), 422, code)
    assert told(await anna.get(at(known)))["version"] == 1


async def test_a_rule_is_kept_in_its_normal_form_and_checked_with_the_day_that_stands(as_: As) -> None:
    anna = as_("carer")
    known = await group(anna, rrule="RRULE:freq=weekly;byday=th;interval=1")
    assert known["rrule"] == "FREQ=WEEKLY;BYDAY=TH"
    changed = told(await anna.patch(at(known), {"rrule": "FREQ=WEEKLY;BYDAY=MO;UNTIL=20260201"}, version=1))
    refused(await anna.patch(at(known), {"first_on": "2026-03-01"}, version=2), 422, "group-rule", "/rrule")
    assert changed["first_on"] == "2026-01-01"
    cleared = told(await anna.patch(at(known), {"rrule": None, "first_on": None, "begins_at": None}, version=2))
    assert cleared["rrule"] is None


async def test_a_group_sent_again_under_its_own_id_is_one_group(as_: As) -> None:
    anna, id_ = as_("carer"), new_id()
    made = told(await anna.put(f"{GROUPS}/{id_}", KNIT), 201)
    told(await anna.post(at(made, "status"), {"to": "ended", "because": "The café has closed"}))
    assert told(await anna.put(f"{GROUPS}/{id_}", KNIT))["status"] == "ended"
    refused(await anna.put(f"{GROUPS}/{id_}", {**KNIT, "name": "Another"}), 409, "id-in-use")


async def test_groups_are_never_deleted(as_: As) -> None:
    known = await group(as_("manager"))
    assert (await as_("manager").delete(at(known), version=1)).status_code == 405


# ---- publication and status ------------------------------------------------------------------------------------------
async def test_publishing_says_what_becomes_public(as_: As) -> None:
    anna = as_("carer")
    known = await group(anna, phone="01942 555 010")
    public = told(await anna.post(at(known, "publication")))
    assert public["published_at"] is not None
    assert {"name", "place_name", "phone", "rrule", "status"} <= {*public["public_fields"]}
    assert {"email", "languages", "address_lines"}.isdisjoint(public["public_fields"])
    assert {*public["public_fields"]} <= {*PUBLIC_FIELDS}
    assert {"origin", "run_by_me", "status_because", "run_by_account_id"}.isdisjoint(PUBLIC_FIELDS)
    refused(await anna.post(at(known, "publication")), 409, "group-publication")
    withdrawn = told(await anna.post(at(known, "withdrawal"), {"because": "The phone is wrong"}))
    assert withdrawn["published_at"] is None
    refused(await anna.post(at(known, "withdrawal"), {}), 409, "group-publication")


async def test_a_group_that_nobody_could_find_is_not_published(as_: As) -> None:
    anna = as_("carer")
    nowhere = await group(anna, place_name=None, postcode=None)
    refused(await anna.post(at(nowhere, "publication")), 409, "group-not-findable")
    told(await anna.patch(at(nowhere), {"phone": "01942 555 010"}, version=1))
    told(await anna.post(at(nowhere, "publication")))
    refused(await anna.patch(at(nowhere), {"phone": None}, version=3), 409, "group-not-findable")


async def test_what_ends_is_public_no_more_and_can_be_taken_up_again(as_: As) -> None:
    anna = as_("carer")
    known = await group(anna)
    told(await anna.post(at(known, "publication")))
    status = at(known, "status")
    refused(await anna.post(status, {"to": "resting"}), 422, "group-reason-needed", "/because")
    refused(await anna.post(status, {"to": "active"}), 409, "group-move-not-allowed")
    resting = told(await anna.post(status, {"to": "resting", "because": "August"}))
    assert resting["status_because"] == "August"
    assert resting["published_at"] is not None
    assert (resting["status_on"], resting["status"]) == (str(london_today()), "resting")
    ended = told(await anna.post(status, {"to": "ended", "because": "The café has closed"}))
    assert (ended["status"], ended["published_at"]) == ("ended", None)
    refused(await anna.post(at(known, "publication")), 409, "group-ended")
    refused(await anna.post(status, {"to": "resting", "because": "x"}), 409, "group-move-not-allowed")
    again = told(await anna.post(status, {"to": "active", "because": "The library has a room"}))
    assert (again["status"], again["published_at"]) == ("active", None)


async def test_the_database_holds_the_rules_whoever_writes(as_: As, operator: psycopg.Connection) -> None:
    known = await group(as_("carer"))
    for wrong in (
        "status = 'ended', status_because = 'x', published_at = now()",
        "published_at = now(), place_name = NULL, postcode = NULL",
        "status = 'resting', status_because = NULL",
        "assured_on = '2026-01-01'",
        "longitude = NULL",
        "first_on = NULL",
    ):
        with pytest.raises(psycopg.errors.CheckViolation):
            operator.execute(f"UPDATE community_group SET {wrong} WHERE id = %s".encode(), [known["id"]])


# ---- when ------------------------------------------------------------------------------------------------------------
async def test_the_next_dates_keep_the_time_on_the_wall_across_the_change_of_clocks(as_: As) -> None:
    known = await group(as_("carer"), rrule="FREQ=MONTHLY;BYDAY=1TH", lasts_minutes=None)
    dates = told(await as_("family").get(at(known, "dates")))["next_on"]
    assert len(dates) == 5
    for one in dates:
        day = date.fromisoformat(one["on"])
        starts_at = datetime.fromisoformat(one["starts_at"])
        assert day.weekday() == 3
        assert day.day <= 7
        assert starts_at > utc_now()
        assert starts_at.astimezone(LONDON).strftime("%H:%M") == one["begins_at"] == "10:30"
        assert one["ends_at"] is None
    assert len({datetime.fromisoformat(one["starts_at"]).hour for one in dates + await _half_a_year_on(as_)}) == 2


async def _half_a_year_on(as_: As) -> list[dict[str, str]]:
    known = await group(as_("carer"), rrule="FREQ=MONTHLY;BYMONTH=1,7;BYDAY=1TH")
    found: list[dict[str, str]] = told(await as_("coach").get(at(known, "dates")))["next_on"]
    lasts = {datetime.fromisoformat(d["ends_at"]) - datetime.fromisoformat(d["starts_at"]) for d in found}
    assert lasts == {timedelta(minutes=120)}
    return found


async def test_a_group_that_rests_or_has_no_rule_has_no_dates(as_: As) -> None:
    anna = as_("carer")
    resting, without = await group(anna), await group(anna, rrule=None)
    told(await anna.post(at(resting, "status"), {"to": "resting", "because": "August"}))
    over = await group(anna, rrule="FREQ=WEEKLY;COUNT=2")
    for known in (resting, without, over):
        assert told(await anna.get(at(known, "dates"))) == {"next_on": []}
    refused(await anna.get(f"{GROUPS}/{new_id()}/dates"), 404)
    refused(await as_("other_carer").get(at(resting, "dates")), 404)


# ---- finding ---------------------------------------------------------------------------------------------------------
async def test_groups_are_found_by_what_is_asked(as_: As) -> None:
    anna = as_("carer")
    monday = await group(
        anna, name="Ukulele Évening", what="We play 100% loud.", rrule="FREQ=WEEKLY", first_on="2026-01-05", postcode="BL9 0AA",
        latitude=53.59, longitude=-2.30, assured_on="2026-02-01", assured_by="Anna",
    )  # fmt: skip
    told(await anna.post(at(monday, "publication")))
    told(await anna.post(at(monday, "gifts"), {"part": "hands", "words": "A drummer", "tags": ["drums"]}), 201)
    told(await anna.post(at(monday, "gifts"), {"part": "hands", "direction": "has", "words": "Tea", "tags": ["tea"]}), 201)

    async def found(**params: object) -> bool:
        return monday["id"] in [g["id"] for g in await listed(as_("family"), GROUPS, **params)]

    for yes, no in (
        ({"q": "ukulele even"}, {"q": "ukulele oven"}),
        ({"q": "LOUD"}, {"q": "quiet"}),
        ({"q": "100%"}, {"q": "1%0"}),
        ({"tag": "drums"}, {"tag": "tea"}),
        ({"postcode_district": "bl9"}, {"postcode_district": "BL"[:1] + "9"}),
        ({"weekday": "monday"}, {"weekday": "thursday"}),
        ({"published": "true"}, {"published": "false"}),
        ({"assured": "true"}, {"assured": "false"}),
        ({"status": "active"}, {"status": "ended"}),
        (
            {"latitude": 53.58, "longitude": -2.30, "within_km": 2},
            {"latitude": 53.58, "longitude": -2.40, "within_km": 5},
        ),
    ):
        assert await found(**yes), yes
        assert not await found(**no), no
    for wrong in ({"within_km": 2}, {"latitude": 53.0, "longitude": -2.0}):
        refused(await anna.get(GROUPS, params=wrong), 422)


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=DAILY", {"monday", "thursday", "sunday"}),
        ("FREQ=MONTHLY;BYDAY=1MO,3SU", {"monday", "sunday"}),
        ("FREQ=MONTHLY;BYMONTHDAY=1", set()),
        ("FREQ=WEEKLY", {"thursday"}),
    ],
)
async def test_a_day_of_the_week_is_read_from_the_rule(as_: As, rule: str, days: set[str]) -> None:
    known = await group(as_("carer"), rrule=rule)
    for day in ("monday", "thursday", "sunday"):
        ids = [g["id"] for g in await listed(as_("carer"), GROUPS, weekday=day)]
        assert (known["id"] in ids) is (day in days), day


# ---- gifts -----------------------------------------------------------------------------------------------------------
async def test_a_groups_gifts_are_sought_and_had(as_: As, world: World) -> None:
    anna = as_("carer")
    known, other = await group(anna), await group(anna)
    seeks = told(await anna.post(at(known, "gifts"), {"part": "hands", "words": "Turning a heel", "tags": ["knitting"]}), 201)
    assert (seeks["direction"], seeks["group_id"]) == ("seeks", known["id"])
    where = at(known, "gifts", seeks["id"])
    told(await as_("connector").patch(where, {"tags": ["socks"]}, version=1))
    refused(await anna.get(at(other, "gifts", seeks["id"])), 404)
    refused(await anna.patch(at(other, "gifts", seeks["id"]), {"tags": []}, version=2), 404)
    assert [g["id"] for g in await listed(as_("family"), at(known, "gifts"), tag="socks")] == [seeks["id"]]
    assert await listed(as_("family"), at(known, "gifts"), direction="has") == []
    refused(await as_("coach").delete(where, version=2), 403)
    # Who reads it and may not write it takes nothing away, and is not told that they did.
    for who in ("person", "leaver"):
        refused(await as_(who).delete(where, version=2), 404)
        refused(await as_(who).delete(where, version="*"), 404)
    told(await anna.get(where))
    assert (await anna.delete(where, version=2)).status_code == 204
    refused(await anna.get(where), 404)
    refused(await anna.post(f"{GROUPS}/{new_id()}/gifts", {"part": "hands", "words": "x"}), 404)
    refused(await as_("other_carer").post(at(known, "gifts"), {"part": "hands", "words": "x"}), 404)
    refused(await as_("other_carer").get(at(known, "gifts")), 404)
    assert world.organisation_id != world.other_organisation_id
