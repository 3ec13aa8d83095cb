"""Bodies about one person: who they are, who stands beside them, who may know, and who opens or takes on their record."""

from typing import Any

from tests.access_matrix.bodies_made import Made
from tests.access_matrix.places import Place


def _person(place: Place) -> dict[str, Any]:
    return {"team_id": place.team, "preferred_name": "Joan"}


def _chapter(_: Place) -> dict[str, Any]:
    return {
        "title": "The sea",
        "words": "I learned to swim at forty.",
        "consent": {"given_how": "spoken", "given_by": "Jean", "evidence": "Said so."},
    }


def _relationship(_: Place) -> dict[str, Any]:
    return {"name": "Dot", "what_they_are_to_me": "Next door", "closeness": "close"}


def _in_small_team(place: Place) -> dict[str, Any]:
    return {"member_id": place.record("team_member")}


def _profile(place: Place) -> dict[str, Any]:
    return {"based_on": place.record("profile_version"), "appreciate": ["I listen."]}


def _consent(_: Place) -> dict[str, Any]:
    return {"purpose": "photo", "audience": "public", "given_how": "spoken", "given_by": "Jean", "evidence": "Said so."}


def _representative(_: Place) -> dict[str, Any]:
    return {"name": "Lynn", "kind": "advocate", "scope": ["speaking_up"], "evidence": "Seen.", "from_on": "2026-01-01"}


PEOPLE: dict[str, Made] = {
    "ask_for_person_page": lambda _: {},
    "create_person": _person,
    "lookup_person": lambda place: {"nhs_number": place.nhs_number},
    "put_person": _person,
    "update_person": lambda _: {"pronouns": "she/her"},
    "move_person_status": lambda _: {"to": "paused"},
    "add_profile_version": _profile,
    "put_profile_version": _profile,
    "sign_off_profile": lambda _: {"by": "Jean", "how": "Read aloud."},
    "add_gift": lambda _: {"part": "hands", "words": "I knit."},
    "put_gift": lambda _: {"part": "hands", "words": "I knit."},
    "update_gift": lambda _: {"words": "I knit and sew."},
    "add_relationship": _relationship,
    "put_relationship": _relationship,
    "update_relationship": lambda _: {"closeness": "closest"},
    "tell_life_story_chapter": _chapter,
    "put_life_story_chapter": lambda _: {"title": "The sea", "words": "I learned to swim at forty."},
    "put_life_story_chapter_create": _chapter,
    "update_life_story_chapter": lambda _: {"title": "The mill again"},
    "put_access_to_home": lambda _: {"key_safe_code": "C4471Y"},
    "update_access_to_home": lambda _: {"key_safe_code": "C4471Y"},
    "offer_move": lambda place: {"to_team_id": place.record("other_team")},
    "accept_move": lambda _: {},
    "decline_move": lambda _: {},
    "withdraw_move": lambda _: {},
    "name_small_team_member": _in_small_team,
    "put_small_team_member": lambda place: dict(place.in_small_team) or _in_small_team(place),
    "put_small_team_member_create": _in_small_team,
    "update_small_team_member": lambda _: {"words": "We laugh."},
    "record_consent": _consent,
    "put_consent": _consent,
    "withdraw_consent": lambda _: {"how": "Said so."},
    "create_representative": _representative,
    "put_representative": _representative,
    "update_representative": lambda _: {"name": "Lynn Marsh"},
    "open_person": lambda place: {
        "person_id": place.person,
        "reason": "emergency",
        "words": "Her neighbour rang.",
        "minutes": 30,
    },
}
