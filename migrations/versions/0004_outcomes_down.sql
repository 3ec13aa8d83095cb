GRANT CREATE ON SCHEMA public TO wt_kernel
--;
DROP TRIGGER hold_link ON visit_link
--;
DROP TABLE check_in_amendment, review_action, outcome_wording, outcome_step, outcome_move, good_week_wording, good_week_mark, check_in, review, outcome, good_week_score, good_week_item, cycle_theme, cycle_statement, cycle_action, check_in_invitation, team_assessment, instrument_version, change_cycle, instrument
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
DROP POLICY carer_read ON change
--;
CREATE POLICY carer_read ON change FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND (kind <> 'access_to_home' OR person_id = ANY ((SELECT NULLIF(current_setting('app.home_person_ids', true), '')::uuid[])::uuid[])) AND true)
--;
DROP POLICY coach_read ON change
--;
CREATE POLICY coach_read ON change FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND true)
--;
DROP POLICY integration_read ON change
--;
CREATE POLICY integration_read ON change FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('account', 'account_grant', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'small_team_member', 'status_change', 'team', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series') AND true)
--;
DROP POLICY person_read ON change
--;
CREATE POLICY person_read ON change FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND kind IN ('access_to_home', 'account', 'account_grant', 'circle', 'circle_member', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series', 'life_story_chapter') AND true)
--;
DROP POLICY manager_read ON change
--;
CREATE POLICY manager_read ON change FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'circle', 'circle_member', 'client', 'coaching', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND true)
--;
DROP POLICY carer_read ON change_value
--;
CREATE POLICY carer_read ON change_value FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND (kind <> 'access_to_home' OR person_id = ANY ((SELECT NULLIF(current_setting('app.home_person_ids', true), '')::uuid[])::uuid[])) AND ((layer = 'open' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern')) OR (layer = 'full' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern'))))
--;
DROP POLICY coach_read ON change_value
--;
CREATE POLICY coach_read ON change_value FOR SELECT TO wt_coach USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND ((layer = 'open' AND kind IN ('absence', 'account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern')) OR (layer = 'full' AND kind IN ('absence', 'account', 'account_grant', 'agreement', 'circle', 'circle_member', 'coaching', 'concern', 'gift', 'hours_agreement', 'hours_entry', 'member_gift', 'member_profile', 'move_offer', 'notice', 'organisation', 'positive_risk', 'profile_version', 'proposal_line', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'team', 'team_member', 'visit', 'visit_link', 'visit_offer', 'visit_series', 'working_pattern'))))
--;
DROP POLICY integration_read ON change_value
--;
CREATE POLICY integration_read ON change_value FOR SELECT TO wt_integration USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('account', 'account_grant', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'small_team_member', 'status_change', 'team', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series') AND ((layer = 'open' AND kind IN ('account', 'account_grant', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'small_team_member', 'status_change', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series')) OR (layer = 'full' AND kind IN ('account', 'account_grant', 'concern', 'gift', 'hours_agreement', 'hours_entry', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'small_team_member', 'status_change', 'team', 'visit', 'visit_link', 'visit_series'))))
--;
DROP POLICY person_read ON change_value
--;
CREATE POLICY person_read ON change_value FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND kind IN ('access_to_home', 'account', 'account_grant', 'circle', 'circle_member', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series', 'life_story_chapter') AND ((layer = 'open' AND kind IN ('access_to_home', 'account', 'account_grant', 'circle', 'circle_member', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'small_team_member', 'status_change', 'team', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series', 'life_story_chapter')) OR (layer = 'full' AND kind IN ('access_to_home', 'account', 'account_grant', 'circle', 'circle_member', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'relationship', 'representative', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_link', 'visit_series', 'life_story_chapter'))))
--;
DROP POLICY manager_read ON change_value
--;
CREATE POLICY manager_read ON change_value FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'circle', 'circle_member', 'client', 'coaching', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND ((layer = 'open' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'circle', 'circle_member', 'client', 'coaching', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern')) OR (layer = 'full' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'circle', 'circle_member', 'client', 'coaching', 'concern', 'consent', 'gift', 'hours_agreement', 'hours_entry', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'person', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern'))))
--;
GRANT UPDATE (removed_at, name, name_key, purpose, values, place, postcode) ON team TO wt_carer
--;
GRANT INSERT (id, organisation_id, created_digest, name, name_key, purpose, values, setting, place, postcode, started_on, ended_on) ON team TO wt_manager
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, started_on, ended_on) ON team TO wt_integration
--;
ALTER TABLE team ADD COLUMN late_after_minutes INTEGER DEFAULT 15 NOT NULL
  CONSTRAINT ck_team_late_after CHECK (late_after_minutes BETWEEN 1 AND 240)
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
DROP POLICY person_read ON person_look
--;
DO $$ BEGIN
  IF to_regrole('wt_jobs') IS NULL THEN CREATE ROLE wt_jobs NOLOGIN NOINHERIT; END IF;
  IF current_setting('server_version_num')::int >= 160000 THEN
    EXECUTE 'GRANT wt_jobs TO wt_api WITH INHERIT FALSE, SET TRUE';
  ELSE
    EXECUTE 'GRANT wt_jobs TO wt_api';
  END IF;
