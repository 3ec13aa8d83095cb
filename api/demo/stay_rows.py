"""Stays in hospital and falls of a world, what they are compared with, what the regulator must hear, and what a return asks."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from api.demo.assumption_rows import make_assumptions
from api.demo.made import DemoPerson
from api.demo.making import Making
from api.domain.commissioning.cld.models import CareAssessment, CouncilDetails
from api.domain.concerns.falls.models import Fall
from api.domain.concerns.stays.models import HospitalStay

# How many days ago somebody whom the council pays for came into hospital, and nobody had planned it. So often that a year is
# told, and a quarter hidden; and none in the last weeks, whose visits are told in full.
ADMITTED: Final = (50, 85, 155, 190, 225, 260, 295, 330, 365, 400, 435)
STAYED: Final = timedelta(days=6)
TOLD_IN_FULL: Final = frozenset({"Jean Aspinall", "George Hartley"})


def make_stays(making: Making, council: UUID, everyone: list[DemoPerson]) -> None:
    """Of four people who are supported, other than the two whose days are told in full; and enough for a council's year."""
    make_assumptions(making, everyone[0].organisation_id, council)
    _make_admissions(making, council, everyone)
    first, second, third, fourth = [p for p in everyone[2:] if p.status == "supported"][4:8]
    add = making.rows.add
    add(
        HospitalStay, **_about(first), admitted_on=making.ago(days=120), left_on=making.ago(days=111), planned=False,
        where_words="Royal Infirmary, ward 9", because="A chest infection.",
        what_we_learned="The inhaler was empty for two days. Whoever opens the last one rings the surgery.",
    )  # fmt: skip
    add(
        HospitalStay, **_about(second), admitted_on=making.ago(days=64), left_on=making.ago(days=60), planned=True,
        where_words="Royal Infirmary, day unit", because="Cataract, the left eye.",
    )  # fmt: skip
    add(
        Fall, **_about(second), fell_at=making.at(days=80), where_words="On the back step", harm="none",
        words="Reached for the washing. Up again alone.", what_we_learned="The line hangs lower now.",
    )  # fmt: skip
    add(
        Fall, **_about(third), fell_at=making.at(days=3), where_words="In the hall, at night", harm="serious", seen=False,
        words="Found by the first visit. The wrist is broken.", notification="serious_injury",
    )  # fmt: skip
    add(
        CouncilDetails, **_keys(fourth), gender="Female", ethnicity="White: English, Welsh, Scottish, Northern Irish or British",
        accommodation_status="Tenant: Local authority or other social housing provider",
        funding_status="Fully social care funded",
        visual_impairment="No visual impairment", hearing_impairment="Hard of hearing", dementia="No", autism="No",
        primary_support_reason="Physical support: Personal care support",
    )  # fmt: skip
    add(
        CareAssessment, **_about(fourth), started_on=making.ago(days=200), ended_on=making.ago(days=186),
        assessment_type="Long term assessment", needs_identified="Eligible needs identified", method="Face to face",
        outcome="Progress to support planning or services",
    )  # fmt: skip


def _make_admissions(making: Making, council: UUID, everyone: list[DemoPerson]) -> None:
    """Of those whom the council paid for at the time, one after the other; of the two whose days are told in full, none."""
    others = [one for one in everyone if one.name not in TOLD_IN_FULL]
    seen: list[UUID] = []
    for days in ADMITTED:
        day = making.ago(days=days)
        who = min(
            (one for one in others if _paid_for(making, council, one, day)), key=lambda one: seen.count(one.id), default=None
        )
        if who is None:  # the dice had it that so long ago it paid for nobody
            continue
        seen.append(who.id)
        making.rows.add(
            HospitalStay, **_about(who), admitted_on=day, left_on=day + STAYED, planned=False,
            where_words="Royal Infirmary, the acute medical unit",
        )  # fmt: skip


def _paid_for(making: Making, council: UUID, person: DemoPerson, day: date) -> bool:
    """Whether the council paid for their support on that day, and for some days after it."""
    began = [
        row["changed_on"]
        for row in making.rows.found["status_change"]
        if row["person_id"] == person.id and row["to_status"] == "supported"
    ]
    return (
        person.status == "supported"
        and any(on <= day for on in began)
        and any(
            row["council_id"] == council
            and (row["funded_person_id"] == person.id or row["funded_team_id"] == person.team_id)
            and row["from_on"] <= day
            and (row["until_on"] is None or row["until_on"] >= day + STAYED)
            for row in making.rows.found["arrangement"]
        )
    )


def _keys(person: DemoPerson) -> dict[str, UUID]:
    return {"organisation_id": person.organisation_id, "team_id": person.team_id, "person_id": person.id}


def _about(person: DemoPerson) -> dict[str, UUID]:
    return {**_keys(person), "provided_by_team_id": person.team_id}


__all__ = ["make_stays"]
