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
END $$;
--=
-- Somebody of the circle leaves it, themselves: their access ends with the next request.
CREATE OR REPLACE FUNCTION leave_circle(p_member uuid, p_because text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE circle_member
     SET state = 'left', facilitator = false, left_because = p_because, left_on = greatest(joined_on, (now() AT TIME ZONE 'Europe/London')::date)
   WHERE id = p_member AND account_id = NULLIF(current_setting('app.account_id', true), '')::uuid
     AND circle_id = ANY (NULLIF(current_setting('app.circle_ids', true), '')::uuid[])
     AND state = 'joined' AND removed_at IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
END $$;
--=
-- The provider's connectors, by id and name: whoever starts a circle chooses one.
CREATE OR REPLACE FUNCTION connectors() RETURNS TABLE (id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT account.id, account.name
    FROM account JOIN account_grant ON account_grant.account_id = account.id
   WHERE account.organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
     AND account.removed_at IS NULL AND account.disabled_at IS NULL
     AND account_grant.role = 'connector' AND account_grant.removed_at IS NULL
     AND (account_grant.until IS NULL OR account_grant.until > now())
$$;
--=
-- The name of a circle's connector, for whoever sees the circle: none once they connect nobody any more.
CREATE OR REPLACE FUNCTION connector_name(p_account uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT account.name
    FROM account
   WHERE account.id = p_account AND account.organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
     AND account.removed_at IS NULL AND account.disabled_at IS NULL
     AND EXISTS (SELECT FROM account_grant
                  WHERE account_grant.account_id = account.id AND account_grant.role = 'connector' AND account_grant.removed_at IS NULL
                    AND (account_grant.until IS NULL OR account_grant.until > now()))
$$;
--=
-- The origin story of a group, for everyone of the provider: only while the person's consent to telling it stands, and no refusal does.
CREATE OR REPLACE FUNCTION origin_of_group(p_group uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT group_origin.words
    FROM group_origin
   WHERE group_origin.group_id = p_group AND group_origin.removed_at IS NULL
     AND group_origin.organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
     AND (SELECT bool_and(decision = 'given') FROM consent
           WHERE consent.person_id = group_origin.person_id AND consent.purpose = 'story' AND consent.audience IN ('organisation', 'public')
             AND consent.withdrawn_at IS NULL AND consent.removed_at IS NULL
             AND consent.from_at <= now() AND (consent.until_at IS NULL OR consent.until_at > now()))
$$
--=
-- What the organisation says of a group to others is not for whoever runs it to say of themselves: that it was assured, that it is public.
CREATE OR REPLACE FUNCTION hold_group() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  assured_before date := CASE WHEN TG_OP = 'UPDATE' THEN OLD.assured_on END;
  assurer_before text := CASE WHEN TG_OP = 'UPDATE' THEN OLD.assured_by END;
  public_before timestamptz := CASE WHEN TG_OP = 'UPDATE' THEN OLD.published_at END;
BEGIN
  IF (NEW.assured_on, NEW.assured_by) IS DISTINCT FROM (assured_before, assurer_before)
     OR (NEW.published_at IS NOT NULL AND NEW.published_at IS DISTINCT FROM public_before) THEN
    RAISE EXCEPTION 'not yours to say' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
