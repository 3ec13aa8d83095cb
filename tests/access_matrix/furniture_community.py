"""What the stage needs of the life around somebody: who may see it depends on circles and consents, not on a team alone."""

from datetime import date
from uuid import UUID

from tests.access_matrix.furniture_base import Furniture
from tests.access_matrix.places import Place


class CommunityFurniture(Furniture):
    """Groups, circles, introductions and whom the person knows."""

    def groups(self, place: Place) -> dict[str, UUID]:
        """A group born from the person, which Jean runs: what it seeks, a time when it met, and their own part in it."""
        here = {"organisation_id": place.organisation}
        runs = {"run_by_account_id": self.world.account("person").account_id} if place.name == "jean" else {}
        said = {"name": "Knit and natter", "name_key": "knit and natter", "what": "We knit.", "who_runs_it": "Dot"}
        group = self.add("community_group", **here, **runs, **said, place_name="The café")
        met = {"held_on": date(2026, 1, 8)}
        session = self.add("group_session", **here, group_id=group, **met, came=9)
        of_group = {**self.keys(place), "group_id": group}
        return {
            "community_group": group,
            "group_gift": self.add("group_gift", **here, group_id=group, part="hands", words="Turning a heel."),
            "group_session": session,
            "group_origin": self.add("group_origin", **of_group, words="My mother taught me."),
            "group_membership": self.add("group_membership", **of_group, joined_on=date(2026, 1, 1)),
            "group_attendance": self.add("group_attendance", **of_group, session_id=session, **met),
        }

    def circles(self, place: Place, have: dict[str, UUID | None]) -> dict[str, UUID]:
        """A circle with somebody who has joined it and has a gift, and somebody else who has joined."""
        circle = have.get("circle") or self.add("circle", **self.keys(place), purpose="Tea.", status="meeting")
        known = {**self.keys(place), "circle_id": circle, "kind": "family", "state": "joined", "joined_on": self.yesterday}
        member = have.get("circle_member") or self.add("circle_member", **known, name="Joan")
        gift = {"circle_id": circle, "member_id": member, "part": "hands", "words": "Bread."}
        return {
            "circle": circle,
            "circle_member": member,
            "circle_member_gift": self.add("circle_member_gift", **self.keys(place), **gift),
            "free_circle_member": self.add("circle_member", **known, name="Edna"),
        } | self.in_circle(self.keys(place), circle)

    def in_circle(self, of_person: dict[str, UUID], circle: UUID) -> dict[str, UUID]:
        """A meeting that is planned, an action, and what the person gives."""
        of_circle = {**of_person, "circle_id": circle}
        return {
            "circle_meeting": self.add("circle_meeting", **of_circle, starts_at=self.long_ago, agenda=["Who drives?"]),
            "circle_action": self.add("circle_action", **of_circle, what="Ring the minister.", who="Dot", by_on=self.yesterday),
            "circle_contribution": self.add("circle_contribution", **of_circle, way="gives", words="The old songs."),
        }

    def ties(self, place: Place) -> dict[str, UUID]:
        """An introduction with a contact on the way, somebody whom the person saw, and the wish to be known for reach."""
        of_person = self.keys(place)
        introduction = self.add(
            "introduction", **of_person, kind="signposting", made_on=self.yesterday, from_whom="Dr Patel", to_words="The bowls.",
            provided_by_team_id=place.team,
        )  # fmt: skip
        connection = self.add("connection", **of_person, name="Dot", kind="neighbour")
        on_the_way = {"introduction_id": introduction, "on_day": self.yesterday, "words": "We looked in."}
        return {
            "introduction": introduction,
            "introduction_contact": self.add("introduction_contact", **of_person, **on_the_way),
            "connection": connection,
            "connection_seen": self.add("connection_seen", **of_person, connection_id=connection, seen_on=self.yesterday),
            "reach_wish": self.add("reach_wish", **of_person, since_on=self.yesterday),
        }
