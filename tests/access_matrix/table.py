"""T2: who reaches what. Written by hand from the access matrix of the design; never derived from the code's own rules.

A line is an operation, the kind of record that its last id (or the ids in its list) names, and a word for each role:

    -       not this kind of thing, whatever the id: 403
    no      the token may do this kind of thing, but not the role: refused, and a foreign id like a random one (T3 compares them)
    none    this kind of thing, but nothing of anybody's here: 404 everywhere
    team    own team's (members, coaches, a provider's client; for a person: the life of their own team)
    mine    what is one's own as a member: one's page, one's gifts; a team mate's is read, and refused
    self    the person's own
    shared  what the person shares with this account's circle
    circle  what is of a circle that this account has joined, or connects, whatever else the person shares or took back
    all     all of the organisation
    any     whoever asks: there is no id, or it is only about the caller

Beside the ids: `PUT` of a new record is a line of its own, `<operation> create`.
"""

from typing import Final

ROLES: Final = ("carer", "coach", "connector", "person", "family", "commissioner", "manager", "integration")


def named(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Word to the relations that it reaches. Whatever is not named here is 404.
REACHED: Final = {
    "none": set(),
    "team": {"own", "beside"},
    "mine": {"own"},
    "self": {"own"},
    "shared": {"own"},
    "circle": {"own", "withdrawn"},
    "all": {"own", "beside", "team"},
    "any": {"own", "beside", "team", "elsewhere", "ended", "withdrawn", "random", "council", "opened"},
}

TABLE: Final = """
#                         of                   carer   coach   connector person  family  commiss. manager integration
get_me                    -                    any     any     any       any     any     any      any     any

list_people               person               team    team    shared    self    shared  -        all     team
create_person             team                 team    -       -         no      -       -        all     team
lookup_person             person               team    -       -         self    -       -        all     team
get_person                person               team    team    shared    self    shared  -        all     team
put_person                person               team    -       -         no      -       -        all     team
put_person_create         team                 team    -       -         no      -       -        all     team
update_person             person               team    -       -         self    -       -        all     team
list_status_changes       status_change        team    team    -         self    -       -        all     team
move_person_status        person               team    -       -         no      -       -        all     team

get_profile               profile_version      team    team    shared    self    shared  -        all     team
list_profile_versions     profile_version      team    team    shared    self    shared  -        all     team
add_profile_version       person               team    -       -         self    -       -        all     team
get_profile_version       profile_version      team    team    shared    self    shared  -        all     team
put_profile_version       profile_version      team    -       -         self    -       -        all     team
put_profile_version_create person              team    -       -         self    -       -        all     team
sign_off_profile          profile_version      team    -       -         self    -       -        all     no

list_gifts                gift                 team    team    shared    self    shared  -        all     team
add_gift                  person               team    -       -         self    -       -        all     team
get_gift                  gift                 team    team    shared    self    shared  -        all     team
put_gift                  gift                 team    -       -         self    -       -        all     team
put_gift_create           person               team    -       -         self    -       -        all     team
update_gift               gift                 team    -       -         self    -       -        all     team
remove_gift               gift                 team    -       -         self    -       -        all     team

list_relationships        relationship         team    no      shared    self    shared  -        all     team
add_relationship          person               team    -       -         self    -       -        all     team
get_relationship          relationship         team    no      shared    self    shared  -        all     team
put_relationship          relationship         team    -       -         self    -       -        all     team
put_relationship_create   person               team    -       -         self    -       -        all     team
update_relationship       relationship         team    -       -         self    -       -        all     team
remove_relationship       relationship         team    -       -         self    -       -        all     team

list_life_story           life_story_chapter   team    -       -         self    shared  -        -       -
tell_life_story_chapter   person               team    -       -         self    -       -        -       -
get_life_story_chapter    life_story_chapter   team    -       -         self    shared  -        -       -
put_life_story_chapter    life_story_chapter   team    -       -         self    -       -        -       -
put_life_story_chapter_create person           team    -       -         self    -       -        -       -
update_life_story_chapter life_story_chapter   team    -       -         self    -       -        -       -
remove_life_story_chapter life_story_chapter   team    -       -         self    -       -        -       -

get_access_to_home        access_to_home       team    -       -         self    -       -        all     -
put_access_to_home        access_to_home       -       -       -         self    -       -        all     -
update_access_to_home     access_to_home       -       -       -         self    -       -        all     -
remove_access_to_home     access_to_home       -       -       -         self    -       -        all     -

list_all_outcomes         outcome              team    team    -         self    shared  -        all     team
list_outcomes             outcome              team    team    -         self    shared  -        all     team
add_outcome               person               team    -       -         self    -       -        -       team
get_outcome               outcome              team    team    -         self    shared  -        all     team
put_outcome               outcome              team    -       -         self    -       -        -       team
put_outcome_create        person               team    -       -         self    -       -        -       team
update_outcome            outcome              team    -       -         self    -       -        -       team
move_outcome              outcome              team    -       -         self    -       -        -       team
list_outcome_moves        outcome_move         team    team    -         self    shared  -        all     team
list_outcome_wordings     outcome_wording      team    team    -         self    shared  -        all     team
add_outcome_wording       outcome              team    -       -         self    -       -        -       team
get_outcome_wording       outcome_wording      team    team    -         self    shared  -        all     team
list_outcome_steps        outcome_step         team    team    -         self    shared  -        all     team
add_outcome_step          outcome              team    -       -         self    -       -        -       team
get_outcome_step          outcome_step         team    team    -         self    shared  -        all     team
update_outcome_step       outcome_step         team    -       -         self    -       -        -       team
end_outcome_step          outcome_step         team    -       -         self    -       -        -       team
list_outcome_history      outcome              team    team    -         self    no      -        all     team
list_outcome_wording_history outcome_wording      team    team    -         self    no      -        all     team
list_outcome_step_history outcome_step         team    team    -         self    no      -        all     team

list_all_check_ins        check_in             team    team    -         self    shared  -        all     team
list_check_ins            check_in             team    team    -         self    shared  -        all     team
add_check_in              person               team    -       -         self    shared  -        -       team
get_check_in              check_in             team    team    -         self    shared  -        all     team
get_questionnaire_response check_in            team    team    -         self    shared  -        all     team
put_check_in              check_in             team    -       -         self    shared  -        -       team
put_check_in_create       person               team    -       -         self    shared  -        -       team
list_check_in_amendments  check_in_amendment   team    team    -         self    shared  -        all     team
amend_check_in            check_in             team    -       -         self    no      -        -       no
get_check_in_amendment    check_in_amendment   team    team    -         self    shared  -        all     team
list_check_in_invitations check_in_invitation  team    no      -         self    no      -        all     no
invite_to_check_in        person               team    -       -         self    -       -        -       no
get_check_in_invitation   check_in_invitation  team    no      -         self    no      -        all     no
withdraw_check_in_invitation check_in_invitation team  -       -         self    -       -        -       no
list_check_in_history     check_in             team    team    -         self    no      -        all     team
list_check_in_amendment_history check_in_amendment team team   -         self    no      -        all     team
list_check_in_invitation_history check_in_invitation team no   -         self    no      -        all     no

get_good_week             person               team    team    shared    self    shared  -        all     team
get_good_week_weeks       person               team    team    shared    self    shared  -        all     team
list_good_week_items      good_week_item       team    team    shared    self    shared  -        all     team
add_good_week_item        person               team    -       -         self    -       -        all     team
get_good_week_item        good_week_item       team    team    shared    self    shared  -        all     team
put_good_week_item        good_week_item       team    -       -         self    -       -        all     team
put_good_week_item_create person               team    -       -         self    -       -        all     team
update_good_week_item     good_week_item       team    -       -         self    -       -        all     team
end_good_week_item        good_week_item       team    -       -         self    -       -        all     team
list_good_week_wordings   good_week_wording    team    team    shared    self    shared  -        all     team
add_good_week_wording     good_week_item       team    -       -         self    -       -        all     team
get_good_week_wording     good_week_wording    team    team    shared    self    shared  -        all     team
list_good_week_marks      good_week_mark       team    team    shared    self    shared  -        all     team
get_good_week_mark        good_week_mark       team    team    shared    self    shared  -        all     team
put_good_week_mark        good_week_mark       team    -       -         self    -       -        -       team
put_good_week_mark_create person               team    -       -         self    -       -        -       team
list_good_week_scores     good_week_score      team    team    shared    self    shared  -        all     team
get_good_week_score       good_week_score      team    team    shared    self    shared  -        all     team
put_good_week_score       good_week_score      team    -       -         self    -       -        -       team
put_good_week_score_create person              team    -       -         self    -       -        -       team
list_good_week_item_history good_week_item     team    team    no        self    no      -        all     team
list_good_week_wording_history good_week_wording team  team    no        self    no      -        all     team
list_good_week_mark_history good_week_mark     team    team    no        self    no      -        all     team
list_good_week_score_history good_week_score   team    team    no        self    no      -        all     team

list_risks                positive_risk        team    team    -         self    -       -        all     team
add_risk                  person               team    -       -         self    -       -        all     team
get_risk                  positive_risk        team    team    -         self    -       -        all     team
put_risk                  positive_risk        team    -       -         self    -       -        all     team
put_risk_create           person               team    -       -         self    -       -        all     team
update_risk               positive_risk        team    -       -         self    -       -        all     team
remove_risk               positive_risk        team    -       -         self    -       -        all     team
end_risk                  positive_risk        team    -       -         self    -       -        all     team

list_all_reviews          review               team    team    -         self    shared  -        all     team
get_person_progress       person               team    team    -         self    shared  -        all     team
get_outcome_progress      outcome              team    team    -         self    shared  -        all     team
get_week_progress         person               team    team    -         self    no      -        all     team
get_item_progress         person               team    team    -         self    no      -        all     team
get_team_outcome_figures  team                 team    team    -         none    -       -        all     team
get_reviews_due           team                 team    team    -         team    no      -        all     team
list_reviews              review               team    team    -         self    shared  -        all     team
plan_review               person               team    -       -         self    -       -        -       team
get_review                review               team    team    -         self    shared  -        all     team
put_review                review               team    -       -         self    -       -        -       team
put_review_create         person               team    -       -         self    -       -        -       team
update_review             review               team    -       -         self    -       -        -       team
hold_review               review               team    -       -         self    -       -        -       team
cancel_review             review               team    -       -         self    -       -        -       team
list_review_actions       review_action        team    team    -         self    shared  -        all     team
add_review_action         review               team    -       -         self    -       -        -       team
get_review_action         review_action        team    team    -         self    shared  -        all     team
update_review_action      review_action        team    -       -         self    -       -        -       team
end_review_action         review_action        team    -       -         self    -       -        -       team
list_review_history       review               team    team    -         self    no      -        all     team
list_review_action_history review_action       team    team    -         self    no      -        all     team

ask_for_person_page       person               team    -       -         self    -       -        -       no
list_all_person_pages     person_page          team    no      -         self    no      -        all     no
list_person_pages         person_page          team    no      -         self    no      -        all     no
get_person_page           person_page          team    no      -         self    no      -        all     no
remove_person_page        person_page          team    -       -         self    -       -        -       no

list_change_cycles        change_cycle         team    team    -         team    no      -        all     no
begin_change_cycle        team                 team    -       -         no      -       -        -       no
get_change_cycle          change_cycle         team    team    -         team    no      -        all     no
update_change_cycle       change_cycle         team    -       -         no      -       -        -       no
gather_statements         change_cycle         team    -       -         no      -       -        -       no
move_change_cycle         change_cycle         team    -       -         no      -       -        -       no
list_cycle_statements     cycle_statement      team    team    -         no      no      -        all     no
get_cycle_statement       cycle_statement      team    team    -         no      no      -        all     no
theme_cycle_statement     cycle_statement      team    -       -         no      -       -        -       no
list_cycle_themes         cycle_theme          team    team    -         team    no      -        all     no
name_cycle_theme          change_cycle         team    -       -         no      -       -        -       no
get_cycle_theme           cycle_theme          team    team    -         team    no      -        all     no
update_cycle_theme        cycle_theme          team    -       -         no      -       -        -       no
list_cycle_actions        cycle_action         team    team    -         team    no      -        all     no
add_cycle_action          change_cycle         team    -       -         no      -       -        -       no
get_cycle_action          cycle_action         team    team    -         team    no      -        all     no
update_cycle_action       cycle_action         team    -       -         no      -       -        -       no
end_cycle_action          cycle_action         team    -       -         no      -       -        -       no
list_change_cycle_history change_cycle         team    team    -         no      no      -        all     no
list_cycle_statement_history cycle_statement   team    team    -         no      no      -        all     no
list_cycle_theme_history  cycle_theme          team    team    -         no      no      -        all     no
list_cycle_action_history cycle_action         team    team    -         no      no      -        all     no

list_all_concerns         concern              team    team    -         self    -       -        all     team
list_concerns             concern              team    team    -         self    -       -        all     team
raise_concern             person               team    -       -         -       -       -        all     team
get_concern               concern              team    team    -         self    -       -        all     team
put_concern               concern              team    -       -         -       -       -        all     team
put_concern_create        person               team    -       -         -       -       -        all     team
update_concern            concern              team    -       -         -       -       -        all     team
act_on_concern            concern              team    -       -         -       -       -        all     team
close_concern             concern              team    -       -         -       -       -        all     team
reopen_concern            concern              team    -       -         -       -       -        all     team
restrict_concern          concern              mine    -       -         -       -       -        all     no
lift_concern_restriction  concern              mine    -       -         -       -       -        all     no
list_concern_history      concern              team    team    -         self    -       -        all     team

list_working_patterns     working_pattern      team    team    -         -       -       -        all     -
add_working_pattern       team_member          team    -       -         -       -       -        -       -
get_working_pattern       working_pattern      team    team    -         -       -       -        all     -
put_working_pattern       working_pattern      team    -       -         -       -       -        -       -
put_working_pattern_create team_member         team    -       -         -       -       -        -       -
update_working_pattern    working_pattern      team    -       -         -       -       -        -       -
remove_working_pattern    working_pattern      team    -       -         -       -       -        -       -
list_working_pattern_history working_pattern   team    team    -         -       -       -        all     -
list_team_absences        absence              team    team    -         -       -       -        all     -
list_absences             absence              team    team    -         -       -       -        all     -
add_absence               team_member          team    -       -         -       -       -        -       -
get_absence               absence              team    team    -         -       -       -        all     -
put_absence               absence              team    -       -         -       -       -        -       -
put_absence_create        team_member          team    -       -         -       -       -        -       -
update_absence            absence              team    -       -         -       -       -        -       -
remove_absence            absence              team    -       -         -       -       -        -       -
list_absence_history      absence              team    team    -         -       -       -        all     -
get_absence_reason        absence              mine    no      -         -       -       -        no      -
put_absence_reason        absence              mine    -       -         -       -       -        -       -
remove_absence_reason     absence              mine    -       -         -       -       -        -       -
get_free_times            team_member          team    team    -         -       -       -        all     -
get_calendar              calendar_feed        mine    -       -         -       -       -        -       -
make_calendar             team_member          mine    -       -         -       -       -        -       -
end_calendar              calendar_feed        mine    -       -         -       -       -        -       -

list_move_offers          offered              team    team    no        self    no      -        all     no
offer_move                person               team    -       -         no      -       -        all     no
get_move_offer            offered              team    team    no        self    no      -        all     no
accept_move               incoming             team    -       -         no      -       -        all     no
decline_move              incoming             team    -       -         no      -       -        all     no
withdraw_move             offered              team    -       -         no      -       -        all     no

list_small_team           small_team_member    team    team    shared    self    shared  -        all     team
name_small_team_member    person               team    -       -         self    -       -        all     no
get_small_team_member     small_team_member    team    team    shared    self    shared  -        all     team
put_small_team_member     small_team_member    team    -       -         self    -       -        all     no
put_small_team_member_create person            team    -       -         self    -       -        all     no
update_small_team_member  small_team_member    team    -       -         self    -       -        all     no
remove_small_team_member  small_team_member    team    -       -         no      -       -        all     no

list_consents             consent              team    team    shared    self    shared  -        all     team
record_consent            person               team    -       -         self    -       -        -       -
get_consent               consent              team    team    shared    self    shared  -        all     team
put_consent               consent              team    -       -         self    -       -        -       -
put_consent_create        person               team    -       -         self    -       -        -       -
withdraw_consent          consent              team    -       -         self    -       -        -       -
list_representatives      representative       team    no      no        self    no      -        all     no
create_representative     person               team    -       -         self    -       -        -       -
get_representative        representative       team    no      no        self    no      -        all     no
put_representative        representative       team    -       -         self    -       -        -       -
put_representative_create person               team    -       -         self    -       -        -       -
update_representative     representative       team    -       -         self    -       -        -       -
remove_representative     representative       team    -       -         self    -       -        -       -

list_teams                team                 team    team    -         team    -       -        all     -
create_team               -                    -       -       -         -       -       -        any     -
get_team                  team                 team    team    -         team    -       -        all     -
put_team                  team                 -       -       -         -       -       -        no      -
put_team_create           -                    -       -       -         -       -       -        any     -
update_team               team                 team    -       -         -       -       -        -       -
end_team                  team                 -       -       -         -       -       -        all     -

list_members              team_member          team    team    -         team    -       -        all     -
add_member                team                 team    -       -         -       -       -        all     -
get_member                team_member          team    team    -         team    -       -        all     -
put_member                team_member          team    -       -         -       -       -        no      -
put_member_create         team                 team    -       -         -       -       -        all     -
update_member             team_member          team    -       -         -       -       -        no      -
record_leaving            team_member          team    -       -         -       -       -        all     -
get_member_profile        member_profile       team    team    -         team    -       -        all     -
list_member_profiles      member_profile       team    team    -         team    -       -        all     -
write_member_profile      team_member          mine    -       -         -       -       -        -       -
get_member_profile_version member_profile      team    team    -         team    -       -        all     -
list_member_gifts         member_gift          team    team    -         no      -       -        all     -
add_member_gift           team_member          mine    -       -         -       -       -        -       -
get_member_gift           member_gift          team    team    -         no      -       -        all     -
put_member_gift           member_gift          mine    -       -         -       -       -        -       -
put_member_gift_create    team_member          mine    -       -         -       -       -        -       -
update_member_gift        member_gift          mine    -       -         -       -       -        -       -
remove_member_gift        member_gift          mine    -       -         -       -       -        -       -

list_shared_roles         shared_role          team    team    -         no      -       -        all     -
add_shared_role           team                 team    -       -         -       -       -        -       -
get_shared_role           shared_role          team    team    -         no      -       -        all     -
put_shared_role           shared_role          team    -       -         -       -       -        -       -
put_shared_role_create    team                 team    -       -         -       -       -        -       -
update_shared_role        shared_role          team    -       -         -       -       -        -       -
remove_shared_role        shared_role          team    -       -         -       -       -        -       -
list_holdings             role_holding         team    team    -         no      -       -        all     -
hand_over_role            shared_role          team    -       -         -       -       -        -       -
get_holding               role_holding         team    team    -         no      -       -        all     -
end_holding               role_holding         team    -       -         -       -       -        -       -
list_agreements           agreement            team    team    -         no      -       -        all     -
add_agreement             team                 team    -       -         -       -       -        -       -
get_agreement             agreement            team    team    -         no      -       -        all     -
put_agreement             agreement            team    -       -         -       -       -        -       -
put_agreement_create      team                 team    -       -         -       -       -        -       -
update_agreement          agreement            team    -       -         -       -       -        -       -
remove_agreement          agreement            team    -       -         -       -       -        -       -
end_agreement             agreement            team    -       -         -       -       -        -       -
list_coaches              -                    -       any     -         -       -       -        any     -
list_team_coaches         coaching             team    team    -         no      -       -        all     -
name_coach                team                 -       -       -         -       -       -        all     -
get_team_coach            coaching             team    team    -         no      -       -        all     -
end_coaching              coaching             -       -       -         -       -       -        all     -

get_organisation          -                    any     any     any       any     any     any      any     any
list_measures             -                    any     any     any       any     any     any      any     any
get_measure               -                    any     any     any       any     any     any      any     any
update_organisation       -                    -       -       -         -       -       -        any     -
list_accounts             account              -       -       -         -       -       -        all     -
create_account            -                    -       -       -         -       -       -        any     -
get_account               account              -       -       -         -       -       -        all     -
update_account            account              -       -       -         -       -       -        all     -
remove_account            account              -       -       -         -       -       -        all     -
disable_account           account              -       -       -         -       -       -        all     -
enable_account            account              -       -       -         -       -       -        all     -
list_grants               account_grant        -       -       -         -       -       -        all     -
grant_role                account              -       -       -         -       -       -        all     -
get_grant                 account_grant        -       -       -         -       -       -        all     -
end_grant                 account_grant        -       -       -         -       -       -        all     -
list_clients              client               -       -       -         -       -       -        all     -
create_client             -                    -       -       -         -       -       -        any     -
get_client                client               -       -       -         -       -       -        all     -
update_client             client               -       -       -         -       -       -        all     -
remove_client             client               -       -       -         -       -       -        all     -
renew_client_secret       client               -       -       -         -       -       -        all     -

list_openings             opening              team    -       -         self    -       -        all     -
open_person               person               none    -       -         -       -       -        no      -
get_opening               opening              team    -       -         self    -       -        all     -
close_opening             opening              no      -       -         -       -       -        all     -
list_notices              notice               team    none    none      none    none    none     none    -
get_notice                notice               team    none    none      none    none    none     none    -
record_notice_reading     notice               team    none    none      none    none    none     none    -
list_looks                -                    any     any     any       any     any     any      any     any
list_person_looks         person               no      no      no        self    no      no       all     no

list_visits               visit                team    team    -         self    shared  -        all     team
list_team_visits          visit                team    team    -         self    -       -        all     team
list_person_visits        visit                team    team    -         self    shared  -        all     team
list_open_visits          visit                team    team    -         self    -       -        all     team
list_late_visits          late_visit           team    team    -         self    -       -        all     team
plan_visit                person               team    -       -         -       -       -        -       team
get_visit                 visit                team    team    -         self    shared  -        all     team
put_visit                 visit                team    -       -         -       -       -        -       team
put_visit_create          person               team    -       -         -       -       -        -       team
update_visit              visit                team    -       -         -       -       -        -       team
cancel_visit              visit                team    -       -         -       -       -        -       team
miss_visit                late_visit           team    -       -         -       -       -        -       team
reinstate_visit           visit                team    -       -         -       -       -        -       team
list_visit_series         visit_series         team    team    -         self    no      -        all     team
list_person_visit_series  visit_series         team    team    -         self    no      -        all     team
begin_visit_series        person               team    -       -         -       -       -        -       team
get_visit_series          visit_series         team    team    -         self    no      -        all     team
put_visit_series          visit_series         team    -       -         -       -       -        -       team
put_visit_series_create   person               team    -       -         -       -       -        -       team
update_visit_series       visit_series         team    -       -         -       -       -        -       team
change_visit_series       visit_series         team    -       -         -       -       -        -       team
leave_out_visit           visit_series         team    -       -         -       -       -        -       team
plan_visit_series         visit_series         team    -       -         -       -       -        -       team
end_visit_series          visit_series         team    -       -         -       -       -        -       team
list_visit_series_history visit_series         team    team    -         self    no      -        all     team
list_visit_links          visit_link           team    team    -         self    no      -        all     team
add_visit_link            visit                team    -       -         -       -       -        -       team
get_visit_link            visit_link           team    team    -         self    no      -        all     team
remove_visit_link         visit_link           team    -       -         -       -       -        -       team

list_person_history       person               team    team    no        self    no      -        all     team
list_profile_version_history profile_version   team    team    no        self    no      -        all     team
list_gift_history         gift                 team    team    no        self    no      -        all     team
list_relationship_history relationship         team    no      no        self    no      -        all     team
list_life_story_chapter_history life_story_chapter no  -       -         self    no      -        -       -
list_access_to_home_history access_to_home     team    -       -         self    -       -        all     -
list_positive_risk_history positive_risk       team    team    -         self    -       -        all     team
list_small_team_member_history small_team_member team  team    no        self    no      -        all     team
list_consent_history      consent              team    team    no        self    no      -        all     team
list_representative_history representative     team    no      no        self    no      -        all     no
list_move_offer_history   offered              team    team    no        self    no      -        all     no
list_team_history         team                 team    team    -         no      -       -        all     -
list_team_member_history  team_member          team    team    -         no      -       -        all     -
list_member_profile_history member_profile     team    team    -         no      -       -        all     -
list_member_gift_history  member_gift          team    team    -         no      -       -        all     -
list_shared_role_history  shared_role          team    team    -         no      -       -        all     -
list_role_holding_history role_holding         team    team    -         no      -       -        all     -
list_agreement_history    agreement            team    team    -         no      -       -        all     -
list_coaching_history     coaching             team    team    -         no      -       -        all     -
get_team_visit_figures    team                 team    team    -         none    -       -        all     team
get_member_visit_figures  team_member          team    team    -         none    -       -        all     team
get_team_absence_figures  team                 team    team    -         -       -       -        all     -
get_person_visit_figures  person               team    team    -         self    -       -        all     team
get_team_visit_statement  team                 team    -       -         none    -       -        all     team
get_person_visit_statement person              team    -       -         self    -       -        all     team
get_hours_bank            person               team    team    -         self    -       -        all     team
list_hours_entries        hours_entry          team    team    -         self    no      -        all     team
get_hours_entry           hours_entry          team    team    -         self    no      -        all     team
move_hours                person               team    -       -         self    -       -        -       -
adjust_hours              person               team    -       -         -       -       -        -       no
list_hours_agreements     hours_agreement      team    team    -         self    no      -        all     team
agree_hours               person               team    -       -         -       -       -        -       team
get_hours_agreement       hours_agreement      team    team    -         self    no      -        all     team
put_hours_agreement       hours_agreement      team    -       -         -       -       -        -       team
put_hours_agreement_create person              team    -       -         -       -       -        -       team
update_hours_agreement    hours_agreement      team    -       -         -       -       -        -       team
list_hours_agreement_history hours_agreement   team    team    -         self    no      -        all     team
list_hours_entry_history  hours_entry          team    team    -         self    no      -        all     team
claim_visit               visit                team    -       -         -       -       -        -       no
hand_back_visit           visit                team    -       -         -       -       -        -       no
offer_visit               visit                team    -       -         -       -       -        -       no
list_visit_offers         visit_offer          team    team    -         no      no      -        all     no
list_team_visit_offers    visit_offer          team    team    -         no      no      -        all     no
get_visit_offer           visit_offer          team    team    -         no      no      -        all     no
accept_visit_offer        visit_offer          team    -       -         -       -       -        -       no
decline_visit_offer       visit_offer          team    -       -         -       -       -        -       no
withdraw_visit_offer      visit_offer          team    -       -         -       -       -        -       no
list_visit_offer_history  visit_offer          team    team    -         no      no      -        all     no
get_candidates            visit                team    team    -         self    no      -        all     no
propose_roster            team                 team    -       -         -       -       -        -       no
list_roster_proposals     roster_proposal      team    team    -         no      no      -        all     no
list_team_roster_proposals roster_proposal     team    team    -         no      no      -        all     no
get_roster_proposal       roster_proposal      team    team    -         no      no      -        all     no
list_proposal_lines       proposal_line        team    team    -         no      no      -        all     no
get_proposal_line         proposal_line        team    team    -         no      no      -        all     no
accept_proposal_line      proposal_line        team    -       -         -       -       -        -       no
decline_proposal_line     proposal_line        team    -       -         -       -       -        -       no
list_roster_proposal_history roster_proposal   team    team    -         no      no      -        all     no
list_proposal_line_history proposal_line       team    team    -         no      no      -        all     no
record_arrival            visit                team    -       -         -       -       -        -       no
record_departure          visit                team    -       -         -       -       -        -       no
write_visit_note          visit                mine    -       -         -       -       -        -       no
put_visit_record          visit                mine    -       -         -       -       -        -       no
list_records_of_visit     visit_record         team    team    -         self    shared  -        all     team
list_visit_records        visit_record         team    team    -         self    shared  -        all     team
get_visit_record          visit_record         team    team    -         self    shared  -        all     team
list_visit_amendments     visit_amendment      team    team    -         self    shared  -        all     team
amend_visit_record        visit_record         team    -       -         -       -       -        -       no
get_visit_amendment       visit_amendment      team    team    -         self    shared  -        all     team
list_visit_record_history visit_record         team    team    -         self    no      -        all     team
list_visit_amendment_history visit_amendment   team    team    -         self    no      -        all     team
list_visit_history        visit                team    team    -         self    no      -        all     team
list_visit_link_history   visit_link           team    team    -         self    no      -        all     team
list_organisation_history -                    no      no      no        no      no      no       any     no
list_account_history      account              -       -       -         -       -       -        all     -
list_account_grant_history account_grant       -       -       -         -       -       -        all     -
list_client_history       client               -       -       -         -       -       -        all     -
get_connectors            -                    any     no      no        any     no      -        no      -
list_circles              circle               team    team    circle    self    circle  -        all     -
start_circle              person               team    -       no        self    no      -        no      -
get_circle                circle               team    team    circle    self    circle  -        all     -
put_circle                circle               team    -       no        self    no      -        no      -
put_circle_create         person               team    -       no        self    no      -        no      -
update_circle             circle               team    -       circle    self    no      -        no      -
move_circle               circle               team    -       circle    self    no      -        no      -
say_circle_stands_alone   circle               no      -       circle    no      no      -        no      -
lay_down_circle           circle               no      -       circle    no      no      -        no      -
list_circle_history       circle               team    team    no        self    no      -        all     -
list_members_of_circle    circle_member        team    team    circle    self    circle  -        all     -
invite_to_circle          circle               team    -       circle    self    circle  -        no      -
list_circle_members       circle_member        team    team    circle    self    circle  -        all     -
get_circle_member         circle_member        team    team    circle    self    circle  -        all     -
put_circle_member         circle_member        team    -       circle    self    no      -        no      -
put_circle_member_create  circle               team    -       circle    self    circle  -        no      -
update_circle_member      circle_member        team    -       circle    self    no      -        no      -
join_circle               circle_member        team    -       circle    self    no      -        no      -
decline_circle            circle_member        team    -       circle    self    no      -        no      -
leave_circle              circle_member        team    -       circle    self    circle  -        no      -
take_up_facilitating      circle_member        team    -       circle    self    no      -        no      -
lay_down_facilitating     circle_member        team    -       circle    self    no      -        no      -
set_circle_member_account circle_member        no      -       no        no      no      -        all     -
list_circle_member_history circle_member       team    team    no        self    no      -        all     -
list_circle_member_gifts  circle_member_gift   team    team    circle    self    circle  -        all     -
add_circle_member_gift    circle_member        team    -       circle    self    circle  -        no      -
get_circle_member_gift    circle_member_gift   team    team    circle    self    circle  -        all     -
put_circle_member_gift    circle_member_gift   team    -       circle    self    circle  -        no      -
put_circle_member_gift_create circle_member    team    -       circle    self    circle  -        no      -
update_circle_member_gift circle_member_gift   team    -       circle    self    circle  -        no      -
remove_circle_member_gift circle_member_gift   team    -       circle    self    circle  -        no      -
list_circle_member_gift_history circle_member_gift team team   no        self    no      -        all     -
list_circle_meetings      circle_meeting       team    team    circle    self    circle  -        all     -
plan_circle_meeting       circle               team    -       circle    self    circle  -        no      -
get_circle_meeting        circle_meeting       team    team    circle    self    circle  -        all     -
put_circle_meeting        circle_meeting       team    -       circle    self    circle  -        no      -
put_circle_meeting_create circle               team    -       circle    self    circle  -        no      -
update_circle_meeting     circle_meeting       team    -       circle    self    circle  -        no      -
hold_circle_meeting       circle_meeting       team    -       circle    self    circle  -        no      -
cancel_circle_meeting     circle_meeting       team    -       circle    self    circle  -        no      -
list_circle_meeting_history circle_meeting     team    team    no        self    no      -        all     -
list_all_circle_actions   circle_action        team    team    circle    self    circle  -        all     -
list_circle_actions       circle_action        team    team    circle    self    circle  -        all     -
add_circle_action         circle               team    -       circle    self    circle  -        no      -
get_circle_action         circle_action        team    team    circle    self    circle  -        all     -
put_circle_action         circle_action        team    -       circle    self    circle  -        no      -
put_circle_action_create  circle               team    -       circle    self    circle  -        no      -
update_circle_action      circle_action        team    -       circle    self    circle  -        no      -
end_circle_action         circle_action        team    -       circle    self    circle  -        no      -
carry_circle_action       circle_action        team    -       circle    self    circle  -        no      -
list_circle_action_history circle_action       team    team    no        self    no      -        all     -
get_circle_balance        circle               team    team    circle    self    circle  -        all     -
list_circle_contributions circle_contribution  team    team    circle    self    circle  -        all     -
add_circle_contribution   circle               team    -       circle    self    circle  -        no      -
get_circle_contribution   circle_contribution  team    team    circle    self    circle  -        all     -
put_circle_contribution   circle_contribution  team    -       circle    self    circle  -        no      -
put_circle_contribution_create circle          team    -       circle    self    circle  -        no      -
update_circle_contribution circle_contribution team    -       circle    self    circle  -        no      -
remove_circle_contribution circle_contribution team    -       circle    self    circle  -        no      -
list_circle_contribution_history circle_contribution team team no        self    no      -        all     -
list_community_groups     community_group      all     all     all       all     all     -        all     all
add_community_group       -                    any     -       any       any     -       -        any     any
get_community_group       community_group      all     all     all       all     all     -        all     all
put_community_group       community_group      all     -       all       self    -       -        all     all
put_community_group_create -                   any     -       any       any     -       -        any     any
update_community_group    community_group      all     -       all       self    -       -        all     all
get_community_group_dates community_group      all     all     all       all     all     -        all     all
publish_community_group   community_group      all     -       all       no      -       -        all     all
withdraw_community_group  community_group      all     -       all       self    -       -        all     all
move_community_group      community_group      all     -       all       self    -       -        all     all
list_community_group_history community_group   no      no      no        no      no      -        all     no
list_group_gifts          group_gift           all     all     all       all     all     -        all     all
add_group_gift            community_group      all     -       all       self    -       -        all     all
get_person_matches        person               team    team    shared    self    shared  -        all     team
get_member_matches        team_member          team    team    none      none    none    -        all     none
get_circle_member_matches circle_member        team    team    circle    self    circle  -        all     none
get_community_group_matches community_group    all     all     all       all     all     -        all     all
get_group_gift            group_gift           all     all     all       all     all     -        all     all
put_group_gift            group_gift           all     -       all       self    -       -        all     all
put_group_gift_create     community_group      all     -       all       self    -       -        all     all
update_group_gift         group_gift           all     -       all       self    -       -        all     all
remove_group_gift         group_gift           all     -       all       self    -       -        all     all
list_group_gift_history   group_gift           no      no      no        no      no      -        all     no
list_group_sessions       group_session        all     all     all       all     all     -        all     all
add_group_session         community_group      all     -       all       self    -       -        all     all
get_group_session         group_session        all     all     all       all     all     -        all     all
put_group_session         group_session        all     -       all       self    -       -        all     all
put_group_session_create  community_group      all     -       all       self    -       -        all     all
update_group_session      group_session        all     -       all       self    -       -        all     all
remove_group_session      group_session        all     -       all       self    -       -        all     all
list_group_session_history group_session       no      no      no        no      no      -        all     no
list_attendances_of_session group_attendance   team    team    shared    self    shared  -        all     team
list_memberships_of_group group_membership     team    team    shared    self    shared  -        all     team
begin_group_from_person   person               team    -       shared    self    -       -        all     no
list_group_origins        group_origin         team    no      shared    self    shared  -        all     no
get_group_origin          group_origin         team    no      shared    self    shared  -        all     no
update_group_origin       group_origin         team    -       shared    self    -       -        all     no
remove_group_origin       group_origin         team    -       shared    self    -       -        all     no
list_group_origin_history group_origin         team    no      no        self    no      -        all     no
list_group_memberships    group_membership     team    team    shared    self    shared  -        all     team
join_group                person               team    -       shared    self    -       -        all     team
get_group_membership      group_membership     team    team    shared    self    shared  -        all     team
put_group_membership      group_membership     team    -       shared    self    -       -        all     team
put_group_membership_create person             team    -       shared    self    -       -        all     team
update_group_membership   group_membership     team    -       shared    self    -       -        all     team
leave_group               group_membership     team    -       shared    self    -       -        all     team
remove_group_membership   group_membership     team    -       shared    self    -       -        all     team
list_group_membership_history group_membership team    team    no        self    no      -        all     team
list_group_attendances    group_attendance     team    team    shared    self    shared  -        all     team
add_group_attendance      person               team    -       shared    self    -       -        all     team
get_group_attendance      group_attendance     team    team    shared    self    shared  -        all     team
put_group_attendance      group_attendance     team    -       shared    self    -       -        all     team
put_group_attendance_create person             team    -       shared    self    -       -        all     team
update_group_attendance   group_attendance     team    -       shared    self    -       -        all     team
remove_group_attendance   group_attendance     team    -       shared    self    -       -        all     team
list_group_attendance_history group_attendance team    team    no        self    no      -        all     team
list_all_introductions    introduction         team    team    shared  self    shared  -        all     team
list_introductions        introduction         team    team    shared  self    shared  -        all     team
add_introduction          person               team    -       shared  self    -       -        all     team
get_introduction          introduction         team    team    shared  self    shared  -        all     team
put_introduction          introduction         team    -       shared  self    -       -        all     team
put_introduction_create   person               team    -       shared  self    -       -        all     team
update_introduction       introduction         team    -       shared  self    -       -        all     team
say_introduction_result   introduction         team    -       shared  self    -       -        all     team
tell_back_introduction    introduction         team    -       shared  self    -       -        all     team
list_introduction_history introduction         team    team    no      self    no      -        all     team
list_introduction_contacts introduction_contact team   team    shared  self    shared  -        all     team
add_introduction_contact  introduction         team    -       shared  self    -       -        all     team
get_introduction_contact  introduction_contact team    team    shared  self    shared  -        all     team
put_introduction_contact  introduction_contact team    -       shared  self    -       -        all     team
put_introduction_contact_create introduction   team    -       shared  self    -       -        all     team
update_introduction_contact introduction_contact team  -       shared  self    -       -        all     team
remove_introduction_contact introduction_contact team  -       shared  self    -       -        all     team
list_introduction_contact_history introduction_contact team team no    self    no      -        all     team
list_connections          connection           team    no      shared  self    shared  -        all     no
add_connection            person               team    -       shared  self    -       -        no      no
get_connection            connection           team    no      shared  self    shared  -        all     no
put_connection            connection           team    -       shared  self    -       -        no      no
put_connection_create     person               team    -       shared  self    -       -        no      no
update_connection         connection           team    -       shared  self    -       -        no      no
remove_connection         connection           team    -       shared  self    -       -        no      no
end_connection            connection           team    -       shared  self    -       -        no      no
list_connection_history   connection           team    no      no      self    no      -        all     no
list_sightings            connection_seen      team    no      shared  self    shared  -        all     no
add_sighting              person               team    -       shared  self    -       -        no      no
add_sightings             person               team    -       shared  self    -       -        no      no
get_sighting              connection_seen      team    no      shared  self    shared  -        all     no
put_sighting              connection_seen      team    -       shared  self    -       -        no      no
put_sighting_create       person               team    -       shared  self    -       -        no      no
update_sighting           connection_seen      team    -       shared  self    -       -        no      no
remove_sighting           connection_seen      team    -       shared  self    -       -        no      no
list_connection_seen_history connection_seen   team    no      no      self    no      -        all     no
get_reach_wish            person               team    no      shared  self    no      -        all     no
put_reach_wish            person               team    -       no      self    -       -        no      no
remove_reach_wish         person               team    -       no      self    -       -        no      no
list_reach_wish_history   person               team    no      no      self    no      -        all     no
get_connection_figures    person               team    team    shared  self    -       -        all     team
get_ties                  person               team    team    shared  self    shared  -        all     team
get_reach                 person               team    no      shared  self    no      -        all     no
get_super_connectors      team                 team    no      no      no      no      -        all     no
get_team_community_figures team                team    team    no      no      -       -        all     team
get_community_figures     -                    no      no      no      no      -       -        any     no
list_instruments          instrument           all     all     -         all     -       -        all     all
add_instrument            -                    -       -       -         -       -       -        any     -
get_instrument            instrument           all     all     -         all     -       -        all     all
update_instrument         instrument           -       -       -         -       -       -        all     -
confirm_instrument_licence licensed_instrument -       -       -         -       -       -        all     -
import_questionnaire      -                    -       -       -         -       -       -        any     -
list_instrument_versions  instrument_version   all     all     -         all     -       -        all     all
add_instrument_version    instrument           -       -       -         -       -       -        all     -
get_instrument_version    instrument_version   all     all     -         all     -       -        all     all
update_instrument_version instrument_version   -       -       -         -       -       -        all     -
publish_instrument_version instrument_version  -       -       -         -       -       -        all     -
withdraw_instrument_version instrument_version -       -       -         -       -       -        all     -
get_questionnaire         instrument_version   all     all     -         all     -       -        all     all
list_instrument_history   instrument           no      no      -         no      -       -        all     no
list_instrument_version_history instrument_version no  no      -         no      -       -        all     no
list_team_assessments     team_assessment      team    team    -         no      -       -        all     -
add_team_assessment       team                 team    -       -         -       -       -        -       -
get_team_assessment       team_assessment      team    team    -         no      -       -        all     -
put_team_assessment       team_assessment      team    -       -         -       -       -        -       -
put_team_assessment_create team                team    -       -         -       -       -        -       -
update_team_assessment    team_assessment      team    -       -         -       -       -        -       -
list_team_assessment_history team_assessment   team    team    -         no      -       -        all     -
"""

# A group is the organisation's and holds nobody's life: who is of it reads it, whatever of their teams and circles has ended.
READ_GROUPS: Final = named("""
    list_community_groups get_community_group get_community_group_dates list_group_gifts get_group_gift list_group_sessions
    get_group_session get_community_group_matches
""")
WRITE_GROUPS: Final = named("""
    put_community_group update_community_group publish_community_group withdraw_community_group move_community_group
    add_group_gift put_group_gift put_group_gift_create update_group_gift remove_group_gift
    add_group_session put_group_session put_group_session_create update_group_session remove_group_session
""")
# Who of those whom one sees was there, or takes part: of anybody else nothing, as if nobody were.
OF_GROUPS: Final = named("list_attendances_of_session list_memberships_of_group")

# What the relation alone does not say.
SPECIAL: Final = {
    # One's own team offered this person to that one: it may see the offer, and only the other team may answer it.
    ("accept_move", "carer", "team"): "refused",
    ("decline_move", "carer", "team"): "refused",
    # A team's lists hold what the caller may see of them: of a neighbour nothing.
    ("list_team_visits", "person", "beside"): "empty",
    ("list_open_visits", "person", "beside"): "empty",
    ("list_late_visits", "person", "beside"): "empty",
    # A council has no teams.
    ("create_team", "manager", "council"): "refused",
    ("put_team_create", "manager", "council"): "refused",
    # Whoever has left every team supports nobody's neighbour either.
    ("open_person", "carer", "ended"): "refused",
    # Break-glass is for people of other teams of the same organisation, and for members of one of its teams.
    ("open_person", "carer", "team"): "yes",
    ("open_person", "carer", "opened"): "yes",
    # An instrument is the organisation's: its questions hold nobody's life, and who is of it reads them.
    **{
        (operation, role, relation): "yes"
        for operation in (
            "list_instruments",
            "get_instrument",
            "list_instrument_versions",
            "get_instrument_version",
            "get_questionnaire",
        )
        for role, relation in (("carer", "ended"), ("carer", "opened"), ("coach", "ended"), ("integration", "ended"))
    },
    **{
        (operation, role, relation): "yes"
        for operation in READ_GROUPS
        for role, relation in (
            ("carer", "ended"),
            ("carer", "opened"),
            ("coach", "ended"),
            ("integration", "ended"),
            ("connector", "ended"),
            ("connector", "withdrawn"),
            ("family", "ended"),
            ("family", "withdrawn"),
        )
    },
    # Whoever has left every team, or a client of none, writes none; a person writes those that they run.
    **{
        (operation, role, relation): "yes" if role == "connector" or relation == "opened" else "refused"
        for operation in WRITE_GROUPS
        for role, relation in (
            ("carer", "opened"),
            ("carer", "ended"),
            ("integration", "ended"),
            ("connector", "ended"),
            ("connector", "withdrawn"),
            ("person", "beside"),
            ("person", "team"),
        )
    },
    **{
        (operation, role, "ended"): "refused"
        for operation in ("add_community_group", "put_community_group_create")
        for role in ("carer", "integration")
    },
    **{
        (operation, role, relation): "empty"
        for operation in OF_GROUPS
        for role, relations in {
            "carer": "team ended opened",
            "coach": "team ended",
            "connector": "beside team ended withdrawn",
            "person": "beside team",
            "family": "beside team ended withdrawn",
            "integration": "team ended",
        }.items()
        for relation in relations.split()
    },
    # Their own opening.
    ("list_openings", "carer", "opened"): "yes",
    ("get_opening", "carer", "opened"): "yes",
    ("close_opening", "carer", "opened"): "yes",
}

# Break-glass: what a carer reads of one person of another team while an opening stands. Read only, the person's own kind only.
OPENED: Final = named("""
    get_person list_status_changes get_profile list_profile_versions get_profile_version list_gifts get_gift list_relationships
    get_relationship list_risks get_risk list_small_team get_small_team_member list_consents get_consent list_representatives
    get_representative list_hours_entries get_hours_entry list_hours_agreements get_hours_agreement
    list_reviews get_review list_review_actions get_review_action
    list_check_ins list_check_in_invitations get_check_in_invitation
    list_outcomes get_outcome list_outcome_moves list_outcome_wordings get_outcome_wording
    list_outcome_steps get_outcome_step get_person_progress get_week_progress get_item_progress
    get_good_week get_good_week_weeks list_good_week_items get_good_week_item list_good_week_wordings get_good_week_wording
    list_good_week_marks get_good_week_mark list_good_week_scores get_good_week_score
    list_introductions get_introduction list_introduction_contacts get_introduction_contact
    list_connections get_connection list_sightings get_sighting
    list_concerns get_concern list_person_visits list_visit_records list_person_visit_series get_visit_series
""")


def rows() -> dict[str, tuple[str, dict[str, str]]]:
    """Operation to the kind of record and each role's word."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for line in TABLE.splitlines():
        if not line or line.startswith("#"):
            continue
        operation, of, *words = line.split()
        if operation in found or len(words) != len(ROLES) or not set(words) <= {*REACHED, "-", "no"}:
            message = f"This line of the table cannot be read: {line}"
            raise ValueError(message)
        found[operation] = of, dict(zip(ROLES, words, strict=True))
    return found
