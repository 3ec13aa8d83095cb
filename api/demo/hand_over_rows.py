"""Hand-overs of a world: one that waits for its answer, and one that became somebody."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from api.demo.made import DemoAccount, DemoPerson, DemoTeam
from api.demo.making import Making
from api.domain.commissioning.hand_overs.models import HandOver

# What the council's words and the person's record have in common.
_SAME = (
    "preferred_name", "given_names", "family_name", "date_of_birth", "nhs_number", "council_reference", "address_lines",
    "postcode",
)  # fmt: skip


def make_hand_overs(
    making: Making, council: UUID, commissioner: DemoAccount, asked: DemoTeam, everyone: list[DemoPerson]
) -> tuple[UUID, UUID]:
    """Hilda, of whom a team is asked; and the first whom a team is getting to know. Answers their ids."""
    here: dict[str, Any] = {
        "council_id": council,
        "council_name": "Ashbrook Borough Council",
        "sent_by_account_id": commissioner.account_id,
        "contact_name": commissioner.name,
        "contact_details": "01632 960200",
    }
    sent = making.rows.add(
        HandOver,
        organisation_id=asked.organisation_id,
        team_id=asked.id,
        asked_team_id=asked.id,
        **here,
        preferred_name="Hilda",
        given_names="Hilda Mary",
        family_name="Rothwell",
        date_of_birth=making.ago(years=87),
        nhs_number=next(making.nhs),
        council_reference="WG-207-12",
        address_lines=["14 Lock Street", "Ashbrook"],
        postcode="WN1 2AB",
        phone="01632 960901",
        needs="Ten days in hospital with her hip, and home since Monday. The stairs and the bath are hard.",
        what_matters="Her own bed, her hens, and her sister on Sundays.",
        who_is_around="Her sister Winnie, two doors down.",
        funding_kind="individual_service_fund",
        funding_words="Agreed on Tuesday, for twelve weeks to begin with.",
        weekly_amount_pence=31500,
        weekly_minutes=840,
        desired_start_on=making.today + timedelta(days=7),
        created_at=making.at(days=2),
        updated_at=making.at(days=2),
    )
    person = next(one for one in everyone if one.status == "getting_to_know")
    record = next(row for row in making.rows.found["person"] if row["id"] == person.id)
    came = making.at(days=(making.today - record["status_since"]).days)
    accepted = making.rows.add(
        HandOver,
        organisation_id=person.organisation_id,
        team_id=person.team_id,
        asked_team_id=person.team_id,
        made_person_id=person.id,
        **here,
        **{name: record[name] for name in _SAME},
        needs="Somebody in the mornings, and company.",
        what_matters="To be asked first.",
        funding_kind="council_managed_personal_budget",
        weekly_amount_pence=24000,
        state="accepted",
        answered_at=came,
        answer_words="We have met, and we would like to.",
        created_at=came - timedelta(days=6),
        updated_at=came,
        version=2,
    )
    return sent, accepted


__all__ = ["make_hand_overs"]
