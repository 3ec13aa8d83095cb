"""What people do in a life, as verbs: those who play a year of it speak the field's words, and the API is called here."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import psycopg

from api.demo.made import DemoAccount, World
from api.domain.shared.clock import LONDON, london_today
from api.domain.shared.ids import new_id
from tests.people.saying import As, listed, told
from tests.world import Caller

Json = dict[str, Any]
TODAY = london_today()
WEEKS = 54  # a year, and two weeks in which the second review is late
FIRST = TODAY - timedelta(days=TODAY.weekday() + 7 * WEEKS)
HER_WEEK = {"zero_words": "Nobody came and the hens were shut in", "ten_words": "Out, and home with mud on my boots"}


def week(number: int, day: int = 0) -> str:
    """A day of the year: its first Monday is that of week 1."""
    return str(FIRST + timedelta(days=7 * (number - 1) + day))


def noon(day: str) -> str:
    """Noon in London on that day."""
    found = date.fromisoformat(day)
    return datetime(found.year, found.month, found.day, 12, tzinfo=LONDON).isoformat()


@dataclass
class Voice:
    """Somebody in the life of a person, with the token that their own front end has."""

    caller: Caller
    person: str

    @property
    def here(self) -> str:
        return f"/people/{self.person}"

    # ---- a good week -----------------------------------------------------------------------------------------------
    async def makes_a_week_good(self, what: str, *, since: str, **words: Any) -> Json:
        body = {"what": what, "started_on": since, **words}
        return told(await self.caller.post(f"{self.here}/good-week/items", body), 201)

    async def says_it_anew(self, item: Json, what: str, because: str, **words: Any) -> Json:
        where = f"{self.here}/good-week/items/{item['id']}/wordings"
        return told(await self.caller.post(where, {"what": what, "because": because, **words}), 201)

    async def marks(self, item: Json, of_week: str, mark: str, why: str | None = None) -> Json:
        body = {"item_id": item["id"], "week_on": of_week, "mark": mark} | ({"why": why} if why else {})
        return told(await self.caller.put(f"{self.here}/good-week/marks/{new_id()}", body), 201)

    async def gives_the_week(self, of_week: str, score: int, words: str) -> Json:
        body = {"week_on": of_week, "score": score, "words": words, **HER_WEEK}
        return told(await self.caller.put(f"{self.here}/good-week/scores/{new_id()}", body), 201)

    # ---- what is wanted, and what is tried -------------------------------------------------------------------------
    async def wants(self, statement: str, *, since: str, **more: Any) -> Json:
        return told(await self.caller.post(f"{self.here}/outcomes", {"statement": statement, "started_on": since, **more}), 201)

    async def moves(self, outcome: Json, to: str, on: str, reason: str | None = None) -> Json:
        body = {"to": to, "on": on} | ({"reason": reason} if reason else {})
        return told(await self.caller.post(f"{self.here}/outcomes/{outcome['id']}/status-changes", body))

    async def tries(self, outcome: Json, what: str, who: str, by: str) -> Json:
        body = {"what": what, "who": who, "by_on": by, "doing": True}
        return told(await self.caller.post(f"{self.here}/outcomes/{outcome['id']}/steps", body), 201)

    async def it_came_to(self, step: Json, state: str, what_happened: str, on: str) -> Json:
        where = f"{self.here}/outcomes/{step['outcome_id']}/steps/{step['id']}/end"
        return told(await self.caller.post(where, {"state": state, "what_happened": what_happened, "on": on}))

    # ---- how it is -------------------------------------------------------------------------------------------------
    async def checks_in(self, outcome: Json, on: str, score: int | None = None, words: str | None = None, **more: Any) -> Json:
        said = {"about": "outcome", "outcome_id": outcome["id"], "given_at": noon(on), "score": score, "words": words, **more}
        kept = {name: value for name, value in said.items() if value is not None}
        return told(await self.caller.post(f"{self.here}/check-ins", kept), 201)

    def checks_in_without_signal(self, outcome: Json, on: str, score: int, words: str) -> tuple[str, Json]:
        """Kept on the phone, with an id that it made itself."""
        said = {"about": "outcome", "outcome_id": outcome["id"], "given_at": noon(on), "score": score, "words": words}
        return f"/check-ins/{new_id()}", {"person_id": self.person, **said}

    async def sends(self, kept: tuple[str, Json], status: int) -> Json:
        return told(await self.caller.put(*kept), status)

    async def amends(self, check_in: Json, because: str, **said: Any) -> Json:
        return told(await self.caller.post(f"/check-ins/{check_in['id']}/amendments", {"because": because, **said}), 201)

    async def answers_the_four_questions(self, on: str, *answers: int) -> Json:
        keys = ("satisfaction", "worthwhile", "happiness", "anxiety")
        said = [{"item": key, "value": value} for key, value in zip(keys, answers, strict=True)]
        body = {"about": "instrument", "instrument": "ons4", "instrument_version": 1, "answers": said, "given_at": noon(on)}
        return told(await self.caller.post(f"{self.here}/check-ins", body), 201)

    # ---- who may know, and who may speak ---------------------------------------------------------------------------
    async def lets_family_see(self, member: str, *items: str) -> Json:
        body = {
            "purpose": "share_with_family", "audience": "circle_member", "audience_id": member, "items": items,
            "given_how": "spoken", "given_by": "Nora", "evidence": "She said so at her table.",
        }  # fmt: skip
        return told(await self.caller.post(f"{self.here}/consents", body), 201)

    async def takes_it_back(self, consent: Json) -> Json:
        return told(await self.caller.post(f"{self.here}/consents/{consent['id']}/withdrawal", {}))

    async def invites(self, member: str) -> Json:
        return told(await self.caller.post(f"{self.here}/check-in-invitations", {"circle_member_id": member}), 201)

    # ---- reviews ---------------------------------------------------------------------------------------------------
    async def holds_a_review(self, on: str, **said: Any) -> Json:
        where = f"{self.here}/reviews"
        there = [{"name": "Nora", "as_what": "Myself"}, {"name": "Anna", "as_what": "From my team"}]
        planned = told(await self.caller.post(where, {"planned_on": on, "who_was_there": there, **said}), 201)
        return told(await self.caller.post(f"{where}/{planned['id']}/holding", {"held_on": on}))

    async def decides(self, review: Json, what: str, who: str, by: str) -> Json:
        body = {"what": what, "who": who, "by_on": by}
        return told(await self.caller.post(f"{self.here}/reviews/{review['id']}/actions", body), 201)

    async def it_ended(self, action: Json, state: str, words: str, on: str) -> Json:
        where = f"{self.here}/reviews/{action['review_id']}/actions/{action['id']}/end"
        return told(await self.caller.post(where, {"state": state, "words": words, "on": on}))

    # ---- what is there to read -------------------------------------------------------------------------------------
    async def reads(self, place: str, **params: Any) -> Json:
        return told(await self.caller.get(place, params=params))

    async def finds(self, place: str, **params: Any) -> list[Json]:
        """A list below the person."""
        return await listed(self.caller, f"{self.here}/{place}", **params)


@dataclass
class Year:
    """Who is in it, and what there is of it by a name."""

    nora: Voice
    tess: Voice
    anna: Voice
    coach: Voice
    manager: Voice
    tess_is: str
    team: str
    of: dict[str, Json] = field(default_factory=dict)


async def everybody(as_: As, world: World, operator: psycopg.Connection[Any]) -> Year:
    """Nora comes to Ashbrook North; she and her niece get accounts, and the two of them are a circle."""
    anna, manager, team = as_("carer"), as_("manager"), str(world.team("Ashbrook North").id)
    names = {"preferred_name": "Nora", "given_names": "Honora", "family_name": "Quill", "date_of_birth": "1944-02-11"}
    person = told(await anna.post("/people", {"team_id": team, "enquired_on": week(-3), **names}), 201)["id"]
    for to, on in (("getting_to_know", week(-1)), ("supported", week(1))):
        told(await anna.post(f"/people/{person}/status-changes", {"to": to, "on": on}))

    async def account(name: str, grant: Json) -> DemoAccount:
        made = told(await manager.post("/accounts", {"username": f"{name.lower()}@quill.example", "name": name}), 201)
        told(await manager.post(f"/accounts/{made['id']}/grants", grant), 201)
        return DemoAccount(name, grant["role"], made["username"], "", name, made["id"], world.organisation_id)

    nora = as_(await account("Nora", {"role": "person", "person_id": person}))
    tess_account = await account("Tess", {"role": "family"})
    circle, tess = new_id(), new_id()
    operator.execute(
        "INSERT INTO circle (id, organisation_id, person_id, team_id, purpose, status)"
        " SELECT %s, organisation_id, id, team_id, 'Nora and the hens', 'meeting' FROM person WHERE id = %s",
        [circle, person],
    )
    operator.execute(
        "INSERT INTO circle_member"
        " (id, organisation_id, person_id, team_id, circle_id, account_id, name, kind, state, joined_on)"
        " SELECT %s, organisation_id, person_id, team_id, id, %s, 'Tess Quill', 'family', 'joined', '2026-01-05'"
        " FROM circle WHERE id = %s",
        [tess, tess_account.account_id, circle],
    )
    voices = {"nora": nora, "tess": as_(tess_account), "anna": anna, "coach": as_("coach"), "manager": manager}
    return Year(**{name: Voice(caller, person) for name, caller in voices.items()}, tess_is=str(tess), team=team, of={})


async def reviews_due(year: Year, who: Voice | None = None) -> dict[str, Json]:
    """By the person: whose review of the team is due or overdue today, as one of them sees it."""
    answer = await (who or year.anna).reads(f"/teams/{year.team}/reviews-due", within_days=0)
    return {one["person_id"]: one for one in answer["people"]}


KEPT = ("outcomes", "check-ins", "reviews", "good-week/items", "good-week/marks", "good-week/scores")


async def all_of_it(voice: Voice) -> dict[str, list[Json]]:
    """All that was said of her life, but which team supports her now."""
    found = {place: [{k: v for k, v in one.items() if k != "team_id"} for one in await voice.finds(place)] for place in KEPT}
    return found | {"progress": [await voice.reads(f"{voice.here}/progress")]}
