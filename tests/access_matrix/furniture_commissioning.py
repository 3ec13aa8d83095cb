"""What the stage needs of councils."""

from datetime import date, timedelta
from functools import cached_property
from gzip import compress
from uuid import UUID

from api.domain.commissioning.figures.registry import COUNTS
from api.domain.shared.ids import new_id
from tests.access_matrix.furniture_base import Furniture
from tests.access_matrix.places import Place


class CommissioningFurniture(Furniture):
    """Who funds whose support, what is hidden from councils, and ratings."""

    def commissioned(self, place: Place) -> dict[str, UUID]:
        """An arrangement of the person with a council, the rule between the two, and a rating of the provider."""
        council, rule = self._rules[place.organisation]
        here = {"organisation_id": place.organisation}
        published = date(2024, 1, 1) + timedelta(days=list(self.places).index(place.name))
        snapshot, figures, report = self._report(place, published)
        return {
            "figure_snapshot": snapshot,
            "exact_figures": figures,
            "figure_report": report,
            "council": council,
            "figure_setting": rule,
            "commissioned_provider": self._agreed[place.organisation],
            "hand_over": self.add(
                "hand_over", **here, team_id=place.team, asked_team_id=place.team, council_id=council, council_name="The council",
                made_person_id=place.person, preferred_name="Hilda", needs="Company, and a hand with the stairs.",
            ),
            "cqc_rating": self.add("cqc_rating", **here, published_on=published, overall="good"),
            "arrangement": self.add(
                "arrangement", **here, council_id=council, funded_person_id=place.person, kind="individual_service_fund",
                from_on=date(2026, 1, 5), words="Her nephew signs for her.",
            ),
        }  # fmt: skip

    def _report(self, place: Place, from_on: date) -> tuple[UUID, UUID, UUID]:
        """A provider's figures of a week, those of the person's team among them, and a report of them."""
        here = {"organisation_id": place.organisation}
        week = {
            "side": "provider",
            "span": "week",
            "from_on": from_on,
            "until_on": from_on + timedelta(7),
            "made_at": self.long_ago,
        }
        snapshot = self.add("figure_snapshot", **here, **week)
        of_it = {**here, "snapshot_id": snapshot, "breakdown": "everyone"}
        cells = {"counts": dict.fromkeys(COUNTS, 3), "means": {}}
        self.add("exact_figures", **of_it, label="everyone", cells=cells)
        of_team = {**of_it, "breakdown": "team", "team_id": place.team}
        figures = self.add("exact_figures", **of_team, label=place.name, cells=cells)
        made = {"state": "made", "made_at": self.long_ago, "html": "<p>Figures</p>", "pdf": b"%PDF-1.7"}
        return snapshot, figures, self.add("figure_report", **of_it, **made)

    def stays(self, place: Place) -> dict[str, UUID]:
        """A stay, a fall, what a return asks of the person, an assessment, and an export with the person in it."""
        of_team = {**self.keys(place), "provided_by_team_id": place.team}
        told = {"notification": "police"}
        council, _ = self._rules[place.organisation]
        made = {"state": "made", "made_at": self.long_ago, "rows": 1, "csv": compress(b"LA_Code\r\n"), "incomplete": 1}
        days = {"from_on": date(2025, 1, 1), "until_on": date(2026, 1, 1)}
        export = self.add(
            "cld_export", organisation_id=place.organisation, council_id=council, person_ids=[place.person], **days, **made
        )
        self.add("cld_missing", **self.keys(place), export_id=export, fields=["Gender"])
        return {
            "hospital_stay": self.add("hospital_stay", **of_team, **told, admitted_on=date(2026, 1, 5), planned=False),
            "fall": self.add("fall", **of_team, **told, fell_at=self.long_ago, harm="none"),
            "council_details": self.add("council_details", **self.keys(place), gender="Female"),
            "care_assessment": self.add(
                "care_assessment", **of_team, started_on=date(2026, 1, 5), assessment_type="Long term assessment"
            ),
            "cld_export": export,
        }

    @cached_property
    def _agreed(self) -> dict[UUID, UUID]:
        """Of each provider: that its council works with it."""
        said = {"provider_name": "The provider", "agreed_at": self.long_ago, "agreed_by_account_id": new_id()}
        return {
            provider: self.found("commissioned_provider", organisation_id=provider, council_id=council)
            or self.add("commissioned_provider", organisation_id=provider, council_id=council, **said)
            for provider, (council, _) in self._rules.items()
        }

    @cached_property
    def _rules(self) -> dict[UUID, tuple[UUID, UUID]]:
        """Of each provider: the council that it works with, and the only rule for small numbers between them."""
        providers = (
            (self.world.organisation_id, self.world.council_id),
            (
                self.world.other_organisation_id,
                self.add("organisation", kind="council", name="Elmhurst District Council"),
            ),
        )
        return {
            provider: (
                council,
                self.found("figure_setting", organisation_id=provider, council_id=council)
                or self.add("figure_setting", organisation_id=provider, council_id=council, threshold=9),
            )
            for provider, council in providers
        }
