"""Every resource of the API: where it is, who writes it, and bodies for it. What is missing here fails the build."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from typing_extensions import override

from api.domain.shared.clock import utc_now
from tests.access_matrix.bodies import assessment
from tests.access_matrix.places import Place, good_week_on

Json = dict[str, Any]
# A body for the n-th record that a test makes under this place.
Bodies = Callable[[int, Place], Json]


@dataclass(frozen=True)
class Resource:
    """A kind of record: its collection's path, a body for a new one, what a patch says, who writes it, who is a stranger to it.

    `place`: under whom the tests write. `only`: there is one under its parent, found by the path itself. `patcher`: who changes
    it, if it is not who makes it. Without a body it is made by a verb of its own.
    """

    kind: str
    path: str
    body: Bodies | None = None
    patch: Json = field(default_factory=dict)
    writer: str = "carer"
    stranger: str | None = "carer_3"
    forbidden: str | None = "commissioner"
    place: str = "begum"
    only: bool = False
    patcher: str | None = None

    @override
    def __str__(self) -> str:
        """Its name in a test's id."""
        return self.kind


def _numbered(name: str, **more: Any) -> Bodies:
    return lambda n, _place: {name: f"Number {n}", **more}


def _series(n: int, _place: Place) -> Json:
    first = f"{utc_now().date() + timedelta(days=n % 300 + 1)}T09:00:00"
    return {"rule": "FREQ=WEEKLY", "first_local": first, "length_minutes": 60, "purpose": "Bake together."}


def _visit(n: int, place: Place) -> Json:
    starts = utc_now() + timedelta(days=3)
    ends = starts + timedelta(hours=1)
    said = {"planned_start_at": starts.isoformat(), "planned_end_at": ends.isoformat(), "purpose": f"Number {n}"}
    return {"person_id": str(place.person), **said}


def _meeting(n: int, _place: Place) -> Json:
    return {"starts_at": (utc_now() + timedelta(days=7)).isoformat(), "where_words": f"Number {n}"}


def _marked(n: int, place: Place) -> Json:
    """A mark of a week of its own."""
    week = good_week_on() - timedelta(days=7 * (n % 1500 + 2))
    return {"item_id": str(place.record("good_week_item")), "week_on": str(week), "mark": "happened"}


def _scored(n: int, _place: Place) -> Json:
    """A score of a week of its own."""
    week = good_week_on() - timedelta(days=7 * (n % 1500 + 2))
    return {"week_on": str(week), "score": 7, "zero_words": "In bed.", "ten_words": "Out dancing."}


def _seen(n: int, place: Place) -> Json:
    """A day of its own on which they saw each other."""
    return {"connection_id": str(place.record("connection")), "seen_on": str(date(2010, 1, 1) + timedelta(days=n % 5000))}


def _one_day(n: int, _place: Place) -> Json:
    """A working pattern of one day: no two hold at once."""
    day = date(2030, 1, 7) + timedelta(days=n)
    times = [{"weekday": "monday", "starts": "07:00", "ends": "14:00"}]
    return {"from_on": str(day), "until_on": str(day + timedelta(days=1)), "times": times}


