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
END $$;
--=
-- The circles that an account belongs to now, as member (family) or connector.
CREATE OR REPLACE FUNCTION circles_of(p_account uuid, p_role text) RETURNS TABLE (id uuid, person_id uuid, member_id uuid, kind text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT circle.id, circle.person_id, circle_member.id, circle_member.kind
    FROM circle_member JOIN circle ON circle.id = circle_member.circle_id
    JOIN account ON account.id = circle_member.account_id AND account.organisation_id = circle.organisation_id
   WHERE p_role = 'family' AND circle_member.account_id = p_account AND circle_member.state = 'joined'
     AND circle_member.removed_at IS NULL AND circle.removed_at IS NULL AND circle.status <> 'ended'
  UNION ALL
  SELECT circle.id, circle.person_id, NULL, NULL FROM circle
    JOIN account ON account.id = circle.connector_account_id AND account.organisation_id = circle.organisation_id
   WHERE p_role = 'connector' AND circle.connector_account_id = p_account AND circle.removed_at IS NULL AND circle.status <> 'ended'
$$;
--=
-- The standing consents (given or refused) about sharing that speak of this account: as the whole circle, as family, or by name.
CREATE OR REPLACE FUNCTION consents_towards(p_account uuid, p_role text)
RETURNS TABLE (consent_id uuid, person_id uuid, items text[], decision text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT consent.id, consent.person_id, consent.items, consent.decision
    FROM circles_of(p_account, p_role) c JOIN consent ON consent.person_id = c.person_id
   WHERE consent.withdrawn_at IS NULL AND consent.removed_at IS NULL
     AND consent.from_at <= now() AND (consent.until_at IS NULL OR consent.until_at > now())
     AND ((consent.purpose = 'share_with_circle' AND consent.audience = 'circle')
       OR (p_role = 'family' AND consent.purpose = 'share_with_family'
           AND (consent.audience = 'circle' OR (consent.audience = 'family' AND c.kind = 'family') OR (consent.audience = 'circle_member' AND consent.audience_id = c.member_id))))
$$;
--=
-- What is shared with this account, person by person and item by item. Deny wins.
CREATE OR REPLACE FUNCTION shares_with(p_account uuid, p_role text) RETURNS TABLE (person_id uuid, item text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH said AS (SELECT c.person_id, c.decision, unnest(c.items) AS item FROM consents_towards(p_account, p_role) c)
  SELECT said.person_id, said.item FROM said GROUP BY said.person_id, said.item HAVING bool_and(said.decision = 'given')
$$;
--=
-- The life-story chapters that this family account may read now: consented to for the circle, the family, or this one member. Deny wins.
CREATE OR REPLACE FUNCTION chapters_shared_with(p_account uuid) RETURNS TABLE (chapter_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT consent.chapter_id
    FROM circles_of(p_account, 'family') c JOIN consent ON consent.person_id = c.person_id
   WHERE consent.purpose = 'life_story_chapter' AND consent.withdrawn_at IS NULL AND consent.removed_at IS NULL
     AND consent.from_at <= now() AND (consent.until_at IS NULL OR consent.until_at > now())
     AND (consent.audience = 'circle' OR (consent.audience = 'family' AND c.kind = 'family')
       OR (consent.audience = 'circle_member' AND consent.audience_id = c.member_id))
   GROUP BY consent.chapter_id HAVING bool_and(consent.decision = 'given')
$$;
--=
-- When the supporting team reads a chapter: while a consent for it stands and no refusal does. Nobody writes this but these triggers.
CREATE OR REPLACE FUNCTION team_reads_chapter(p_chapter uuid, p_person uuid) RETURNS tstzmultirange
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(range_agg(tstzrange(from_at, until_at)) FILTER (WHERE decision = 'given'), '{}')
       - coalesce(range_agg(tstzrange(from_at, until_at)) FILTER (WHERE decision = 'refused'), '{}')
    FROM consent
   WHERE chapter_id = p_chapter AND person_id = p_person AND purpose = 'life_story_chapter' AND audience = 'team'
     AND withdrawn_at IS NULL AND removed_at IS NULL
$$;
--=
-- A new chapter is read by the team only if its consent was recorded with it; whatever its writer said is not believed.
CREATE OR REPLACE FUNCTION hold_chapter_readers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.team_reads := team_reads_chapter(NEW.id, NEW.person_id);
  RETURN NEW;
END $$;
--=
-- A consent about a chapter, given, changed or withdrawn, counts at the next request.
CREATE OR REPLACE FUNCTION follow_chapter_consent() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE life_story_chapter c SET team_reads = team_reads_chapter(c.id, c.person_id)
   WHERE c.id = NEW.chapter_id AND c.person_id = NEW.person_id AND c.team_reads IS DISTINCT FROM team_reads_chapter(c.id, c.person_id);
  RETURN NULL;
END $$;
--=
-- The persons whose home a carer may enter now: from 12 hours before to 2 hours after a visit they are on, and all of the teams
-- where they hold the planner's role.
CREATE OR REPLACE FUNCTION enter_homes() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH me AS (
    SELECT NULLIF(current_setting('app.member_ids', true), '')::uuid[] AS members,
           NULLIF(current_setting('app.team_ids', true), '')::uuid[] AS teams
  ), homes AS (
    SELECT visit.person_id FROM me JOIN visit ON visit.team_id = ANY (me.teams)
     WHERE visit.planned_start_at BETWEEN now() - interval '26 hours' AND now() + interval '12 hours'
       AND visit.member_ids && me.members AND visit.state IN ('open', 'planned', 'in_progress', 'completed') AND visit.removed_at IS NULL
       AND greatest(visit.planned_end_at, visit.actual_end_at) > now() - interval '2 hours'
    UNION
    SELECT person.id
      FROM me JOIN role_holding ON role_holding.member_id = ANY (me.members)
      JOIN shared_role ON shared_role.id = role_holding.role_id AND shared_role.kind = 'planner' AND shared_role.removed_at IS NULL
      JOIN person ON person.team_id = role_holding.team_id AND person.removed_at IS NULL
     WHERE role_holding.removed_at IS NULL AND role_holding.since_on <= (now() AT TIME ZONE 'Europe/London')::date
       AND (role_holding.until_on IS NULL OR role_holding.until_on > (now() AT TIME ZONE 'Europe/London')::date)
  )
  SELECT set_config('app.home_person_ids', array_agg(person_id)::text, true) FROM homes
$$;
--=
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
  -- A hand-over is about the person it made, an arrangement about the person it funds; both are keyed apart.
  v_person := coalesce(n->>CASE WHEN TG_TABLE_NAME = 'person' THEN 'id' ELSE 'person_id' END, n->>'made_person_id', n->>'funded_person_id')::uuid;
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
END $$;
--=
-- The version and the time of a change are the database's to say. A move to another team counts for the person's own row only.
CREATE OR REPLACE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  NEW.version := OLD.version + 1;
  NEW.updated_at := clock_timestamp();
  RETURN NEW;
END $$;
--=
-- At most twelve members at a time, whoever joins and however many try at once; and nobody joins a team that is just ending.
CREATE OR REPLACE FUNCTION hold_team_size() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.left_on IS NULL AND NEW.removed_at IS NULL THEN
    IF TG_OP = 'INSERT' OR OLD.left_on IS NOT NULL OR OLD.removed_at IS NOT NULL THEN  -- waits for a manager who is ending the team
      PERFORM FROM team WHERE id = NEW.team_id AND ended_on IS NULL FOR SHARE;
      IF NOT FOUND THEN
        RAISE EXCEPTION 'team has ended' USING ERRCODE = 'WT409', CONSTRAINT = 'team_ended';
      END IF;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('team_size:' || NEW.team_id::text, 0));
    IF (SELECT count(*) FROM team_member
         WHERE team_id = NEW.team_id AND id <> NEW.id AND left_on IS NULL AND removed_at IS NULL) >= 12 THEN
      RAISE EXCEPTION 'a team has at most 12 members' USING ERRCODE = 'WT409', CONSTRAINT = 'team_size';
    END IF;
  END IF;
  RETURN NEW;
END $$;
--=
-- Ends what an account did come in by at a provider of identities. A session whose browser is no longer known may be one of them.
CREATE OR REPLACE FUNCTION end_provider_sessions(p_account uuid, p_provider uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE session SET ended_at = now()
   WHERE account_id = p_account AND ended_at IS NULL
     AND (how = 'exchange' OR (how = 'page' AND NOT EXISTS (
           SELECT FROM browser_sign_in b WHERE b.digest = session.browser AND b.provider_id IS DISTINCT FROM p_provider)));
  UPDATE browser_sign_in SET ended_at = now() WHERE account_id = p_account AND provider_id = p_provider AND ended_at IS NULL;
$$;
--=
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
END $$;
--=
-- Break-glass. A carer opens one person of the same organisation, one at a time, for at most four hours; the team, the manager
-- and the person are told in the same transaction. Unknown, foreign or already one's own: WT404 (the three are not told apart).
CREATE OR REPLACE FUNCTION open_person(p_id uuid, p_person uuid, p_reason text, p_words text, p_minutes integer, p_digest bytea) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_account uuid := NULLIF(current_setting('app.account_id', true), '')::uuid;
  v_organisation uuid := NULLIF(current_setting('app.organisation_id', true), '')::uuid;
  v_team uuid;
BEGIN
  IF current_setting('app.role', true) IS DISTINCT FROM 'carer' OR v_account IS NULL OR NULLIF(current_setting('app.team_ids', true), '') IS NULL THEN
    RAISE EXCEPTION 'carers only' USING ERRCODE = 'WT403';
  END IF;
  SELECT team_id INTO v_team FROM person
   WHERE id = p_person AND organisation_id = v_organisation AND removed_at IS NULL
     AND team_id <> ALL (current_setting('app.team_ids')::uuid[]);
  IF v_team IS NULL THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  UPDATE opening SET closed_at = until_at WHERE account_id = v_account AND closed_at IS NULL AND until_at <= now();
  INSERT INTO opening (id, organisation_id, account_id, person_id, team_id, reason, words, until_at, created_digest)
  VALUES (p_id, v_organisation, v_account, p_person, v_team, p_reason, p_words, now() + make_interval(mins => greatest(1, least(p_minutes, 240))), p_digest);
  INSERT INTO notice (id, organisation_id, audience, team_id, person_id, kind, about_kind, about_id, about_person_id)
  SELECT gen_random_uuid(), v_organisation, a, CASE WHEN a = 'team' THEN v_team END, CASE WHEN a = 'person' THEN p_person END,
         'record_opened', 'opening', p_id, p_person
    FROM unnest(ARRAY['team', 'manager', 'person']) a;
  RETURN p_id;
END $$;
--=
-- A carer (or the manager) ends an opening before its time.
CREATE OR REPLACE FUNCTION close_opening(p_id uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE opening SET closed_at = now()
   WHERE id = p_id AND closed_at IS NULL AND organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
     AND (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid OR current_setting('app.role', true) = 'manager');
  RETURN FOUND;
END $$;
--=
-- A team of the caller's organisation that a person may be offered to: a member sees no other team, but must be able to name one.
CREATE OR REPLACE FUNCTION team_to_move_to(p_team uuid) RETURNS TABLE (name text, ended boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT team.name::text, team.ended_on IS NOT NULL FROM team
   WHERE team.id = p_team AND team.removed_at IS NULL AND team.organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
$$;
--=
-- The other side is told of an offer, and of what became of it. Acceptance tells everyone itself.
CREATE OR REPLACE FUNCTION tell_of_move() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO notice (id, organisation_id, audience, team_id, kind, about_kind, about_id, about_person_id)
  VALUES (gen_random_uuid(), NEW.organisation_id, 'team', CASE WHEN NEW.state = 'declined' THEN NEW.from_team_id ELSE NEW.to_team_id END,
          'move_' || NEW.state, 'move_offer', NEW.id, NEW.person_id);
  RETURN NULL;
END $$;
--=
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
  -- What is still to come is the new team's to plan: the visits stay, the old team's members do not.
  UPDATE visit SET member_ids = '{}', state = 'open', provided_by_team_id = m.to_team_id
   WHERE person_id = m.person_id AND state IN ('open', 'planned') AND planned_start_at > now() AND removed_at IS NULL;
  UPDATE visit_series SET member_ids = '{}', provided_by_team_id = m.to_team_id
   WHERE person_id = m.person_id AND ended_on IS NULL AND removed_at IS NULL;
  UPDATE visit_offer SET state = 'lapsed', answered_at = now() WHERE person_id = m.person_id AND state = 'offered' AND removed_at IS NULL;
  -- What the old team was told (notices, openings) stays what it was told: only the person's own kinds follow.
  UPDATE change SET team_id = m.to_team_id WHERE person_id = m.person_id AND team_id = m.from_team_id AND kind NOT IN ('notice', 'opening');
  UPDATE change_value SET team_id = m.to_team_id WHERE person_id = m.person_id AND team_id = m.from_team_id AND kind NOT IN ('notice', 'opening');
  INSERT INTO notice (id, organisation_id, audience, team_id, person_id, kind, about_kind, about_id, about_person_id)
  SELECT gen_random_uuid(), v_organisation, a.audience, a.team, a.person, 'person_moved', 'move_offer', p_offer, a.about
    FROM (VALUES ('team', m.from_team_id, NULL::uuid, NULL::uuid), ('team', m.to_team_id, NULL, m.person_id), ('person', NULL, m.person_id, m.person_id)) a(audience, team, person, about);
END $$;
--=
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
      FROM marked m CROSS JOIN LATERAL unnest(CASE WHEN m.kind <> 'hand_over' THEN m.person_ids ELSE ARRAY(
             SELECT DISTINCT h.made_person_id FROM hand_over h WHERE h.id = ANY (m.ids) AND h.made_person_id IS NOT NULL) END) AS p(person_id)
      LEFT JOIN account ON account.id = m.account_id LEFT JOIN client ON client.id = m.client_id
     GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
    ON CONFLICT DO NOTHING
  )
  SELECT count(*) INTO done FROM marked;
  RETURN done;
END $$;
--=
-- Before somebody reads who looked: all looks so far, whatever the workers have not come to yet.
CREATE OR REPLACE FUNCTION show_looks() RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT expand_looks(5000) $$;
--=
-- Adds this worker's count of requests and answers the sum of all workers for the minute.
CREATE OR REPLACE FUNCTION count_requests(p_subjects uuid[], p_counts integer[], p_minute integer) RETURNS TABLE (subject uuid, used integer)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO rate_window AS w (subject, minute, used)
  SELECT s, p_minute, c FROM unnest(p_subjects, p_counts) AS t(s, c) ORDER BY s
  ON CONFLICT (subject, minute) DO UPDATE SET used = w.used + excluded.used
  RETURNING w.subject, w.used
$$;
--=
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
$$;
--=
-- What the operator watches: looks that people cannot read yet, and how many transactions the oldest running one holds the log back.
CREATE OR REPLACE FUNCTION watch(OUT looks_waiting bigint, OUT transactions_behind bigint)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*) FROM look WHERE NOT expanded),
         pg_snapshot_xmax(pg_current_snapshot())::text::bigint - pg_snapshot_xmin(pg_current_snapshot())::text::bigint
$$;
--=
-- The name behind a change, a look or an opening, for who may know it: colleagues and machines of the same organisation, the
-- person among those who support them. Anybody else (family, another team's person) stays a role. NULL: not for you.
CREATE OR REPLACE FUNCTION name_of(p_account uuid, p_client uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT account.name FROM account
   WHERE account.id = p_account AND account.organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
     AND (account.id = NULLIF(current_setting('app.account_id', true), '')::uuid OR current_setting('app.role', true) = 'manager'
       OR (current_setting('app.role', true) IN ('carer', 'coach', 'integration', 'person')
           AND EXISTS (SELECT FROM account_grant g WHERE g.account_id = account.id AND g.role IN ('carer', 'coach', 'connector', 'manager')))
       OR (current_setting('app.role', true) = 'carer' AND EXISTS (
             SELECT FROM account_grant g JOIN person ON person.id = g.person_id
              WHERE g.account_id = account.id AND person.team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[]))))
  UNION ALL
  SELECT client.name FROM client
   WHERE client.id = p_client AND client.organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
$$;
--=
-- Whether this is a council: a consent may name one that the caller's own organisation does not show.
CREATE OR REPLACE FUNCTION is_council(p_organisation uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM organisation WHERE id = p_organisation AND kind = 'council' AND ended_on IS NULL AND removed_at IS NULL)
$$;
