-- A member's calendar, for whoever holds its secret address: no token, no role, only this one member's visits. The member has to
-- belong to the team still, and their account to stand as a carer's; else there is no row, as for a secret that nobody has.
-- Every answer is a look of the member's account, written in the same statement: also when the phone knows it already (its tag
-- is in p_known) and is sent nothing anew, because that too tells what stands. From four weeks back to twenty-six ahead.
CREATE OR REPLACE FUNCTION calendar_of(p_hash bytea, p_known text[], p_look uuid, p_request uuid)
RETURNS TABLE (tag text, names_shown text, entries jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  f record;
  v record;
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);  -- a look may be lost in a crash of the database, as with every read
  SELECT feed.organisation_id, feed.team_id, feed.member_id, feed.names_shown, account.id AS account_id INTO f
    FROM calendar_feed feed
    JOIN organisation ON organisation.id = feed.organisation_id AND organisation.ended_on IS NULL AND organisation.removed_at IS NULL
    JOIN team_member ON team_member.id = feed.member_id AND team_member.team_id = feed.team_id AND team_member.left_on IS NULL
         AND team_member.removed_at IS NULL AND team_member.joined_on <= (now() AT TIME ZONE 'Europe/London')::date
    JOIN account ON account.id = team_member.account_id AND account.organisation_id = feed.organisation_id
         AND account.disabled_at IS NULL AND account.removed_at IS NULL
   WHERE feed.secret_hash = p_hash AND feed.removed_at IS NULL
     AND EXISTS (SELECT FROM account_grant WHERE account_grant.account_id = account.id AND account_grant.role = 'carer'
                    AND account_grant.removed_at IS NULL AND (account_grant.until IS NULL OR account_grant.until > now()));
  IF NOT FOUND THEN
    RETURN;
  END IF;
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', visit.id, 'version', visit.version, 'kind', visit.kind, 'state', visit.state,
                'starts_at', visit.planned_start_at, 'ends_at', visit.planned_end_at, 'changed_at', visit.updated_at,
                'preferred_name', person.preferred_name, 'family_name', person.family_name)
              ORDER BY visit.planned_start_at, visit.id), '[]') AS shown,
         array_agg(visit.id) AS ids, array_agg(DISTINCT visit.person_id) AS people INTO v
    FROM visit JOIN person ON person.id = visit.person_id AND person.removed_at IS NULL
   WHERE visit.team_id = f.team_id AND f.member_id = ANY (visit.member_ids) AND visit.removed_at IS NULL
     AND visit.planned_start_at BETWEEN now() - interval '4 weeks' AND now() + interval '26 weeks';
  tag := md5(f.names_shown || v.shown::text);
  names_shown := f.names_shown;
  entries := CASE WHEN tag <> ALL (p_known) THEN v.shown END;
  IF v.ids IS NOT NULL THEN
    INSERT INTO look (id, organisation_id, account_id, role, request_id, operation, kind, ids, person_ids)
    VALUES (p_look, f.organisation_id, f.account_id, 'carer', p_request, 'read_calendar', 'visit', v.ids, v.people);
  END IF;
  RETURN NEXT;
END $$
