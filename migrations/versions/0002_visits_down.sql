GRANT CREATE ON SCHEMA public TO wt_kernel
--;
DROP TRIGGER follow_person_status ON person
--;
DROP TABLE visit_amendment, visit_slot, visit_record, visit_offer, visit_link, proposal_line, concern, visit, absence_reason, working_pattern, visit_series, hours_entry, hours_agreement, calendar_feed, absence, roster_proposal
--;
ALTER TABLE team DROP COLUMN late_after_minutes
--;
DROP EXTENSION IF EXISTS btree_gist
--;
-- The persons whose home a carer may enter now. Until visits exist: those of the teams where they hold the planner's role.
CREATE OR REPLACE FUNCTION enter_homes() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT set_config('app.home_person_ids', array_agg(person.id)::text, true)
    FROM role_holding
    JOIN shared_role ON shared_role.id = role_holding.role_id AND shared_role.kind = 'planner' AND shared_role.removed_at IS NULL
    JOIN person ON person.team_id = role_holding.team_id AND person.removed_at IS NULL
   WHERE role_holding.member_id = ANY (NULLIF(current_setting('app.member_ids', true), '')::uuid[])
     AND role_holding.removed_at IS NULL AND role_holding.since_on <= (now() AT TIME ZONE 'Europe/London')::date
     AND (role_holding.until_on IS NULL OR role_holding.until_on > (now() AT TIME ZONE 'Europe/London')::date)
$$
--;
-- Every insert, update and soft delete leaves one row in the log, and its values beside it. Arguments: secret columns
-- (never values), columns a coach may read ('*' for all), both comma-separated.
-- An update that only moves a row to its person's new team is part of the move and leaves no row of its own.
CREATE OR REPLACE FUNCTION log_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  n jsonb := to_jsonb(NEW);
  o jsonb;
  stamps constant text[] := ARRAY['id', 'organisation_id', 'team_id', 'person_id', 'circle_id', 'version', 'created_at', 'updated_at', 'created_digest', 'name_key', 'search_key'];
  secret text[] := string_to_array(TG_ARGV[0], ',');
  open_columns text[] := string_to_array(TG_ARGV[1], ',');
  named text[];
  before_open jsonb; after_open jsonb; before_full jsonb; after_full jsonb;
  v_change bigint;
  v_person uuid;
  v_organisation uuid;
  v_team uuid;
BEGIN
  v_organisation := (n->>CASE WHEN TG_TABLE_NAME = 'organisation' THEN 'id' ELSE 'organisation_id' END)::uuid;
  v_team := (n->>CASE WHEN TG_TABLE_NAME = 'team' THEN 'id' ELSE 'team_id' END)::uuid;
  v_person := (n->>CASE WHEN TG_TABLE_NAME = 'person' THEN 'id' ELSE 'person_id' END)::uuid;
  IF TG_OP = 'INSERT' THEN
    n := jsonb_strip_nulls(n - stamps);
    SELECT array_agg(key) INTO named FROM jsonb_object_keys(n) AS key;
  ELSE
    o := to_jsonb(OLD);
    SELECT array_agg(key), jsonb_object_agg(key, o->key), jsonb_object_agg(key, value) INTO named, o, n
      FROM jsonb_each(n) WHERE value IS DISTINCT FROM o->key AND (key <> ALL (stamps) OR (key = 'team_id' AND TG_TABLE_NAME = 'person'));
    IF named IS NULL THEN
      RETURN NULL;
    END IF;
  END IF;
  IF secret IS NOT NULL THEN
    n := n - secret;
    o := o - secret;
  END IF;
  INSERT INTO change (organisation_id, team_id, person_id, circle_id, kind, record_id, version, action, fields, role, reason)
  VALUES (v_organisation, v_team, v_person, (to_jsonb(NEW)->>'circle_id')::uuid, TG_TABLE_NAME, NEW.id, NEW.version,
          CASE WHEN TG_OP = 'INSERT' THEN 'created' WHEN 'removed_at' = ANY (named) THEN 'removed' ELSE 'changed' END,
          coalesce(named, '{}'), NULLIF(current_setting('app.role', true), ''), NULLIF(current_setting('app.reason', true), ''))
  RETURNING id INTO v_change;
  IF TG_ARGV[1] = '*' THEN
    INSERT INTO change_value (change_id, layer, organisation_id, team_id, person_id, kind, before, after)
    VALUES (v_change, 'open', v_organisation, v_team, v_person, TG_TABLE_NAME, o, n);
    RETURN NULL;
  END IF;
  IF TG_ARGV[1] <> '' THEN
    SELECT jsonb_object_agg(key, value) INTO after_open FROM jsonb_each(n) WHERE key = ANY (open_columns);
    SELECT jsonb_object_agg(key, value) INTO before_open FROM jsonb_each(o) WHERE key = ANY (open_columns);
    IF after_open IS NOT NULL THEN
      INSERT INTO change_value (change_id, layer, organisation_id, team_id, person_id, kind, before, after)
      VALUES (v_change, 'open', v_organisation, v_team, v_person, TG_TABLE_NAME, before_open, after_open);
    END IF;
    n := n - open_columns;
    o := o - open_columns;
  END IF;
  IF n <> '{}'::jsonb THEN
    INSERT INTO change_value (change_id, layer, organisation_id, team_id, person_id, kind, before, after)
    VALUES (v_change, 'full', v_organisation, v_team, v_person, TG_TABLE_NAME, o, n);
  END IF;
  RETURN NULL;
