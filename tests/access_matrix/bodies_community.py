"""Bodies about the life around somebody: circles, groups, introductions and whom they know."""

from typing import Any

from tests.access_matrix.bodies_made import Made
from tests.access_matrix.places import Place


def _circle(place: Place) -> dict[str, Any]:
    return {"person_id": place.person, "purpose": "That I keep my chapel."}


def _in_circle(place: Place) -> dict[str, Any]:
    return {"circle_id": place.record("circle"), "name": "Edna Moss", "kind": "neighbour"}


def _introduction(_: Place) -> dict[str, Any]:
    return {"kind": "signposting", "from_whom": "Dr Patel", "to_words": "The bowls at the park"}


def _on_the_way(_: Place) -> dict[str, Any]:
    return {"on_day": "2026-01-05", "words": "We looked in."}


def _connection(_: Place) -> dict[str, Any]:
    return {"name": "Dot", "kind": "neighbour"}


def _seen(place: Place) -> dict[str, Any]:
    return {"connection_id": place.record("connection"), "seen_on": "2026-01-05"}


def _group(_: Place) -> dict[str, Any]:
    return {"name": "Knit and natter", "what": "We knit.", "who_runs_it": "Dot", "place_name": "The café"}


def _of_group(_: Place) -> dict[str, Any]:
    return {"part": "hands", "words": "Turning a heel."}


def _met(_: Place) -> dict[str, Any]:
    return {"held_on": "2026-01-08", "came": 9}


def _part_in_group(place: Place) -> dict[str, Any]:
    return {"group_id": place.record("community_group")}


def _at_session(place: Place) -> dict[str, Any]:
    return {"session_id": place.record("group_session")}


COMMUNITY: dict[str, Made] = {
    "add_community_group": _group,
    "put_community_group": _group,
    "update_community_group": lambda _: {"town": "Wigan"},
    "withdraw_community_group": lambda _: {"because": "The phone is wrong."},
    "move_community_group": lambda _: {"to": "resting", "because": "August."},
    "add_group_gift": _of_group,
    "put_group_gift": _of_group,
    "update_group_gift": lambda _: {"tags": ["socks"]},
    "add_group_session": _met,
    "put_group_session": _met,
    "update_group_session": lambda _: {"came": 10},
    "begin_group_from_person": lambda place: {"group": _group(place), "words": "My mother taught me."},
    "update_group_origin": lambda _: {"words": "My mother taught me to knit."},
    "join_group": _part_in_group,
    "put_group_membership": _part_in_group,
    "update_group_membership": lambda _: {"words": "Thursdays are mine."},
    "leave_group": lambda _: {"because": "The stairs are too much."},
    "add_group_attendance": _at_session,
    "put_group_attendance": _at_session,
    "update_group_attendance": lambda _: {"words": "I laughed."},
    "add_introduction": _introduction,
    "put_introduction": _introduction,
    "update_introduction": lambda _: {"why": "She used to sing."},
    "say_introduction_result": lambda _: {"result": "joined"},
    "tell_back_introduction": lambda _: {"message": "She goes on Thursdays."},
    "add_introduction_contact": _on_the_way,
    "put_introduction_contact": _on_the_way,
    "update_introduction_contact": lambda _: {"attended": True},
    "add_connection": _connection,
    "put_connection": _connection,
    "update_connection": lambda _: {"words": "The crossword."},
    "end_connection": lambda _: {},
    "add_sighting": _seen,
    "add_sightings": lambda place: {"seen": [_seen(place)]},
    "put_sighting": _seen,
    "update_sighting": lambda _: {"words": "She brought the paper."},
    "put_reach_wish": lambda _: {"words": "Ask me, I know everybody."},
    "start_circle": lambda _: {"purpose": "That I keep my chapel."},
    "put_circle": _circle,
    "update_circle": lambda _: {"meets_every_weeks": 4},
    "move_circle": lambda _: {"to": "resting"},
    "say_circle_stands_alone": lambda _: {"words": "They ring each other."},
    "lay_down_circle": lambda _: {},
    "invite_to_circle": lambda _: {"name": "Edna Moss", "kind": "neighbour"},
    "put_circle_member": _in_circle,
    "update_circle_member": lambda _: {"phone": "01942 555 010"},
    "join_circle": lambda _: {},
    "decline_circle": lambda _: {},
    "leave_circle": lambda _: {"because": "She has moved to Leeds."},
    "set_circle_member_account": lambda _: {"account_id": None},
    "add_circle_member_gift": lambda _: {"part": "hands", "words": "I knit."},
    "put_circle_member_gift": lambda _: {"part": "hands", "words": "I knit."},
    "update_circle_member_gift": lambda _: {"words": "I knit and sew."},
    "plan_circle_meeting": lambda _: {"starts_at": "2030-03-04T14:00:00Z", "agenda": ["Who drives?"]},
    "put_circle_meeting": lambda _: {"starts_at": "2030-03-04T14:00:00Z", "agenda": ["Who drives?"]},
    "update_circle_meeting": lambda _: {"where_words": "At the chapel."},
    "hold_circle_meeting": lambda _: {"person_there": True, "connector_there": False},
    "cancel_circle_meeting": lambda _: {"because": "She would rather wait."},
    "add_circle_action": lambda _: {"what": "Ring the minister.", "who": "Dot"},
    "put_circle_action": lambda _: {"what": "Ring the minister.", "who": "Dot"},
    "update_circle_action": lambda _: {"who": "Joan"},
    "end_circle_action": lambda _: {"state": "done"},
    "carry_circle_action": lambda _: {"because": "He was away.", "by_on": "2099-01-01"},
    "add_circle_contribution": lambda _: {"way": "gives", "words": "The old songs."},
    "put_circle_contribution": lambda _: {"way": "gives", "words": "The old songs."},
    "update_circle_contribution": lambda _: {"words": "The old songs, and bread."},
}