RESOURCES: Final = (
    Resource("me", "/me", stranger=None, forbidden=None, only=True),
    Resource(
        "organisation", "/organisation", patch={"name": "Ashbrook"}, stranger=None, forbidden=None, only=True, patcher="manager"
    ),
    Resource("person", "/people", lambda n, p: {"team_id": p.team, "preferred_name": f"Number {n}"}, {"pronouns": "they/them"}),
    Resource(
        "profile_version",
        "/people/{person_id}/profile-versions",
        lambda _n, p: {"based_on": p.records.get("latest"), "matters": ["Tea."]},
        place="enquiry",
    ),
    Resource("gift", "/people/{person_id}/gifts", _numbered("words", part="head"), {"words": "I knit and sew."}),
    Resource(
        "relationship",
        "/people/{person_id}/relationships",
        _numbered("name", what_they_are_to_me="Next door", closeness="close"),
        {"phone": None},
    ),
    Resource(
        "life_story_chapter",
        "/people/{person_id}/life-story",
        lambda n, _p: {
            "title": f"Number {n}",
            "words": "Then.",
            "consent": {"given_how": "spoken", "given_by": "Jean", "evidence": "Said so."},
        },
        {"title": "Another title"},
    ),
    Resource(
        "access_to_home",
        "/people/{person_id}/access-to-home",
        _numbered("instructions"),
        {"alarm": "In the hall"},
        writer="manager",
        stranger="other_manager",
        place="enquiry",
        only=True,
    ),
    Resource(
        "positive_risk",
        "/people/{person_id}/risks",
        _numbered("what_i_want", what_it_brings="Joy.", whose="shared", review_on="2099-01-01"),
        {"agreed": "I ring."},
    ),
    Resource(
        "small_team_member",
        "/people/{person_id}/small-team",
        lambda n, p: {"member_id": p.records[f"member_{n}"]},
        {"words": "We laugh."},
        place="enquiry",
    ),
    Resource(
        "consent",
        "/people/{person_id}/consents",
        _numbered("evidence", purpose="photo", audience="public", given_how="spoken", given_by="Jean"),
    ),
    Resource(
        "representative",
        "/people/{person_id}/representatives",
        _numbered("name", kind="advocate", scope=["speaking_up"], evidence="Seen.", from_on="2026-01-01"),
        {"name": "Lynn"},
    ),
    Resource("move_offer", "/move-offers", stranger="carer_2", place="jean"),
    Resource(
        "team",
        "/teams",
        _numbered("name", purpose="To help.", setting="home_care", started_on="2026-01-01"),
        {"place": "Ashbrook"},
        "manager",
        "other_manager",
    ),
    Resource(
        "team_member",
        "/teams/{team_id}/members",
        _numbered("name", contracted_minutes=600),
        {"preferred_name": "Xen"},
        "carer_3",
        "carer_2",
        place="mill",
    ),
    Resource(
        "member_profile",
        "/teams/{team_id}/members/{member_id}/profile-versions",
        lambda n, _p: {"appreciate": [f"Number {n}"]},
        place="jean",
    ),
    Resource(
        "member_gift",
        "/teams/{team_id}/members/{member_id}/gifts",
        _numbered("words", part="hands"),
        {"words": "Bread."},
        place="jean",
    ),
    Resource("shared_role", "/teams/{team_id}/roles", _numbered("name"), {"what_it_is": "Listens."}),
    Resource("role_holding", "/teams/{team_id}/roles/{role_id}/holdings"),
    Resource("agreement", "/teams/{team_id}/agreements", _numbered("words"), {"why": "It is kind."}),
    Resource("coaching", "/teams/{team_id}/coaches", stranger="carer_3"),
    Resource(
        "account",
        "/accounts",
        lambda n, _p: {"username": f"number.{n}@example.org", "name": f"Number {n}"},
        {"name": "Xenia"},
        "manager",
        "other_manager",
        "carer",
    ),
    Resource(
        "account_grant",
        "/accounts/{account_id}/grants",
        lambda n, _p: {"role": ("coach", "connector", "family", "manager")[n % 4]},
        {},
        "manager",
        "other_manager",
        "carer",
    ),
    Resource(
        "client",
        "/clients",
        _numbered("name", scopes=["organisation:read"]),
        {"name": "A rota"},
        "manager",
        "other_manager",
        "carer",
    ),
    Resource(
        "review",
        "/people/{person_id}/reviews",
        lambda n, _p: {"planned_on": "2027-01-04", "like_and_admire": [f"Number {n}"]},
        {"where_words": "In the garden"},
    ),
    Resource(
        "review_action",
        "/people/{person_id}/reviews/{review_id}/actions",
        _numbered("what", who="Anna"),
        {"by_on": "2027-02-01"},
    ),
    Resource(
        "instrument",
        "/instruments",
        lambda n, _p: {"key": f"number-{n}", "name": f"Number {n}", "purpose": "To try."},
        {"name": "Mood"},
        "manager",
        "other_manager",
    ),
    Resource(
        "instrument_version",
        "/instruments/{instrument_id}/versions",
        lambda n, _p: {"items": [{"key": "mood", "text": f"Number {n}", "kind": "text"}]},
        {"items": []},
        "manager",
        "other_manager",
    ),
    Resource(
        "team_assessment",
        "/teams/{team_id}/assessments",
        lambda n, p: assessment(p) | {"who_was_there": [f"Number {n}"]},
        {"actions": [{"what": "Ask Jean."}]},
    ),
    Resource(
        "circle",
        "/circles",
        lambda n, p: {"person_id": str(p.person), "purpose": f"Number {n}"},
        {"meets_every_weeks": 4},
    ),
    Resource(
        "circle_member",
        "/circle-members",
        lambda n, p: {"circle_id": str(p.record("circle")), "name": f"Number {n}", "kind": "friend"},
        {"phone": "01942 555 010"},
    ),
    Resource(
        "circle_member_gift",
        "/circle-members/{circle_member_id}/gifts",
        _numbered("words", part="hands"),
        {"words": "Bread."},
    ),
    Resource("circle_meeting", "/circles/{circle_id}/meetings", _meeting, {"agenda": ["Who drives?"]}),
    Resource("circle_action", "/circles/{circle_id}/actions", _numbered("what", who="Dot"), {"by_on": "2099-01-01"}),
    Resource("circle_contribution", "/circles/{circle_id}/contributions", _numbered("words", way="gets"), {"way": "gives"}),
    Resource(
        "community_group",
        "/community-groups",
        _numbered("name", what="We knit.", who_runs_it="Dot"),
        {"town": "Wigan"},
        stranger="other_carer",
    ),
    Resource(
        "group_gift",
        "/community-groups/{group_id}/gifts",
        _numbered("words", part="hands"),
        {"tags": ["socks"]},
        stranger="other_carer",
    ),
    Resource(
        "group_session",
        "/community-groups/{group_id}/sessions",
        _numbered("what_happened", held_on="2026-01-08"),
        {"came": 10},
        stranger="other_carer",
    ),
    Resource("group_origin", "/people/{person_id}/group-origins", patch={"words": "My mother taught me to knit."}),
    Resource(
        "group_membership",
        "/people/{person_id}/group-memberships",
        lambda n, p: {"group_id": str(p.records[f"group_{n % 50}"]), "words": f"Number {n}"},
        {"words": "Mine."},
    ),
    Resource(
        "group_attendance",
        "/people/{person_id}/group-attendances",
        lambda n, p: {"session_id": str(p.records[f"session_{n % 50}"]), "words": f"Number {n}"},
        {"words": "I laughed."},
    ),
    Resource(
        "introduction",
        "/people/{person_id}/introductions",
        _numbered("from_whom", kind="signposting", to_words="The bowls."),
        {"why": "She used to play."},
    ),
    Resource(
        "introduction_contact",
        "/people/{person_id}/introductions/{introduction_id}/contacts",
        _numbered("words", on_day="2026-01-05"),
        {"attended": True},
    ),
    Resource("connection", "/people/{person_id}/connections", _numbered("name", kind="friend"), {"words": "The crossword."}),
    Resource("connection_seen", "/people/{person_id}/sightings", _seen, {"words": "She brought the paper."}),
    Resource("reach_wish", "/people/{person_id}/reach-wish", _numbered("words"), place="enquiry", only=True),
    Resource("outcome", "/people/{person_id}/outcomes", _numbered("statement"), {"areas": ["CA-COMMUNITY"]}),
    Resource(
        "outcome_wording", "/people/{person_id}/outcomes/{outcome_id}/wordings", _numbered("statement", because="It is clearer.")
    ),
    Resource(
        "check_in",
        "/check-ins",
        lambda n, p: {
            "person_id": str(p.person),
            "about": "outcome",
            "outcome_id": str(p.record("outcome")),
            "words": f"Number {n}",
        },
    ),
    Resource("check_in_amendment", "/check-ins/{check_in_id}/amendments", _numbered("words", because="I forgot.")),
    Resource("check_in_invitation", "/people/{person_id}/check-in-invitations"),
    Resource("outcome_step", "/people/{person_id}/outcomes/{outcome_id}/steps", _numbered("what", who="Anna"), {"who": "Ben"}),
    Resource("good_week_item", "/people/{person_id}/good-week/items", _numbered("what"), {"position": 2}),
    Resource(
        "good_week_wording", "/people/{person_id}/good-week/items/{item_id}/wordings", _numbered("what", because="Clearer.")
    ),
    Resource("good_week_mark", "/people/{person_id}/good-week/marks", _marked),
    Resource("good_week_score", "/people/{person_id}/good-week/scores", _scored),
    Resource(
        "change_cycle",
        "/teams/{team_id}/change-cycles",
        _numbered("name", from_on="2026-01-01", until_on="2026-04-01"),
        {"name": "Spring"},
    ),
    Resource("cycle_statement", "/teams/{team_id}/change-cycles/{cycle_id}/statements", patch={"theme_id": None}),
    Resource(
        "cycle_theme",
        "/teams/{team_id}/change-cycles/{cycle_id}/themes",
        _numbered("i_statement", kind="not_working"),
        {"chosen": True},
    ),
    Resource("cycle_action", "/teams/{team_id}/change-cycles/{cycle_id}/actions", _numbered("what", who="Ben"), {"who": "Anna"}),
    Resource("concern", "/people/{person_id}/concerns", _numbered("words", kind="health"), {"what_was_done": "Rang."}),
    Resource(
        "working_pattern",
        "/teams/{team_id}/members/{member_id}/working-patterns",
        _one_day,
        {"times": [{"week": 1, "weekday": "friday", "starts": "22:00", "ends": "07:00"}]},
    ),
    Resource(
        "absence",
        "/teams/{team_id}/members/{member_id}/absences",
        lambda n, _p: {"kind": "leave", "starts_at": "2027-01-04T09:00:00Z", "ends_at": f"{2028 + n}-01-04T09:00:00Z"},
        {"kind": "other"},
    ),
    Resource(
        "absence_reason",
        "/teams/{team_id}/members/{member_id}/absences/{absence_id}/reason",
        _numbered("words"),
        place="jean",
        only=True,
    ),
    Resource("calendar_feed", "/teams/{team_id}/members/{member_id}/calendar", place="jean", only=True),
    Resource("visit", "/visits", _visit, {"purpose": "Tea."}),
    Resource("visit_series", "/people/{person_id}/visit-series", _series, {"purpose": "Tea."}),
    Resource(
        "visit_link",
        "/visits/{visit_id}/links",
        lambda n, p: {"kind": "outcome", "target_id": str(p.records[f"outcome_{n % 50}"])},
    ),
    Resource("opening", "/openings", stranger="other_carer"),
    Resource(
        "hours_agreement",
        "/people/{person_id}/hours/agreements",
        lambda n, _p: {"weekly_minutes": 300, "from_on": f"{2100 + n // 300}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}"},
        {"words": "As we said."},
    ),
    Resource("visit_offer", "/visit-offers"),
    Resource("roster_proposal", "/roster-proposals"),
    Resource("person_page", "/person-pages"),
    Resource("proposal_line", "/roster-proposals/{proposal_id}/lines"),
    Resource("hours_entry", "/people/{person_id}/hours/entries"),
    Resource("visit_record", "/visit-records"),
    Resource(
        "visit_amendment",
        "/visit-records/{visit_record_id}/amendments",
        _numbered("words", field="what_happened", because="I forgot."),
    ),
    Resource("notice", "/notices", stranger="carer_3", forbidden=None),
)

