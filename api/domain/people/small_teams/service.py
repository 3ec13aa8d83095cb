"""Verbs about the few who support a person. Each side says for itself that it chose the other."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from api.domain.people import queries as people
from api.domain.people.adding import add_for
from api.domain.people.errors import NotInTeamError
from api.domain.people.small_teams import queries as q
from api.domain.people.small_teams import schemas as s
from api.domain.people.small_teams.models import SmallTeamMember
from api.domain.shared.clock import london_today
from api.domain.shared.errors import ConflictError, ForbiddenError, InvalidError, NotThereError
from api.storage.writing import Writing

PERSONS_WORD = ("person_chose", "words", "until_on")


async def name(work: Writing, person: UUID, body: s.SmallTeamMemberCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Name a member of the person's team as one of the few. A person may name whom they choose."""
    state = await work.find(people.STATUS, id=person)
    if state is None:
        raise NotThereError
    member = await work.find(q.MEMBER, id=body.member_id)
    if member is None:
        raise NotThereError("There is no such member that you may see.", pointer="/member_id")
    if member[0] != state[1] or (member[1] is not None and member[1] <= london_today()):
        raise NotInTeamError(pointer="/member_id")
    _says_for_itself(work, body.model_dump(), {"person_chose": False, "member_chose": False, "words": None}, is_member=member[3])
    values = body.model_dump(exclude={"id"}) | {
        "id": id_, "member_name": member[2], "since_on": body.since_on or london_today(), "created_digest": made_of,
    }  # fmt: skip
    return await add_for(work, SmallTeamMember, values, person)


async def say_anew(
    work: Writing, person: UUID, record: UUID, version: int, body: s.SmallTeamMemberPatch | s.SmallTeamMemberCreate
) -> None:
    """Change it: the members sent (a patch), or all of them (a replacement). The member it is about stays."""
    changes: dict[str, Any] = body.model_dump(exclude_unset=isinstance(body, s.SmallTeamMemberPatch), exclude={"id"})
    state = await work.find(q.STATE, id=record, person=person)
    if state is None:
        raise NotThereError
    if changes.pop("member_id", state[0]) != state[0]:
        raise ConflictError(
            "Another member is another record. Give this one an until_on and name the other.", pointer="/member_id"
        )
    if changes.get("since_on", london_today()) is None:
        del changes["since_on"]
    now = {"person_chose": state[1], "member_chose": state[2], "words": state[3]}
    if work.reader == "person" and (theirs := {k for k in changes if k not in PERSONS_WORD and changes[k] != now.get(k)}):
        raise ForbiddenError("You say whom you chose, why, and until when. The rest your team writes.", pointer="/" + min(theirs))
    member = await work.find(q.MEMBER, id=state[0])
    _says_for_itself(work, changes, now, is_member=bool(member and member[3]))
    if work.reader == "person":
        changes = {k: v for k, v in changes.items() if k in PERSONS_WORD}
    await work.change(SmallTeamMember, record, version, changes, person_id=person)


async def may_remove(work: Writing, _version: int) -> None:
    """A person ends it; what was written down by mistake the team takes away."""
    if work.reader == "person":
        raise ForbiddenError("Say until when with until_on. The team takes away what was written down by mistake.")


def _says_for_itself(work: Writing, said: Mapping[str, Any], now: Mapping[str, Any], *, is_member: bool) -> None:
    """That a member chose is the member's word; that a person chose is theirs, or the team's with how they said so."""
    if said.get("member_chose", now["member_chose"]) != now["member_chose"] and not is_member:
        raise ForbiddenError("Only the member can say whether they chose this person.", pointer="/member_chose")
    chose = said.get("person_chose", False) and not now["person_chose"]
    if chose and work.reader != "person" and not said.get("words", now["words"]):
        raise InvalidError("Say in words how the person said so.", pointer="/words")
