GRANT CREATE ON SCHEMA public TO wt_kernel
--;
DROP TRIGGER log_insert ON account
--;
DROP TRIGGER log_update ON account
--;
DROP TRIGGER end_sessions ON client
--;
DROP TRIGGER follow_leaving ON team_member
--;
DROP TRIGGER follow_leaving ON circle_member
--;
DROP POLICY carer_read ON change
--;
DROP POLICY coach_read ON change
--;
DROP POLICY integration_read ON change
--;
DROP POLICY person_read ON change
--;
DROP POLICY manager_read ON change
--;
DROP POLICY carer_read ON change_value
--;
DROP POLICY coach_read ON change_value
--;
DROP POLICY integration_read ON change_value
--;
DROP POLICY person_read ON change_value
--;
DROP POLICY manager_read ON change_value
--;
REVOKE SELECT, UPDATE (password_hash, password_changed_at) ON account FROM wt_desk
--;
REVOKE SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason, email, password_changed_at) ON account FROM wt_carer
--;
REVOKE SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason, email, password_changed_at) ON account FROM wt_coach
--;
REVOKE SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason, email, password_changed_at) ON account FROM wt_commissioner
--;
REVOKE SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason, email, password_changed_at) ON account FROM wt_connector
--;
REVOKE SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason, email, password_changed_at) ON account FROM wt_person
--;
REVOKE SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason, email, password_changed_at) ON account FROM wt_family
--;
REVOKE SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason, email, password_changed_at) ON account FROM wt_manager
--;
REVOKE INSERT (id, organisation_id, created_digest, username, name, password_hash, disabled_at, disabled_reason, email, password_changed_at) ON account FROM wt_manager
--;
REVOKE UPDATE (removed_at, username, name, disabled_at, disabled_reason, email) ON account FROM wt_manager
--;
REVOKE SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason, email, password_changed_at) ON account FROM wt_integration
--;
REVOKE SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, name, grants, scopes, redirect_uris, origins, team_ids, public) ON client FROM wt_manager
--;
REVOKE INSERT (id, organisation_id, created_digest, name, grants, scopes, redirect_uris, origins, team_ids, secret_hash, public) ON client FROM wt_manager
--;
REVOKE UPDATE (removed_at, name, grants, scopes, redirect_uris, origins, team_ids, secret_hash, public) ON client FROM wt_manager
--;
REVOKE INSERT (id, organisation_id, created_digest, account_id, role, person_id, until, hands_in_until) ON account_grant FROM wt_manager
--;
REVOKE UPDATE (removed_at, account_id, role, until, hands_in_until) ON account_grant FROM wt_manager
--;
DROP TABLE message, authorization_code, sign_in_event, second_factor, recovery_code, provider_sign_in, one_time_link, browser_sign_in, account_identity, identity_provider
--;
ALTER TABLE organisation DROP COLUMN asks_second_factor
--;
ALTER TABLE account DROP COLUMN email, DROP COLUMN password_changed_at
--;
ALTER TABLE account_grant DROP COLUMN hands_in_until
--;
ALTER TABLE client DROP COLUMN public
--;
ALTER TABLE session DROP COLUMN how, DROP COLUMN second_factor, DROP COLUMN device, DROP COLUMN last_used_at, DROP COLUMN browser
--;
-- The functions that belong to the kernel role. Each has a fixed search_path; none trusts what its caller says of rights.
-- Statements are separated by a line that holds only two dashes and an equals sign, so that tools can split them.

