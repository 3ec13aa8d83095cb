"""A small valid body for every operation that takes one: what is refused is refused for whose it is, not for what it says."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import Any

from api.domain.shared.clock import london_today, utc_now
from tests.access_matrix.places import Place, good_week_on

_days = count()


def next_day() -> str:
    """A day of which no record has been made yet."""
    return str(date(2027, 1, 4) + timedelta(days=next(_days)))


def next_monday() -> str:
    """The Monday of next week."""
    return str(london_today() + timedelta(days=7 - london_today().weekday()))


Made = Callable[[Place], dict[str, Any]]
QUESTIONNAIRE = {
    "resourceType": "Questionnaire", "status": "draft", "item": [{"linkId": "1", "text": "How was the night?", "type": "text"}],
}  # fmt: skip


def assessment(place: Place) -> dict[str, Any]:
    """How the team of a place sees itself, with the instrument that the stage made for it."""
    answers = [{"item": "good-week", "value": "always"}]
    return {"instrument": f"team-{place.name}", "instrument_version": 1, "answers": answers}


def _person(place: Place) -> dict[str, Any]:
    return {"team_id": place.team, "preferred_name": "Joan"}


def _risk(_: Place) -> dict[str, Any]:
    return {"what_i_want": "To swim.", "what_it_brings": "Joy.", "whose": "person", "review_on": "2099-01-01"}


def _outcome(_: Place) -> dict[str, Any]:
    return {"statement": "To walk to Mass."}


def _marked(place: Place) -> dict[str, Any]:
    """As the stage has it."""
    week = good_week_on() - timedelta(weeks=20)
    return {"item_id": place.record("good_week_item"), "week_on": str(week), "mark": "happened"}


def _scored(_: Place) -> dict[str, Any]:
    """As the stage has it."""
    week = good_week_on() - timedelta(weeks=20)
    return {"week_on": str(week), "score": 7, "zero_words": "In bed.", "ten_words": "Out dancing."}


def _this_week(made: Made) -> Made:
    return lambda place: made(place) | {"week_on": str(good_week_on())}


def _check_in(place: Place) -> dict[str, Any]:
    return {"about": "outcome", "outcome_id": place.record("outcome"), "words": "To the corner and back."}


def _put_check_in(place: Place) -> dict[str, Any]:
    return {"person_id": place.person} | _check_in(place)


def _invited(place: Place) -> dict[str, Any]:
    return {"circle_member_id": place.record("free_circle_member"), "words": "She asked for it."}


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


def _team(_: Place) -> dict[str, Any]:
    return {"name": "Ashbrook East", "purpose": "To help.", "setting": "home_care", "started_on": "2026-01-01"}


def _member(_: Place) -> dict[str, Any]:
    return {"name": "Xenia Holt", "contracted_minutes": 1800}


def _series(_: Place) -> dict[str, Any]:
    first = f"{utc_now().date() + timedelta(days=3)}T09:00:00"
    return {"rule": "FREQ=WEEKLY", "first_local": first, "length_minutes": 60, "purpose": "Bake together."}


def _visit(place: Place) -> dict[str, Any]:
    starts = utc_now() + timedelta(days=3)
    return {
        "person_id": place.person,
        "planned_start_at": starts.isoformat(),
        "planned_end_at": (starts + timedelta(hours=1)).isoformat(),
        "purpose": "Bake together.",
    }


def _moment(minutes_ago: int = 30) -> dict[str, Any]:
    return {"at": (utc_now() - timedelta(minutes=minutes_ago)).isoformat(), "proof": "qr_code"}


def _note(_: Place) -> dict[str, Any]:
    return {"at": utc_now().isoformat(), "what_happened": "We baked."}


def _whole_visit(place: Place) -> dict[str, Any]:
    return {"person_id": place.person, "kind": "at_home", "arrival": _moment(), "departure": _moment(5), "note": _note(place)}


def _concern(_: Place) -> dict[str, Any]:
    return {"kind": "health", "words": "Her ankles are swollen."}


def _review(_: Place) -> dict[str, Any]:
    return {"planned_on": next_day(), "who_was_there": [{"name": "Siobhan", "as_what": "Her daughter"}]}


def _pattern(_: Place) -> dict[str, Any]:
    day = next_day()
    until = str(date.fromisoformat(day) + timedelta(days=1))
    return {"from_on": day, "until_on": until, "times": [{"weekday": "monday", "starts": "07:00", "ends": "14:00"}]}


def _absence(_: Place) -> dict[str, Any]:
    return {"kind": "leave", "starts_at": "2027-01-04T00:00:00Z", "ends_at": "2027-01-09T00:00:00Z"}


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


BODIES: dict[str, Made] = {
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
    "begin_change_cycle": lambda _: {"name": "This spring", "from_on": "2026-01-01", "until_on": "2026-04-01"},
    "update_change_cycle": lambda _: {"name": "Spring"},
    "move_change_cycle": lambda _: {"to": "theming"},
    "theme_cycle_statement": lambda _: {"theme_id": None},
    "name_cycle_theme": lambda _: {"kind": "not_working", "i_statement": "I know who comes."},
    "update_cycle_theme": lambda _: {"chosen": True},
    "add_cycle_action": lambda _: {"what": "Photos on the fridge.", "who": "Ben"},
    "update_cycle_action": lambda _: {"who": "Anna"},
    "end_cycle_action": lambda _: {"state": "done"},
    "ask_for_person_page": lambda _: {},
    "plan_review": _review,
    "put_review": _review,
    "update_review": lambda _: {"share_for_change": True},
    "hold_review": lambda _: {},
    "cancel_review": lambda _: {"words": "She would rather wait."},
    "add_review_action": lambda _: {"what": "Ring the choir.", "who": "Anna"},
    "update_review_action": lambda _: {"who": "Ben"},
    "end_review_action": lambda _: {"state": "done"},
    "raise_concern": _concern,
    "put_concern": _concern,
    "update_concern": lambda _: {"words": "Both her ankles are swollen."},
    **dict.fromkeys(
        ("act_on_concern", "close_concern", "reopen_concern", "restrict_concern", "lift_concern_restriction"),
        lambda _: {"words": "The nurse came."},
    ),
    "add_working_pattern": _pattern,
    "put_working_pattern": _pattern,
    "update_working_pattern": lambda _: {"cycle_weeks": 2},
    "add_absence": _absence,
    "put_absence": _absence,
    "update_absence": lambda _: {"kind": "leave"},
    "put_absence_reason": lambda _: {"words": "The scan came back."},
    "make_calendar": lambda _: {"names_shown": "initials"},
    "record_arrival": lambda _: _moment(),
    "record_departure": lambda _: _moment(5),
    "write_visit_note": _note,
    "put_visit_record": _whole_visit,
    "amend_visit_record": lambda _: {"field": "handover", "words": "Tea is in the blue tin.", "because": "I forgot."},
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
    "add_check_in": _check_in,
    "put_check_in": _put_check_in,
    "amend_check_in": lambda _: {"words": "Only to the gate.", "because": "I thought of another day."},
    "invite_to_check_in": _invited,
    "withdraw_check_in_invitation": lambda _: {},
    "add_outcome": _outcome,
    "put_outcome": _outcome,
    "update_outcome": lambda _: {"areas": ["CA-COMMUNITY"]},
    "move_outcome": lambda _: {"to": "on_track"},
    "add_outcome_wording": lambda _: {"statement": "To walk anywhere.", "because": "Mass is one place of many."},
    "add_outcome_step": lambda _: {"what": "Walk to the corner.", "who": "Jean and Amira"},
    "update_outcome_step": lambda _: {"doing": True},
    "end_outcome_step": lambda _: {"state": "done", "what_happened": "She went on alone."},
    "add_good_week_item": lambda _: {"what": "Bingo."},
    "put_good_week_item": lambda _: {"what": "Bingo."},
    "update_good_week_item": lambda _: {"position": 2},
    "end_good_week_item": lambda _: {"because": "The hall has closed."},
    "add_good_week_wording": lambda _: {"what": "Bingo with Dot."},
    "put_good_week_mark": _marked,
    "put_good_week_mark_create": _this_week(_marked),
    "put_good_week_score": _scored,
    "put_good_week_score_create": _this_week(_scored),
    "add_risk": _risk,
    "put_risk": _risk,
    "update_risk": lambda _: {"agreed": "I ring when I am home."},
    "end_risk": lambda _: {"words": "Not for now."},
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
    "disable_account": lambda _: {"reason": "Lost telephone."},
    "grant_role": lambda _: {"role": "connector"},
    "create_client": lambda _: {"name": "A rota", "scopes": ["organisation:read"]},
    "update_client": lambda _: {"name": "Another rota"},
    "open_person": lambda place: {
        "person_id": place.person,
        "reason": "emergency",
        "words": "Her neighbour rang.",
        "minutes": 30,
    },
    "begin_visit_series": _series,
    "put_visit_series": lambda place: _series(place) | {"first_local": "2026-01-05T09:00:00"},
    "put_visit_series_create": _series,
    "update_visit_series": lambda _: {"purpose": "A walk."},
    "change_visit_series": lambda place: {"from_local": _series(place)["first_local"], "purpose": "A walk."},
    "leave_out_visit": lambda _: {"on_local": "2026-01-12T09:00:00", "reason": "person_away"},
    "plan_visit_series": lambda _: {"until_on": str(utc_now().date() + timedelta(days=30))},
    "end_visit_series": lambda _: {"on": str(utc_now().date() + timedelta(days=3)), "reason": "other"},
    "plan_visit": _visit,
    "put_visit": _visit,
    "put_visit_create": _visit,
    "update_visit": lambda _: {"purpose": "A walk."},
    "cancel_visit": lambda _: {"closed_by": "person", "reason": "person_away"},
    "miss_visit": lambda _: {"reason": "nobody_free"},
    "reinstate_visit": lambda _: {},
    "add_visit_link": lambda place: {"kind": "outcome", "target_id": place.record("outcome")},
    "update_team": lambda _: {"place": "Ashbrook"},
    "move_hours": lambda _: {"minutes": 15, "from_on": "2026-11-02", "to_on": "2026-11-04"},
    "adjust_hours": lambda _: {"minutes": 15, "on_day": "2026-11-02", "words": "Counted twice."},
    "agree_hours": lambda _: {"weekly_minutes": 300, "from_on": next_day()},
    "put_hours_agreement_create": lambda _: {"weekly_minutes": 300, "from_on": next_day()},
    "put_hours_agreement": lambda _: {"weekly_minutes": 240, "from_on": "2026-01-05", "words": "As agreed."},
    "update_hours_agreement": lambda _: {"words": "As agreed."},
    "claim_visit": lambda _: {},
    "hand_back_visit": lambda _: {},
    "offer_visit": lambda _: {},
    "accept_visit_offer": lambda _: {},
    "decline_visit_offer": lambda _: {},
    "withdraw_visit_offer": lambda _: {},
    "propose_roster": lambda _: {"week_on": next_monday()},
    "accept_proposal_line": lambda _: {},
    "decline_proposal_line": lambda _: {},
}
