"""Stays in hospital and falls of a world, what the regulator must hear of one, and what a return asks of somebody."""

from uuid import UUID

from api.demo.made import DemoPerson
from api.demo.making import Making
from api.domain.commissioning.cld.models import CareAssessment, CouncilDetails
from api.domain.concerns.falls.models import Fall
from api.domain.concerns.stays.models import HospitalStay


def make_stays(making: Making, everyone: list[DemoPerson]) -> None:
    """Of four people who are supported, other than the two whose days are told in full."""
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


def _keys(person: DemoPerson) -> dict[str, UUID]:
    return {"organisation_id": person.organisation_id, "team_id": person.team_id, "person_id": person.id}


def _about(person: DemoPerson) -> dict[str, UUID]:
    return {**_keys(person), "provided_by_team_id": person.team_id}


__all__ = ["make_stays"]