# Lists that belong to something else and have no records of their own; anybody's own, or their parent's.
LISTS: Final = {
    **dict.fromkeys(("list_team_visits", "list_person_visits", "list_open_visits", "list_late_visits"), "carer"),
    **dict.fromkeys(("list_records_of_visit", "list_visit_records"), "carer"),
    "list_visit_series": "carer",
    "list_members_of_circle": "carer",
    "list_all_circle_actions": "carer",
    **dict.fromkeys(("list_attendances_of_session", "list_memberships_of_group"), "carer"),
    "list_measures": "commissioner",
    "list_coaches": "manager",
    "list_all_concerns": "carer",
    "list_all_reviews": "carer",
    "list_all_outcomes": "carer",
    "list_check_ins": "carer",
    "list_all_introductions": "carer",
    "list_outcome_moves": "carer",
    "list_team_absences": "carer",
    "list_status_changes": "carer",
    "list_looks": "carer",
    "list_person_looks": "manager",
    "list_team_visit_offers": "carer",
    "list_team_roster_proposals": "carer",
    "list_person_pages": "carer",
}
# Reads of something that has another path too.
OTHER_READS: Final = {"get_profile", "get_member_profile", "get_measure"}
# What is worked out, and no record.
WORKED_OUT: Final = frozenset({
    "get_community_group_dates", "get_connectors", "get_circle_balance",
    "get_person_matches", "get_member_matches", "get_circle_member_matches", "get_community_group_matches",
    "get_good_week", "get_good_week_weeks",
    "get_connection_figures", "get_ties", "get_reach", "get_super_connectors", "get_team_community_figures",
    "get_community_figures",
    "get_team_visit_figures", "get_member_visit_figures", "get_person_visit_figures", "get_team_visit_statement",
    "get_person_visit_statement", "get_hours_bank", "get_candidates", "get_free_times", "get_team_absence_figures",
    "get_person_progress", "get_outcome_progress", "get_week_progress", "get_item_progress", "get_team_outcome_figures",
    "get_reviews_due", "get_questionnaire", "get_questionnaire_response",
})  # fmt: skip
# What is done with a record: verbs of the trade.
VERBS: Final = frozenset({
    "confirm_instrument_licence", "import_questionnaire", "publish_instrument_version", "withdraw_instrument_version",
    "end_good_week_item",
    "publish_community_group", "withdraw_community_group", "move_community_group", "begin_group_from_person", "leave_group",
    "start_circle", "move_circle", "say_circle_stands_alone", "lay_down_circle", "invite_to_circle", "join_circle",
    "decline_circle", "leave_circle", "take_up_facilitating", "lay_down_facilitating", "set_circle_member_account",
    "hold_circle_meeting", "cancel_circle_meeting", "end_circle_action", "carry_circle_action",
    "say_introduction_result", "tell_back_introduction", "end_connection", "add_sightings",
    "act_on_concern", "close_concern", "reopen_concern", "restrict_concern", "lift_concern_restriction",
    "add_check_in", "withdraw_check_in_invitation",
    "end_outcome_step", "move_outcome", "gather_statements", "move_change_cycle", "end_cycle_action",
    "hold_review", "cancel_review", "end_review_action",
    "cancel_visit", "miss_visit", "reinstate_visit",
    "change_visit_series", "leave_out_visit", "plan_visit_series", "end_visit_series",
    "lookup_person", "move_person_status", "sign_off_profile", "end_risk", "offer_move", "accept_move", "decline_move",
    "withdraw_move", "withdraw_consent", "end_team", "record_leaving", "end_holding", "end_agreement", "end_coaching",
    "disable_account", "enable_account", "renew_client_secret", "close_opening", "record_notice_reading",
    "record_arrival", "record_departure", "write_visit_note", "put_visit_record",
    "move_hours", "adjust_hours", "claim_visit", "hand_back_visit", "offer_visit", "accept_visit_offer", "decline_visit_offer",
    "withdraw_visit_offer", "ask_for_person_page", "propose_roster", "accept_proposal_line", "decline_proposal_line",
})  # fmt: skip

__all__ = ["LISTS", "OTHER_READS", "RESOURCES", "VERBS", "WORKED_OUT", "Json", "Mapping", "Resource"]
