-- Who hands in a whole visit: the member of that day. For a visit that is known, of the team that provided it; for one that is
-- not, of the team that supported the person that day (on the day of a move: of either). Whoever has left since, or whose
-- person has moved since, may still hand in their own record for 30 days: this transaction alone is given the reach to write
-- it, and its answer holds nothing. Anybody else: WT404, whatever is or is not there.
CREATE OR REPLACE FUNCTION enter_record(p_visit uuid, p_person uuid, p_at timestamptz)
RETURNS TABLE (member_id uuid, provided_by_team_id uuid, late boolean, status text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  v_account constant uuid := NULLIF(current_setting('app.account_id', true), '')::uuid;
  v_organisation constant uuid := NULLIF(current_setting('app.organisation_id', true), '')::uuid;
  v_members constant uuid[] := NULLIF(current_setting('app.member_ids', true), '')::uuid[];
  v_day date := (p_at AT TIME ZONE 'Europe/London')::date;
  v_now uuid;
  v_team uuid;
  v_teams uuid[];
  v_member uuid;
  v_reaches boolean;
BEGIN
  IF current_setting('app.role', true) IS DISTINCT FROM 'carer' OR v_account IS NULL THEN
    RAISE EXCEPTION 'carers only' USING ERRCODE = 'WT403';
  END IF;
  SELECT team_id INTO v_now FROM person WHERE id = p_person AND organisation_id = v_organisation AND removed_at IS NULL;
  SELECT provided_by_team_id, (planned_start_at AT TIME ZONE 'Europe/London')::date INTO v_team, v_day FROM visit
   WHERE id = p_visit AND person_id = p_person AND organisation_id = v_organisation;
  IF FOUND THEN
    v_teams := ARRAY[v_team];
  ELSE
    v_day := (p_at AT TIME ZONE 'Europe/London')::date;
    v_teams := ARRAY[coalesce((
        SELECT from_team_id FROM move_offer
         WHERE person_id = p_person AND state = 'accepted' AND (answered_at AT TIME ZONE 'Europe/London')::date >= v_day
         ORDER BY answered_at LIMIT 1), v_now)]
      || ARRAY(SELECT to_team_id FROM move_offer
         WHERE person_id = p_person AND state = 'accepted' AND (answered_at AT TIME ZONE 'Europe/London')::date = v_day
         ORDER BY answered_at);
  END IF;
  SELECT m.id, m.team_id INTO v_member, v_team FROM team_member m
   WHERE m.account_id = v_account AND m.organisation_id = v_organisation AND m.team_id = ANY (v_teams) AND m.removed_at IS NULL
     AND m.joined_on <= v_day AND (m.left_on IS NULL OR m.left_on >= v_day)
   ORDER BY array_position(v_teams, m.team_id), m.left_on NULLS FIRST LIMIT 1;
  v_reaches := v_now IS NOT NULL AND coalesce(v_now = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[]), false);
  IF v_reaches AND v_member IS NULL THEN
    RAISE EXCEPTION 'not a member on that day' USING ERRCODE = 'WT409', CONSTRAINT = 'visit_member_of_that_day';
  ELSIF v_member IS NULL OR v_now IS NULL
     OR (NOT v_reaches AND v_day < (now() AT TIME ZONE 'Europe/London')::date - 30) THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  IF NOT v_reaches THEN
    PERFORM set_config('app.team_ids', ARRAY[v_now]::text, true), set_config('app.member_ids', ARRAY[v_member]::text, true);
  ELSIF v_member <> ALL (coalesce(v_members, '{}')) THEN  -- who left and came back: the record is the former membership's
    PERFORM set_config('app.member_ids', (v_members || v_member)::text, true);
  END IF;
  RETURN QUERY SELECT v_member, v_team, NOT v_reaches, person_status_on(p_person, v_day);
END $$;