END $$
--;
-- The new team accepts: the person and all that is theirs moves in one statement (the composite keys cascade), the old team's
-- access ends with it, and the log of the person follows. The caller's own rows are checked here, because no policy sees both teams.
CREATE OR REPLACE FUNCTION accept_move(p_offer uuid, p_words text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  m record;
  v_organisation uuid := NULLIF(current_setting('app.organisation_id', true), '')::uuid;
BEGIN
  SELECT * INTO m FROM move_offer
   WHERE id = p_offer AND organisation_id = v_organisation AND removed_at IS NULL
     AND (current_setting('app.role', true) = 'manager'
          OR (current_setting('app.role', true) = 'carer' AND to_team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[])))
   FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  IF m.state <> 'offered' THEN
    RAISE EXCEPTION 'already answered' USING ERRCODE = 'WT409', CONSTRAINT = 'move_answered';
  END IF;
  PERFORM FROM team WHERE id = m.to_team_id AND ended_on IS NULL AND removed_at IS NULL FOR SHARE;  -- waits for a manager who is ending the team
  IF NOT FOUND THEN
    RAISE EXCEPTION 'team has ended' USING ERRCODE = 'WT409', CONSTRAINT = 'team_ended';
  END IF;
  IF EXISTS (SELECT FROM person WHERE id = m.person_id AND status = 'ended') THEN
    RAISE EXCEPTION 'support has ended' USING ERRCODE = 'WT409', CONSTRAINT = 'person_ended';
  END IF;
  UPDATE move_offer SET state = 'accepted', answered_at = now(), answer_words = p_words WHERE id = p_offer;
  UPDATE small_team_member SET until_on = greatest(since_on, (now() AT TIME ZONE 'Europe/London')::date)
   WHERE person_id = m.person_id AND removed_at IS NULL AND (until_on IS NULL OR until_on > (now() AT TIME ZONE 'Europe/London')::date);
  UPDATE person SET team_id = m.to_team_id WHERE id = m.person_id AND team_id = m.from_team_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'already moved' USING ERRCODE = 'WT409', CONSTRAINT = 'move_answered';
  END IF;
  -- What the old team was told (notices, openings) stays what it was told: only the person's own kinds follow.
  UPDATE change SET team_id = m.to_team_id WHERE person_id = m.person_id AND team_id = m.from_team_id AND kind NOT IN ('notice', 'opening');
  UPDATE change_value SET team_id = m.to_team_id WHERE person_id = m.person_id AND team_id = m.from_team_id AND kind NOT IN ('notice', 'opening');
  INSERT INTO notice (id, organisation_id, audience, team_id, person_id, kind, about_kind, about_id, about_person_id)
  SELECT gen_random_uuid(), v_organisation, a.audience, a.team, a.person, 'person_moved', 'move_offer', p_offer, a.about
    FROM (VALUES ('team', m.from_team_id, NULL::uuid, NULL::uuid), ('team', m.to_team_id, NULL, m.person_id), ('person', NULL, m.person_id, m.person_id)) a(audience, team, person, about);
