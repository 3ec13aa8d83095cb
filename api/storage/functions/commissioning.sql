-- Two organisations at once: a council and a provider. No policy sees both, so what spans them runs as the kernel, which checks
-- whose it is itself; and nothing here tells a council whether somebody was known before.

-- An arrangement funds somebody of the manager's own organisation, and a council stands behind it. A plain key would let in anybody's.
-- A council out of a world for trying out is not there for anybody else. One that is named for the first time is asked by that.
-- Both names are as they are now, whatever was sent: who reads it need not find out by other means whom it is with.
CREATE OR REPLACE FUNCTION hold_arrangement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.funded_person_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM person WHERE id = NEW.funded_person_id AND organisation_id = NEW.organisation_id AND removed_at IS NULL))
     OR (NEW.funded_team_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM team WHERE id = NEW.funded_team_id AND organisation_id = NEW.organisation_id AND removed_at IS NULL))
     OR (NEW.council_id IS NOT NULL AND NOT is_council(NEW.council_id))
     OR (NEW.council_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM organisation c JOIN organisation p ON p.sandbox_secret_hash IS NOT DISTINCT FROM c.sandbox_secret_hash
         WHERE c.id = NEW.council_id AND p.id = NEW.organisation_id)) THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  INSERT INTO commissioned_provider (id, organisation_id, council_id, provider_name)
  SELECT gen_random_uuid(), o.id, NEW.council_id, o.name FROM organisation o
   WHERE o.id = NEW.organisation_id AND NEW.council_id IS NOT NULL
     AND NOT EXISTS (SELECT FROM commissioned_provider c WHERE c.council_id = NEW.council_id AND c.organisation_id = NEW.organisation_id)
  ON CONFLICT (council_id, organisation_id) DO NOTHING;
  IF TG_OP = 'INSERT' OR NEW.council_id IS DISTINCT FROM OLD.council_id THEN
    NEW.council_name := (SELECT name FROM organisation WHERE id = NEW.council_id);
    NEW.provider_name := (SELECT name FROM organisation WHERE id = NEW.organisation_id);
  END IF;
  RETURN NEW;
END $$;
--=
-- The other side is told: every commissioner of the council that it was named, the manager what the council says.
CREATE OR REPLACE FUNCTION tell_of_commissioned_provider() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.agreed_at IS NULL THEN
    INSERT INTO notice (id, organisation_id, audience, account_id, kind, about_kind, about_id)
    SELECT gen_random_uuid(), NEW.council_id, 'account', g.account_id, 'council_named', 'commissioned_provider', NEW.id
      FROM account_grant g JOIN account a ON a.id = g.account_id AND a.disabled_at IS NULL AND a.removed_at IS NULL
     WHERE g.organisation_id = NEW.council_id AND g.role = 'commissioner' AND g.removed_at IS NULL;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO notice (id, organisation_id, audience, kind, about_kind, about_id)
    VALUES (gen_random_uuid(), NEW.organisation_id, 'manager', CASE WHEN NEW.until_on IS NULL THEN 'council_agreed' ELSE 'council_ended' END,
            'commissioned_provider', NEW.id);
  END IF;
  RETURN NULL;
END $$;
--=
-- The council's say, read here and nowhere else by all that a council is told of its providers and their people: those with whom
-- it works on a day, or on later ones, each with its last day. What a provider writes down gives a council nothing before.
CREATE OR REPLACE FUNCTION agreed_providers(p_council uuid, p_on date) RETURNS TABLE (provider_id uuid, until_on date)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 20 SET search_path = public, pg_temp AS $$
  SELECT organisation_id, until_on FROM commissioned_provider
   WHERE council_id = p_council AND agreed_at IS NOT NULL AND (until_on IS NULL OR until_on >= p_on) AND removed_at IS NULL
