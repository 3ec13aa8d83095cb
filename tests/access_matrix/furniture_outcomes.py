"""What the stage needs of what somebody wants: a call is refused for whose record it names, so a record must stand there."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from tests.access_matrix.furniture_base import Furniture
from tests.access_matrix.places import Place, good_week_on


class OutcomesFurniture(Furniture):
    """What a person wants, and how they and their team look at it."""

    def outcomes(self, place: Place) -> dict[str, UUID]:
        """What the person wants, its words, its first move, and a step towards it."""
        said = {"statement": "To walk to Mass."}
        of_team = {"provided_by_team_id": place.team}
        outcome = self.add(
            "outcome", **self.keys(place), **said, **of_team, started_on=self.yesterday, status_since=self.yesterday
        )
        of_outcome = {**self.keys(place), "outcome_id": outcome}
        moved = {"to_status": "exploring", "moved_on": self.yesterday}
        return {
            "outcome": outcome,
            "outcome_wording": self.add("outcome_wording", **of_outcome, **said, number=1),
            "outcome_move": self.add("outcome_move", **of_outcome, **of_team, **moved),
            "outcome_step": self.add("outcome_step", **of_outcome, what="Walk to the corner.", who="Jean and Amira"),
        }

    def good_week(self, place: Place) -> dict[str, UUID]:
        """What makes the person's week good, its first words, how one week went, and what that week was given.

        A week of which the demo world says nothing: there is one mark and one score of each.
        """
        then = good_week_on() - timedelta(weeks=20)
        of_person, of_team = self.keys(place), {"provided_by_team_id": place.team, "answered_by": "self"}
        item = self.add("good_week_item", **of_person, what="Bingo.", started_on=date(1990, 1, 1))
        scored = {"week_on": then, "score": 7, "zero_words": "In bed.", "ten_words": "Out dancing."}
        marked = {"item_id": item, "week_on": then, "mark": "happened"}
        return {
            "good_week_item": item,
            "good_week_wording": self.add("good_week_wording", **of_person, item_id=item, number=1, what="Bingo."),
            "good_week_mark": self.add("good_week_mark", **of_person, **of_team, **marked),
            "good_week_score": self.add("good_week_score", **of_person, **of_team, **scored),
        }

    def check_ins(self, place: Place, outcome: UUID, have: dict[str, UUID | None]) -> dict[str, UUID]:
        """A check-in with its amendment, and an invitation of whoever of the circle is family; another member is not invited."""
        given = {"about": "outcome", "outcome_id": outcome, "answered_by": "self", "given_at": datetime.now(UTC)}
        check_in = self.add("check_in", **self.keys(place), **given, words="To the corner.", provided_by_team_id=place.team)
        amended = {"check_in_id": check_in, "words": "To the gate.", "because": "I thought of another day."}
        karen = self.world.account("family").account_id
        member = self.found("circle_member", person_id=place.person, account_id=karen) or have["circle_member"]
        invited = {"circle_member_id": member, "from_at": self.long_ago}
        return {
            "check_in": check_in,
            "check_in_amendment": self.add("check_in_amendment", **self.keys(place), **amended),
            "check_in_invitation": self.add("check_in_invitation", **self.keys(place), **invited),
        }

    def reviews(self, place: Place) -> dict[str, UUID]:
        """A review that is planned, and something that it decided."""
        there = [{"name": "Siobhan", "as_what": "Her daughter"}]
        review = self.add(
            "review", **self.keys(place), planned_on=self.yesterday, who_was_there=there, provided_by_team_id=place.team
        )
        action = self.add("review_action", **self.keys(place), review_id=review, what="Ring the choir.", who="Anna")
        return {"review": review, "review_action": action} | self.change(place)

    def change(self, place: Place) -> dict[str, UUID]:
        """A cycle of Working Together for Change with a statement, a theme and an action."""
        of_team = {"organisation_id": place.organisation, "team_id": place.team}
        cycle = self.add("change_cycle", **of_team, name="Spring", from_on=date(2026, 1, 1), until_on=date(2026, 4, 1))
        said = {**of_team, "cycle_id": cycle}
        return {
            "change_cycle": cycle,
            "cycle_statement": self.add("cycle_statement", **said, kind="not_working", words="I never know who comes."),
            "cycle_theme": self.add("cycle_theme", **said, kind="not_working", i_statement="I know who comes."),
            "cycle_action": self.add("cycle_action", **said, what="Photos on the fridge.", who="Ben"),
        }

    def page(self, place: Place) -> UUID:
        """A printed page."""
        made = {"state": "made", "made_at": datetime.now(UTC), "html": "<p>Mass on Sundays</p>", "pdf": b"%PDF-1.7"}
        return self.add("person_page", **self.keys(place), **made)
