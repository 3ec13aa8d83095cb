"""The only place that asks the database which gifts meet."""

from functools import lru_cache
from typing import Any, Final

from api.domain.access.roles import Role
from api.domain.access.rules import reach, rights, uuids
from api.domain.circles.models import CircleMember, CircleMemberGift
from api.domain.community.groups.models import CommunityGroup, GroupGift
from api.domain.community.matching.words import words
from api.domain.measures.registry import linked
from api.domain.people.gifts.models import Gift
from api.domain.people.models import Person
from api.domain.teams.models import MemberGift, TeamMember
from api.storage.reader import told
from api.storage.wire import Statement

MOST: Final = 50  # matches in an answer, the strongest first
# Whose matches, the table that says whether they are there and the asker's, and the gifts that the asker must be able to read:
# the wall beside that of the function itself.
TABLES: Final[dict[str, tuple[Any, Any]]] = {
    "person": (Person, Gift),
    "member": (TeamMember, MemberGift),
    "circle_member": (CircleMember, CircleMemberGift),
    "group": (CommunityGroup, GroupGift),
}
OPERATIONS: Final = {
    "person": "get_person_matches",
    "member": "get_member_matches",
    "circle_member": "get_circle_member_matches",
    "group": "get_community_group_matches",
}


@lru_cache(maxsize=64)
def matches(of: str, reader: str) -> Statement:
    """The statement that answers whose gifts meet those of one person, member, circle member or group."""
    return told(
        f"SELECT m.body::text AS body, m.ids, m.person_ids FROM gift_matches('{of}', $1::uuid, $2::uuid, $3::text[], $4::text[],"  # noqa: S608 - our own words
        f" $5::text[], $6::text, $7::text, {MOST}) m WHERE {_theirs(of, reader)}",
        "gift_matches",
        "id",
        "within",
        "labels",
        "families",
        "narrower",
        "known",
        "plain",
        measures=linked(OPERATIONS[of]),
    )


def sent() -> dict[str, Any]:
    """The words that go with each ask."""
    return dict(words()._asdict())


def _theirs(of: str, reader: str) -> str:
    if of == "person" and reader in (Role.family, Role.connector):
        return f"$1::uuid = ANY {uuids('shared_gifts')}"  # they may be shown the gifts without the record
    cls, gifts = TABLES[of]
    table = str(cls.__tablename__)
    if reader not in rights(gifts.owner, gifts.rules):
        return "false"
    within = " AND team_id = $2::uuid" if of == "member" else ""
    rule = reach(cls.owner, cls.rules, reader, table)
    return f"EXISTS (SELECT FROM {table} WHERE id = $1::uuid{within} AND removed_at IS NULL AND {rule})"
