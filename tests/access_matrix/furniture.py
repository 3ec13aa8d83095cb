"""What the stage needs beside the demo world: what ended, and a record of every kind for each place."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from api.demo.made import DemoAccount
from api.domain.access.consents import SharedItem
from api.domain.shared.ids import new_id
from tests.access_matrix.furniture_commissioning import CommissioningFurniture
from tests.access_matrix.furniture_community import CommunityFurniture
from tests.access_matrix.furniture_funds import FundsFurniture
from tests.access_matrix.furniture_outcomes import OutcomesFurniture
from tests.access_matrix.furniture_visits import VisitsFurniture
from tests.access_matrix.places import Place

EVERYTHING = [str(item) for item in SharedItem]


class Setting(CommissioningFurniture, FundsFurniture, OutcomesFurniture, CommunityFurniture, VisitsFurniture):
    """The furniture: what ended, and a record of every kind for each place."""

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

    def signed_in(self, place: Place, account: UUID | None) -> UUID:
        """A sign-in of an account, on another device."""
        return self.add(
            "session", id=new_id(), organisation_id=place.organisation, account_id=account, client_name="tests", role="carer",
            scope="", created_at=self.long_ago, last_used_at=self.long_ago, expires_at=datetime.now(UTC) + timedelta(days=1),
        )  # fmt: skip

    def at_a_provider(self, place: Place, account: UUID | None) -> dict[str, UUID]:
        """A provider of identities, and who an account is there."""
        # This machine, which no provider may be on: nothing is ever asked of it.
        issuer = f"https://127.0.0.1/{new_id()}"
        provider = self.add(
            "identity_provider", organisation_id=place.organisation, name="Council", issuer=issuer, client_id="wellbeing"
        )
        identity = self.add(
            "account_identity", organisation_id=place.organisation, account_id=account, provider_id=provider, subject="somebody"
        )
        return {"identity_provider": provider, "account_identity": identity}

    def links(self, place: Place, account: UUID | None) -> dict[str, UUID | None]:
        """An invitation of the place's account: one at a time, so the places of one account share it."""
        link = self.found("one_time_link", account_id=account) or self.add(
            "one_time_link", organisation_id=place.organisation, account_id=account, kind="invitation",
            expires_at=datetime.now(UTC) + timedelta(days=7),
        )  # fmt: skip
        return {"one_time_link": link}

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
        have["account_session"] = self.signed_in(place, have["account"])
        have["client"] = self.found("client", organisation_id=place.organisation)
        have |= self.at_a_provider(place, have["account"])
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
        have |= self.instruments(place) | self.links(place, have["account"]) | self.groups(place) | self.reviews(place)
        have["person_page"] = self.page(place)
        have |= self.good_week(place)
        wished = self.outcomes(place)
        have |= self.circles(place, have)
        have |= self.ties(place)
        have |= wished | self.check_ins(place, wished["outcome"], have)
        have |= self.visits(place, member, wished["outcome"])
        have |= self.commissioned(place) | self.stays(place) | self.funds(place)
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