-- enter(): the first statement of every request's transaction. Checks that session, account, grant and organisation still
-- stand, fills the transaction-local settings that row security reads, and answers the name of the group role to switch to
-- (a definer function cannot switch itself; the caller does: select set_config('role', enter(…), true)).
-- SQLSTATE WT401: no longer stands. Arrays are filled only for the role at hand, so what is not set matches nothing.
CREATE OR REPLACE FUNCTION enter(p_session uuid, p_role text, p_request uuid, p_person uuid, p_reading boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  s record;
  opened uuid;
  shared record;
  teams uuid[];
  members uuid[];
  today constant date := (now() AT TIME ZONE 'Europe/London')::date;
BEGIN
  SELECT session.account_id, session.client_id, session.organisation_id, account_grant.person_id, client.team_ids
    INTO s
    FROM session
    JOIN organisation ON organisation.id = session.organisation_id AND organisation.ended_on IS NULL AND organisation.removed_at IS NULL
    LEFT JOIN account ON account.id = session.account_id AND account.organisation_id = session.organisation_id
         AND account.disabled_at IS NULL AND account.removed_at IS NULL
    LEFT JOIN account_grant ON account_grant.account_id = account.id AND account_grant.role = p_role
         AND account_grant.removed_at IS NULL AND (account_grant.until IS NULL OR account_grant.until > now())
    LEFT JOIN client ON client.id = session.client_id AND client.organisation_id = session.organisation_id AND client.removed_at IS NULL
   WHERE session.id = p_session AND session.role = p_role AND session.ended_at IS NULL AND session.expires_at > now()
     AND CASE WHEN p_role = 'integration' THEN client.id IS NOT NULL ELSE account_grant.id IS NOT NULL END
   LIMIT 1;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no longer stands' USING ERRCODE = 'WT401';
  END IF;

  PERFORM set_config('app.account_id', coalesce(s.account_id::text, ''), true),
          set_config('app.client_id', coalesce(s.client_id::text, ''), true),
          set_config('app.subject_id', coalesce(s.account_id, s.client_id)::text, true),
          set_config('app.organisation_id', s.organisation_id::text, true),
          set_config('app.request_id', p_request::text, true),
          set_config('app.role', p_role, true);
  IF p_reading THEN  -- a look may be lost in a crash of the database (at most a second of them), a write never
    PERFORM set_config('synchronous_commit', 'off', true);
  END IF;

  CASE p_role
  WHEN 'carer' THEN
    SELECT array_agg(team_id), array_agg(id) INTO teams, members FROM team_member
     WHERE account_id = s.account_id AND left_on IS NULL AND removed_at IS NULL AND joined_on <= today AND organisation_id = s.organisation_id;
    IF teams IS NULL THEN  -- a member of nothing reaches nothing, an open opening neither
      RETURN 'wt_carer';
    END IF;
    IF p_person IS NOT NULL THEN
      SELECT opening.id INTO opened FROM opening
        JOIN person ON person.id = opening.person_id AND person.organisation_id = s.organisation_id AND person.removed_at IS NULL
             AND person.team_id <> ALL (teams)  -- who has come to one's own team needs no opening
       WHERE opening.account_id = s.account_id AND opening.person_id = p_person AND opening.closed_at IS NULL AND opening.until_at > now();
      IF opened IS NOT NULL THEN  -- break-glass: this request sees that one person, and nothing else
        PERFORM set_config('app.opened_ids', ARRAY[p_person]::text, true), set_config('app.opening_id', opened::text, true);
        RETURN 'wt_opening';
      END IF;
    END IF;
    PERFORM set_config('app.team_ids', teams::text, true), set_config('app.member_ids', members::text, true);
  WHEN 'coach' THEN
    PERFORM set_config('app.team_ids', array_agg(team_id)::text, true)
       FROM coaching
      WHERE account_id = s.account_id AND removed_at IS NULL AND organisation_id = s.organisation_id
        AND (until_on IS NULL OR until_on > today) AND since_on <= today
      HAVING count(*) > 0;
  WHEN 'person' THEN
    PERFORM set_config('app.person_ids', ARRAY[id]::text, true), set_config('app.team_ids', ARRAY[team_id]::text, true)
       FROM person WHERE id = s.person_id AND organisation_id = s.organisation_id AND removed_at IS NULL;
  WHEN 'integration' THEN
    -- A client is named for teams by id: only those of its own organisation count.
    PERFORM set_config('app.team_ids', array_agg(id)::text, true)
       FROM team WHERE id = ANY (s.team_ids) AND organisation_id = s.organisation_id AND removed_at IS NULL
      HAVING count(*) > 0;
  WHEN 'family', 'connector' THEN
    PERFORM set_config('app.circle_ids', array_agg(DISTINCT id)::text, true)
       FROM circles_of(s.account_id, p_role) HAVING count(*) > 0;
    FOR shared IN
      SELECT 'shared_' || item AS setting, array_agg(DISTINCT person_id) AS people FROM shares_with(s.account_id, p_role) GROUP BY item
    LOOP
      PERFORM set_config('app.' || shared.setting, shared.people::text, true);
    END LOOP;
    PERFORM set_config('app.consent_ids', array_agg(DISTINCT consent_id)::text, true)
       FROM consents_towards(s.account_id, p_role) HAVING count(*) > 0;
    IF p_role = 'family' THEN
      PERFORM set_config('app.shared_chapter_ids', array_agg(chapter_id)::text, true)
         FROM chapters_shared_with(s.account_id) HAVING count(*) > 0;
    END IF;
  WHEN 'manager', 'commissioner' THEN
    NULL;  -- the organisation is the reach
  ELSE
    RAISE EXCEPTION 'no such role' USING ERRCODE = 'WT401';
  END CASE;
  RETURN 'wt_' || p_role;
END $$
--;
-- What ends an account, a role or a client's secret ends the sign-ins behind it, in the same transaction.
CREATE OR REPLACE FUNCTION end_sessions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'account_grant' THEN
    UPDATE session SET ended_at = now() WHERE account_id = NEW.account_id AND role = NEW.role AND ended_at IS NULL;
  ELSIF TG_TABLE_NAME = 'account' THEN
    UPDATE session SET ended_at = now() WHERE account_id = NEW.id AND ended_at IS NULL;
  ELSE
    UPDATE session SET ended_at = now() WHERE client_id = NEW.id AND ended_at IS NULL;
  END IF;
  RETURN NULL;
END $$
--;
-- Housekeeping that the service does for itself: old answers kept for idempotency, old minutes, old sign-in failures, spent tokens.
CREATE OR REPLACE FUNCTION tidy_up() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM idempotency WHERE created_at < now() - interval '30 days';
  DELETE FROM rate_window WHERE minute < extract(epoch FROM now())::bigint / 60 - 5;
  DELETE FROM sign_in_failure WHERE since < now() - interval '1 day';
  DELETE FROM refresh_token USING session WHERE session.id = refresh_token.session_id
     AND (session.expires_at < now() - interval '1 day' OR refresh_token.spent_at < now() - interval '60 days');
  DELETE FROM session WHERE client_id IS NOT NULL AND expires_at < now() - interval '7 days';  -- people's sign-ins stay: they are evidence
$$
--;
CREATE TRIGGER log_insert AFTER INSERT ON account FOR EACH ROW EXECUTE FUNCTION log_change('password_hash', 'username,name,disabled_at,disabled_reason,team_id,removed_at')
--;
CREATE TRIGGER log_update AFTER UPDATE ON account FOR EACH ROW EXECUTE FUNCTION log_change('password_hash', 'username,name,disabled_at,disabled_reason,team_id,removed_at')
--;
CREATE TRIGGER end_sessions AFTER UPDATE ON client FOR EACH ROW WHEN (NEW.removed_at IS DISTINCT FROM OLD.removed_at OR NEW.secret_hash IS DISTINCT FROM OLD.secret_hash OR NEW.scopes IS DISTINCT FROM OLD.scopes) EXECUTE FUNCTION end_sessions()
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON account TO wt_kernel
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON account TO wt_operator
--;
GRANT SELECT ON account TO wt_desk
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason) ON account TO wt_carer
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason) ON account TO wt_coach
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason) ON account TO wt_commissioner
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason) ON account TO wt_connector
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason) ON account TO wt_person
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason) ON account TO wt_family
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason) ON account TO wt_manager
--;
GRANT INSERT (id, organisation_id, created_digest, username, name, password_hash, disabled_at, disabled_reason) ON account TO wt_manager
--;
GRANT UPDATE (removed_at, username, name, disabled_at, disabled_reason) ON account TO wt_manager
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason) ON account TO wt_integration
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON client TO wt_kernel
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON client TO wt_operator
--;
GRANT SELECT ON client TO wt_desk
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, name, grants, scopes, redirect_uris, origins, team_ids) ON client TO wt_manager
--;
GRANT INSERT (id, organisation_id, created_digest, name, grants, scopes, redirect_uris, origins, team_ids, secret_hash) ON client TO wt_manager
--;
GRANT UPDATE (removed_at, name, grants, scopes, redirect_uris, origins, team_ids, secret_hash) ON client TO wt_manager
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON account_grant TO wt_kernel
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON account_grant TO wt_operator
--;
GRANT SELECT ON account_grant TO wt_desk
--;
GRANT SELECT ON account_grant TO wt_carer
--;
GRANT SELECT ON account_grant TO wt_coach
--;
GRANT SELECT ON account_grant TO wt_commissioner
--;
GRANT SELECT ON account_grant TO wt_connector
--;
GRANT SELECT ON account_grant TO wt_person
--;
GRANT SELECT ON account_grant TO wt_family
--;
GRANT SELECT ON account_grant TO wt_manager
--;
GRANT INSERT (id, organisation_id, created_digest, account_id, role, person_id, until) ON account_grant TO wt_manager
--;
GRANT UPDATE (removed_at, account_id, role, until) ON account_grant TO wt_manager
--;
GRANT SELECT ON account_grant TO wt_integration
--;
GRANT EXECUTE ON FUNCTION queue_job(text, jsonb, text) TO wt_carer, wt_manager
--;
-- The functions that belong to the kernel role. Each has a fixed search_path; none trusts what its caller says of rights.
-- Statements are separated by a line that holds only two dashes and an equals sign, so that tools can split them.

