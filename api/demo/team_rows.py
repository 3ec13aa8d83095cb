"""A team's rows: the team, its members with their profiles and gifts, shared roles with who holds them, agreements."""

from datetime import timedelta
from uuid import UUID

from api.demo.made import DemoAccount, DemoTeam
from api.demo.making import Making
from api.demo.teams import ROLE_WORDS, MemberWords, TeamWords
from api.domain.access.roles import Role
from api.domain.shared.fields import folded
from api.domain.teams import models as teams


def make_team(making: Making, organisation: UUID, words: TeamWords) -> tuple[DemoTeam, dict[str, DemoAccount]]:
    """A team and its members' accounts by name. Whoever left has an account that reaches nothing."""
    team = making.rows.add(
        teams.Team,
        organisation_id=organisation,
        name=words.name,
        name_key=folded(words.name),
        purpose=words.purpose,
        values=list(words.values),
        setting=words.setting,
        place=words.place,
        postcode=words.postcode,
        started_on=making.ago(years=words.since),
    )
    keys = {"organisation_id": organisation, "team_id": team}
    accounts: dict[str, DemoAccount] = {}
    members: dict[str, UUID] = {}
    for member in words.members:
        account = making.account(
            folded(member.name).replace(" ", "_"),
            Role.carer,
            member.name,
            organisation,
            teams=() if member.left else (team,),
            about=f"left {words.name}"
            if member.left
            else f"works in {words.name}" + (f", {member.roles[0]}" if member.roles else ""),
        )
        accounts[member.name] = account
        members[member.name] = _make_member(making, keys, member, account.account_id)
    roles = _make_roles(making, keys, words, members)
    for number, (agreed, why) in enumerate(words.agreements):
        day = making.ago(days=40 + 55 * number)
        making.rows.add(teams.Agreement, **keys, words=agreed, why=why, agreed_on=day, look_again_on=day + timedelta(days=182))
    left = {member.name for member in words.members if member.left}
    here, gone = ({name: id_ for name, id_ in members.items() if (name in left) is which} for which in (False, True))
    return DemoTeam(team, organisation, words.name, here, gone, roles), accounts


def _make_member(making: Making, keys: dict[str, UUID], member: MemberWords, account: UUID) -> UUID:
    left_on, reason = (None, None) if member.left is None else (making.ago(years=member.left[0]), member.left[1])
    id_ = making.rows.add(
        teams.TeamMember,
        **keys,
        account_id=account,
        name=member.name,
        preferred_name=member.name.split()[0],
        name_key=folded(member.name),
        worked_in_care_before=member.came_from in ("home_care", "other_care", "health"),
        came_from=member.came_from,
        contracted_minutes=member.hours * 60,
        joined_on=making.ago(years=member.since),
        left_on=left_on,
        leaving_reason=reason,
    )
    making.joined[id_] = making.ago(years=member.since)
    part, gift, share = member.gift
    making.rows.add(teams.MemberGift, **keys, member_id=id_, part=part, words=gift, would_share=share)
    making.rows.add(
        teams.MemberProfile,
        **keys,
        member_id=id_,
        number=1,
        appreciate=[gift],
        matters=[member.matters],
        support=["Tell me early, tell me kindly."],
    )
    return id_


def _make_roles(making: Making, keys: dict[str, UUID], words: TeamWords, members: dict[str, UUID]) -> dict[str, UUID]:
    """Every team has the six roles and one of its own; a role without a holder is a gap."""
    roles: dict[str, UUID] = {}
    for kind, (name, what) in {**ROLE_WORDS, "own": (words.own_role, "Ours alone, and nobody else has it.")}.items():
        roles[kind] = making.rows.add(teams.SharedRole, **keys, kind=kind, name=name, name_key=folded(name), what_it_is=what)
    for member in words.members:
        for kind in member.roles:
            since = max(making.ago(days=150), making.ago(years=member.since))
            making.rows.add(teams.RoleHolding, **keys, role_id=roles[kind], member_id=members[member.name], since_on=since)
    for kind, name in words.once:
        making.rows.add(
            teams.RoleHolding,
            **keys,
            role_id=roles[kind],
            member_id=members[name],
            since_on=making.ago(days=330),
            until_on=making.ago(days=21),
        )
    return roles
