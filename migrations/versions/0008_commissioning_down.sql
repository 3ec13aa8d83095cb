GRANT CREATE ON SCHEMA public TO wt_kernel
--;
DROP TRIGGER hold_arrangement ON arrangement
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
DROP POLICY person_read ON arrangement
--;
DROP POLICY manager_add ON arrangement
--;
DROP POLICY manager_change ON arrangement
--;
REVOKE SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, council_id, kind, from_on, until_on, weekly_amount_pence, weekly_minutes, purchaser, held_by, model, council_reference, council_name, provider_name) ON arrangement FROM wt_commissioner
--;
REVOKE SELECT ON arrangement FROM wt_person
--;
REVOKE INSERT (id, organisation_id, created_digest, council_id, funded_person_id, funded_team_id, kind, from_on, until_on, weekly_amount_pence, weekly_minutes, purchaser, held_by, model, council_reference, words, council_name, provider_name) ON arrangement FROM wt_manager
--;
REVOKE UPDATE (removed_at, kind, from_on, until_on, weekly_amount_pence, weekly_minutes, purchaser, held_by, model, council_reference, words) ON arrangement FROM wt_manager
--;
REVOKE INSERT (id, organisation_id, created_digest, person_id, team_id, visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id, notification, notified_at, notified_reference) ON concern FROM wt_carer
--;
REVOKE UPDATE (visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id, notification, notified_at, notified_reference) ON concern FROM wt_carer
--;
REVOKE INSERT (id, organisation_id, created_digest, person_id, team_id, visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id, notification, notified_at, notified_reference) ON concern FROM wt_integration
--;
REVOKE UPDATE (visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id, notification, notified_at, notified_reference) ON concern FROM wt_integration
--;
REVOKE INSERT (id, organisation_id, created_digest, person_id, team_id, visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id, notification, notified_at, notified_reference) ON concern FROM wt_manager
--;
REVOKE UPDATE (visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id, notification, notified_at, notified_reference) ON concern FROM wt_manager
--;
DROP TABLE fund_line, fund_statement, fund_plan_item, fund_entry, fund_balance, fall, fund, hospital_stay, hand_over, council_details, cld_missing, care_assessment, published_figures, figure_report, exact_figures, figure_snapshot, figure_setting, cqc_rating, commissioned_provider, cld_export
--;
SET LOCAL ROLE wt_operator
--;
DELETE FROM arrangement WHERE council_id IS NULL
--;
RESET ROLE
--;
ALTER TABLE arrangement
  ALTER COLUMN council_id SET NOT NULL,
  DROP CONSTRAINT ck_arrangement_block_contract,
  DROP COLUMN weekly_amount_pence, DROP COLUMN weekly_minutes, DROP COLUMN purchaser, DROP COLUMN held_by, DROP COLUMN model,
  DROP COLUMN council_reference, DROP COLUMN words, DROP COLUMN council_name, DROP COLUMN provider_name, DROP CONSTRAINT ck_arrangement_council
--;
ALTER TABLE concern
  DROP COLUMN notification, DROP COLUMN notified_at, DROP COLUMN notified_reference
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
  -- What is restricted is logged under a kind that no role reads; once lifted, all of its log is under its own.
  v_kind text := CASE WHEN n->'restricted' = 'true' THEN 'restricted_' ELSE '' END || TG_TABLE_NAME;
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
    IF 'restricted' = ANY (named) THEN
      UPDATE change_value SET kind = v_kind FROM change WHERE change.record_id = NEW.id AND change_value.change_id = change.id;
      UPDATE change SET kind = v_kind WHERE record_id = NEW.id;
    END IF;
  END IF;
  IF secret IS NOT NULL THEN
    n := n - secret;
    o := o - secret;
  END IF;
  INSERT INTO change (organisation_id, team_id, person_id, circle_id, kind, record_id, version, action, fields, role, reason)
  VALUES (v_organisation, v_team, v_person, (to_jsonb(NEW)->>'circle_id')::uuid, v_kind, NEW.id, NEW.version,
          CASE WHEN TG_OP = 'INSERT' THEN 'created' WHEN 'removed_at' = ANY (named) THEN 'removed' ELSE 'changed' END,
          coalesce(named, '{}'), NULLIF(current_setting('app.role', true), ''), NULLIF(current_setting('app.reason', true), ''))
  RETURNING id INTO v_change;
  IF TG_ARGV[1] = '*' THEN
    INSERT INTO change_value (change_id, layer, organisation_id, team_id, person_id, kind, before, after)
    VALUES (v_change, 'open', v_organisation, v_team, v_person, v_kind, o, n);
    RETURN NULL;
  END IF;
  IF TG_ARGV[1] <> '' THEN
    SELECT jsonb_object_agg(key, value) INTO after_open FROM jsonb_each(n) WHERE key = ANY (open_columns);
    SELECT jsonb_object_agg(key, value) INTO before_open FROM jsonb_each(o) WHERE key = ANY (open_columns);
    IF after_open IS NOT NULL THEN
      INSERT INTO change_value (change_id, layer, organisation_id, team_id, person_id, kind, before, after)
      VALUES (v_change, 'open', v_organisation, v_team, v_person, v_kind, before_open, after_open);
    END IF;
    n := n - open_columns;
    o := o - open_columns;
  END IF;
  IF n <> '{}'::jsonb THEN
    INSERT INTO change_value (change_id, layer, organisation_id, team_id, person_id, kind, before, after)
    VALUES (v_change, 'full', v_organisation, v_team, v_person, v_kind, o, n);
  END IF;
  RETURN NULL;