END $$
--;
CREATE SCHEMA jobs
--;
SET search_path = jobs
--;
CREATE TYPE procrastinate_job_status AS ENUM (
    'todo',  -- The job is queued
    'doing',  -- The job has been fetched by a worker
    'succeeded',  -- The job ended successfully
    'failed',  -- The job ended with an error
    'cancelled', -- The job was cancelled
    'aborting',  -- legacy, not used anymore since v3.0.0
    'aborted'  -- The job was aborted
);

CREATE TYPE procrastinate_job_event_type AS ENUM (
    'deferred',  -- Job created, in todo
    'started',  -- todo -> doing
    'deferred_for_retry',  -- doing -> todo
    'failed',  -- doing -> failed
    'succeeded',  -- doing -> succeeded
    'cancelled', -- todo -> cancelled
    'abort_requested', -- not a state transition, but set in a separate field
    'aborted', -- doing -> aborted (only allowed when abort_requested field is set)
    'scheduled', -- not a state transition, but recording when a task is scheduled for
    'retried' -- Manually retried failed job
);

-- Composite Types

CREATE TYPE procrastinate_job_to_defer_v1 AS (
    queue_name character varying,
    task_name character varying,
    priority integer,
    lock text,
    queueing_lock text,
    args jsonb,
    scheduled_at timestamp with time zone
);

-- Tables

CREATE TABLE procrastinate_workers(
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    last_heartbeat timestamp with time zone NOT NULL DEFAULT NOW()
);

CREATE TABLE procrastinate_jobs (
    -- squawk-ignore prefer-identity
    id bigserial PRIMARY KEY,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    lock text,
    queueing_lock text,
    args jsonb DEFAULT '{}' NOT NULL,
    status procrastinate_job_status DEFAULT 'todo'::procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone NULL,
    attempts integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint REFERENCES procrastinate_workers(id) ON DELETE SET NULL,
    CONSTRAINT check_not_todo_abort_requested CHECK (NOT (status = 'todo' AND abort_requested = true))
);

CREATE TABLE procrastinate_periodic_defers (
    -- squawk-ignore prefer-identity
    id bigserial PRIMARY KEY,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint REFERENCES procrastinate_jobs(id) NULL,
    periodic_id character varying(128) NOT NULL DEFAULT '',
    CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp)
);

CREATE TABLE procrastinate_events (
    -- squawk-ignore prefer-identity
    id bigserial PRIMARY KEY,
    job_id bigint NOT NULL REFERENCES procrastinate_jobs ON DELETE CASCADE,
    type procrastinate_job_event_type,
    at timestamp with time zone DEFAULT NOW() NULL
);

-- Constraints & Indices

-- this prevents from having several jobs with the same queueing lock in the "todo" state
CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON procrastinate_jobs (queueing_lock) WHERE status = 'todo';
-- this prevents from having several jobs with the same lock in the "doing" state
CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON procrastinate_jobs (lock) WHERE status = 'doing';

-- Index for select_stalled_jobs_by_heartbeat query
CREATE INDEX idx_procrastinate_jobs_worker_not_null ON procrastinate_jobs(worker_id) WHERE worker_id IS NOT NULL AND status = 'doing'::procrastinate_job_status;

CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON procrastinate_jobs(queue_name);
CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON procrastinate_jobs (id, lock) WHERE status = ANY (ARRAY['todo'::procrastinate_job_status, 'doing'::procrastinate_job_status]);
CREATE INDEX procrastinate_jobs_priority_idx_v1 ON procrastinate_jobs(priority desc, id asc) WHERE (status = 'todo'::procrastinate_job_status);

CREATE INDEX procrastinate_events_job_id_fkey_v1 ON procrastinate_events(job_id);

CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON procrastinate_periodic_defers(job_id);

CREATE INDEX idx_procrastinate_workers_last_heartbeat ON procrastinate_workers(last_heartbeat);

-- Functions
CREATE FUNCTION procrastinate_defer_jobs_v1(
    jobs procrastinate_job_to_defer_v1[]
)
    RETURNS bigint[]
    LANGUAGE plpgsql
AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;

    RETURN job_ids;
END;
$$;

CREATE FUNCTION procrastinate_defer_periodic_job_v2(
    _queue_name character varying,
    _lock character varying,
    _queueing_lock character varying,
    _task_name character varying,
    _priority integer,
    _periodic_id character varying,
    _defer_timestamp bigint,
    _args jsonb
)
    RETURNS bigint
    LANGUAGE plpgsql
AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;

    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;

    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;

    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;

    RETURN _job_id;
END;
$$;

CREATE FUNCTION procrastinate_fetch_job_v2(
    target_queue_names character varying[],
    p_worker_id bigint
)
    RETURNS procrastinate_jobs
    LANGUAGE plpgsql
AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;

 RETURN found_jobs;
END;
$$;

CREATE FUNCTION procrastinate_finish_job_v1(job_id bigint, end_status procrastinate_job_status, delete_job boolean)
    RETURNS void
    LANGUAGE plpgsql
AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean)
    RETURNS bigint
    LANGUAGE plpgsql
AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;

CREATE FUNCTION procrastinate_retry_job_v1(
    job_id bigint,
    retry_at timestamp with time zone,
    new_priority integer,
    new_queue_name character varying,
    new_lock character varying
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION procrastinate_retry_job_v2(
    job_id bigint,
    retry_at timestamp with time zone,
    new_priority integer,
    new_queue_name character varying,
    new_lock character varying
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;

END;
$$;

CREATE FUNCTION procrastinate_notify_queue_job_inserted_v1()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION procrastinate_notify_queue_abort_job_v1()
RETURNS trigger
    LANGUAGE plpgsql
AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION procrastinate_trigger_function_status_events_insert_v1()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;

CREATE FUNCTION procrastinate_trigger_function_status_events_update_v1()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;

CREATE FUNCTION procrastinate_trigger_function_scheduled_events_v1()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);

	RETURN NEW;
END;
$$;

CREATE FUNCTION procrastinate_trigger_abort_requested_events_procedure_v1()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;

CREATE FUNCTION procrastinate_unlink_periodic_defers_v1()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;

CREATE FUNCTION procrastinate_register_worker_v1()
    RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION procrastinate_unregister_worker_v1(worker_id bigint)
    RETURNS void
    LANGUAGE plpgsql
AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION procrastinate_update_heartbeat_v1(worker_id bigint)
    RETURNS void
    LANGUAGE plpgsql
AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat float)
    RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;

-- Triggers

CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1
    AFTER INSERT ON procrastinate_jobs
    FOR EACH ROW WHEN ((new.status = 'todo'::procrastinate_job_status))
    EXECUTE PROCEDURE procrastinate_notify_queue_job_inserted_v1();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1
    AFTER UPDATE OF abort_requested ON procrastinate_jobs
    FOR EACH ROW WHEN ((old.abort_requested = false AND new.abort_requested = true AND new.status = 'doing'::procrastinate_job_status))
    EXECUTE PROCEDURE procrastinate_notify_queue_abort_job_v1();

CREATE TRIGGER procrastinate_trigger_status_events_update_v1
    AFTER UPDATE OF status ON procrastinate_jobs
    FOR EACH ROW
    EXECUTE PROCEDURE procrastinate_trigger_function_status_events_update_v1();

CREATE TRIGGER procrastinate_trigger_status_events_insert_v1
    AFTER INSERT ON procrastinate_jobs
    FOR EACH ROW WHEN ((new.status = 'todo'::procrastinate_job_status))
    EXECUTE PROCEDURE procrastinate_trigger_function_status_events_insert_v1();

