-- The hours bank.

-- Books the agreed minutes of each week, once: from the week in which an agreement begins (at most a year back) to this one.
-- The agreement in force on the week's last day counts, for the whole week.
CREATE OR REPLACE FUNCTION credit_hours(p_person uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  made integer;
BEGIN
  INSERT INTO hours_entry (id, organisation_id, team_id, person_id, kind, on_day, minutes, provided_by_team_id)
  SELECT gen_random_uuid(), person.organisation_id, person.team_id, person.id, 'agreed', week::date, a.weekly_minutes, person.team_id
    FROM person
    JOIN hours_agreement a ON a.person_id = person.id AND a.removed_at IS NULL
   CROSS JOIN LATERAL generate_series(
     date_trunc('week', greatest(a.from_on, (now() AT TIME ZONE 'Europe/London')::date - 364)::timestamp),
     date_trunc('week', now() AT TIME ZONE 'Europe/London'), interval '1 week') AS week
   WHERE (p_person IS NULL OR person.id = p_person) AND person.removed_at IS NULL AND person.status <> 'ended'
     AND (a.until_on IS NULL OR a.until_on > week::date + 6)
     AND a.from_on = (SELECT max(b.from_on) FROM hours_agreement b
                       WHERE b.person_id = person.id AND b.removed_at IS NULL AND b.from_on <= week::date + 6)
  ON CONFLICT (person_id, on_day) WHERE kind = 'agreed' DO NOTHING;
  GET DIAGNOSTICS made = ROW_COUNT;
  RETURN made;
END $$;
--=
-- The bank of a person: what came in, what went out, what is left, and the same week by week. It credits the weeks up to now
-- first. Balance = agreed + used + moved + adjusted (used is negative, moves sum to nothing). NULL: not there, or not theirs.
CREATE OR REPLACE FUNCTION hours_bank(p_person uuid, p_weeks integer) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_week constant date := date_trunc('week', now() AT TIME ZONE 'Europe/London')::date;
BEGIN
  IF NOT may_have_figures('person', p_person) THEN
    RETURN NULL;
  END IF;
  PERFORM credit_hours(p_person);
  RETURN (
    WITH weekly AS (
      SELECT date_trunc('week', on_day::timestamp)::date AS week_on,
             coalesce(sum(minutes) FILTER (WHERE kind = 'agreed'), 0)::int AS agreed,
             coalesce(sum(minutes) FILTER (WHERE kind = 'used'), 0)::int AS used,
             coalesce(sum(minutes) FILTER (WHERE kind = 'moved' AND minutes > 0), 0)::int AS moved_in,
             coalesce(sum(minutes) FILTER (WHERE kind = 'moved' AND minutes < 0), 0)::int AS moved_out,
             coalesce(sum(minutes) FILTER (WHERE kind = 'adjusted'), 0)::int AS adjusted,
             sum(minutes)::int AS total
        FROM hours_entry WHERE person_id = p_person AND removed_at IS NULL GROUP BY 1
    ), running AS (
      SELECT *, sum(total) OVER (ORDER BY week_on)::int AS balance FROM weekly
    )
    SELECT jsonb_build_object(
      'person_id', p_person,
      'agreed_minutes', coalesce(sum(agreed), 0), 'used_minutes', coalesce(-sum(used), 0),
      'moved_minutes', coalesce(sum(moved_in), 0), 'adjusted_minutes', coalesce(sum(adjusted), 0),
      'balance_minutes', coalesce(sum(total), 0),
      'balance_until_this_week_minutes', coalesce(sum(total) FILTER (WHERE week_on < v_week), 0),
      'this_week', v_week,
      'weeks', coalesce(jsonb_agg(jsonb_build_object('week_on', week_on, 'agreed_minutes', agreed, 'used_minutes', -used,
                 'moved_in_minutes', moved_in, 'moved_out_minutes', -moved_out, 'adjusted_minutes', adjusted, 'balance_minutes', balance)
                 ORDER BY week_on DESC) FILTER (WHERE week_on > v_week - 7 * p_weeks), '[]'))
      FROM running);
END $$
