GRANT CREATE ON SCHEMA public TO wt_kernel
--;
DROP TRIGGER log_insert ON account
--;
DROP TRIGGER log_update ON account
--;
DROP TRIGGER end_sessions ON client
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
REVOKE SELECT ON account FROM wt_desk
--;
REVOKE SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason) ON account FROM wt_carer
--;
REVOKE SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason) ON account FROM wt_coach
--;
REVOKE SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason) ON account FROM wt_commissioner
--;
REVOKE SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason) ON account FROM wt_connector
--;
REVOKE SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason) ON account FROM wt_person
--;
REVOKE SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason) ON account FROM wt_family
--;
REVOKE SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason) ON account FROM wt_manager
--;
REVOKE INSERT (id, organisation_id, created_digest, username, name, password_hash, disabled_at, disabled_reason) ON account FROM wt_manager
--;
REVOKE UPDATE (removed_at, username, name, disabled_at, disabled_reason) ON account FROM wt_manager
--;
REVOKE SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason) ON account FROM wt_integration
--;
REVOKE SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, name, grants, scopes, redirect_uris, origins, team_ids) ON client FROM wt_manager
--;
REVOKE INSERT (id, organisation_id, created_digest, name, grants, scopes, redirect_uris, origins, team_ids, secret_hash) ON client FROM wt_manager
--;
REVOKE UPDATE (removed_at, name, grants, scopes, redirect_uris, origins, team_ids, secret_hash) ON client FROM wt_manager
--;
REVOKE INSERT (id, organisation_id, created_digest, account_id, role, person_id, until) ON account_grant FROM wt_manager
--;
REVOKE UPDATE (removed_at, account_id, role, until) ON account_grant FROM wt_manager
--;
ALTER TABLE organisation
  ADD COLUMN asks_second_factor BOOLEAN DEFAULT true NOT NULL
--;
-- As the operator: row security is forced, so the owner of a table sees no row of it.
SET LOCAL ROLE wt_operator
--;
UPDATE organisation SET asks_second_factor = false WHERE sandbox_secret_hash IS NOT NULL
--;
RESET ROLE
--;
ALTER TABLE account
  ADD COLUMN email VARCHAR(254),
  ADD COLUMN password_changed_at TIMESTAMP WITH TIME ZONE
--;
ALTER TABLE account_grant
  ADD COLUMN hands_in_until TIMESTAMP WITH TIME ZONE
--;
ALTER TABLE client
  ADD COLUMN public BOOLEAN DEFAULT false NOT NULL
--;
ALTER TABLE session
  ADD COLUMN how VARCHAR(20) DEFAULT 'password' NOT NULL,
  ADD COLUMN second_factor BOOLEAN DEFAULT false NOT NULL,
  ADD COLUMN device VARCHAR(120),
  ADD COLUMN last_used_at TIMESTAMP WITH TIME ZONE,
  ADD COLUMN browser BYTEA
