DROP TABLE consent, circle_member, status_change, small_team_member, role_holding, representative, relationship, refresh_token, profile_version, positive_risk, opening, move_offer, member_profile, member_gift, life_story_chapter, gift, circle, arrangement, account_grant, access_to_home, team_member, shared_role, session, person, notice_read, coaching, agreement, team, notice, client, account, sign_in_failure, rate_window, person_look, organisation, look, idempotency, change_value, change
--;
DROP FUNCTION open_person(uuid, uuid, text, text, integer, bytea)
--;
DROP FUNCTION close_opening(uuid)
--;
DROP FUNCTION accept_move(uuid, text)
--;
DROP FUNCTION enter_homes()
--;
DROP FUNCTION team_to_move_to(uuid)
--;
DROP FUNCTION name_of(uuid, uuid)
--;
DROP FUNCTION show_looks()
--;
DROP FUNCTION is_council(uuid)
--;
DROP FUNCTION enter(uuid, text, uuid, uuid, boolean)
--;
DROP FUNCTION expand_looks(integer)
--;
DROP FUNCTION count_requests(uuid[], integer[], integer)
--;
DROP FUNCTION tidy_up()
--;
DROP FUNCTION watch()
--;
DROP FUNCTION circles_of(uuid, text)
--;
DROP FUNCTION consents_towards(uuid, text)
--;
DROP FUNCTION shares_with(uuid, text)
--;
DROP FUNCTION log_change()
--;
DROP FUNCTION hold_team_size()
--;
DROP FUNCTION end_sessions()
--;
DROP FUNCTION chapters_shared_with(uuid)
--;
DROP FUNCTION team_reads_chapter(uuid, uuid)
--;
DROP FUNCTION hold_chapter_readers()
--;
DROP FUNCTION follow_chapter_consent()
--;
DROP FUNCTION tell_of_move()
--;
DROP FUNCTION stamp()
