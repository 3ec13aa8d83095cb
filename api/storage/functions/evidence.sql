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
$$;
--=
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
$$;
--=
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
$$;
--=
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
$$;
--=
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
