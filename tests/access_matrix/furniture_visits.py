"""What the stage needs of days and hours: one visit is free and one is late, as what may be done with each is different."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from api.domain.shared.ids import new_id
from tests.access_matrix.furniture_base import Furniture
from tests.access_matrix.places import Place


class VisitsFurniture(Furniture):
    """Visits and the working life of the member who makes them."""

    def visits(self, place: Place, member: UUID, outcome: UUID) -> dict[str, UUID]:
        """A visit that still needs somebody, with what it is for, and one that should have begun."""
        starts = datetime.now(UTC) + timedelta(days=2)
        of_person = {**self.keys(place), "provided_by_team_id": place.team, "purpose": "A walk."}
        visit = self.add("visit", **of_person, planned_start_at=starts, planned_end_at=starts + timedelta(hours=1))
        late_at = starts - timedelta(days=5)
        late = self.add(
            "visit", **of_person, planned_start_at=late_at, planned_end_at=late_at + timedelta(hours=1), member_ids=[member],
            state="planned",
        )  # fmt: skip
        link = self.add("visit_link", **self.keys(place), visit_id=visit, kind="outcome", target_id=outcome)
        first = datetime(2026, 1, 5, 9)  # noqa: DTZ001 - wall time
        series = self.add("visit_series", **of_person, rule="FREQ=WEEKLY", first_local=first, length_minutes=60)
        offer = self.add("visit_offer", **self.keys(place), visit_id=late, from_member_id=member)
        of_record = {**self.keys(place), "visit_id": visit, "provided_by_team_id": place.team}
        record = self.add("visit_record", **of_record, member_id=member, what_happened="We sang.")
        amended = {**of_record, "record_id": record, "field": "what_happened", "words": "And danced.", "because": "It was both."}
        recorded = {"visit_record": record, "visit_amendment": self.add("visit_amendment", **amended)}
        of_team = {"organisation_id": place.organisation, "team_id": place.team}
        proposal = self.add("roster_proposal", **of_team, week_on=date(2026, 1, 5), state="ready")
        line = self.add(
            "proposal_line", **self.keys(place), proposal_id=proposal, visit_id=visit, planned_start_at=starts, member_id=member
        )
        recorded |= {"roster_proposal": proposal, "proposal_line": line}
        return recorded | {"visit": visit, "late_visit": late, "visit_link": link, "visit_offer": offer, "visit_series": series}

    def of_a_member(self, place: Place, member: UUID, account: UUID | None) -> dict[str, UUID]:
        """When the member works and is away, why, their calendar, and a concern that they raised about the person."""
        of_member = {"organisation_id": place.organisation, "team_id": place.team, "member_id": member}
        times = [{"week": 1, "weekday": "monday", "starts": "07:00", "ends": "14:00"}]
        pattern = self.add(
            "working_pattern", **of_member, from_on=date(2026, 1, 5), until_on=date(2026, 2, 2), cycle_weeks=1, times=times
        )
        starts = datetime.now(UTC) + timedelta(days=40)
        absence = self.add("absence", **of_member, kind="leave", starts_at=starts, ends_at=starts + timedelta(days=1))
        reason = self.add("absence_reason", **of_member, absence_id=absence, words="A wedding.")
        concern = self.add(
            "concern", **self.keys(place), kind="health", words="She is pale.", noticed_at=self.long_ago,
            author_account_id=account, provided_by_team_id=place.team,
        )  # fmt: skip
        calendar = self.add("calendar_feed", **of_member, secret_hash=new_id().bytes * 2)
        found = {"working_pattern": pattern, "absence": absence, "absence_reason": reason}
        return found | {"calendar_feed": calendar, "concern": concern}