CREATE TRIGGER procrastinate_trigger_scheduled_events_v1
    AFTER UPDATE OR INSERT ON procrastinate_jobs
    FOR EACH ROW WHEN ((new.scheduled_at IS NOT NULL AND new.status = 'todo'::procrastinate_job_status))
    EXECUTE PROCEDURE procrastinate_trigger_function_scheduled_events_v1();

CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1
    AFTER UPDATE OF abort_requested ON procrastinate_jobs
    FOR EACH ROW WHEN ((new.abort_requested = true))
    EXECUTE PROCEDURE procrastinate_trigger_abort_requested_events_procedure_v1();

CREATE TRIGGER procrastinate_trigger_delete_jobs_v1
    BEFORE DELETE ON procrastinate_jobs
    FOR EACH ROW EXECUTE PROCEDURE procrastinate_unlink_periodic_defers_v1()
--;
RESET search_path
--;
ALTER FUNCTION jobs.procrastinate_defer_jobs_v1 SET search_path = jobs, pg_temp
--;
ALTER FUNCTION jobs.procrastinate_defer_periodic_job_v2 SET search_path = jobs, pg_temp
--;
ALTER FUNCTION jobs.procrastinate_fetch_job_v2 SET search_path = jobs, pg_temp
--;
ALTER FUNCTION jobs.procrastinate_finish_job_v1 SET search_path = jobs, pg_temp
--;
ALTER FUNCTION jobs.procrastinate_cancel_job_v1 SET search_path = jobs, pg_temp
--;
ALTER FUNCTION jobs.procrastinate_retry_job_v1 SET search_path = jobs, pg_temp
--;
ALTER FUNCTION jobs.procrastinate_retry_job_v2 SET search_path = jobs, pg_temp
--;
ALTER FUNCTION jobs.procrastinate_notify_queue_job_inserted_v1 SET search_path = jobs, pg_temp
--;
ALTER FUNCTION jobs.procrastinate_notify_queue_abort_job_v1 SET search_path = jobs, pg_temp
--;
ALTER FUNCTION jobs.procrastinate_trigger_function_status_events_insert_v1 SET search_path = jobs, pg_temp
--;
ALTER FUNCTION jobs.procrastinate_trigger_function_status_events_update_v1 SET search_path = jobs, pg_temp
--;
ALTER FUNCTION jobs.procrastinate_trigger_function_scheduled_events_v1 SET search_path = jobs, pg_temp
--;
ALTER FUNCTION jobs.procrastinate_trigger_abort_requested_events_procedure_v1 SET search_path = jobs, pg_temp
--;
ALTER FUNCTION jobs.procrastinate_unlink_periodic_defers_v1 SET search_path = jobs, pg_temp
--;
ALTER FUNCTION jobs.procrastinate_register_worker_v1 SET search_path = jobs, pg_temp
--;
ALTER FUNCTION jobs.procrastinate_unregister_worker_v1 SET search_path = jobs, pg_temp
--;
ALTER FUNCTION jobs.procrastinate_update_heartbeat_v1 SET search_path = jobs, pg_temp
--;
ALTER FUNCTION jobs.procrastinate_prune_stalled_workers_v1 SET search_path = jobs, pg_temp
--;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA jobs FROM PUBLIC
--;
GRANT USAGE ON SCHEMA jobs TO wt_jobs, wt_kernel
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON jobs.procrastinate_workers, jobs.procrastinate_jobs, jobs.procrastinate_periodic_defers, jobs.procrastinate_events TO wt_jobs
--;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA jobs TO wt_jobs
--;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA jobs TO wt_jobs
--;
GRANT EXECUTE ON FUNCTION jobs.procrastinate_defer_jobs_v1 TO wt_kernel
--;
GRANT SELECT, INSERT ON jobs.procrastinate_jobs TO wt_kernel
--;
GRANT INSERT ON jobs.procrastinate_events TO wt_kernel
--;
GRANT SELECT ON jobs.procrastinate_workers TO wt_kernel
--;
GRANT USAGE ON SEQUENCE jobs.procrastinate_jobs_id_seq, jobs.procrastinate_events_id_seq TO wt_kernel
--;
DROP FUNCTION hold_link()
--;
DROP FUNCTION support_ended_at(uuid)
--;
REVOKE CREATE ON SCHEMA public FROM wt_kernel