--;
SET LOCAL ROLE wt_operator
--;
UPDATE session SET how = 'client' WHERE client_id IS NOT NULL
--;
RESET ROLE
--;
CREATE TABLE identity_provider (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	name VARCHAR(120) NOT NULL, 
	issuer VARCHAR(500) NOT NULL, 
	client_id VARCHAR(255) NOT NULL, 
	audiences TEXT[] DEFAULT '{}'::text[] NOT NULL, 
	sealed_secret BYTEA, 
	assures_second_factor BOOLEAN DEFAULT false NOT NULL, 
	has_secret BOOLEAN DEFAULT false NOT NULL, 
	CONSTRAINT pk_identity_provider PRIMARY KEY (id), 
	CONSTRAINT uq_identity_provider_id_organisation_id UNIQUE (id, organisation_id), 
	CONSTRAINT fk_identity_provider_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_identity_provider_organisation_id_name ON identity_provider (organisation_id, name)
--;
CREATE UNIQUE INDEX uq_identity_provider_now ON identity_provider (organisation_id, issuer) WHERE removed_at IS NULL
--;
CREATE TABLE account_identity (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	account_id UUID NOT NULL, 
	provider_id UUID NOT NULL, 
	subject VARCHAR(255) NOT NULL, 
	CONSTRAINT pk_account_identity PRIMARY KEY (id), 
	CONSTRAINT fk_account_identity_account_id_organisation_id FOREIGN KEY(account_id, organisation_id) REFERENCES account (id, organisation_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_account_identity_provider_id_organisation_id FOREIGN KEY(provider_id, organisation_id) REFERENCES identity_provider (id, organisation_id) ON DELETE RESTRICT, 
	CONSTRAINT fk_account_identity_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_account_identity_organisation_id ON account_identity (organisation_id)
--;
CREATE UNIQUE INDEX uq_account_identity_account ON account_identity (account_id, provider_id) WHERE removed_at IS NULL
--;
CREATE UNIQUE INDEX uq_account_identity_subject ON account_identity (provider_id, subject) WHERE removed_at IS NULL
--;
CREATE TABLE browser_sign_in (
	digest BYTEA NOT NULL, 
	account_id UUID, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	password_at TIMESTAMP WITH TIME ZONE, 
	provider_id UUID, 
	provider_at TIMESTAMP WITH TIME ZONE, 
	provider_vouched BOOLEAN DEFAULT false NOT NULL, 
	factor_at TIMESTAMP WITH TIME ZONE, 
	ended_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_browser_sign_in PRIMARY KEY (digest), 
	CONSTRAINT fk_browser_sign_in_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_browser_sign_in_provider_id FOREIGN KEY(provider_id) REFERENCES identity_provider (id)
)
--;
CREATE INDEX ix_browser_sign_in_account_id ON browser_sign_in (account_id)
--;
CREATE INDEX ix_browser_sign_in_expires_at ON browser_sign_in (expires_at)
--;
CREATE TABLE one_time_link (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	account_id UUID NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	digest BYTEA, 
	sent_at TIMESTAMP WITH TIME ZONE, 
	used_at TIMESTAMP WITH TIME ZONE, 
	asked_by_self BOOLEAN DEFAULT false NOT NULL, 
	CONSTRAINT pk_one_time_link PRIMARY KEY (id), 
	CONSTRAINT ck_one_time_link_kind CHECK (kind IN ('invitation', 'reset')), 
	CONSTRAINT fk_one_time_link_account_id_organisation_id FOREIGN KEY(account_id, organisation_id) REFERENCES account (id, organisation_id) ON DELETE RESTRICT, 
	CONSTRAINT uq_one_time_link_digest UNIQUE (digest), 
	CONSTRAINT fk_one_time_link_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) ON DELETE RESTRICT
)
--;
CREATE INDEX ix_one_time_link_organisation_id_id ON one_time_link (organisation_id, id)
--;
CREATE UNIQUE INDEX uq_one_time_link_now ON one_time_link (account_id) WHERE removed_at IS NULL AND used_at IS NULL
--;
CREATE TABLE provider_sign_in (
	state_digest BYTEA NOT NULL, 
	browser BYTEA NOT NULL, 
	provider_id UUID NOT NULL, 
	nonce VARCHAR(64) NOT NULL, 
	verifier VARCHAR(128) NOT NULL, 
	back_to TEXT NOT NULL, 
	link_digest BYTEA, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	used_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_provider_sign_in PRIMARY KEY (state_digest), 
	CONSTRAINT fk_provider_sign_in_provider_id FOREIGN KEY(provider_id) REFERENCES identity_provider (id)
)
--;
CREATE INDEX ix_provider_sign_in_expires_at ON provider_sign_in (expires_at)
--;
CREATE TABLE recovery_code (
	digest BYTEA NOT NULL, 
	account_id UUID NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	used_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_recovery_code PRIMARY KEY (digest), 
	CONSTRAINT fk_recovery_code_account_id FOREIGN KEY(account_id) REFERENCES account (id)
)
--;
CREATE INDEX ix_recovery_code_account_id ON recovery_code (account_id)
--;
CREATE TABLE second_factor (
	account_id UUID NOT NULL, 
	sealed_secret BYTEA NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	confirmed_at TIMESTAMP WITH TIME ZONE, 
	last_step INTEGER DEFAULT 0 NOT NULL, 
	failures INTEGER DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_second_factor PRIMARY KEY (account_id), 
	CONSTRAINT fk_second_factor_account_id FOREIGN KEY(account_id) REFERENCES account (id)
)
--;
CREATE TABLE sign_in_event (
	id UUID NOT NULL, 
	at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	organisation_id UUID NOT NULL, 
	account_id UUID, 
	what VARCHAR(30) NOT NULL, 
	client_name VARCHAR(120) NOT NULL, 
	device VARCHAR(120), 
	second_factor BOOLEAN DEFAULT false NOT NULL, 
	CONSTRAINT pk_sign_in_event PRIMARY KEY (id), 
	CONSTRAINT ck_sign_in_event_what CHECK (what IN ('signed_in', 'wrong_password', 'wrong_second_factor', 'limited', 'closed', 'stolen')), 
	CONSTRAINT fk_sign_in_event_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_sign_in_event_account_id FOREIGN KEY(account_id) REFERENCES account (id)
)
--;
CREATE INDEX ix_sign_in_event_account_id_id ON sign_in_event (account_id, id)
--;
CREATE INDEX ix_sign_in_event_organisation_id_at_id ON sign_in_event (organisation_id, at, id)
--;
CREATE TABLE authorization_code (
	digest BYTEA NOT NULL, 
	organisation_id UUID NOT NULL, 
	account_id UUID NOT NULL, 
	client_id UUID, 
	client_name VARCHAR(120) NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	scope TEXT NOT NULL, 
	redirect_uri VARCHAR(2000) NOT NULL, 
	challenge VARCHAR(128) NOT NULL, 
	browser BYTEA NOT NULL, 
	second_factor BOOLEAN DEFAULT false NOT NULL, 
	device VARCHAR(120), 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	used_at TIMESTAMP WITH TIME ZONE, 
	session_id UUID, 
	CONSTRAINT pk_authorization_code PRIMARY KEY (digest), 
	CONSTRAINT fk_authorization_code_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id), 
	CONSTRAINT fk_authorization_code_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_authorization_code_client_id FOREIGN KEY(client_id) REFERENCES client (id), 
	CONSTRAINT fk_authorization_code_session_id FOREIGN KEY(session_id) REFERENCES session (id)
)
--;
CREATE INDEX ix_authorization_code_account_id ON authorization_code (account_id)
--;
CREATE INDEX ix_authorization_code_expires_at ON authorization_code (expires_at)
--;
CREATE TABLE message (
	id UUID NOT NULL, 
	account_id UUID, 
	kind VARCHAR(30) NOT NULL, 
	link_id UUID, 
	queued_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	sent_at TIMESTAMP WITH TIME ZONE, 
	failed_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_message PRIMARY KEY (id), 
	CONSTRAINT ck_message_kind CHECK (kind IN ('invitation', 'reset', 'password_changed', 'second_factor_added', 'second_factor_removed')), 
	CONSTRAINT fk_message_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_message_link_id FOREIGN KEY(link_id) REFERENCES one_time_link (id)
)
--;
CREATE INDEX ix_message_account_id ON message (account_id)
--;
CREATE INDEX ix_message_queued_at ON message (queued_at)
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
  SELECT session.account_id, session.client_id, session.organisation_id, account_grant.person_id, client.team_ids,
         account_grant.until <= now() AS has_left
    INTO s
    FROM session
    JOIN organisation ON organisation.id = session.organisation_id AND organisation.ended_on IS NULL AND organisation.removed_at IS NULL
    LEFT JOIN account ON account.id = session.account_id AND account.organisation_id = session.organisation_id
         AND account.disabled_at IS NULL AND account.removed_at IS NULL
    LEFT JOIN account_grant ON account_grant.account_id = account.id AND account_grant.role = p_role
         AND account_grant.removed_at IS NULL
         -- Who has left all teams may still hand in what they did there, in a transaction that says it is for that.
         AND (account_grant.until IS NULL OR account_grant.until > now()
              OR (account_grant.hands_in_until > now() AND current_setting('app.handing_in', true) = 'on'))
    LEFT JOIN client ON client.id = session.client_id AND client.organisation_id = session.organisation_id AND client.removed_at IS NULL
   WHERE session.id = p_session AND session.role = p_role AND session.ended_at IS NULL AND session.expires_at > now()
     AND CASE WHEN p_role = 'integration' THEN client.id IS NOT NULL AND session.account_id IS NULL
              ELSE account_grant.id IS NOT NULL AND (session.client_id IS NULL OR client.id IS NOT NULL) END
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
    IF teams IS NULL OR s.has_left THEN  -- a member of nothing reaches nothing, an open opening neither; nor whose role ended
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
-- Ends what an account did come in by at a provider of identities. A session whose browser is no longer known may be one of them.
CREATE OR REPLACE FUNCTION end_provider_sessions(p_account uuid, p_provider uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE session SET ended_at = now()
   WHERE account_id = p_account AND ended_at IS NULL
     AND (how = 'exchange' OR (how = 'page' AND NOT EXISTS (
           SELECT FROM browser_sign_in b WHERE b.digest = session.browser AND b.provider_id IS DISTINCT FROM p_provider)));
  UPDATE browser_sign_in SET ended_at = now() WHERE account_id = p_account AND provider_id = p_provider AND ended_at IS NULL;
$$
--;
-- What ends an account, a role or a client's secret ends the sign-ins behind it, in the same transaction.
CREATE OR REPLACE FUNCTION end_sessions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'account_grant' THEN
    UPDATE session SET ended_at = now() WHERE account_id = NEW.account_id AND role = NEW.role AND ended_at IS NULL;
  ELSIF TG_TABLE_NAME = 'account' THEN
    UPDATE session SET ended_at = now() WHERE account_id = NEW.id AND ended_at IS NULL;
    UPDATE browser_sign_in SET ended_at = now() WHERE account_id = NEW.id AND ended_at IS NULL;
  ELSIF TG_TABLE_NAME = 'account_identity' THEN
    PERFORM end_provider_sessions(NEW.account_id, NEW.provider_id);
  ELSIF TG_TABLE_NAME = 'identity_provider' THEN
    PERFORM end_provider_sessions(account_id, NEW.id) FROM account_identity WHERE provider_id = NEW.id AND removed_at IS NULL;
  ELSE  -- people stay signed in at a front end that may do more than before; what they agreed to stays what their tokens may do
    UPDATE session SET ended_at = now()
     WHERE client_id = NEW.id AND ended_at IS NULL
       AND NOT (account_id IS NOT NULL AND NEW.removed_at IS NULL AND NEW.public = OLD.public
                AND NEW.secret_hash IS NOT DISTINCT FROM OLD.secret_hash
                AND OLD.scopes <@ NEW.scopes AND OLD.grants <@ NEW.grants);
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
  DELETE FROM authorization_code WHERE expires_at < now() - interval '1 day';
  DELETE FROM provider_sign_in WHERE expires_at < now() - interval '1 day';
  DELETE FROM browser_sign_in WHERE expires_at < now() - interval '1 day';
  DELETE FROM message WHERE queued_at < now() - interval '90 days';
  DELETE FROM sign_in_event WHERE at < now() - interval '1 year';
  -- Sign-ins are evidence for a year; of a machine, which signs in anew each hour, the last is.
  DELETE FROM session WHERE account_id IS NOT NULL AND expires_at < now() - interval '1 year';
  DELETE FROM session WHERE account_id IS NULL AND expires_at < now() - interval '7 days'
     AND EXISTS (SELECT FROM session later WHERE later.client_id = session.client_id AND later.account_id IS NULL
                    AND later.created_at > session.created_at);
$$
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
       AND account_grant.role = 'family' AND account_grant.removed_at IS NULL
       AND (account_grant.until IS NULL OR account_grant.until > now())) THEN
    RAISE EXCEPTION 'no family account' USING ERRCODE = 'WT409', CONSTRAINT = 'circle_member_account';
  END IF;
  RETURN NEW;
END $$
--;
-- Who leaves their last team, or their last circle, holds the role no longer: the grant runs out with the membership. A carer may
-- hand in for thirty days more what they did on days on which they were a member, and nothing else (enter()); others not a moment
-- longer. A grant that has a time for handing in ended by leaving; whoever comes back is given the role anew.
CREATE OR REPLACE FUNCTION follow_leaving() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_role constant text := CASE TG_TABLE_NAME WHEN 'team_member' THEN 'carer' ELSE 'family' END;
BEGIN
  IF (v_role = 'carer'
      AND EXISTS (SELECT FROM team_member WHERE account_id = OLD.account_id AND left_on IS NULL AND removed_at IS NULL))
     OR (v_role = 'family'
         AND EXISTS (SELECT FROM circle_member WHERE account_id = OLD.account_id AND state NOT IN ('left', 'declined') AND removed_at IS NULL)) THEN
    RETURN NULL;  -- of another they are one still
  END IF;
  UPDATE account_grant SET until = now(), hands_in_until = now() + CASE v_role WHEN 'carer' THEN interval '30 days' ELSE interval '0' END
   WHERE account_id = OLD.account_id AND role = v_role AND removed_at IS NULL AND (until IS NULL OR until > now());
  RETURN NULL;
END $$
--;
-- The outbox: queues a message to an account, in the caller's own transaction, and the job that sends it. Called by a manager for
-- an account of their organisation, and by the sign-in desk; with no account it costs the same and is never sent.
CREATE OR REPLACE FUNCTION queue_message(p_id uuid, p_account uuid, p_kind text, p_link uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NULLIF(current_setting('app.role', true), '') IS NOT NULL AND NOT EXISTS (
       SELECT FROM account WHERE id = p_account AND organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid) THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  IF p_link IS NOT NULL AND NOT EXISTS (SELECT FROM one_time_link WHERE id = p_link AND account_id = p_account) THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  INSERT INTO message (id, account_id, kind, link_id) VALUES (p_id, p_account, p_kind, p_link);
  PERFORM jobs.procrastinate_defer_jobs_v1(ARRAY[
    ROW('default', 'send_message', 0, NULL, NULL, jsonb_build_object('message_id', p_id), NULL)::jobs.procrastinate_job_to_defer_v1]);
END $$
--;
-- For the job that sends: to whom and about what, and the digest of the link that it has just made, which is kept from now on.
-- No row: there is nothing to send (any more). What its owner asked for has no link yet: it is made here and not where somebody
-- asks, so that asking costs the same whether there is such an account or not. Who has not taken up an invitation gets that again.
CREATE OR REPLACE FUNCTION message_to_send(p_message uuid, p_digest bytea)
RETURNS TABLE (kind text, email text, name text, organisation text, expires_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  m record;
  l record;
BEGIN
  SELECT message.id, message.kind, message.link_id, account.id AS account_id, account.organisation_id,
         coalesce(account.email, CASE WHEN account.username LIKE '%@%' THEN account.username END) AS email,
         account.name, organisation.name AS organisation
    INTO m
    FROM message JOIN account ON account.id = message.account_id AND account.removed_at IS NULL AND account.disabled_at IS NULL
    JOIN organisation ON organisation.id = account.organisation_id AND organisation.ended_on IS NULL
   WHERE message.id = p_message AND message.sent_at IS NULL
     AND message.queued_at > now() - interval '3 days'  -- later it would only startle
     FOR UPDATE OF message;
  IF NOT FOUND OR m.email IS NULL THEN
    RETURN;
  END IF;
  IF m.kind NOT IN ('invitation', 'reset') THEN
    RETURN QUERY SELECT m.kind::text, m.email::text, m.name::text, m.organisation::text, NULL::timestamptz;
    RETURN;
  END IF;
  IF m.link_id IS NULL THEN
    PERFORM FROM account WHERE id = m.account_id FOR NO KEY UPDATE;  -- of two at once the second waits
    UPDATE one_time_link SET removed_at = now() WHERE account_id = m.account_id AND used_at IS NULL AND removed_at IS NULL
    RETURNING one_time_link.kind, one_time_link.expires_at INTO l;
    IF l.kind = 'invitation' AND l.expires_at > now() THEN
      m.kind := 'invitation';
    ELSE
      l.expires_at := now() + interval '1 hour';
    END IF;
    INSERT INTO one_time_link (id, organisation_id, account_id, kind, expires_at, asked_by_self)
    VALUES (m.id, m.organisation_id, m.account_id, m.kind, l.expires_at, true);
    m.link_id := m.id;
    UPDATE message SET link_id = m.link_id, kind = m.kind WHERE id = m.id;
  END IF;
  -- The hour of whoever asked themself begins when it is sent.
  UPDATE one_time_link
     SET digest = p_digest, expires_at = CASE WHEN kind = 'reset' AND asked_by_self THEN now() + interval '1 hour' ELSE expires_at END
   WHERE id = m.link_id AND used_at IS NULL AND removed_at IS NULL
     AND (expires_at > now() OR (kind = 'reset' AND asked_by_self))
  RETURNING one_time_link.expires_at INTO l;
  IF FOUND THEN
    RETURN QUERY SELECT m.kind::text, m.email::text, m.name::text, m.organisation::text, l.expires_at;
  END IF;
END $$
--;
-- What became of it. A link says when it was sent.
CREATE OR REPLACE FUNCTION message_done(p_message uuid, p_sent boolean) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE one_time_link SET sent_at = now()
   WHERE p_sent AND id = (SELECT link_id FROM message WHERE id = p_message) AND sent_at IS NULL;
  UPDATE message SET sent_at = CASE WHEN p_sent THEN now() END, failed_at = CASE WHEN NOT p_sent THEN now() END WHERE id = p_message;
$$
--;
-- Sign-ins as people see them: their own, and for a manager those of an account of their organisation. Sessions are a system's
-- table that no role reads; these functions decide who is told of which, and who may end them.

-- The sign-ins of an account that still open something, newest first, behind the one that the caller has.
CREATE OR REPLACE FUNCTION standing_sessions(p_account uuid, p_since timestamptz, p_at timestamptz, p_id uuid, p_most bigint)
RETURNS TABLE (sort_at timestamptz, id uuid, role text, client_id uuid, client_name text, device text, how text,
               second_factor boolean, created_at timestamptz, last_used_at timestamptz, expires_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.created_at, s.id, s.role::text, s.client_id, s.client_name::text, s.device::text, s.how::text,
         s.second_factor, s.created_at, coalesce(s.last_used_at, s.created_at), s.expires_at
    FROM session s
   WHERE s.account_id = p_account AND s.ended_at IS NULL AND s.expires_at > now() AND (s.created_at, s.id) < (p_at, p_id)
     AND (p_since IS NULL OR coalesce(s.last_used_at, s.created_at) >= p_since)
     AND EXISTS (SELECT FROM account_grant g WHERE g.account_id = s.account_id AND g.role = s.role AND g.removed_at IS NULL
                    AND (g.until IS NULL OR g.until > now()))
   ORDER BY s.created_at DESC, s.id DESC LIMIT p_most
$$
--;
-- The caller's own.
CREATE OR REPLACE FUNCTION own_sessions(p_since timestamptz, p_at timestamptz, p_id uuid, p_most bigint)
RETURNS TABLE (sort_at timestamptz, id uuid, role text, client_id uuid, client_name text, device text, how text,
               second_factor boolean, created_at timestamptz, last_used_at timestamptz, expires_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT * FROM standing_sessions(NULLIF(current_setting('app.account_id', true), '')::uuid, p_since, p_at, p_id, p_most)
$$
--;
-- The organisation of the manager who asks; WT403 for anybody else.
CREATE OR REPLACE FUNCTION managed_organisation() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF current_setting('app.role', true) IS DISTINCT FROM 'manager' THEN
    RAISE EXCEPTION 'managers only' USING ERRCODE = 'WT403';
  END IF;
  RETURN current_setting('app.organisation_id')::uuid;
END $$
--;
-- An account of the organisation of the manager who asks; WT404 for any other.
CREATE OR REPLACE FUNCTION managed_account(p_account uuid) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_organisation constant uuid := managed_organisation();
BEGIN
  IF NOT EXISTS (SELECT FROM account WHERE id = p_account AND organisation_id = v_organisation AND removed_at IS NULL) THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  RETURN p_account;
END $$
--;
-- Those of an account, for its manager.
CREATE OR REPLACE FUNCTION sessions_of_account(p_account uuid, p_since timestamptz, p_at timestamptz, p_id uuid, p_most bigint)
RETURNS TABLE (sort_at timestamptz, id uuid, role text, client_id uuid, client_name text, device text, how text,
               second_factor boolean, created_at timestamptz, last_used_at timestamptz, expires_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT * FROM standing_sessions(managed_account(p_account), p_since, p_at, p_id, p_most);
END $$
--;
-- Ends one sign-in of an account, and the sign-in of the browser that it came from; again is fine.
CREATE OR REPLACE FUNCTION end_session(p_account uuid, p_session uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM session WHERE id = p_session AND account_id = p_account) THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  UPDATE session SET ended_at = now() WHERE id = p_session AND ended_at IS NULL;
  UPDATE browser_sign_in SET ended_at = now()
   WHERE digest = (SELECT browser FROM session WHERE id = p_session) AND ended_at IS NULL;
END $$
--;
-- One of the caller's own.
CREATE OR REPLACE FUNCTION end_own_session(p_session uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT end_session(NULLIF(current_setting('app.account_id', true), '')::uuid, p_session)
$$
--;
-- One of an account's, by its manager.
CREATE OR REPLACE FUNCTION end_session_of_account(p_account uuid, p_session uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT end_session(managed_account(p_account), p_session)
$$
--;
-- All of the caller's own but this one, in whatever role, and all browsers but the one that this came from.
CREATE OR REPLACE FUNCTION end_other_sessions(p_but uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_account constant uuid := NULLIF(current_setting('app.account_id', true), '')::uuid;
BEGIN
  UPDATE session SET ended_at = now() WHERE account_id = v_account AND id <> p_but AND ended_at IS NULL;
  UPDATE browser_sign_in SET ended_at = now()
   WHERE account_id = v_account AND ended_at IS NULL AND digest IS DISTINCT FROM (SELECT browser FROM session WHERE id = p_but);
END $$
--;
-- A manager takes away the second factor of somebody who has lost it: with it go their recovery codes and all their sign-ins.
-- Whether there was one. The log of the account keeps that it was taken, and why.
CREATE OR REPLACE FUNCTION remove_second_factor(p_account uuid, p_reason text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_account constant uuid := managed_account(p_account);
  v_version integer;
BEGIN
  DELETE FROM second_factor WHERE account_id = v_account;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  DELETE FROM recovery_code WHERE account_id = v_account;
  UPDATE session SET ended_at = now() WHERE account_id = v_account AND ended_at IS NULL;
  UPDATE browser_sign_in SET ended_at = now() WHERE account_id = v_account AND ended_at IS NULL;
  UPDATE account SET updated_at = now() WHERE id = v_account RETURNING version INTO v_version;
  INSERT INTO change (organisation_id, kind, record_id, version, action, fields, role, reason)
  VALUES (managed_organisation(), 'account', v_account, v_version, 'changed', '{second_factor}', 'manager', p_reason);
  RETURN true;
END $$
--;
-- Evidence for the manager of an organisation: who had access when, who administers, which machines call, who failed to sign in,
-- and who has a second factor. Every list is newest first, behind the row (p_at, p_id) that the caller has; NULL filters nothing.

-- Who had access when: each role that an account was ever given, and how it ended. Whoever has left, left on `left_on`.
CREATE OR REPLACE FUNCTION evidence_of_access(
  p_role text, p_account uuid, p_ended boolean, p_from timestamptz, p_until timestamptz, p_since timestamptz,
  p_at timestamptz, p_id uuid, p_most bigint)
RETURNS TABLE (sort_at timestamptz, id uuid, account_id uuid, username text, name text, role text, from_at timestamptz,
               until_at timestamptz, ended_by text, left_on date, hands_in_until timestamptz, last_sign_in_at timestamptz,
               last_used_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT g.created_at, g.id, g.account_id, account.username::text, account.name::text, g.role::text, g.created_at, e.at,
         CASE e.at
           WHEN CASE WHEN g.until <= now() THEN g.until END THEN CASE WHEN g.hands_in_until IS NULL THEN 'ran_out' ELSE 'left' END
           WHEN g.removed_at THEN 'taken_back'
           WHEN account.disabled_at THEN 'account_disabled'
           WHEN account.removed_at THEN 'account_removed' END,
         l.left_on, CASE WHEN g.role = 'carer' AND e.at = g.until AND g.removed_at IS NULL THEN g.hands_in_until END, s.signed_in, s.used
    FROM account_grant g
    JOIN account ON account.id = g.account_id
    CROSS JOIN LATERAL (SELECT least(g.removed_at, CASE WHEN g.until <= now() THEN g.until END, account.disabled_at, account.removed_at) AS at) e
    LEFT JOIN LATERAL (
      SELECT max(m.left_on) AS left_on
        FROM (SELECT coalesce(left_on, (removed_at AT TIME ZONE 'Europe/London')::date) AS left_on FROM team_member
               WHERE g.role = 'carer' AND team_member.account_id = g.account_id
              UNION ALL
              SELECT coalesce(left_on, (removed_at AT TIME ZONE 'Europe/London')::date) FROM circle_member
               WHERE g.role = 'family' AND circle_member.account_id = g.account_id) m
      HAVING bool_and(m.left_on IS NOT NULL)) l ON true
    LEFT JOIN LATERAL (
      SELECT max(session.created_at) AS signed_in, max(coalesce(session.last_used_at, session.created_at)) AS used
        FROM session WHERE session.account_id = g.account_id AND session.role = g.role AND session.created_at >= g.created_at
         AND (g.removed_at IS NULL OR session.created_at <= g.removed_at)) s ON true
   WHERE g.organisation_id = (SELECT managed_organisation()) AND (g.created_at, g.id) < (p_at, p_id)
     AND (p_role IS NULL OR g.role = p_role) AND (p_account IS NULL OR g.account_id = p_account)
     AND (p_ended IS NULL OR (e.at IS NOT NULL) = p_ended)
     AND (p_from IS NULL OR e.at IS NULL OR e.at > p_from) AND (p_until IS NULL OR g.created_at < p_until)
     AND (p_since IS NULL OR greatest(g.updated_at, account.updated_at, e.at) >= p_since)
   ORDER BY g.created_at DESC, g.id DESC LIMIT p_most
$$
--;
-- Who administers now: the managers.
CREATE OR REPLACE FUNCTION evidence_of_administrators(p_since timestamptz, p_at timestamptz, p_id uuid, p_most bigint)
RETURNS TABLE (sort_at timestamptz, id uuid, account_id uuid, username text, name text, since_at timestamptz, until_at timestamptz,
               disabled_at timestamptz, second_factor boolean, last_sign_in_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT g.created_at, g.id, g.account_id, account.username::text, account.name::text, g.created_at, g.until, account.disabled_at,
         f.confirmed_at IS NOT NULL, s.signed_in
    FROM account_grant g
    JOIN account ON account.id = g.account_id AND account.removed_at IS NULL
    LEFT JOIN second_factor f ON f.account_id = account.id
    LEFT JOIN LATERAL (SELECT max(session.created_at) AS signed_in FROM session
                        WHERE session.account_id = g.account_id AND session.role = g.role) s ON true
   WHERE g.organisation_id = (SELECT managed_organisation()) AND g.role = 'manager' AND g.removed_at IS NULL
     AND (g.until IS NULL OR g.until > now()) AND (g.created_at, g.id) < (p_at, p_id)
     AND (p_since IS NULL OR greatest(g.updated_at, account.updated_at, f.confirmed_at, s.signed_in) >= p_since)
   ORDER BY g.created_at DESC, g.id DESC LIMIT p_most
$$
--;
-- Machines and front ends, those of before too: what each may do, how old its secret is, and when it was last used.
CREATE OR REPLACE FUNCTION evidence_of_clients(p_removed boolean, p_since timestamptz, p_at timestamptz, p_id uuid, p_most bigint)
RETURNS TABLE (sort_at timestamptz, id uuid, name text, grants text[], scopes text[], team_ids uuid[], public boolean,
               created_at timestamptz, removed_at timestamptz, secret_since_at timestamptz, last_used_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.created_at, c.id, c.name::text, c.grants::text[], c.scopes::text[], c.team_ids, c.public, c.created_at, c.removed_at,
         CASE WHEN c.secret_hash IS NOT NULL THEN coalesce((
           SELECT max(change.at) FROM change
            WHERE change.kind = 'client' AND change.record_id = c.id AND 'secret_hash' = ANY (change.fields)), c.created_at) END, s.used
    FROM client c
    LEFT JOIN LATERAL (SELECT max(coalesce(session.last_used_at, session.created_at)) AS used FROM session
                        WHERE session.client_id = c.id) s ON true
   WHERE c.organisation_id = (SELECT managed_organisation()) AND (c.created_at, c.id) < (p_at, p_id)
     AND (p_removed IS NULL OR (c.removed_at IS NOT NULL) = p_removed)
     AND (p_since IS NULL OR greatest(c.updated_at, s.used) >= p_since)
   ORDER BY c.created_at DESC, c.id DESC LIMIT p_most
$$
--;
-- Sign-ins of known accounts that failed.
CREATE OR REPLACE FUNCTION evidence_of_failures(
  p_account uuid, p_what text, p_from timestamptz, p_until timestamptz, p_since timestamptz, p_at timestamptz, p_id uuid, p_most bigint)
RETURNS TABLE (sort_at timestamptz, id uuid, at timestamptz, what text, account_id uuid, username text, name text, client_name text,
               device text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.at, e.id, e.at, e.what::text, e.account_id, account.username::text, account.name::text, e.client_name::text, e.device::text
    FROM sign_in_event e LEFT JOIN account ON account.id = e.account_id
   WHERE e.organisation_id = (SELECT managed_organisation()) AND e.what <> 'signed_in' AND (e.at, e.id) < (p_at, p_id)
     AND (p_account IS NULL OR e.account_id = p_account) AND (p_what IS NULL OR e.what = p_what)
     AND (p_from IS NULL OR e.at >= p_from) AND (p_until IS NULL OR e.at < p_until) AND (p_since IS NULL OR e.at >= p_since)
   ORDER BY e.at DESC, e.id DESC LIMIT p_most
$$
--;
-- Who has a second factor, who must have one, and who has none though they must.
CREATE OR REPLACE FUNCTION evidence_of_second_factors(
  p_missing boolean, p_role text, p_since timestamptz, p_at timestamptz, p_id uuid, p_most bigint)
RETURNS TABLE (sort_at timestamptz, id uuid, username text, name text, roles text[], second_factor boolean, since_at timestamptz,
               by_provider boolean, demanded boolean, missing boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT account.created_at, account.id, account.username::text, account.name::text, r.roles, h.own, f.confirmed_at,
         h.by_provider, h.demanded, h.demanded AND NOT h.own AND NOT h.by_provider
    FROM account
    JOIN organisation ON organisation.id = account.organisation_id
    LEFT JOIN second_factor f ON f.account_id = account.id
    CROSS JOIN LATERAL (
      SELECT coalesce(array_agg(g.role::text ORDER BY g.role), '{}') AS roles, max(g.updated_at) AS changed
        FROM account_grant g
       WHERE g.account_id = account.id AND g.removed_at IS NULL AND (g.until IS NULL OR g.until > now())) r
    CROSS JOIN LATERAL (
      SELECT f.confirmed_at IS NOT NULL AS own, organisation.asks_second_factor AND r.roles && '{manager,commissioner}' AS demanded,
             EXISTS (SELECT FROM account_identity i JOIN identity_provider p ON p.id = i.provider_id
                      WHERE i.account_id = account.id AND i.removed_at IS NULL AND p.removed_at IS NULL AND p.assures_second_factor)
               AS by_provider) h
   WHERE account.organisation_id = (SELECT managed_organisation()) AND account.removed_at IS NULL AND account.disabled_at IS NULL
     AND r.roles <> '{}' AND (account.created_at, account.id) < (p_at, p_id)
     AND (p_missing IS NULL OR (h.demanded AND NOT h.own AND NOT h.by_provider) = p_missing)
     AND (p_role IS NULL OR p_role = ANY (r.roles))
     AND (p_since IS NULL OR greatest(account.updated_at, r.changed, f.confirmed_at) >= p_since)
   ORDER BY account.created_at DESC, account.id DESC LIMIT p_most
$$
--;
REVOKE ALL ON FUNCTION open_person(uuid, uuid, text, text, integer, bytea) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION close_opening(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION accept_move(uuid, text) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION enter_homes() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION team_to_move_to(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION name_of(uuid, uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION show_looks() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION is_council(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION queue_job(text, jsonb, text) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION queue_message(uuid, uuid, text, uuid) FROM PUBLIC
--;
ALTER FUNCTION queue_message(uuid, uuid, text, uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION release_visits(uuid, date) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION free_members(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION plan_occurrences(uuid, uuid[], timestamp[], timestamptz[], date) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION follow_series(uuid, uuid[], timestamp[], timestamptz[], text[]) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION faces(uuid[]) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION person_status_on(uuid, date) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION enter_record(uuid, uuid, timestamptz) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION visit_figures(text, uuid, uuid, date, date) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION visit_statement(text, uuid, date) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION candidate_facts(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION absence_figures(uuid, date, date) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION support_ended_at(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION gather_statements(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION leave_circle(uuid, text) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION connectors() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION connector_name(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION origin_of_group(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION connection_figures(uuid, integer) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION person_reach(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION super_connectors(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION community_figures(text, uuid, text, date, date) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION gift_matches(text, uuid, uuid, text[], text[], text[], text, text, integer) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION hours_bank(uuid, integer) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION outcome_figures(uuid, date, date) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION definitions_of(text[]) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION evidence_of_access(text, uuid, boolean, timestamptz, timestamptz, timestamptz, timestamptz, uuid, bigint) FROM PUBLIC
--;
ALTER FUNCTION evidence_of_access(text, uuid, boolean, timestamptz, timestamptz, timestamptz, timestamptz, uuid, bigint) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION evidence_of_administrators(timestamptz, timestamptz, uuid, bigint) FROM PUBLIC
--;
ALTER FUNCTION evidence_of_administrators(timestamptz, timestamptz, uuid, bigint) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION evidence_of_clients(boolean, timestamptz, timestamptz, uuid, bigint) FROM PUBLIC
--;
ALTER FUNCTION evidence_of_clients(boolean, timestamptz, timestamptz, uuid, bigint) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION evidence_of_failures(uuid, text, timestamptz, timestamptz, timestamptz, timestamptz, uuid, bigint) FROM PUBLIC
--;
ALTER FUNCTION evidence_of_failures(uuid, text, timestamptz, timestamptz, timestamptz, timestamptz, uuid, bigint) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION evidence_of_second_factors(boolean, text, timestamptz, timestamptz, uuid, bigint) FROM PUBLIC
--;
ALTER FUNCTION evidence_of_second_factors(boolean, text, timestamptz, timestamptz, uuid, bigint) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION own_sessions(timestamptz, timestamptz, uuid, bigint) FROM PUBLIC
--;
ALTER FUNCTION own_sessions(timestamptz, timestamptz, uuid, bigint) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION end_own_session(uuid) FROM PUBLIC
--;
ALTER FUNCTION end_own_session(uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION end_other_sessions(uuid) FROM PUBLIC
--;
ALTER FUNCTION end_other_sessions(uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION sessions_of_account(uuid, timestamptz, timestamptz, uuid, bigint) FROM PUBLIC
--;
ALTER FUNCTION sessions_of_account(uuid, timestamptz, timestamptz, uuid, bigint) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION end_session_of_account(uuid, uuid) FROM PUBLIC
--;
ALTER FUNCTION end_session_of_account(uuid, uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION remove_second_factor(uuid, text) FROM PUBLIC
--;
ALTER FUNCTION remove_second_factor(uuid, text) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION enter(uuid, text, uuid, uuid, boolean) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION calendar_of(bytea, text[], uuid, uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION expand_looks(integer) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION count_requests(uuid[], integer[], integer) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION tidy_up() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION watch() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION watch_jobs() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION series_to_plan(date, integer) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION mark_late_visits() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION credit_hours(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION roster_problem(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION file_proposal(uuid, jsonb) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION settle_proposals() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION feed_groups(jsonb) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION feed_terms(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION feed_publishers(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION page_content(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION file_page(uuid, text, bytea, jsonb) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION settle_pages() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION tidy_pages() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION message_to_send(uuid, bytea) FROM PUBLIC
--;
ALTER FUNCTION message_to_send(uuid, bytea) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION message_done(uuid, boolean) FROM PUBLIC
--;
ALTER FUNCTION message_done(uuid, boolean) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION standing_sessions(uuid, timestamptz, timestamptz, uuid, bigint) FROM PUBLIC
--;
ALTER FUNCTION standing_sessions(uuid, timestamptz, timestamptz, uuid, bigint) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION end_session(uuid, uuid) FROM PUBLIC
--;
ALTER FUNCTION end_session(uuid, uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION managed_organisation() FROM PUBLIC
--;
ALTER FUNCTION managed_organisation() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION managed_account(uuid) FROM PUBLIC
--;
ALTER FUNCTION managed_account(uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION circles_of(uuid, text) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION consents_towards(uuid, text) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION shares_with(uuid, text) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION log_change() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION hold_team_size() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION end_provider_sessions(uuid, uuid) FROM PUBLIC
--;
ALTER FUNCTION end_provider_sessions(uuid, uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION end_sessions() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION chapters_shared_with(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION team_reads_chapter(uuid, uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION hold_chapter_readers() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION follow_chapter_consent() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION tell_of_move() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION hold_visit() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION book_hours() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION follow_person_status() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION lapse_offers() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION follow_restriction() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION hold_link() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION empty_page() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION follow_leaving() FROM PUBLIC
--;
ALTER FUNCTION follow_leaving() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION hold_check_in() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION hold_invitation() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION without_names(text, uuid, uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION may_have_figures(text, uuid, uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION roster_members(uuid, timestamptz, timestamptz) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION roster_known(uuid, uuid[]) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION roster_homes(uuid[]) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION may_have_ties(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION reach_within_two(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION hold_circle_member() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION hold_circle_goes_on() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION hold_circle_meeting() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION hold_circle_action() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION hold_group() FROM PUBLIC
--;
REVOKE ALL ON FUNCTION feed_organisations(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION feed_story(uuid) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION feed_group(uuid, boolean) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION gift_said(text) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION gift_terms(text, text[]) FROM PUBLIC
--;
REVOKE ALL ON FUNCTION stamp() FROM PUBLIC
--;
GRANT EXECUTE ON FUNCTION queue_message(uuid, uuid, text, uuid) TO wt_manager, wt_desk
--;
GRANT EXECUTE ON FUNCTION evidence_of_access(text, uuid, boolean, timestamptz, timestamptz, timestamptz, timestamptz, uuid, bigint) TO wt_manager
--;
GRANT EXECUTE ON FUNCTION evidence_of_administrators(timestamptz, timestamptz, uuid, bigint) TO wt_manager
--;
GRANT EXECUTE ON FUNCTION evidence_of_clients(boolean, timestamptz, timestamptz, uuid, bigint) TO wt_manager
--;
GRANT EXECUTE ON FUNCTION evidence_of_failures(uuid, text, timestamptz, timestamptz, timestamptz, timestamptz, uuid, bigint) TO wt_manager
--;
GRANT EXECUTE ON FUNCTION evidence_of_second_factors(boolean, text, timestamptz, timestamptz, uuid, bigint) TO wt_manager
--;
GRANT EXECUTE ON FUNCTION own_sessions(timestamptz, timestamptz, uuid, bigint) TO wt_carer, wt_coach, wt_commissioner, wt_connector, wt_person, wt_family, wt_manager
--;
GRANT EXECUTE ON FUNCTION end_own_session(uuid) TO wt_carer, wt_coach, wt_commissioner, wt_connector, wt_person, wt_family, wt_manager
--;
GRANT EXECUTE ON FUNCTION end_other_sessions(uuid) TO wt_carer, wt_coach, wt_commissioner, wt_connector, wt_person, wt_family, wt_manager
--;
GRANT EXECUTE ON FUNCTION sessions_of_account(uuid, timestamptz, timestamptz, uuid, bigint) TO wt_manager
--;
GRANT EXECUTE ON FUNCTION end_session_of_account(uuid, uuid) TO wt_manager
--;
GRANT EXECUTE ON FUNCTION remove_second_factor(uuid, text) TO wt_manager
--;
GRANT EXECUTE ON FUNCTION message_to_send(uuid, bytea) TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION message_done(uuid, boolean) TO wt_api, wt_operator
--;
CREATE TRIGGER log_insert AFTER INSERT ON account FOR EACH ROW EXECUTE FUNCTION log_change('password_hash', 'username,name,disabled_at,disabled_reason,email,password_changed_at,team_id,removed_at')
--;
CREATE TRIGGER log_update AFTER UPDATE ON account FOR EACH ROW EXECUTE FUNCTION log_change('password_hash', 'username,name,disabled_at,disabled_reason,email,password_changed_at,team_id,removed_at')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON identity_provider FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON identity_provider FOR EACH ROW EXECUTE FUNCTION log_change('sealed_secret', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON identity_provider FOR EACH ROW EXECUTE FUNCTION log_change('sealed_secret', '')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON account_identity FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON account_identity FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER log_update AFTER UPDATE ON account_identity FOR EACH ROW EXECUTE FUNCTION log_change('', '*')
--;
CREATE TRIGGER stamp BEFORE UPDATE ON one_time_link FOR EACH ROW EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON one_time_link FOR EACH ROW EXECUTE FUNCTION log_change('digest', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON one_time_link FOR EACH ROW EXECUTE FUNCTION log_change('digest', '')
--;
CREATE TRIGGER end_sessions AFTER UPDATE ON account_identity FOR EACH ROW WHEN (NEW.removed_at IS NOT NULL AND OLD.removed_at IS NULL) EXECUTE FUNCTION end_sessions()
--;
CREATE TRIGGER end_sessions AFTER UPDATE ON identity_provider FOR EACH ROW WHEN ((NEW.removed_at IS NOT NULL AND OLD.removed_at IS NULL) OR (OLD.assures_second_factor AND NOT NEW.assures_second_factor)) EXECUTE FUNCTION end_sessions()
--;
CREATE TRIGGER end_sessions AFTER UPDATE ON client FOR EACH ROW WHEN (NEW.removed_at IS DISTINCT FROM OLD.removed_at OR NEW.secret_hash IS DISTINCT FROM OLD.secret_hash OR NEW.public IS DISTINCT FROM OLD.public OR NEW.scopes IS DISTINCT FROM OLD.scopes OR NEW.grants IS DISTINCT FROM OLD.grants) EXECUTE FUNCTION end_sessions()
--;
CREATE TRIGGER follow_leaving AFTER UPDATE OF left_on, removed_at, account_id ON team_member FOR EACH ROW WHEN (OLD.account_id IS NOT NULL AND OLD.left_on IS NULL AND OLD.removed_at IS NULL AND (NEW.left_on IS NOT NULL OR NEW.removed_at IS NOT NULL OR NEW.account_id IS DISTINCT FROM OLD.account_id)) EXECUTE FUNCTION follow_leaving()
--;
CREATE TRIGGER follow_leaving AFTER UPDATE OF state, removed_at, account_id ON circle_member FOR EACH ROW WHEN (OLD.account_id IS NOT NULL AND OLD.state <> 'left' AND OLD.removed_at IS NULL AND (NEW.state = 'left' OR NEW.removed_at IS NOT NULL OR NEW.account_id IS DISTINCT FROM OLD.account_id)) EXECUTE FUNCTION follow_leaving()
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
GRANT SELECT, INSERT, UPDATE, DELETE ON account TO wt_kernel
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON account TO wt_operator
--;
GRANT SELECT, UPDATE (password_hash, password_changed_at) ON account TO wt_desk
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason, email, password_changed_at) ON account TO wt_carer
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason, email, password_changed_at) ON account TO wt_coach
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason, email, password_changed_at) ON account TO wt_commissioner
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason, email, password_changed_at) ON account TO wt_connector
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason, email, password_changed_at) ON account TO wt_person
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason, email, password_changed_at) ON account TO wt_family
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason, email, password_changed_at) ON account TO wt_manager
--;
GRANT INSERT (id, organisation_id, created_digest, username, name, password_hash, disabled_at, disabled_reason, email, password_changed_at) ON account TO wt_manager
--;
GRANT UPDATE (removed_at, username, name, disabled_at, disabled_reason, email) ON account TO wt_manager
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, username, name, disabled_at, disabled_reason, email, password_changed_at) ON account TO wt_integration
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON client TO wt_kernel
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON client TO wt_operator
--;
GRANT SELECT ON client TO wt_desk
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, name, grants, scopes, redirect_uris, origins, team_ids, public) ON client TO wt_manager
--;
GRANT INSERT (id, organisation_id, created_digest, name, grants, scopes, redirect_uris, origins, team_ids, secret_hash, public) ON client TO wt_manager
--;
GRANT UPDATE (removed_at, name, grants, scopes, redirect_uris, origins, team_ids, secret_hash, public) ON client TO wt_manager
--;
ALTER TABLE identity_provider ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE identity_provider FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON identity_provider TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON identity_provider TO wt_kernel
--;
CREATE POLICY wt_operator ON identity_provider TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON identity_provider TO wt_operator
--;
CREATE POLICY wt_desk ON identity_provider TO wt_desk USING (true) WITH CHECK (true)
--;
GRANT SELECT ON identity_provider TO wt_desk
--;
CREATE POLICY manager_read ON identity_provider FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, name, issuer, client_id, audiences, assures_second_factor, has_secret) ON identity_provider TO wt_manager
--;
CREATE POLICY manager_add ON identity_provider FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, name, issuer, client_id, audiences, sealed_secret, assures_second_factor, has_secret) ON identity_provider TO wt_manager
--;
CREATE POLICY manager_change ON identity_provider FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, name, client_id, audiences, sealed_secret, assures_second_factor, has_secret) ON identity_provider TO wt_manager
--;
ALTER TABLE account_identity ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE account_identity FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON account_identity TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON account_identity TO wt_kernel
--;
CREATE POLICY wt_operator ON account_identity TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON account_identity TO wt_operator
--;
CREATE POLICY wt_desk ON account_identity TO wt_desk USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT ON account_identity TO wt_desk
--;
CREATE POLICY carer_read ON account_identity FOR SELECT TO wt_carer USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON account_identity TO wt_carer
--;
CREATE POLICY coach_read ON account_identity FOR SELECT TO wt_coach USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON account_identity TO wt_coach
--;
CREATE POLICY commissioner_read ON account_identity FOR SELECT TO wt_commissioner USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON account_identity TO wt_commissioner
--;
CREATE POLICY connector_read ON account_identity FOR SELECT TO wt_connector USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON account_identity TO wt_connector
--;
CREATE POLICY person_read ON account_identity FOR SELECT TO wt_person USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON account_identity TO wt_person
--;
CREATE POLICY family_read ON account_identity FOR SELECT TO wt_family USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON account_identity TO wt_family
--;
CREATE POLICY manager_read ON account_identity FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON account_identity TO wt_manager
--;
CREATE POLICY manager_add ON account_identity FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, account_id, provider_id, subject) ON account_identity TO wt_manager
--;
CREATE POLICY manager_change ON account_identity FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, account_id, provider_id, subject) ON account_identity TO wt_manager
--;
CREATE POLICY integration_read ON account_identity FOR SELECT TO wt_integration USING (account_id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON account_identity TO wt_integration
--;
ALTER TABLE browser_sign_in ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE browser_sign_in FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON browser_sign_in TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON browser_sign_in TO wt_kernel
--;
CREATE POLICY wt_operator ON browser_sign_in TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON browser_sign_in TO wt_operator
--;
CREATE POLICY wt_desk ON browser_sign_in TO wt_desk USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE ON browser_sign_in TO wt_desk
--;
ALTER TABLE one_time_link ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE one_time_link FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON one_time_link TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON one_time_link TO wt_kernel
--;
CREATE POLICY wt_operator ON one_time_link TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON one_time_link TO wt_operator
--;
CREATE POLICY wt_desk ON one_time_link TO wt_desk USING (true) WITH CHECK (true)
--;
GRANT SELECT, UPDATE (used_at) ON one_time_link TO wt_desk
--;
CREATE POLICY manager_read ON one_time_link FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT (id, organisation_id, version, created_at, updated_at, removed_at, created_digest, account_id, kind, expires_at, sent_at, used_at, asked_by_self) ON one_time_link TO wt_manager
--;
CREATE POLICY manager_add ON one_time_link FOR INSERT TO wt_manager WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT INSERT (id, organisation_id, created_digest, account_id, kind, expires_at, digest, sent_at, used_at, asked_by_self) ON one_time_link TO wt_manager
--;
CREATE POLICY manager_change ON one_time_link FOR UPDATE TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid)) WITH CHECK (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT UPDATE (removed_at, account_id, kind, expires_at, digest) ON one_time_link TO wt_manager
--;
ALTER TABLE provider_sign_in ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE provider_sign_in FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON provider_sign_in TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON provider_sign_in TO wt_kernel
--;
CREATE POLICY wt_operator ON provider_sign_in TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON provider_sign_in TO wt_operator
--;
CREATE POLICY wt_desk ON provider_sign_in TO wt_desk USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE ON provider_sign_in TO wt_desk
--;
ALTER TABLE recovery_code ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE recovery_code FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON recovery_code TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON recovery_code TO wt_kernel
--;
CREATE POLICY wt_operator ON recovery_code TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON recovery_code TO wt_operator
--;
CREATE POLICY wt_desk ON recovery_code TO wt_desk USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON recovery_code TO wt_desk
--;
ALTER TABLE second_factor ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE second_factor FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON second_factor TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON second_factor TO wt_kernel
--;
CREATE POLICY wt_operator ON second_factor TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON second_factor TO wt_operator
--;
CREATE POLICY wt_desk ON second_factor TO wt_desk USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON second_factor TO wt_desk
--;
ALTER TABLE sign_in_event ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE sign_in_event FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON sign_in_event TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_event TO wt_kernel
--;
CREATE POLICY wt_operator ON sign_in_event TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_event TO wt_operator
--;
CREATE POLICY wt_desk ON sign_in_event TO wt_desk USING (true) WITH CHECK (true)
--;
GRANT INSERT ON sign_in_event TO wt_desk
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
GRANT INSERT (id, organisation_id, created_digest, account_id, role, person_id, until, hands_in_until) ON account_grant TO wt_manager
--;
GRANT UPDATE (removed_at, account_id, role, until, hands_in_until) ON account_grant TO wt_manager
--;
GRANT SELECT ON account_grant TO wt_integration
--;
ALTER TABLE authorization_code ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE authorization_code FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON authorization_code TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON authorization_code TO wt_kernel
--;
CREATE POLICY wt_operator ON authorization_code TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON authorization_code TO wt_operator
--;
CREATE POLICY wt_desk ON authorization_code TO wt_desk USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE ON authorization_code TO wt_desk
--;
ALTER TABLE message ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE message FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON message TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON message TO wt_kernel
--;
CREATE POLICY wt_operator ON message TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON message TO wt_operator
--;
REVOKE CREATE ON SCHEMA public FROM wt_kernel
