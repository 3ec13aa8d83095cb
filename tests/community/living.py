"""What people do in the life of a circle, as verbs: those who play it speak the field's words, and the API is called here."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from api.demo.made import DemoAccount, World
from api.domain.shared.clock import LONDON, london_today
from api.domain.shared.ids import new_id
from tests.people.saying import As, listed, told
from tests.visits.recordings import note, whole
from tests.world import Caller

Json = dict[str, Any]
TODAY = london_today()


def ago(days: int) -> str:
    """The day so many days ago."""
    return str(TODAY - timedelta(days=days))


def clock(day: str, hour: int = 14) -> str:
    """An hour on the wall in London that day."""
    found = date.fromisoformat(day)
    return datetime(found.year, found.month, found.day, hour, tzinfo=LONDON).isoformat()


def months_ago(months: int, day: int) -> str:
    """A day of the month so many months before this one."""
    number = TODAY.year * 12 + TODAY.month - 1 - months
    return str(date(number // 12, number % 12 + 1, day))


@dataclass
class Voice:
    """Somebody in the life of a circle, with the token that their own front end has."""

    caller: Caller
    person: str

    @property
    def here(self) -> str:
        return f"/people/{self.person}"

    async def was_there(self, remark: str, on: str) -> Json:
        """A visit as the phone kept it, with what was said over the washing-up."""
        arrived = datetime.fromisoformat(clock(on, 10))
        kept = whole(self.person, arrived, note=note(arrived, what_happened=remark))
        return told(await self.caller.put(f"/visits/{new_id()}/record", kept), 201)

    # ---- a circle --------------------------------------------------------------------------------------------------
    async def starts(self, purpose: str, **said: Any) -> str:
        body = {"purpose": purpose, **said}
        return str(told(await self.caller.post(f"{self.here}/circles", body), 201)["id"])

    async def names_connector(self, circle: str, name: str | None) -> Json:
        known = {one["name"]: one["id"] for one in told(await self.caller.get("/connectors"))["connectors"]}
        now = await self.reads(f"/circles/{circle}")
        named = {"connector_account_id": known[name] if name else None}
        return told(await self.caller.patch(f"/circles/{circle}", named, version=now["version"]))

    async def asks_in(self, circle: str, name: str, kind: str, on: str, **more: Any) -> str:
        body = {"name": name, "kind": kind, "invited_on": on, **more}
        return str(told(await self.caller.post(f"/circles/{circle}/members", body), 201)["id"])

    async def says_they_joined(self, member: str, on: str) -> Json:
        return told(await self.caller.post(f"/circle-members/{member}/join", {"on": on}))

    async def moves_it(self, circle: str, to: str, because: str | None = None) -> Json:
        body = {"to": to} | ({"because": because} if because else {})
        return told(await self.caller.post(f"/circles/{circle}/status", body))

    # ---- meetings, and what is to be done --------------------------------------------------------------------------
    async def plans_a_meeting(self, circle: str, on: str, where: str, *agenda: str) -> Json:
        body = {"starts_at": clock(on), "where_words": where, "agenda": list(agenda)}
        return told(await self.caller.post(f"/circles/{circle}/meetings", body), 201)

    async def it_was_held(self, meeting: Json, there: list[str], what: str, *decided: str, connector: bool = True) -> Json:
        body = {
            "held_on": meeting["starts_at"][:10], "what_happened": what, "decided": list(decided), "member_ids": there,
            "person_there": True, "connector_there": connector,
        }  # fmt: skip
        return told(await self.caller.post(f"/circles/{meeting['circle_id']}/meetings/{meeting['id']}/holding", body))

    async def will_do(self, meeting: Json, what: str, who: str, by: str, **more: Any) -> Json:
        body = {"what": what, "who": who, "by_on": by, "meeting_id": meeting["id"], **more}
        return told(await self.caller.post(f"/circles/{meeting['circle_id']}/actions", body), 201)

    async def it_is(self, action: Json, state: str, on: str, because: str | None = None) -> Json:
        body = {"state": state, "on": on} | ({"because": because} if because else {})
        return told(await self.caller.post(f"/circles/{action['circle_id']}/actions/{action['id']}/end", body))

    async def carries(self, action: Json, by: str, because: str) -> Json:
        body = {"by_on": by, "because": because}
        return told(await self.caller.post(f"/circles/{action['circle_id']}/actions/{action['id']}/carry", body))

    async def says(self, circle: str, way: str, words: str, member: str | None = None) -> Json:
        body = {"member_id": member, "way": way, "words": words}
        return told(await self.caller.post(f"/circles/{circle}/contributions", body), 201)

    # ---- who may know ----------------------------------------------------------------------------------------------
    async def allows(self, purpose: str, audience: str, *items: str, **more: Any) -> Json:
        said = {"given_how": "spoken", "given_by": "Peggy", "evidence": "She said so over tea.", **more}
        body = {"purpose": purpose, "audience": audience, "items": list(items), **said}
        return told(await self.caller.post(f"{self.here}/consents", body), 201)

    async def takes_it_back(self, consent: Json, **how: str) -> Json:
        return told(await self.caller.post(f"{self.here}/consents/{consent['id']}/withdrawal", how))

    # ---- community life --------------------------------------------------------------------------------------------
    async def has_a_gift(self, words: str, *tags: str, **more: Any) -> Json:
        body = {"part": "hands", "words": words, "tags": list(tags), "would_share": "yes", **more}
        return told(await self.caller.post(f"{self.here}/gifts", body), 201)

    async def begins_a_group(self, **birth: Any) -> Json:
        return told(await self.caller.post(f"{self.here}/community-groups", birth), 201)

    async def introduces(self, kind: str, from_whom: str, on: str, **more: Any) -> Json:
        body = {"kind": kind, "from_whom": from_whom, "made_on": on, **more}
        return told(await self.caller.post(f"{self.here}/introductions", body), 201)

    async def on_the_way(self, introduction: Json, on: str, words: str, **more: Any) -> Json:
        body = {"on_day": on, "words": words, **more}
        return told(await self.caller.post(f"{self.here}/introductions/{introduction['id']}/contacts", body), 201)

    async def came_of_it(self, introduction: Json, result: str, words: str, on: str) -> Json:
        where = f"{self.here}/introductions/{introduction['id']}/result"
        return told(await self.caller.post(where, {"result": result, "words": words, "on": on}))

    async def tells_back(self, introduction: Json, message: str) -> Json:
        where = f"{self.here}/introductions/{introduction['id']}/message-back"
        return told(await self.caller.post(where, {"message": message}))

    async def knows(self, name: str, kind: str, since: str, **more: Any) -> str:
        body = {"name": name, "kind": kind, "since_on": since, **more}
        return str(told(await self.caller.post(f"{self.here}/connections", body), 201)["id"])

    async def saw(self, seen: dict[str, list[str]]) -> None:
        """Days, by the connection that was seen on them."""
        days = [{"connection_id": one, "seen_on": day} for one, many in seen.items() for day in many]
        answer = await self.caller.post(f"{self.here}/sightings/several", {"seen": days})
        assert answer.status_code == 204, answer.text

    # ---- what is there to read -------------------------------------------------------------------------------------
    async def reads(self, place: str, **params: Any) -> Json:
        return told(await self.caller.get(place, params=params))

    async def finds(self, place: str, **params: Any) -> list[Json]:
        return await listed(self.caller, place, **params)


class Known(NamedTuple):
    """Two who sign in as members of a circle."""

    colin: DemoAccount
    bea: DemoAccount


@dataclass
class Life:
    """Who is in the life of a circle, and what there is of it by a name."""

    peggy: Voice
    colin: Voice
    bea: Voice
    anna: Voice
    lorna: Voice
    coach: Voice
    manager: Voice
    accounts: Known
    team: str
    circle: str
    members: dict[str, str]
    of: dict[str, Json]
    seen: set[tuple[str, str]]  # month, and who was seen

    @property
    def path(self) -> str:
        return f"/circles/{self.circle}"


async def somebody(as_: As, team: str, **names: str) -> str:
    """Somebody new, whom the team supports since three hundred days."""
    anna = as_("carer")
    person = str(told(await anna.post("/people", {"team_id": team, "enquired_on": ago(330), **names}), 201)["id"])
    for to, on in (("getting_to_know", ago(320)), ("supported", ago(300))):
        told(await anna.post(f"/people/{person}/status-changes", {"to": to, "on": on}))
    return person


async def account(as_: As, world: World, name: str, grant: Json) -> DemoAccount:
    """An account that the manager makes for somebody."""
    manager = as_("manager")
    made = told(await manager.post("/accounts", {"username": f"{new_id().hex}@hindle.example", "name": name}), 201)
    told(await manager.post(f"/accounts/{made['id']}/grants", grant), 201)
    return DemoAccount(name, grant["role"], made["username"], "", name, made["id"], world.organisation_id)


async def signs_in(as_: As, member: str, as_account: DemoAccount) -> None:
    """The manager says who signs in as a member of a circle."""
    manager, path = as_("manager"), f"/circle-members/{member}"
    version = told(await manager.get(path))["version"]
    told(await manager.put(f"{path}/account", {"account_id": str(as_account.account_id)}, version=version))


async def everybody(as_: As, world: World) -> Life:
    """Peggy is supported by Ashbrook North; she, her son and her granddaughter have accounts. There is no circle yet."""
    team = str(world.team("Ashbrook North").id)
    person = await somebody(as_, team, preferred_name="Peggy", given_names="Margaret", family_name="Hindle")
    known = Known(*[await account(as_, world, name, {"role": "family"}) for name in ("Colin Hindle", "Bea Hindle")])
    tokens = {
        "peggy": await account(as_, world, "Peggy Hindle", {"role": "person", "person_id": person}),
        **known._asdict(), "anna": "carer", "lorna": "connector", "coach": "coach", "manager": "manager",
    }  # fmt: skip
    voices = {name: Voice(as_(token), person) for name, token in tokens.items()}
    return Life(**voices, accounts=known, team=team, circle="", members={}, of={}, seen=set())


# What moves with the person, or with the day.
TOLD_ANEW = ("team_id", "updated_at", "version", "overdue", "message_owed", "due_on", "next_meeting_at", "gaps")
HERS = ("introductions", "connections", "sightings", "group-memberships", "group-attendances", "gifts")


async def all_of_it(voice: Voice, life: Life) -> dict[str, list[Json]]:
    """All that was said in the circle and of her community life, but whose it is now and what is due."""
    places = [f"{life.path}/{kind}" for kind in ("members", "meetings", "actions", "contributions")]
    places += [f"{voice.here}/{kind}" for kind in HERS]
    found = {place: await voice.finds(place) for place in places} | {"circle": [await voice.reads(life.path)]}
    return {place: [{k: v for k, v in one.items() if k not in TOLD_ANEW} for one in many] for place, many in found.items()}