END $$
--;
-- Looks, one row for each person seen, so that a person reads who looked at their record. Answers how many looks it expanded.
-- It waits for another worker that is at the same looks: who reads afterwards must find every look that was committed before.
CREATE OR REPLACE FUNCTION expand_looks(p_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  done integer;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('restrictions', 0));  -- a concern is restricted before it or after it
  WITH todo AS (
    SELECT id FROM look WHERE NOT expanded ORDER BY id LIMIT p_most FOR UPDATE
  ), marked AS (
    UPDATE look SET expanded = true FROM todo WHERE look.id = todo.id RETURNING look.*
  ), made AS (
    INSERT INTO person_look (look_id, person_id, at, organisation_id, account_id, client_id, who, role, opening_id, operation, kind, records)
    SELECT m.id, p.person_id, m.at, m.organisation_id, m.account_id, m.client_id, coalesce(account.name, client.name, ''), m.role,
           m.opening_id, m.operation,
           CASE WHEN m.kind = 'concern' AND NOT EXISTS (
                       SELECT FROM concern WHERE concern.id = ANY (m.ids) AND concern.person_id = p.person_id AND NOT concern.restricted)
                THEN 'restricted_concern' ELSE m.kind END,
           count(*)
      FROM marked m CROSS JOIN LATERAL unnest(m.person_ids) AS p(person_id)
      LEFT JOIN account ON account.id = m.account_id LEFT JOIN client ON client.id = m.client_id
     GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
    ON CONFLICT DO NOTHING
  )
  SELECT count(*) INTO done FROM marked;
  RETURN done;
