"""Introductions, with what came of them; who people see who is not paid to come; a wish to bring people together."""

from typing import Any
from uuid import UUID

from api.demo import tie_words as words
from api.demo.community_rows import keys_of, then
from api.demo.made import DemoCircle, DemoPerson
from api.demo.making import Making
from api.demo.tie_words import ConnectionWords, IntroductionWords
from api.domain.community.connections.models import Connection, ConnectionSeen, ReachWish
from api.domain.community.introductions.models import Introduction, IntroductionContact


def make_ties(
    making: Making, by_name: dict[str, DemoPerson], circles: tuple[DemoCircle, ...], groups: dict[str, UUID]
) -> None:  # fmt: skip
    """How people came to what they do, and who they see."""
    introduced = {}
    for one in words.INTRODUCTIONS:
        introduced[by_name[one.person].id, one.to] = _introduction(making, by_name[one.person], one, groups)
    members = {(circle.person_id, name): id_ for circle in circles for name, id_ in circle.members.items()}
    for each in words.CONNECTIONS:
        person = by_name[each.person]
        through = {
            "circle_member_id": members[person.id, each.member] if each.member else None,
            "group_id": groups[each.group] if each.group else None,
            "introduction_id": introduced.get((person.id, each.group)) if each.group else None,
        }
        _connection(making, person, each, through)
    name, days, said = words.WISH
    making.rows.add(ReachWish, **keys_of(by_name[name]), since_on=making.ago(days=days), words=said, **then(making, days))


def _introduction(making: Making, person: DemoPerson, words: IntroductionWords, groups: dict[str, UUID]) -> UUID:
    group = groups.get(words.to)
    result, on, said = words.result or (None, None, None)
    back_on, back = words.message or (None, None)
    introduction = making.rows.add(
        Introduction, **keys_of(person), kind=words.kind, made_on=making.ago(days=words.made), from_whom=words.by, group_id=group,
        to_words=None if group else words.to, why=words.why, first_step=words.step, goes_along=words.along, result=result,
        result_on=None if on is None else making.ago(days=on), result_words=said, message_back=back,
        message_back_on=None if back_on is None else making.ago(days=back_on), provided_by_team_id=person.team_id,
        created_at=making.at(days=words.made),
        updated_at=making.at(days=next(day for day in (back_on, on, words.made) if day is not None)),
    )  # fmt: skip
    for days, happened, along in words.contacts:
        making.rows.add(
            IntroductionContact, **keys_of(person), introduction_id=introduction, on_day=making.ago(days=days), words=happened,
            attended=along is not None, went_along=along, **then(making, days),
        )  # fmt: skip
    return introduction


def _connection(making: Making, person: DemoPerson, one: ConnectionWords, through: dict[str, Any]) -> None:
    connection = making.rows.add(
        Connection, **keys_of(person), **through, name=one.name, kind=one.kind, since_on=making.ago(days=one.since),
        until_on=None if one.until is None else making.ago(days=one.until), words=one.words,
        **then(making, min(one.since, words.SEEN_SINCE)),
    )  # fmt: skip
    for days in range(min(one.since, words.SEEN_SINCE), one.until or 0, -one.every):
        making.rows.add(
            ConnectionSeen, **keys_of(person), connection_id=connection, seen_on=making.ago(days=days), **then(making, days)
        )