-- enter(): the first statement of every request's transaction. Checks that session, account, grant and organisation still
-- stand, fills the transaction-local settings that row security reads, and answers the name of the group role to switch to
-- (a definer function cannot switch itself; the caller does: select set_config('role', enter(…), true)).
-- SQLSTATE WT401: no longer stands. Arrays are filled only for the role at hand, so what is not set matches nothing.
CREATE OR REPLACE FUNCTION enter(p_session uuid, p_role text, p_request uuid, p_person uuid, p_reading boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  s record;
  opened uuid;
  shared record;
  teams uuid[];
  members uuid[];
  today constant date := (now() AT TIME ZONE 'Europe/London')::date;
BEGIN
  SELECT session.account_id, session.client_id, session.organisation_id, account_grant.person_id, client.team_ids
    INTO s
    FROM session
    JOIN organisation ON organisation.id = session.organisation_id AND organisation.ended_on IS NULL AND organisation.removed_at IS NULL
    LEFT JOIN account ON account.id = session.account_id AND account.organisation_id = session.organisation_id
         AND account.disabled_at IS NULL AND account.removed_at IS NULL
    LEFT JOIN account_grant ON account_grant.account_id = account.id AND account_grant.role = p_role
         AND account_grant.removed_at IS NULL AND (account_grant.until IS NULL OR account_grant.until > now())
    LEFT JOIN client ON client.id = session.client_id AND client.organisation_id = session.organisation_id AND client.removed_at IS NULL
   WHERE session.id = p_session AND session.role = p_role AND session.ended_at IS NULL AND session.expires_at > now()
     AND CASE WHEN p_role = 'integration' THEN client.id IS NOT NULL ELSE account_grant.id IS NOT NULL END
   LIMIT 1;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no longer stands' USING ERRCODE = 'WT401';
  END IF;

  PERFORM set_config('app.account_id', coalesce(s.account_id::text, ''), true),
          set_config('app.client_id', coalesce(s.client_id::text, ''), true),
          set_config('app.subject_id', coalesce(s.account_id, s.client_id)::text, true),
          set_config('app.organisation_id', s.organisation_id::text, true),
          set_config('app.request_id', p_request::text, true),
          set_config('app.role', p_role, true);
  IF p_reading THEN  -- a look may be lost in a crash of the database (at most a second of them), a write never
    PERFORM set_config('synchronous_commit', 'off', true);
  END IF;

  CASE p_role
  WHEN 'carer' THEN
    SELECT array_agg(team_id), array_agg(id) INTO teams, members FROM team_member
     WHERE account_id = s.account_id AND left_on IS NULL AND removed_at IS NULL AND joined_on <= today AND organisation_id = s.organisation_id;
    IF teams IS NULL THEN  -- a member of nothing reaches nothing, an open opening neither
      RETURN 'wt_carer';
    END IF;
    IF p_person IS NOT NULL THEN
      SELECT opening.id INTO opened FROM opening
        JOIN person ON person.id = opening.person_id AND person.organisation_id = s.organisation_id AND person.removed_at IS NULL
             AND person.team_id <> ALL (teams)  -- who has come to one's own team needs no opening
       WHERE opening.account_id = s.account_id AND opening.person_id = p_person AND opening.closed_at IS NULL AND opening.until_at > now();
      IF opened IS NOT NULL THEN  -- break-glass: this request sees that one person, and nothing else
        PERFORM set_config('app.opened_ids', ARRAY[p_person]::text, true), set_config('app.opening_id', opened::text, true);
        RETURN 'wt_opening';
      END IF;
    END IF;
    PERFORM set_config('app.team_ids', teams::text, true), set_config('app.member_ids', members::text, true);
  WHEN 'coach' THEN
    PERFORM set_config('app.team_ids', array_agg(team_id)::text, true)
       FROM coaching
      WHERE account_id = s.account_id AND removed_at IS NULL AND organisation_id = s.organisation_id
        AND (until_on IS NULL OR until_on > today) AND since_on <= today
      HAVING count(*) > 0;
  WHEN 'person' THEN
    PERFORM set_config('app.person_ids', ARRAY[id]::text, true), set_config('app.team_ids', ARRAY[team_id]::text, true)
       FROM person WHERE id = s.person_id AND organisation_id = s.organisation_id AND removed_at IS NULL;
  WHEN 'integration' THEN
    -- A client is named for teams by id: only those of its own organisation count.
    PERFORM set_config('app.team_ids', array_agg(id)::text, true)
       FROM team WHERE id = ANY (s.team_ids) AND organisation_id = s.organisation_id AND removed_at IS NULL
      HAVING count(*) > 0;
  WHEN 'family', 'connector' THEN
    PERFORM set_config('app.circle_ids', array_agg(DISTINCT id)::text, true)
       FROM circles_of(s.account_id, p_role) HAVING count(*) > 0;
    FOR shared IN
      SELECT 'shared_' || item AS setting, array_agg(DISTINCT person_id) AS people FROM shares_with(s.account_id, p_role) GROUP BY item
    LOOP
      PERFORM set_config('app.' || shared.setting, shared.people::text, true);
    END LOOP;
    PERFORM set_config('app.consent_ids', array_agg(DISTINCT consent_id)::text, true)
       FROM consents_towards(s.account_id, p_role) HAVING count(*) > 0;
    IF p_role = 'family' THEN
      PERFORM set_config('app.shared_chapter_ids', array_agg(chapter_id)::text, true)
         FROM chapters_shared_with(s.account_id) HAVING count(*) > 0;
      PERFORM set_config('app.invited_person_ids', array_agg(DISTINCT i.person_id)::text, true)
         FROM check_in_invitation i
         JOIN circles_of(s.account_id, p_role) c ON c.member_id = i.circle_member_id AND c.person_id = i.person_id
        WHERE i.withdrawn_at IS NULL AND i.removed_at IS NULL AND i.from_at <= now() AND (i.until_at IS NULL OR i.until_at > now())
       HAVING count(*) > 0;
    END IF;
  WHEN 'manager', 'commissioner' THEN
    NULL;  -- the organisation is the reach
  ELSE
    RAISE EXCEPTION 'no such role' USING ERRCODE = 'WT401';
  END CASE;
  RETURN 'wt_' || p_role;
END $$
--;
-- Working Together for Change: what people said is most important, gathered without whose it was.

-- Gathers the top two of the reviews that the team held in the cycle's period with the person's leave. Once, when the period is
-- over, and of a period that no other gathering had a part of: two gatherings that differ by one person would tell what that
-- person said. A kind of statement that fewer than five people made is left out; if none remains, nothing is gathered
-- (SMALLEST_GROUP). Answers how many people spoke. Rows come in no order, with ids that tell none.
CREATE OR REPLACE FUNCTION gather_statements(p_cycle uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  c record;
  v_people integer;
  v_today date := (now() AT TIME ZONE 'Europe/London')::date;
BEGIN
  SELECT organisation_id, team_id, step, gathered_on, from_on, until_on INTO c FROM change_cycle
   WHERE id = p_cycle AND removed_at IS NULL AND current_setting('app.role', true) = 'carer'
     AND team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[]);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  -- One gathering of a team at a time: the next one sees what the first gathered.
  PERFORM pg_advisory_xact_lock(hashtextextended('gather_statements ' || c.team_id, 0));
  SELECT organisation_id, team_id, step, gathered_on, from_on, until_on INTO c FROM change_cycle WHERE id = p_cycle FOR UPDATE;
  IF c.step <> 'gathering' OR c.gathered_on IS NOT NULL THEN
    RAISE EXCEPTION 'gathered already' USING ERRCODE = 'WT409', CONSTRAINT = 'cycle_gathered';
  END IF;
  IF c.until_on > v_today THEN
    RAISE EXCEPTION 'the period is not over' USING ERRCODE = 'WT409', CONSTRAINT = 'cycle_period';
  END IF;
  IF EXISTS (SELECT FROM change_cycle o WHERE o.team_id = c.team_id AND o.gathered_on IS NOT NULL
                AND o.from_on < c.until_on AND o.until_on > c.from_on) THEN
    RAISE EXCEPTION 'a part was gathered before' USING ERRCODE = 'WT409', CONSTRAINT = 'cycle_overlap';
  END IF;
  WITH said AS MATERIALIZED (
    SELECT r.person_id, k.kind, w.words
      FROM review r
     CROSS JOIN LATERAL (VALUES ('working', r.top_working), ('not_working', r.top_not_working),
                                ('important_for_the_future', r.top_for_the_future)) k(kind, listed)
     CROSS JOIN LATERAL jsonb_array_elements_text(k.listed) w(words)
     WHERE r.provided_by_team_id = c.team_id AND r.organisation_id = c.organisation_id
       AND r.held_on >= c.from_on AND r.held_on < c.until_on AND r.state = 'held' AND r.share_for_change AND r.removed_at IS NULL
  ), enough AS (
    SELECT kind FROM said GROUP BY kind HAVING count(DISTINCT person_id) >= 5
  ), kept AS (
    INSERT INTO cycle_statement (id, organisation_id, team_id, cycle_id, kind, words)
    SELECT gen_random_uuid(), c.organisation_id, c.team_id, p_cycle, s.kind, s.words FROM said s JOIN enough USING (kind) ORDER BY random()
  )
  SELECT count(DISTINCT person_id) INTO v_people FROM said JOIN enough USING (kind);
  IF v_people = 0 THEN
    RAISE EXCEPTION 'too few' USING ERRCODE = 'WT409', CONSTRAINT = 'cycle_too_few';
  END IF;
  UPDATE change_cycle SET gathered_on = v_today, people = v_people WHERE id = p_cycle;
  RETURN v_people;
END $$
--;
GRANT EXECUTE ON FUNCTION support_ended_at(uuid) TO wt_carer, wt_person, wt_family, wt_integration
--;
-- Who signs in as a member of a circle is the manager's to say, and only an account of the provider that holds the role family.
CREATE OR REPLACE FUNCTION hold_circle_member() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF current_setting('role') IN ('wt_carer', 'wt_person', 'wt_connector', 'wt_family') THEN
    RAISE EXCEPTION 'not yours to say' USING ERRCODE = '42501';
  END IF;
  IF NOT EXISTS (
    SELECT FROM account JOIN account_grant ON account_grant.account_id = account.id
     WHERE account.id = NEW.account_id AND account.organisation_id = NEW.organisation_id AND account.removed_at IS NULL
       AND account_grant.role = 'family' AND account_grant.removed_at IS NULL) THEN
    RAISE EXCEPTION 'no family account' USING ERRCODE = 'WT409', CONSTRAINT = 'circle_member_account';
  END IF;
  RETURN NEW;
END $$
--;
CREATE POLICY carer_read ON change FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'coaching', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND (kind <> 'access_to_home' OR person_id = ANY ((SELECT NULLIF(current_setting('app.home_person_ids', true), '')::uuid[])::uuid[])) AND true)
--;
CREATE POLICY coach_read ON change FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'account', 'account_grant', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'coaching', 'community_group', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND true)
--;
CREATE POLICY integration_read ON change FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('account', 'account_grant', 'check_in', 'check_in_amendment', 'community_group', 'concern', 'consent', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'relationship', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series') AND true)
--;
CREATE POLICY person_read ON change FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND kind IN ('access_to_home', 'account', 'account_grant', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'cycle_action', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series', 'life_story_chapter') AND true)
--;
CREATE POLICY manager_read ON change FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'client', 'coaching', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND true)
--;
CREATE POLICY carer_read ON change_value FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'coaching', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND (kind <> 'access_to_home' OR person_id = ANY ((SELECT NULLIF(current_setting('app.home_person_ids', true), '')::uuid[])::uuid[])) AND ((layer = 'open' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'coaching', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern')) OR (layer = 'full' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'coaching', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern'))))
--;
CREATE POLICY coach_read ON change_value FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'account', 'account_grant', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'coaching', 'community_group', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND ((layer = 'open' AND kind IN ('absence', 'account', 'account_grant', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'coaching', 'community_group', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern')) OR (layer = 'full' AND kind IN ('absence', 'account', 'account_grant', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member_gift', 'coaching', 'community_group', 'concern', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'positive_risk', 'profile_version', 'proposal_line', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'team', 'team_assessment', 'team_member', 'visit', 'visit_link', 'visit_offer', 'visit_series', 'working_pattern'))))
--;
CREATE POLICY integration_read ON change_value FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('account', 'account_grant', 'check_in', 'check_in_amendment', 'community_group', 'concern', 'consent', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'relationship', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series') AND ((layer = 'open' AND kind IN ('account', 'account_grant', 'check_in', 'check_in_amendment', 'community_group', 'concern', 'consent', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'relationship', 'review', 'review_action', 'small_team_member', 'status_change', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series')) OR (layer = 'full' AND kind IN ('account', 'account_grant', 'check_in', 'check_in_amendment', 'community_group', 'concern', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'relationship', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'visit', 'visit_link', 'visit_series'))))
--;
CREATE POLICY person_read ON change_value FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND kind IN ('access_to_home', 'account', 'account_grant', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'cycle_action', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series', 'life_story_chapter') AND ((layer = 'open' AND kind IN ('access_to_home', 'account', 'account_grant', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'cycle_action', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series', 'life_story_chapter')) OR (layer = 'full' AND kind IN ('access_to_home', 'account', 'account_grant', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'cycle_action', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_link', 'visit_series', 'life_story_chapter'))))
--;
CREATE POLICY manager_read ON change_value FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'client', 'coaching', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND ((layer = 'open' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'client', 'coaching', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern')) OR (layer = 'full' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'client', 'coaching', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern'))))
--;
DROP FUNCTION end_provider_sessions(uuid, uuid)
--;
DROP FUNCTION follow_leaving()
--;
DROP FUNCTION queue_message(uuid, uuid, text, uuid)
--;
DROP FUNCTION message_to_send(uuid, bytea)
--;
DROP FUNCTION message_done(uuid, boolean)
--;
DROP FUNCTION own_sessions(timestamptz, timestamptz, uuid, bigint)
--;
DROP FUNCTION managed_organisation()
--;
DROP FUNCTION managed_account(uuid)
--;
DROP FUNCTION sessions_of_account(uuid, timestamptz, timestamptz, uuid, bigint)
--;
DROP FUNCTION end_session(uuid, uuid)
--;
DROP FUNCTION end_own_session(uuid)
--;
DROP FUNCTION end_session_of_account(uuid, uuid)
--;
DROP FUNCTION end_other_sessions(uuid)
--;
DROP FUNCTION remove_second_factor(uuid, text)
--;
DROP FUNCTION evidence_of_administrators(timestamptz, timestamptz, uuid, bigint)
--;
DROP FUNCTION evidence_of_clients(boolean, timestamptz, timestamptz, uuid, bigint)
--;
DROP FUNCTION evidence_of_failures(uuid, text, timestamptz, timestamptz, timestamptz, timestamptz, uuid, bigint)
--;
DROP FUNCTION evidence_of_second_factors(boolean, text, timestamptz, timestamptz, uuid, bigint)
--;
REVOKE CREATE ON SCHEMA public FROM wt_kernel
