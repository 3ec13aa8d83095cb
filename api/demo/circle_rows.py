"""Circles with all that is theirs: members, meetings, actions that never vanish, what each gives and gets."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from api.demo.circle_words import CircleWords, MeetingWords, MemberWords
from api.demo.made import DemoAccount, DemoCircle, DemoPerson
from api.demo.making import Making
from api.demo.person_rows import say
from api.domain.access.consents import Representative
from api.domain.circles.contributions.models import CircleContribution
from api.domain.circles.meetings.models import COMPLETE_WITHIN_HOURS, CircleAction, CircleMeeting
from api.domain.circles.models import Circle, CircleMember, CircleMemberGift

AFTERNOON = 14  # on the wall in London
Keys = dict[str, Any]


def make_circle(
    making: Making, person: DemoPerson, words: CircleWords, connector: DemoAccount, accounts: dict[str, UUID] | None = None
) -> DemoCircle:
    """One circle; `accounts` are those of its members who sign in, by name."""
    keys: Keys = {"organisation_id": person.organisation_id, "team_id": person.team_id, "person_id": person.id}
    by, told = words.decided or ("person", None)
    alone_on, alone = words.alone or (None, None)
    circle = making.rows.add(
        Circle, **keys, purpose=words.purpose, status=words.status, first_idea=words.idea, decided_by=by, decided_words=told,
        connector_account_id=connector.account_id if words.connected else None,
        representative_id=_representative(making, person) if by == "representative" else None,
        stands_alone_on=None if alone_on is None else making.ago(days=alone_on), stands_alone_words=alone,
        created_at=making.at(days=words.began), updated_at=making.at(days=alone_on or words.began),
    )  # fmt: skip
    of = {**keys, "circle_id": circle}
    members = {one.name: _member(making, of, one, (accounts or {}).get(one.name)) for one in words.members}
    made = DemoCircle(circle, person.id, person.team_id, members)
    meetings = [_meeting(making, of, one, made) for one in words.meetings]
    _make_actions(making, of, words, made, meetings)
    for way, said in (("gives", words.gives), ("gets", words.gets)):
        for what in said:
            _contributes(making, of, None, way, what, words.began)
    if words.shares:
        say(making, person, "share_with_circle", "circle", items=list(words.shares))
    return made


def _representative(making: Making, person: DemoPerson) -> UUID:
    found = making.rows.found[str(Representative.__tablename__)]
    return next(row["id"] for row in found if row["person_id"] == person.id)  # type: ignore[no-any-return]


def _member(making: Making, of: Keys, words: MemberWords, account: UUID | None) -> UUID:
    """Somebody of the circle, with their gifts and what they give and get."""
    here = words.state in ("joined", "left")
    left_on, why = words.left or (None, None)
    days = next(day for day in (left_on, words.since if here else None, words.invited) if day is not None)
    member = making.rows.add(
        CircleMember, **of, account_id=account, name=words.name, kind=words.kind, state=words.state,
        facilitator=words.facilitator, phone=None if account else next(making.mobile_phone),
        invited_on=making.ago(days=words.invited), joined_on=making.ago(days=words.since) if here else None,
        left_on=None if left_on is None else making.ago(days=left_on), left_because=why,
        created_at=making.at(days=words.invited), updated_at=making.at(days=days),
    )  # fmt: skip
    for part, direction, gift, tags in words.gifts:
        making.rows.add(
            CircleMemberGift, **of, member_id=member, part=part, direction=direction, words=gift, tags=list(tags),
            would_share="yes", created_at=making.at(days=words.since), updated_at=making.at(days=words.since),
        )  # fmt: skip
    for way, said in (("gives", words.gives), ("gets", words.gets)):
        for what in said:
            _contributes(making, of, member, way, what, words.since, until=left_on)
    if words.gave:
        _contributes(making, of, member, "gives", words.gave[0], words.since, until=words.gave[1])
    return member


def _contributes(
    making: Making, of: Keys, member: UUID | None, way: str, what: str, since: int, *, until: int | None = None
) -> None:  # fmt: skip
    making.rows.add(
        CircleContribution, **of, member_id=member, way=way, words=what, since_on=making.ago(days=since),
        until_on=None if until is None else making.ago(days=until), created_at=making.at(days=since),
        updated_at=making.at(days=since if until is None else until),
    )  # fmt: skip


def _meeting(making: Making, of: Keys, words: MeetingWords, circle: DemoCircle) -> UUID:
    """What is behind us was held, or is called off with why; what is ahead is planned."""
    told: Keys = {}
    if words.cancelled:
        told = {"state": "cancelled", "because": words.cancelled}
    elif words.days > 0:
        told = {
            "state": "held", "held_on": making.ago(days=words.days), "what_happened": words.happened,
            "decided": list(words.decided), "member_ids": [circle.members[name] for name in words.there],
            "person_there": words.person, "connector_there": words.connector,
            "words_stand_from": making.at(days=words.days) + timedelta(hours=COMPLETE_WITHIN_HOURS),
        }  # fmt: skip
    return making.rows.add(
        CircleMeeting, **of, starts_at=making.on(days=words.days, hour=AFTERNOON), where_words=words.where,
        agenda=list(words.agenda), **told, created_at=making.at(days=max(words.days, 0) + 5),
        updated_at=making.at(days=max(words.days, 0)),
    )  # fmt: skip


def _make_actions(
    making: Making, of: Keys, words: CircleWords, circle: DemoCircle, meetings: list[UUID]
) -> None:  # fmt: skip
    gone = {each.name for each in words.members if each.state in ("left", "declined")}
    doers = {name.split()[0]: id_ for name, id_ in circle.members.items() if name not in gone}
    made: list[UUID] = []
    for one in words.actions:
        member = doers.get(
            one.who.split()[0].strip(",")
        )  # the first who is named; the person, or somebody from outside, is words
        days = 10 if one.ended is None else one.ended
        made.append(making.rows.add(
            CircleAction, **of, what=one.what, who=one.who, member_id=member, state=one.state, because=one.because,
            by_on=None if one.by is None else making.ago(days=one.by),
            ended_on=None if one.ended is None else making.ago(days=one.ended),
            meeting_id=None if one.meeting is None else meetings[one.meeting],
            carried_from_id=None if one.carried_from is None else made[one.carried_from],
            created_at=making.at(days=days + 9), updated_at=making.at(days=days),
        ))  # fmt: skip
