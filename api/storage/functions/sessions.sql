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
$$;
--=
-- The caller's own.
CREATE OR REPLACE FUNCTION own_sessions(p_since timestamptz, p_at timestamptz, p_id uuid, p_most bigint)
RETURNS TABLE (sort_at timestamptz, id uuid, role text, client_id uuid, client_name text, device text, how text,
               second_factor boolean, created_at timestamptz, last_used_at timestamptz, expires_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT * FROM standing_sessions(NULLIF(current_setting('app.account_id', true), '')::uuid, p_since, p_at, p_id, p_most)
$$;
--=
-- The organisation of the manager who asks; WT403 for anybody else.
CREATE OR REPLACE FUNCTION managed_organisation() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF current_setting('app.role', true) IS DISTINCT FROM 'manager' THEN
    RAISE EXCEPTION 'managers only' USING ERRCODE = 'WT403';
  END IF;
  RETURN current_setting('app.organisation_id')::uuid;
END $$;
--=
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
END $$;
--=
-- Those of an account, for its manager.
CREATE OR REPLACE FUNCTION sessions_of_account(p_account uuid, p_since timestamptz, p_at timestamptz, p_id uuid, p_most bigint)
RETURNS TABLE (sort_at timestamptz, id uuid, role text, client_id uuid, client_name text, device text, how text,
               second_factor boolean, created_at timestamptz, last_used_at timestamptz, expires_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT * FROM standing_sessions(managed_account(p_account), p_since, p_at, p_id, p_most);
END $$;
--=
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
END $$;
--=
-- One of the caller's own.
CREATE OR REPLACE FUNCTION end_own_session(p_session uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT end_session(NULLIF(current_setting('app.account_id', true), '')::uuid, p_session)
$$;
--=
-- One of an account's, by its manager.
CREATE OR REPLACE FUNCTION end_session_of_account(p_account uuid, p_session uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT end_session(managed_account(p_account), p_session)
$$;
--=
-- All of the caller's own but this one, in whatever role, and all browsers but the one that this came from.
CREATE OR REPLACE FUNCTION end_other_sessions(p_but uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_account constant uuid := NULLIF(current_setting('app.account_id', true), '')::uuid;
BEGIN
  UPDATE session SET ended_at = now() WHERE account_id = v_account AND id <> p_but AND ended_at IS NULL;
  UPDATE browser_sign_in SET ended_at = now()
   WHERE account_id = v_account AND ended_at IS NULL AND digest IS DISTINCT FROM (SELECT browser FROM session WHERE id = p_but);
END $$;
--=
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
