"""Who funds whose support in a world, and how the provider was rated."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from api.demo.made import DemoAccount, DemoPerson, DemoTeam
from api.demo.making import Making
from api.domain.commissioning.models import Arrangement, ArrangementKind, ArrangementModel, HeldBy
from api.domain.commissioning.providers.models import CommissionedProvider
from api.domain.commissioning.ratings.models import CqcRating

PENCE_A_MINUTE: Final = 45
PROVIDER: Final = "Ashbrook Wellbeing Teams"
# What follows one another along the people: most hold their money with the provider, as the teams work.
KINDS: Final[tuple[dict[str, Any], ...]] = (
    {"kind": ArrangementKind.individual_service_fund, "held_by": HeldBy.provider, "model": ArrangementModel.outcomes},
    {"kind": ArrangementKind.council_managed_personal_budget, "held_by": HeldBy.council},
    {"kind": ArrangementKind.individual_service_fund, "held_by": HeldBy.provider, "model": ArrangementModel.outcomes},
    {"kind": ArrangementKind.direct_payment, "held_by": HeldBy.person},
    {"kind": ArrangementKind.individual_service_fund, "held_by": HeldBy.provider, "model": ArrangementModel.outcomes},
    {"kind": ArrangementKind.joint, "held_by": HeldBy.nhs, "purchaser": "Ashbrook Integrated Care Board"},
)
RATINGS: Final[tuple[dict[str, Any], ...]] = (
    {
        "published_on": date(2022, 6, 14), "overall": "good", "safe": "good", "effective": "good", "caring": "good",
        "responsive": "good", "well_led": "requires_improvement", "words": "Our first year, and we were still learning.",
    },
    {
        "published_on": date(2024, 9, 3), "overall": "outstanding", "safe": "good", "effective": "good",
        "caring": "outstanding", "responsive": "outstanding", "well_led": "good",
        "report_url": "https://example.org/reports/ashbrook",
    },
)  # fmt: skip


def make_arrangements(making: Making, commissioner: DemoAccount, everyone: list[DemoPerson], team: DemoTeam) -> dict[UUID, UUID]:
    """The council funds every second person, and one team for the nights; answers the arrangement that each has now.

    Some were funded in another way before; one pays for themself. The council works with the provider.
    """
    here = {"organisation_id": team.organisation_id}
    council = commissioner.organisation_id
    making.rows.add(
        CommissionedProvider, **here, council_id=council, provider_name=PROVIDER, created_at=making.at(days=605),
        agreed_at=making.at(days=601), agreed_by_account_id=commissioner.account_id,
    )  # fmt: skip
    now: dict[UUID, UUID] = {}
    known = {row["id"]: row["council_reference"] for row in making.rows.found["person"]}
    supported = [(place, one) for place, one in enumerate(everyone) if one.status in ("supported", "paused")]
    for number, (place, someone) in enumerate((p, one) for p, one in supported if p % 2 == 0):
        minutes = 210 * (1 + place % 5)
        said = {
            **here, "council_id": council, "council_reference": known[someone.id], "funded_person_id": someone.id,
            "weekly_minutes": minutes, "weekly_amount_pence": minutes * PENCE_A_MINUTE,
        }  # fmt: skip
        if number % 5 == 1:
            before = {"kind": ArrangementKind.council_managed_personal_budget, "held_by": HeldBy.council}
            making.rows.add(Arrangement, **said, **before, from_on=making.ago(days=600), until_on=making.ago(days=201))
        now[someone.id] = making.rows.add(
            Arrangement,
            **said,
            **KINDS[number % len(KINDS)],
            from_on=making.ago(days=200),
        )
    own = next(one for place, one in supported if place % 2)
    now[own.id] = making.rows.add(
        Arrangement, **here, funded_person_id=own.id, kind=ArrangementKind.self_funded, held_by=HeldBy.person,
        from_on=making.ago(days=400), weekly_minutes=420, words="Pays by standing order.",
    )  # fmt: skip
    making.rows.add(
        Arrangement, **here, council_id=council, funded_team_id=team.id, kind=ArrangementKind.block_contract,
        held_by=HeldBy.provider, from_on=making.ago(days=300), weekly_amount_pence=420_000, weekly_minutes=4_200,
        words="Nights for whoever lives there.",
    )  # fmt: skip
    for rating in RATINGS:
        making.rows.add(CqcRating, **here, **rating)
    return now


__all__ = ["make_arrangements"]