$$;
--=
-- Of these, today, those that have an arrangement with the caller's council: one taken away as a mistake shows nothing.
CREATE OR REPLACE FUNCTION working_providers() RETURNS TABLE (provider_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 20 SET search_path = public, pg_temp AS $$
  SELECT g.provider_id
    FROM (SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid AS id) council
   CROSS JOIN LATERAL agreed_providers(council.id, (now() AT TIME ZONE 'Europe/London')::date) g
   WHERE EXISTS (SELECT FROM arrangement a WHERE a.council_id = council.id AND a.organisation_id = g.provider_id AND a.removed_at IS NULL)
$$;
--=
-- The councils that the manager's own provider has to do with: those of its arrangements and hand-overs; and whether each agreed.
CREATE OR REPLACE FUNCTION councils() RETURNS TABLE (id uuid, name text, la_code text, state text, until_on date, updated_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH known AS (
    SELECT council_id FROM arrangement WHERE organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid AND removed_at IS NULL
    UNION SELECT council_id FROM hand_over WHERE organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
  )
  SELECT o.id, o.name::text, o.la_code::text,
         CASE WHEN c.agreed_at IS NULL THEN 'asked' WHEN c.until_on < (now() AT TIME ZONE 'Europe/London')::date THEN 'ended' ELSE 'agreed' END,
         c.until_on, greatest(o.updated_at, c.updated_at)
    FROM organisation o JOIN known ON known.council_id = o.id
    LEFT JOIN commissioned_provider c
      ON c.council_id = o.id AND c.organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
   WHERE o.removed_at IS NULL AND current_setting('app.role', true) = 'manager' ORDER BY o.name, o.id
$$;
--=
-- The teams that the caller's council may hand somebody over to: those of providers with whom it works and has had an arrangement.
CREATE OR REPLACE FUNCTION hand_over_teams()
RETURNS TABLE (team_id uuid, name text, setting text, place text, provider_id uuid, provider_name text, updated_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.id, t.name::text, t.setting::text, t.place::text, o.id, o.name::text, greatest(t.updated_at, o.updated_at)
    FROM working_providers() g
    JOIN organisation o ON o.id = g.provider_id AND o.ended_on IS NULL AND o.removed_at IS NULL
    JOIN team t ON t.organisation_id = o.id AND t.ended_on IS NULL AND t.removed_at IS NULL
   WHERE current_setting('app.role', true) IN ('commissioner', 'integration')
   ORDER BY t.name, t.id
$$;
--=
-- A council asks a team. `p_body` holds the columns that the council writes. NULL: the id is in use. WT404: no such team, or no
-- arrangement with its provider (the two are not told apart).
CREATE OR REPLACE FUNCTION send_hand_over(p_id uuid, p_team uuid, p_body jsonb, p_digest bytea) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_council constant uuid := NULLIF(current_setting('app.organisation_id', true), '')::uuid;
  v_provider uuid;
  v_made uuid;
BEGIN
  IF NOT coalesce(current_setting('app.role', true) IN ('commissioner', 'integration'), false) OR NOT is_council(v_council) THEN
    RAISE EXCEPTION 'councils only' USING ERRCODE = 'WT403';
  END IF;
  SELECT t.organisation_id INTO v_provider FROM team t JOIN hand_over_teams() known ON known.team_id = t.id WHERE t.id = p_team;
  IF v_provider IS NULL THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  INSERT INTO hand_over (id, organisation_id, team_id, asked_team_id, council_id, council_name, sent_by_account_id, sent_by_client_id, created_digest,
         preferred_name, given_names, family_name, date_of_birth, nhs_number, council_reference, address_lines, postcode, phone, needs,
         what_matters, who_is_around, funding_kind, funding_words, weekly_amount_pence, weekly_minutes, desired_start_on,
         contact_name, contact_details)
  SELECT p_id, v_provider, p_team, p_team, v_council, (SELECT name FROM organisation WHERE id = v_council), NULLIF(current_setting('app.account_id', true), '')::uuid,
         NULLIF(current_setting('app.client_id', true), '')::uuid, p_digest,
         b.preferred_name, b.given_names, b.family_name, b.date_of_birth, b.nhs_number, b.council_reference,
         coalesce(b.address_lines, '[]'), b.postcode, b.phone, b.needs, b.what_matters, b.who_is_around, b.funding_kind, b.funding_words,
         b.weekly_amount_pence, b.weekly_minutes, b.desired_start_on, b.contact_name, b.contact_details
    FROM jsonb_to_record(p_body) AS b(preferred_name text, given_names text, family_name text, date_of_birth date, nhs_number text,
         council_reference text, address_lines jsonb, postcode text, phone text, needs text, what_matters text, who_is_around text,
         funding_kind text, funding_words text, weekly_amount_pence integer, weekly_minutes integer, desired_start_on date,
         contact_name text, contact_details text)
  ON CONFLICT (id) DO NOTHING RETURNING id INTO v_made;
  RETURN v_made;
END $$;
--=
-- Who may move a hand-over where. The council corrects its words until there is an answer, and may withdraw until there is a last
-- one; the provider answers. A person, once made, stays.
CREATE OR REPLACE FUNCTION hold_hand_over() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state <> OLD.state AND (OLD.state IN ('accepted', 'declined', 'withdrawn') OR NEW.state = 'sent') THEN
    RAISE EXCEPTION 'not from here' USING ERRCODE = 'WT409', CONSTRAINT = 'hand_over_state';
  END IF;
  IF current_setting('role') IN ('wt_commissioner', 'wt_integration') THEN
    IF NEW.state NOT IN (OLD.state, 'withdrawn') THEN
      RAISE EXCEPTION 'not yours to say' USING ERRCODE = '42501';
    END IF;
    IF NEW.state = OLD.state AND OLD.state <> 'sent' THEN
      RAISE EXCEPTION 'it is being answered' USING ERRCODE = 'WT409', CONSTRAINT = 'hand_over_answered';
    END IF;
  ELSIF NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn' THEN
    RAISE EXCEPTION 'not yours to say' USING ERRCODE = '42501';
  END IF;
  IF OLD.made_person_id IS NOT NULL AND NEW.made_person_id IS DISTINCT FROM OLD.made_person_id THEN
    RAISE EXCEPTION 'a person stays' USING ERRCODE = '42501';
  END IF;
  -- At the end of the call: from when it began until now would tell the council whether somebody was found or made.
  IF NEW.answered_at IS DISTINCT FROM OLD.answered_at THEN
    NEW.answered_at := clock_timestamp();
  END IF;
  RETURN NEW;
END $$;
--=
-- The other side is told: the team when something is asked or withdrawn, who sent it when there is an answer.
CREATE OR REPLACE FUNCTION tell_of_hand_over() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state IN ('sent', 'withdrawn') THEN
    INSERT INTO notice (id, organisation_id, audience, team_id, kind, about_kind, about_id, about_person_id)
    VALUES (gen_random_uuid(), NEW.organisation_id, 'team', NEW.team_id, 'hand_over_' || NEW.state, 'hand_over', NEW.id, NULL);
  ELSIF NEW.sent_by_account_id IS NOT NULL THEN
    -- Of the moment of the answer: that at which the team's call began would tell how long it took to find or to make somebody.
    INSERT INTO notice (id, organisation_id, audience, account_id, kind, about_kind, about_id, created_at)
    VALUES (gen_random_uuid(), NEW.council_id, 'account', NEW.sent_by_account_id, 'hand_over_answered', 'hand_over', NEW.id, NEW.updated_at);
  END IF;
  RETURN NULL;
END $$;
--=
-- A hand-over has become somebody: what was logged of it, and the answers kept for its sender, are the person's from now on.
CREATE OR REPLACE FUNCTION follow_hand_over() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE change_value v SET person_id = NEW.made_person_id FROM change c WHERE c.record_id = NEW.id AND c.id = v.change_id;
  UPDATE change SET person_id = NEW.made_person_id WHERE record_id = NEW.id;
  UPDATE idempotency SET person_id = NEW.made_person_id WHERE record_id = NEW.id;
  RETURN NULL;
END $$;
--=
-- Whom a council funds over [p_from, p_until), and on which days within it: a row for each unbroken time of a person, however many
-- arrangements it is made of. Of a block contract, whoever that team supports now. Of providers that it works with, on days when it does.
CREATE OR REPLACE FUNCTION funded_people(p_council uuid, p_from date, p_until date)
RETURNS TABLE (person_id uuid, provider_id uuid, from_on date, until_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT f.person, f.organisation_id, lower(part), upper(part)
    FROM (
      SELECT a.person, a.organisation_id, range_agg(daterange(greatest(a.from_on, p_from), least(a.until_on, p_until))) AS days
        FROM (
          SELECT a.funded_person_id AS person, a.organisation_id, a.from_on, coalesce(least(a.until_on, g.until_on) + 1, p_until) AS until_on
            FROM agreed_providers(p_council, p_from) g JOIN arrangement a ON a.organisation_id = g.provider_id
           WHERE a.council_id = p_council AND a.funded_person_id IS NOT NULL AND a.removed_at IS NULL
          UNION ALL
          SELECT person.id, a.organisation_id, a.from_on, coalesce(least(a.until_on, g.until_on) + 1, p_until)
            FROM agreed_providers(p_council, p_from) g JOIN arrangement a ON a.organisation_id = g.provider_id
            JOIN person ON person.team_id = a.funded_team_id AND person.removed_at IS NULL
           WHERE a.council_id = p_council AND a.funded_team_id IS NOT NULL AND a.removed_at IS NULL
        ) a
       WHERE a.from_on < p_until AND a.until_on > p_from AND a.from_on < a.until_on  -- the council can end first
       GROUP BY 1, 2
    ) f CROSS JOIN LATERAL unnest(f.days) part
$$;
--=
-- Who lets this council have what `p_purpose` names: given to it (or to whichever council funds them), standing now, not refused,
-- and funded by it now. A block contract funds nobody whose support has ended, and nobody ends it for them.
CREATE OR REPLACE FUNCTION consented_to_council(p_council uuid, p_purpose text) RETURNS TABLE (person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.person_id
    FROM funded_people(p_council, (now() AT TIME ZONE 'Europe/London')::date, (now() AT TIME ZONE 'Europe/London')::date + 1) f
    JOIN person p ON p.id = f.person_id AND p.removed_at IS NULL
    JOIN consent c ON c.person_id = f.person_id
   WHERE (p.status <> 'ended' OR EXISTS (
           SELECT FROM arrangement a WHERE a.funded_person_id = p.id AND a.council_id = p_council AND a.removed_at IS NULL
              AND (a.until_on IS NULL OR a.until_on >= (now() AT TIME ZONE 'Europe/London')::date)))
     AND c.purpose = p_purpose AND c.audience = 'council' AND (c.audience_id = p_council OR c.audience_id IS NULL)
     AND c.withdrawn_at IS NULL AND c.removed_at IS NULL AND c.from_at <= now() AND (c.until_at IS NULL OR c.until_at > now())
   GROUP BY c.person_id HAVING bool_and(c.decision = 'given')
$$;
--=
-- Before a commissioner reads statements: those of the people who let their council have them, for this transaction. Money that
-- comes with the arrangement of another council, or of none, is not this one's to follow.
CREATE OR REPLACE FUNCTION enter_statements() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_council constant uuid := NULLIF(current_setting('app.organisation_id', true), '')::uuid;
BEGIN
  IF current_setting('app.role', true) = 'commissioner' THEN
    PERFORM set_config('app.statement_fund_ids', array_agg(f.id)::text, true)
       FROM consented_to_council(v_council, 'commissioner_statement') c
       JOIN fund f ON f.person_id = c.person_id AND f.removed_at IS NULL
       LEFT JOIN arrangement a ON a.id = f.arrangement_id
      WHERE f.arrangement_id IS NULL OR a.council_id = v_council
     HAVING count(*) > 0;
  END IF;
END $$;
--=
-- The ratings of the providers that the caller's council works with: they are public, and no provider puts itself before a council.
CREATE OR REPLACE FUNCTION provider_ratings()
RETURNS TABLE (id uuid, updated_at timestamptz, provider_id uuid, provider_name text, published_on date, overall text, safe text, effective text, caring text, responsive text, well_led text, report_url text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.id, r.updated_at, o.id, o.name::text, r.published_on, r.overall::text, r.safe::text, r.effective::text, r.caring::text, r.responsive::text, r.well_led::text, r.report_url::text
    FROM working_providers() g
    JOIN organisation o ON o.id = g.provider_id AND o.removed_at IS NULL
    JOIN cqc_rating r ON r.organisation_id = o.id AND r.removed_at IS NULL
   WHERE current_setting('app.role', true) IN ('commissioner', 'integration')
   ORDER BY o.name, o.id, r.published_on DESC
$$
