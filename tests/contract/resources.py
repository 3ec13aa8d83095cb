"""Every resource of the API: where it is, who writes it, and bodies for it. What is missing here fails the build."""

from typing import Final

from tests.contract.resource import Json, Resource
from tests.contract.resources_commissioning import COMMISSIONING
from tests.contract.resources_community import COMMUNITY
from tests.contract.resources_funds import FUNDS
from tests.contract.resources_outcomes import OUTCOMES
from tests.contract.resources_people import PEOPLE
from tests.contract.resources_teams import TEAMS
from tests.contract.resources_visits import VISITS

RESOURCES: Final = (*COMMISSIONING, *PEOPLE, *TEAMS, *OUTCOMES, *COMMUNITY, *FUNDS, *VISITS)

# Lists that belong to something else and have no records of their own; anybody's own, or their parent's.
LISTS: Final = {
    **dict.fromkeys(("list_team_visits", "list_person_visits", "list_open_visits", "list_late_visits"), "carer"),
    **dict.fromkeys(("list_records_of_visit", "list_visit_records"), "carer"),
    "list_visit_series": "carer",
    "list_members_of_circle": "carer",
    "list_all_circle_actions": "carer",
    **dict.fromkeys(("list_attendances_of_session", "list_memberships_of_group"), "carer"),
    "list_measures": "commissioner",
    "list_provider_ratings": "commissioner",
    "list_figures": "manager",
    "list_latest_figures": "commissioner",
    **dict.fromkeys(("list_hand_over_teams", "list_outcome_summaries"), "commissioner"),
    **dict.fromkeys(("list_councils", "list_person_arrangements", "list_small_numbers"), "manager"),
    "list_coaches": "manager",
    "list_all_concerns": "carer",
    **dict.fromkeys(("list_all_hospital_stays", "list_all_falls", "list_notifications"), "carer"),
    "list_cld_missing": "manager",
    **dict.fromkeys(("list_all_funds", "list_fund_statements"), "carer"),
    "list_all_reviews": "carer",
    "list_all_outcomes": "carer",
    "list_check_ins": "carer",
    "list_all_introductions": "carer",
    "list_outcome_moves": "carer",
    "list_team_absences": "carer",
    "list_status_changes": "carer",
    "list_own_sessions": "carer",
    **dict.fromkeys(("list_account_sessions", "list_access_evidence", "list_privileged_accounts"), "manager"),
    **dict.fromkeys(("list_client_evidence", "list_sign_in_failures", "list_second_factor_evidence"), "manager"),
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
    "get_good_week", "get_good_week_weeks", "get_fund_plan", "get_fund_statement_document", "get_figure_report_document",
    "get_figures", "get_outcome_summary_counts",
    "get_cld_export_file",
    "get_connection_figures", "get_ties", "get_reach", "get_super_connectors", "get_team_community_figures",
    "get_community_figures",
    "get_team_visit_figures", "get_member_visit_figures", "get_person_visit_figures", "get_team_visit_statement",
    "get_person_visit_statement", "get_hours_bank", "get_candidates", "get_free_times", "get_team_absence_figures",
    "get_person_progress", "get_outcome_progress", "get_week_progress", "get_item_progress", "get_team_outcome_figures",
    "get_reviews_due", "get_questionnaire", "get_questionnaire_response",
})  # fmt: skip
# What is done with a record: verbs of the trade.
VERBS: Final = frozenset({
    "agree_to_provider", "end_commissioned_provider",
    "withdraw_hand_over", "start_getting_to_know", "accept_hand_over", "decline_hand_over",
    "confirm_instrument_licence", "import_questionnaire", "publish_instrument_version", "withdraw_instrument_version",
    "end_good_week_item",
    "publish_community_group", "withdraw_community_group", "move_community_group", "begin_group_from_person", "leave_group",
    "start_circle", "move_circle", "say_circle_stands_alone", "lay_down_circle", "invite_to_circle", "join_circle",
    "decline_circle", "leave_circle", "take_up_facilitating", "lay_down_facilitating", "set_circle_member_account",
    "hold_circle_meeting", "cancel_circle_meeting", "end_circle_action", "carry_circle_action",
    "say_introduction_result", "tell_back_introduction", "end_connection", "add_sightings",
    "record_concern_notification", "record_fall_notification", "record_hospital_stay_notification", "record_discharge",
    "make_cld_export",
    "act_on_concern", "close_concern", "reopen_concern", "restrict_concern", "lift_concern_restriction",
    "add_check_in", "withdraw_check_in_invitation",
    "end_outcome_step", "move_outcome", "gather_statements", "move_change_cycle", "end_cycle_action",
    "close_fund", "make_fund_statement", "make_figure_report", "reverse_fund_entry", "charge_fund_fee",
    "hold_review", "cancel_review", "end_review_action",
    "cancel_visit", "miss_visit", "reinstate_visit",
    "change_visit_series", "leave_out_visit", "plan_visit_series", "end_visit_series",
    "lookup_person", "move_person_status", "sign_off_profile", "end_risk", "offer_move", "accept_move", "decline_move",
    "withdraw_move", "withdraw_consent", "end_team", "record_leaving", "end_holding", "end_agreement", "end_coaching",
    "end_own_session", "end_other_sessions", "end_account_session", "remove_second_factor",
    "send_invitation_anew", "reset_password",
    "disable_account", "enable_account", "renew_client_secret", "check_identity_provider",
    "close_opening", "record_notice_reading",
    "record_arrival", "record_departure", "write_visit_note", "put_visit_record",
    "move_hours", "adjust_hours", "claim_visit", "hand_back_visit", "offer_visit", "accept_visit_offer", "decline_visit_offer",
    "withdraw_visit_offer", "ask_for_person_page", "propose_roster", "accept_proposal_line", "decline_proposal_line",
})  # fmt: skip

__all__ = ["LISTS", "OTHER_READS", "RESOURCES", "VERBS", "WORKED_OUT", "Json", "Resource"]