END $$
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON arrangement TO wt_kernel
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON arrangement TO wt_operator
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, council_id, kind, from_on, until_on) ON arrangement TO wt_commissioner
--;
GRANT SELECT ON arrangement TO wt_manager
--;
-- Queue a job, in the caller's own transaction. Tasks are a closed list; arguments are ids and days and nothing a person said,
-- because whoever looks after the queue reads them. Who asked and in which organisation is put beside them, never taken from the
-- caller. Jobs of one lock run one after the other. PL/pgSQL looks the queue up when it is called: its schema comes by another
-- migration.
CREATE OR REPLACE FUNCTION queue_job(p_task text, p_args jsonb, p_lock text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  asked jsonb := jsonb_strip_nulls(jsonb_build_object(
    'organisation_id', NULLIF(current_setting('app.organisation_id', true), ''),
    'account_id', NULLIF(current_setting('app.account_id', true), '')));
BEGIN
  IF p_task IS NULL OR p_task <> ALL (ARRAY['tidy', 'propose_week', 'make_page'])
     OR (current_setting('app.role', true) = 'person' AND p_task <> 'make_page') THEN  -- a person asks for their page, and no more
    RAISE EXCEPTION 'There is no such task.' USING ERRCODE = 'invalid_parameter_value', CONSTRAINT = 'queue_task';
  END IF;
  IF jsonb_typeof(p_args) IS DISTINCT FROM 'object' OR EXISTS (
       SELECT FROM jsonb_each(p_args) AS arg
        WHERE arg.key !~ '^[a-z_]{1,40}$' OR arg.key IN ('organisation_id', 'account_id') OR jsonb_typeof(arg.value) <> 'string'
           OR arg.value #>> '{}' !~ '^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{4}-[0-9]{2}-[0-9]{2})$')
     OR length(p_lock) > 100 THEN
    RAISE EXCEPTION 'A job is given ids and days only.' USING ERRCODE = 'invalid_parameter_value', CONSTRAINT = 'queue_arguments';
  END IF;
  PERFORM jobs.procrastinate_defer_jobs_v1(ARRAY[
    ROW('default', p_task, 0, p_lock, NULL, p_args || asked, NULL)::jobs.procrastinate_job_to_defer_v1]);
END $$
--;
GRANT EXECUTE ON FUNCTION queue_job(text, jsonb, text) TO wt_carer, wt_manager
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON concern TO wt_kernel
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON concern TO wt_operator
--;
GRANT SELECT ON concern TO wt_carer
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id) ON concern TO wt_carer
--;
GRANT UPDATE (visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id) ON concern TO wt_carer
--;
GRANT SELECT ON concern TO wt_coach
--;
GRANT SELECT ON concern TO wt_integration
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id) ON concern TO wt_integration
--;
GRANT UPDATE (visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id) ON concern TO wt_integration
--;
GRANT SELECT ON concern TO wt_person
--;
GRANT SELECT ON concern TO wt_manager
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id) ON concern TO wt_manager
--;
GRANT UPDATE (visit_id, kind, words, noticed_at, what_was_done, state, closed_at, closed_words, restricted, lifted_at, author_account_id, provided_by_team_id) ON concern TO wt_manager
--;
GRANT SELECT ON concern TO wt_opening
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
GRANT EXECUTE ON FUNCTION queue_job(text, jsonb, text) TO wt_carer, wt_manager, wt_person
--;
CREATE POLICY carer_read ON change FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'account_identity', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'coaching', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND (kind <> 'access_to_home' OR person_id = ANY ((SELECT NULLIF(current_setting('app.home_person_ids', true), '')::uuid[])::uuid[])) AND true)
--;
CREATE POLICY coach_read ON change FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'account', 'account_grant', 'account_identity', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'coaching', 'community_group', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND true)
--;
CREATE POLICY integration_read ON change FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('account', 'account_grant', 'account_identity', 'check_in', 'check_in_amendment', 'community_group', 'concern', 'consent', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'relationship', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series') AND true)
--;
CREATE POLICY person_read ON change FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND kind IN ('access_to_home', 'account', 'account_grant', 'account_identity', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'cycle_action', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series', 'life_story_chapter') AND true)
--;
CREATE POLICY manager_read ON change FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'account_identity', 'agreement', 'arrangement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'client', 'coaching', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hours_agreement', 'hours_entry', 'identity_provider', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'one_time_link', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND true)
--;
CREATE POLICY carer_read ON change_value FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'account_identity', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'coaching', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND (kind <> 'access_to_home' OR person_id = ANY ((SELECT NULLIF(current_setting('app.home_person_ids', true), '')::uuid[])::uuid[])) AND ((layer = 'open' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'account_identity', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'coaching', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern')) OR (layer = 'full' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'account_identity', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'coaching', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern'))))
--;
CREATE POLICY coach_read ON change_value FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'account', 'account_grant', 'account_identity', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'coaching', 'community_group', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND ((layer = 'open' AND kind IN ('absence', 'account', 'account_grant', 'account_identity', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'coaching', 'community_group', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern')) OR (layer = 'full' AND kind IN ('absence', 'account', 'account_grant', 'account_identity', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member_gift', 'coaching', 'community_group', 'concern', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'positive_risk', 'profile_version', 'proposal_line', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'team', 'team_assessment', 'team_member', 'visit', 'visit_link', 'visit_offer', 'visit_series', 'working_pattern'))))
--;
CREATE POLICY integration_read ON change_value FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('account', 'account_grant', 'account_identity', 'check_in', 'check_in_amendment', 'community_group', 'concern', 'consent', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'relationship', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series') AND ((layer = 'open' AND kind IN ('account', 'account_grant', 'account_identity', 'check_in', 'check_in_amendment', 'community_group', 'concern', 'consent', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'relationship', 'review', 'review_action', 'small_team_member', 'status_change', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series')) OR (layer = 'full' AND kind IN ('account', 'account_grant', 'account_identity', 'check_in', 'check_in_amendment', 'community_group', 'concern', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'positive_risk', 'profile_version', 'relationship', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'visit', 'visit_link', 'visit_series'))))
--;
CREATE POLICY person_read ON change_value FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND kind IN ('access_to_home', 'account', 'account_grant', 'account_identity', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'cycle_action', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series', 'life_story_chapter') AND ((layer = 'open' AND kind IN ('access_to_home', 'account', 'account_grant', 'account_identity', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'cycle_action', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series', 'life_story_chapter')) OR (layer = 'full' AND kind IN ('access_to_home', 'account', 'account_grant', 'account_identity', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'cycle_action', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_profile', 'move_offer', 'notice', 'opening', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_link', 'visit_series', 'life_story_chapter'))))
--;
CREATE POLICY manager_read ON change_value FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'account_identity', 'agreement', 'arrangement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'client', 'coaching', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hours_agreement', 'hours_entry', 'identity_provider', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'one_time_link', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND ((layer = 'open' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'account_identity', 'agreement', 'arrangement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'client', 'coaching', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hours_agreement', 'hours_entry', 'identity_provider', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'one_time_link', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern')) OR (layer = 'full' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'account_identity', 'agreement', 'arrangement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_action', 'circle_contribution', 'circle_meeting', 'circle_member', 'circle_member_gift', 'client', 'coaching', 'community_group', 'concern', 'connection', 'connection_seen', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'group_attendance', 'group_gift', 'group_membership', 'group_origin', 'group_session', 'hours_agreement', 'hours_entry', 'identity_provider', 'instrument', 'instrument_version', 'introduction', 'introduction_contact', 'member_gift', 'member_profile', 'move_offer', 'notice', 'one_time_link', 'opening', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'reach_wish', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern'))))
--;
DROP FUNCTION tell_of_commissioned_provider()
--;
DROP FUNCTION agreed_providers(uuid, date)
--;
DROP FUNCTION working_providers()
--;
DROP FUNCTION councils()
--;
DROP FUNCTION hand_over_teams()
--;
DROP FUNCTION send_hand_over(uuid, uuid, jsonb, bytea)
--;
DROP FUNCTION hold_hand_over()
--;
DROP FUNCTION tell_of_hand_over()
--;
DROP FUNCTION follow_hand_over()
--;
DROP FUNCTION funded_people(uuid, date, date)
--;
DROP FUNCTION consented_to_council(uuid, text)
--;
DROP FUNCTION enter_statements()
--;
DROP FUNCTION provider_ratings()
--;
DROP FUNCTION hold_ledger()
--;
DROP FUNCTION book_lines()
--;
DROP FUNCTION hold_fund(uuid)
--;
DROP FUNCTION post_fund_entry(uuid, uuid, text, date, text, jsonb, jsonb, bytea)
--;
DROP FUNCTION reverse_fund_entry(uuid, uuid, uuid, date, text, bytea)
--;
DROP FUNCTION snapshot_rule(uuid, date)
--;
DROP FUNCTION snapshot_cells(text, uuid, date, date)
--;
DROP FUNCTION snapshots_beside(uuid, date, date)
--;
DROP FUNCTION snapshot_parts(uuid)
--;
DROP FUNCTION file_snapshot(text, uuid, text, date, date, jsonb, jsonb)
--;
DROP FUNCTION statement_facts(uuid)
--;
DROP FUNCTION file_statement(uuid, jsonb, text, bytea)
--;
DROP FUNCTION report_facts(uuid)
--;
DROP FUNCTION file_report(uuid, text, bytea)
--;
DROP FUNCTION settle_papers()
--;
DROP FUNCTION tidy_papers()
--;
DROP FUNCTION summary_changed_at(uuid)
--;
DROP FUNCTION council_summaries(timestamptz, text, uuid, bigint, uuid, text)
--;
DROP FUNCTION council_summaries_counted(timestamptz)
--;
DROP FUNCTION cld_facts(uuid, uuid, integer)
--;
DROP FUNCTION cld_is_of(uuid, uuid, uuid, date)
--;
DROP FUNCTION file_cld_export(uuid, bytea, integer, uuid[], jsonb)
--;
DROP FUNCTION settle_cld_exports()
--;
DROP FUNCTION tidy_cld_exports()
--;
REVOKE CREATE ON SCHEMA public FROM wt_kernel
