"""What the stage needs beside the demo world: what ended, and a record of every kind for each place."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

from api.demo.made import DemoAccount, World
from api.demo.rows import Rows
from api.domain.access.consents import SharedItem
from api.domain.registry import tables
from api.domain.shared.ids import new_id
from tests.access_matrix.places import Place, good_week_on

EVERYTHING = [str(item) for item in SharedItem]


class Setting:
    """The furniture: what ended, and a record of every kind for each place."""

    def __init__(self, operator: psycopg.Connection[Any], world: World, rows: Rows, places: dict[str, Place]) -> None:
        self.operator, self.world, self.rows, self.places = operator, world, rows, places
        self.tables = tables()
        self.yesterday = datetime.now(UTC).date() - timedelta(days=1)
        self.long_ago = datetime.now(UTC) - timedelta(days=30)
        self.opener = world.account("carer_3")
        client = self.add("client", organisation_id=world.organisation_id, name="A rota no longer used", scopes=[], team_ids=[])
        self.former_client = replace(world.client("integration"), key="former", client_id=client, team_ids=())

    def add(self, table: str, **values: Any) -> UUID:
        return self.rows.add(self.tables[table], **values)

    def found(self, table: str, **by: Any) -> UUID | None:
        """A standing record of the world."""
        where = " AND ".join(f"{name} = %s" for name in by)
        # With its schema: `circle` alone would be PostgreSQL's own type.
        row = self.operator.execute(
            f"SELECT id FROM public.{table} WHERE {where} AND removed_at IS NULL ORDER BY created_at, id LIMIT 1".encode(),
            list(by.values()),
        ).fetchone()
        return row[0] if row else None

    def keys(self, place: Place) -> dict[str, UUID]:
        return {"organisation_id": place.organisation, "team_id": place.team, "person_id": place.person}

    def consent(self, place: Place, purpose: str, audience: str, **more: Any) -> UUID:
        return self.add(
            "consent", **self.keys(place), purpose=purpose, audience=audience, from_at=self.long_ago, given_how="spoken",
            given_by="themself",
            evidence="Said so.", **more,
        )  # fmt: skip

    def endings(self) -> None:
        """What once was: an ended coaching, an ended circle, a circle left, a consent taken back, and an opening that stands."""
        world, places = self.world, self.places
        coach = world.account("coach_2")
        self.add(
            "coaching", organisation_id=world.organisation_id, team_id=places["jean"].team, account_id=coach.account_id,
            name=coach.name,
            since_on=self.yesterday - timedelta(days=90), until_on=self.yesterday,
        )  # fmt: skip
        karen, lorna = world.account("family"), world.account("connector")
        for key in ("jean", "arthur"):
            said = self.consent(places[key], "share_with_circle", "circle", items=EVERYTHING)
            places[key] = replace(places[key], records={**places[key].records, "consent": said})
        arthur = self.keys(places["arthur"])
        ended = self.add("circle", **arthur, purpose="Pigeons.", status="meeting", connector_account_id=lorna.account_id)
        left = self.add("circle", **arthur, purpose="The match.", status="meeting")
        was = self.add(
            "circle_member",
            **arthur,
            circle_id=left,
            account_id=karen.account_id,
            name="Karen",
            kind="friend",
            state="left",
            joined_on=self.yesterday,
            left_on=self.yesterday,
        )
        gift = self.add("circle_member_gift", **arthur, circle_id=left, member_id=was, part="head", words="The old songs.")
        once = {"circle": ended, "left_circle": left, "left_circle_member": was, "left_circle_member_gift": gift}
        once |= {f"left_{kind}": record for kind, record in self.in_circle(arthur, left).items()}
        places["arthur"] = replace(places["arthur"], records={**places["arthur"].records, **once})
        taken_back = self.consent(places["george"], "share_with_circle", "circle", items=EVERYTHING, withdrawn_at=self.long_ago)
        places["george"] = replace(places["george"], records={**places["george"].records, "consent": taken_back})
        # Each carer opens one person at a time; only the first of these asks.
        openers: dict[str, str | DemoAccount] = {
            "george": self.opener,
            "jean": "rosie_ashcroft",
            "begum": "sam_tyldesley",
            "mill": "kath_molyneux",
            "elm": "zac_horrocks",
        }
        for key, who in openers.items():
            place, account = places[key], who if isinstance(who, DemoAccount) else world.account(who)
            opening = self.add(
                "opening", organisation_id=place.organisation, account_id=account.account_id, person_id=place.person,
                team_id=place.team, reason="emergency", words="Rang.",
                until_at=datetime.now(UTC) + timedelta(hours=1),
            )  # fmt: skip
            places[key] = replace(place, records={**place.records, "opening": opening})

    def end_circle(self) -> None:
        """One circle ends, with all that was said in it: nothing could be added to it any more."""
        ends = "UPDATE public.circle SET status = 'ended', ended_on = %s, ended_because = 'The loft is gone.' WHERE id = %s"
        self.operator.execute(ends, [self.yesterday, self.places["arthur"].records["circle"]])

    def furnish(self, key: str) -> None:
        """One record of every kind."""
        place = self.places[key]
        of_person, of_team = self.keys(place), {"organisation_id": place.organisation, "team_id": place.team}
        member = place.records["team_member"]
        have: dict[str, UUID | None] = dict(place.records)
        for table in (
            "status_change",
            "profile_version",
            "relationship",
            "access_to_home",
            "small_team_member",
            "circle",
            "circle_member",
        ):
            have[table] = self.found(table, person_id=place.person) or have.get(table)
        row = self.operator.execute(
            "SELECT member_id, person_chose, member_chose, words FROM small_team_member WHERE id = %s",
            [have["small_team_member"]],
        ).fetchone()
        said = dict(zip(("member_id", "person_chose", "member_chose", "words"), row, strict=True)) if row else {}
        for table in ("member_profile", "member_gift"):
            have[table] = self.found(table, member_id=member)
        have["shared_role"] = self.found("shared_role", team_id=place.team, kind="planner")
        have["role_holding"] = self.found("role_holding", role_id=have["shared_role"])
        have["agreement"] = self.found("agreement", team_id=place.team)
        have["free_coach"] = self.world.account("coach_2" if key != "mill" else "coach").account_id
        have["coaching"] = self.found("coaching", team_id=place.team)
        have["account"] = self.operator.execute("SELECT account_id FROM team_member WHERE id = %s", [member]).fetchone()[0]  # type: ignore[index]
        have["account_grant"] = self.found("account_grant", account_id=have["account"])
        have["client"] = self.found("client", organisation_id=place.organisation)
        have["gift"] = self.add("gift", **of_person, part="hands", words="Knitting.")
        have["positive_risk"] = self.add(
            "positive_risk", **of_person, what_i_want="To walk to the shop.", what_it_brings="Air.", whose="person",
            provided_by_team_id=place.team,
            review_on=self.yesterday + timedelta(days=60),
        )  # fmt: skip
        have["life_story_chapter"] = self.add("life_story_chapter", **of_person, title="The mill", words="I began at fifteen.")
        for audience in ("team", "family"):
            ended = {"withdrawn_at": self.long_ago} if key == "george" and audience == "family" else {}
            self.consent(place, "life_story_chapter", audience, chapter_id=have["life_story_chapter"], **ended)
        have["consent"] = have.get("consent") or self.consent(place, "story", "public")
        have["standing"] = self.consent(place, "photo", "public")
        have["representative"] = self.add(
            "representative",
            **of_person,
            name="Lynn",
            kind="advocate",
            scope=["speaking_up"],
            evidence="Seen.",
            from_on=self.yesterday,
        )
        have.setdefault("access_to_home", None)
        if have["access_to_home"] is None:
            have["access_to_home"] = self.add("access_to_home", **of_person, key_safe_code="1234")
        if have["relationship"] is None:
            have["relationship"] = self.add(
                "relationship", **of_person, name="Dot", what_they_are_to_me="Next door", closeness="close"
            )
        have["notice"] = self.add(
            "notice",
            organisation_id=place.organisation,
            audience="team",
            team_id=place.team,
            kind="person_moved",
            about_kind="person",
            about_id=place.person,
        )
        have["hours_agreement"] = self.add(
            "hours_agreement", **of_person, weekly_minutes=240, from_on=date(2026, 1, 5), until_on=date(2026, 1, 12)
        )
        have["hours_entry"] = self.add(
            "hours_entry", **of_person, kind="adjusted", on_day=self.yesterday, minutes=15, words="Counted twice.",
            provided_by_team_id=place.team,
        )  # fmt: skip
        have |= self.instruments(place)
        have |= self.groups(place)
        have |= self.reviews(place)
        have["person_page"] = self.page(place)
        have |= self.good_week(place)
        wished = self.outcomes(place)
        have |= self.circles(place, have)
        have |= self.ties(place)
        have |= wished | self.check_ins(place, wished["outcome"], have)
        have |= self.visits(place, member, wished["outcome"])
        have |= self.of_a_member(place, member, have["account"])
        have |= self.offers(key)
        have["move_offer"] = have.get("offered")
        have["agreement"] = have["agreement"] or self.add("agreement", **of_team, words="We ring.", agreed_on=self.yesterday)
        self.places[key] = replace(place, records={k: v for k, v in have.items() if v is not None}, in_small_team=said)

    def instruments(self, place: Place) -> dict[str, UUID]:
        """An instrument with a draft, a licensed one, one for teams that is published, and how the team saw itself with it."""
        here = {"organisation_id": place.organisation, "purpose": "To try."}
        text = {"key": "mood", "text": "How is your mood?", "kind": "text"}
        known = {"key": "good-week", "text": "We know what a good week is.", "kind": "choice"}
        level = {**known, "choices": [{"value": "always", "label": "Always", "score": 2}]}
        instrument = self.add("instrument", **here, key=f"mood-{place.name}", name="Mood")
        licensed = self.add("instrument", **here, key=f"licensed-{place.name}", name="Licensed", licence="licensed")
        team = self.add("instrument", **here, key=f"team-{place.name}", name="How we work", answered_for="teams")
        organisation = {"organisation_id": place.organisation}
        self.add(
            "instrument_version", **organisation, instrument_id=team, number=1, items=[level], state="published",
            published_on=self.yesterday,
        )  # fmt: skip
        answers = [{"item": "good-week", "value": "always"}]
        used = {"instrument": f"team-{place.name}", "instrument_version": 1, "answers": answers}
        return {
            "instrument": instrument,
            "licensed_instrument": licensed,
            "instrument_version": self.add(
                "instrument_version", **organisation, instrument_id=instrument, number=1, items=[text], scoring={}
            ),
            "team_assessment": self.add("team_assessment", **organisation, team_id=place.team, held_on=self.yesterday, **used),
        }

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

    def offers(self, key: str) -> dict[str, UUID]:
        """An open offer of this place's person to another team of the organisation, and that team."""
        place, teams = self.places[key], [t for t in self.world.teams if t.organisation_id == self.places[key].organisation]
        if place.team not in [t.id for t in teams]:
            return {}
        here = next(i for i, t in enumerate(teams) if t.id == place.team)
        # North offers to Millfield, Millfield to South, South to North: nobody's offer stays in the house.
        to = teams[here - 1]
        return {"other_team": to.id, "offered": self.add(
            "move_offer", **self.keys(place), from_team_id=place.team, from_team_name=teams[here].name, to_team_id=to.id,
            to_team_name=to.name,
            preferred_name="Somebody", state="offered",
        )}  # fmt: skip