END $$
--;
-- Looks, one row for each person seen, so that a person reads who looked at their record. Answers how many looks it expanded.
-- It waits for another worker that is at the same looks: who reads afterwards must find every look that was committed before.
CREATE OR REPLACE FUNCTION expand_looks(p_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  done integer;
BEGIN
  WITH todo AS (
    SELECT id FROM look WHERE NOT expanded ORDER BY id LIMIT p_most FOR UPDATE
  ), marked AS (
    UPDATE look SET expanded = true FROM todo WHERE look.id = todo.id RETURNING look.*
  ), made AS (
    INSERT INTO person_look (look_id, person_id, at, organisation_id, account_id, client_id, who, role, opening_id, operation, kind, records)
    SELECT m.id, p.person_id, m.at, m.organisation_id, m.account_id, m.client_id, coalesce(account.name, client.name, ''), m.role,
           m.opening_id, m.operation, m.kind, count(*)
      FROM marked m CROSS JOIN LATERAL unnest(m.person_ids) AS p(person_id)
      LEFT JOIN account ON account.id = m.account_id LEFT JOIN client ON client.id = m.client_id
     GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
    ON CONFLICT DO NOTHING
  )
  SELECT count(*) INTO done FROM marked;
  RETURN done;
END $$
--;
DROP POLICY carer_read ON change
--;
CREATE POLICY carer_read ON change FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('access_to_home', 'account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'consent', 'gift', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'role_holding', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member') AND (kind <> 'access_to_home' OR person_id = ANY ((SELECT NULLIF(current_setting('app.home_person_ids', true), '')::uuid[])::uuid[])) AND true)
--;
DROP POLICY coach_read ON change
--;
CREATE POLICY coach_read ON change FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'consent', 'gift', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'person', 'positive_risk', 'profile_version', 'role_holding', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member') AND true)
--;
DROP POLICY integration_read ON change
--;
CREATE POLICY integration_read ON change FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('account', 'account_grant', 'consent', 'gift', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'small_team_member', 'status_change', 'team') AND true)
--;
DROP POLICY person_read ON change
--;
CREATE POLICY person_read ON change FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND kind IN ('access_to_home', 'account', 'account_grant', 'circle', 'circle_member', 'consent', 'gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'small_team_member', 'status_change', 'team', 'team_member', 'life_story_chapter') AND true)
--;
DROP POLICY manager_read ON change
--;
CREATE POLICY manager_read ON change FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND kind IN ('access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'circle', 'circle_member', 'client', 'coaching', 'consent', 'gift', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'role_holding', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member') AND true)
--;
DROP POLICY carer_read ON change_value
--;
CREATE POLICY carer_read ON change_value FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('access_to_home', 'account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'consent', 'gift', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'role_holding', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member') AND (kind <> 'access_to_home' OR person_id = ANY ((SELECT NULLIF(current_setting('app.home_person_ids', true), '')::uuid[])::uuid[])) AND ((layer = 'open' AND kind IN ('access_to_home', 'account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'consent', 'gift', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'role_holding', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member')) OR (layer = 'full' AND kind IN ('access_to_home', 'account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'consent', 'gift', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'role_holding', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member'))))
--;
DROP POLICY coach_read ON change_value
--;
CREATE POLICY coach_read ON change_value FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'consent', 'gift', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'person', 'positive_risk', 'profile_version', 'role_holding', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member') AND ((layer = 'open' AND kind IN ('account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'consent', 'gift', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'person', 'positive_risk', 'profile_version', 'role_holding', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member')) OR (layer = 'full' AND kind IN ('account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'gift', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'positive_risk', 'profile_version', 'role_holding', 'shared_role', 'small_team_member', 'team', 'team_member'))))
--;
DROP POLICY integration_read ON change_value
--;
CREATE POLICY integration_read ON change_value FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('account', 'account_grant', 'consent', 'gift', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'small_team_member', 'status_change', 'team') AND ((layer = 'open' AND kind IN ('account', 'account_grant', 'consent', 'gift', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'small_team_member', 'status_change')) OR (layer = 'full' AND kind IN ('account', 'account_grant', 'gift', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'small_team_member', 'status_change', 'team'))))
--;
DROP POLICY person_read ON change_value
--;
CREATE POLICY person_read ON change_value FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND kind IN ('access_to_home', 'account', 'account_grant', 'circle', 'circle_member', 'consent', 'gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'small_team_member', 'status_change', 'team', 'team_member', 'life_story_chapter') AND ((layer = 'open' AND kind IN ('access_to_home', 'account', 'account_grant', 'circle', 'circle_member', 'consent', 'gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'small_team_member', 'status_change', 'team', 'life_story_chapter')) OR (layer = 'full' AND kind IN ('access_to_home', 'account', 'account_grant', 'circle', 'circle_member', 'consent', 'gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'small_team_member', 'status_change', 'team', 'team_member', 'life_story_chapter'))))
--;
DROP POLICY manager_read ON change_value
--;
CREATE POLICY manager_read ON change_value FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND kind IN ('access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'circle', 'circle_member', 'client', 'coaching', 'consent', 'gift', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'role_holding', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member') AND ((layer = 'open' AND kind IN ('access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'circle', 'circle_member', 'client', 'coaching', 'consent', 'gift', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'role_holding', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member')) OR (layer = 'full' AND kind IN ('access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'circle', 'circle_member', 'client', 'coaching', 'consent', 'gift', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'role_holding', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member'))))
--;
DROP POLICY person_read ON person_look
--;
CREATE POLICY person_read ON person_look FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at, name, name_key, purpose, values, place, postcode) ON team TO wt_carer
--;
GRANT INSERT (id, organisation_id, created_digest, name, name_key, purpose, values, setting, place, postcode, started_on, ended_on) ON team TO wt_manager
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, started_on, ended_on) ON team TO wt_integration
--;
DROP FUNCTION book_hours()
--;
DROP FUNCTION free_members(uuid)
--;
DROP FUNCTION follow_person_status()
--;
DROP FUNCTION release_visits(uuid, date)
--;
DROP FUNCTION plan_occurrences(uuid, uuid[], timestamp[], timestamptz[], date)
--;
DROP FUNCTION series_to_plan(date, integer)
--;
DROP FUNCTION mark_late_visits()
--;
DROP FUNCTION faces(uuid[])
--;
DROP FUNCTION person_status_on(uuid, date)
--;
DROP FUNCTION lapse_offers()
--;
DROP FUNCTION enter_record(uuid, uuid, timestamptz)
--;
DROP FUNCTION roster_known(uuid, uuid[])
--;
DROP FUNCTION roster_homes(uuid[])
--;
DROP FUNCTION candidate_facts(uuid)
--;
DROP FUNCTION roster_problem(uuid)
--;
DROP FUNCTION file_proposal(uuid, jsonb)
--;
DROP FUNCTION settle_proposals()
--;
DROP FUNCTION hours_bank(uuid, integer)
--;
DROP FUNCTION visit_figures(text, uuid, uuid, date, date)
--;
DROP FUNCTION visit_statement(text, uuid, date)
--;
DROP FUNCTION absence_figures(uuid, date, date)
--;
DROP FUNCTION calendar_of(bytea, text[], uuid, uuid)
--;
DROP FUNCTION follow_restriction()
--;
DROP FUNCTION queue_job(text, jsonb, text)
--;
DROP FUNCTION watch_jobs()
--;
REVOKE CREATE ON SCHEMA public FROM wt_kernel
