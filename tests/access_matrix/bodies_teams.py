"""Bodies about those who help: teams and their members, how a team sees itself, the organisation and its accounts."""

from typing import Any

from tests.access_matrix.bodies_made import Made
from tests.access_matrix.places import Place

QUESTIONNAIRE = {
    "resourceType": "Questionnaire", "status": "draft", "item": [{"linkId": "1", "text": "How was the night?", "type": "text"}],
}  # fmt: skip


def assessment(place: Place) -> dict[str, Any]:
    """How the team of a place sees itself, with the instrument that the stage made for it."""
    answers = [{"item": "good-week", "value": "always"}]
    return {"instrument": f"team-{place.name}", "instrument_version": 1, "answers": answers}


def _team(_: Place) -> dict[str, Any]:
    return {"name": "Ashbrook East", "purpose": "To help.", "setting": "home_care", "started_on": "2026-01-01"}


def _member(_: Place) -> dict[str, Any]:
    return {"name": "Xenia Holt", "contracted_minutes": 1800}


TEAMS: dict[str, Made] = {
    "create_team": _team,
    "put_team": _team,
    "end_team": lambda _: {},
    "add_member": _member,
    "put_member": lambda place: _member(place) | {"account_id": place.record("account")},
    "put_member_create": _member,
    "update_member": lambda _: {"preferred_name": "Xen"},
    "record_leaving": lambda _: {"reason": "study"},
    "write_member_profile": lambda _: {"appreciate": ["I bake."]},
    "add_member_gift": lambda _: {"part": "hands", "words": "Bread."},
    "put_member_gift": lambda _: {"part": "hands", "words": "Bread."},
    "update_member_gift": lambda _: {"words": "Bread and cake."},
    "add_shared_role": lambda _: {"name": "Listening"},
    "put_shared_role": lambda _: {"name": "Listening"},
    "update_shared_role": lambda _: {"what_it_is": "Keeps the rota."},
    "hand_over_role": lambda place: {"member_id": place.record("team_member")},
    "end_holding": lambda _: {},
    "add_agreement": lambda _: {"words": "We ring first."},
    "put_agreement": lambda _: {"words": "We ring first."},
    "update_agreement": lambda _: {"why": "It is kind."},
    "end_agreement": lambda _: {},
    "add_instrument": lambda _: {"key": "sleep", "name": "Sleep", "purpose": "To hear how the night was."},
    "update_instrument": lambda _: {"name": "Sleep"},
    "confirm_instrument_licence": lambda _: {"words": "Licence 4711"},
    "import_questionnaire": lambda _: {"key": "sleep", "questionnaire": QUESTIONNAIRE},
    "add_instrument_version": lambda _: {"items": [{"key": "sleep", "text": "How was the night?", "kind": "text"}]},
    "update_instrument_version": lambda _: {"items": [{"key": "sleep", "text": "How was the night?", "kind": "text"}]},
    "withdraw_instrument_version": lambda _: {"because": "Nobody understood it."},
    "add_team_assessment": assessment,
    "put_team_assessment": assessment,
    "update_team_assessment": lambda _: {"who_was_there": ["Anna"]},
    "name_coach": lambda place: {"account_id": place.record("free_coach")},
    "end_coaching": lambda _: {},
    "update_organisation": lambda _: {"name": "Ashbrook"},
    "create_account": lambda _: {"username": "xenia.holt@example.org", "name": "Xenia Holt"},
    "update_account": lambda _: {"name": "Xenia Holt"},
    "remove_second_factor": lambda _: {"reason": "Lost telephone."},
    "disable_account": lambda _: {"reason": "Lost telephone."},
    "grant_role": lambda _: {"role": "connector"},
    "reset_password": lambda _: {},
    "invite": lambda _: {"username": "yusuf.holt@example.org", "name": "Yusuf Holt", "invited_as": "manager"},
    "send_invitation_anew": lambda _: {},
    "create_client": lambda _: {"name": "A rota", "scopes": ["organisation:read"]},
    "update_client": lambda _: {"name": "Another rota"},
    "create_identity_provider": lambda _: {"name": "Council", "issuer": "https://login.example.org", "client_id": "wellbeing"},
    "update_identity_provider": lambda _: {"name": "Another council"},
    "add_account_identity": lambda place: {"provider_id": place.record("identity_provider"), "subject": "somebody"},
    "update_team": lambda _: {"place": "Ashbrook"},
}
