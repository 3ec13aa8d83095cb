-- Series: bringing the visits still to come in line with what changed in their series.

-- The visits named, each with the wall time that names it and its start, follow this series: those of it, and of the one that it
-- follows. `p_changed` names what changed. Who comes and how long stay as they were arranged for the one visit unless they
-- changed; whoever was not free may be so at another time. Who is not free now is left out and the visit stays open.
-- What is of its own, closed or begun is left alone.
CREATE OR REPLACE FUNCTION follow_series(
  p_series uuid, p_visits uuid[], p_locals timestamp[], p_starts timestamptz[], p_changed text[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  s visit_series;
  v visit;
  i integer;
  v_ids uuid[];
  v_ends timestamptz;
  v_members uuid[];
  v_flags text[];
  v_anew constant boolean := p_changed && ARRAY['length_minutes', 'short_reason', 'short_words'];
BEGIN
  SELECT * INTO s FROM visit_series
   WHERE id = p_series AND removed_at IS NULL
     AND organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
     AND team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[])
   FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  SELECT coalesce(array_agg(id), '{}') INTO v_ids FROM (
    SELECT id FROM visit
     WHERE id = ANY (p_visits) AND person_id = s.person_id AND series_id IN (s.id, s.follows_id) AND state IN ('open', 'planned')
       AND NOT of_its_own AND planned_start_at > now() AND removed_at IS NULL
     ORDER BY id FOR UPDATE) held;
  PERFORM pg_advisory_xact_lock(hashtextextended('slots:' || m, 0)) FROM (
    SELECT unnest(member_ids) AS m FROM visit WHERE id = ANY (v_ids) UNION SELECT unnest(s.member_ids) ORDER BY 1) slots;
  -- All of them let go first: none stands in the way of another that moves onto its time.
  DELETE FROM visit_slot WHERE visit_id = ANY (v_ids);
  FOR v IN SELECT * FROM visit WHERE id = ANY (v_ids) ORDER BY planned_start_at, id LOOP
    i := array_position(p_visits, v.id);
    v_ends := p_starts[i] + CASE WHEN v_anew THEN make_interval(mins => s.length_minutes)
                                 ELSE v.planned_end_at - v.planned_start_at END;
    v_members := CASE WHEN 'member_ids' = ANY (p_changed) OR ('members_not_free' = ANY (v.flags)
                           AND (p_starts[i], v_ends) IS DISTINCT FROM (v.planned_start_at, v.planned_end_at))
                      THEN s.member_ids ELSE v.member_ids END;
    v_flags := CASE WHEN v_members = v.member_ids THEN v.flags ELSE array_remove(v.flags, 'members_not_free') END;
    LOOP  -- once with these members, and again without anybody if they are not free
      BEGIN
        UPDATE visit SET series_id = s.id, occurrence_local = p_locals[i], planned_start_at = p_starts[i], planned_end_at = v_ends,
               earliest_at = CASE WHEN s.earlier_minutes > 0 THEN p_starts[i] - make_interval(mins => s.earlier_minutes) END,
               latest_at = CASE WHEN s.later_minutes > 0 THEN p_starts[i] + make_interval(mins => s.later_minutes) END,
               kind = s.kind, purpose = s.purpose, travel_minutes = s.travel_minutes, members_needed = s.members_needed,
               short_reason = CASE WHEN v_anew THEN s.short_reason ELSE v.short_reason END,
               short_words = CASE WHEN v_anew THEN s.short_words ELSE v.short_words END,
               member_ids = v_members, flags = v_flags,
               state = CASE WHEN cardinality(v_members) >= s.members_needed THEN 'planned' ELSE 'open' END
         WHERE id = v.id;
        EXIT;
      EXCEPTION WHEN exclusion_violation OR SQLSTATE 'WT409' THEN
        v_members := '{}';
        v_flags := array_append(array_remove(v.flags, 'members_not_free'), 'members_not_free');
      END;
    END LOOP;
  END LOOP;
  RETURN cardinality(v_ids);
END $$;
