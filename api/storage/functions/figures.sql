-- Figures and statements about visits. They count by the team that *provided* a visit, also of people who have moved since, so
-- they run as the kernel and check whose figures they are themselves; what comes out is counts, never a note or a name.

-- Whose figures the caller may have: 'team', 'person' or 'member' and its id. Teams and members: their team, its coaches, a
-- provider's client, the manager; a person: the same for the team that supports them now, and themself.
CREATE OR REPLACE FUNCTION may_have_figures(p_of text, p_id uuid, p_within uuid DEFAULT NULL) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH me AS (
    SELECT current_setting('app.role', true) AS role, NULLIF(current_setting('app.organisation_id', true), '')::uuid AS organisation,
           NULLIF(current_setting('app.team_ids', true), '')::uuid[] AS teams, NULLIF(current_setting('app.person_ids', true), '')::uuid[] AS people
  ), it AS (
    SELECT id AS team, organisation_id, NULL::uuid AS person FROM team WHERE p_of = 'team' AND id = p_id AND removed_at IS NULL
    UNION ALL
    SELECT team_id, organisation_id, NULL FROM team_member WHERE p_of = 'member' AND id = p_id AND team_id = p_within AND removed_at IS NULL
    UNION ALL
    SELECT team_id, organisation_id, id FROM person WHERE p_of = 'person' AND id = p_id AND removed_at IS NULL
  )
  SELECT coalesce(bool_or(it.organisation_id = me.organisation AND CASE me.role
           WHEN 'manager' THEN true
           WHEN 'person' THEN it.person = ANY (me.people)
           ELSE me.role IN ('carer', 'coach', 'integration') AND it.team = ANY (me.teams) END), false)
    FROM it, me
$$;
--=
-- The figures of one team, person or member (`p_within` its team) over [p_from, p_until), days in London. NULL: not there, or not theirs.
--   contact: one member at one completed visit. faces: distinct members a person met.
--   top_three_share: contacts with a person's three most frequent members, of all contacts (Torbay's practice: four faces at most).
--   bice_boxerman: continuity of care index (Bice & Boxerman 1977), (sum of n_j^2 - N) / (N (N - 1)) over the members j that a
--     person met, N contacts in all; 1 is always the same face, 0 never the same twice; of people with N >= 2, weighted by N.
--   on_time: began within [earliest_at, latest_at] where the visit has a window, else within 15 minutes of its planned start.
--   short: planned visits under 30 minutes, of all planned (cancelled ones are no visits).
--   missed: of the visits that were due (completed, running, missed). Minutes are member minutes: each member's count.
CREATE OR REPLACE FUNCTION visit_figures(p_of text, p_id uuid, p_within uuid, p_from date, p_until date) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  found jsonb;
  v_which text := 'true';
BEGIN
  IF NOT may_have_figures(p_of, p_id, p_within) THEN
    RETURN NULL;
  END IF;
  CASE p_of
  WHEN 'team' THEN v_which := 'provided_by_team_id = $1';
  WHEN 'person' THEN v_which := 'person_id = $1';
  ELSE v_which := 'provided_by_team_id = $4 AND $1 = ANY (member_ids)';
  END CASE;
  EXECUTE replace($q$
    WITH v AS MATERIALIZED (
      SELECT person_id, member_ids, state, unplanned, delivered_minutes, short_reason, late_at,
             CASE WHEN $5 THEN travel_minutes ELSE travel_minutes * greatest(cardinality(member_ids), 1) END AS travel,
             (extract(epoch FROM planned_end_at - planned_start_at) / 60)::int AS length,
             CASE WHEN $5 THEN 1 ELSE members_needed END AS needed,
             CASE WHEN state IN ('completed', 'in_progress') AND NOT unplanned AND actual_start_at IS NOT NULL THEN
               actual_start_at >= coalesce(earliest_at, planned_start_at - CASE WHEN latest_at IS NULL THEN interval '15 minutes' ELSE interval '0' END)
               AND actual_start_at <= coalesce(latest_at, planned_start_at + CASE WHEN earliest_at IS NULL THEN interval '15 minutes' ELSE interval '0' END)
             END AS in_time,
             date_trunc('week', planned_start_at AT TIME ZONE 'Europe/London')::date AS week
        FROM visit
       WHERE /*which*/ AND removed_at IS NULL
         AND planned_start_at >= ($2::timestamp AT TIME ZONE 'Europe/London') AND planned_start_at < ($3::timestamp AT TIME ZONE 'Europe/London')
    ), counted AS (
      SELECT GROUPING(week) = 1 AS whole, week,
             count(*) FILTER (WHERE NOT unplanned AND state <> 'cancelled') AS planned,
             count(*) FILTER (WHERE state = 'completed') AS completed,
             count(*) FILTER (WHERE state = 'missed') AS missed,
             count(*) FILTER (WHERE state = 'cancelled') AS cancelled,
             count(*) FILTER (WHERE state IN ('open', 'planned')) AS ahead,
             count(*) FILTER (WHERE unplanned) AS unplanned,
             count(late_at) AS late,
             count(*) FILTER (WHERE state IN ('completed', 'in_progress', 'missed') AND NOT unplanned) AS due,
             coalesce(sum(length * needed) FILTER (WHERE NOT unplanned AND state <> 'cancelled'), 0) AS planned_minutes,
             coalesce(sum(delivered_minutes), 0) AS delivered_minutes,
             coalesce(sum(travel) FILTER (WHERE state = 'completed'), 0) AS travel_minutes,
             count(*) FILTER (WHERE NOT unplanned AND state <> 'cancelled' AND length < 30) AS short,
             count(in_time) AS timed, count(*) FILTER (WHERE in_time) AS on_time
        FROM v GROUP BY GROUPING SETS ((), (week))
    ), met AS (
      SELECT v.person_id, m.member_id, count(*) AS n,
             row_number() OVER (PARTITION BY v.person_id ORDER BY count(*) DESC, m.member_id) AS place
        FROM v CROSS JOIN LATERAL unnest(v.member_ids) m(member_id)
       WHERE v.state = 'completed' AND (NOT $5 OR m.member_id = $1) GROUP BY 1, 2
    ), faces AS (
      SELECT person_id, count(*) AS faces, sum(n) AS contacts, sum(n * n) AS squares, sum(n) FILTER (WHERE place <= 3) AS top FROM met GROUP BY 1
    ), continuity AS (
      SELECT count(*) AS people, coalesce(sum(contacts), 0) AS contacts, round(avg(faces), 2) AS faces_mean, min(faces) AS faces_least,
             max(faces) AS faces_most, round(sum(top) / nullif(sum(contacts), 0), 4) AS top_three_share,
             round(sum((squares - contacts) / nullif(contacts - 1, 0)) FILTER (WHERE contacts > 1)
                   / nullif(sum(contacts) FILTER (WHERE contacts > 1), 0), 4) AS bice_boxerman,
             count(*) FILTER (WHERE contacts > 1) AS bice_boxerman_people
        FROM faces
    )
    SELECT jsonb_build_object(
      'visits', jsonb_build_object('planned', c.planned, 'completed', c.completed, 'missed', c.missed, 'cancelled', c.cancelled,
                                   'ahead', c.ahead, 'unplanned', c.unplanned, 'late', c.late),
      'minutes', jsonb_build_object('planned', c.planned_minutes, 'delivered', c.delivered_minutes, 'travel', c.travel_minutes,
                                    'travel_share', round(c.travel_minutes::numeric / nullif(c.travel_minutes + c.delivered_minutes, 0), 4)),
      'continuity', to_jsonb(k) || CASE WHEN $5 THEN '{"top_three_share": null, "bice_boxerman": null, "bice_boxerman_people": 0}'::jsonb ELSE '{}'::jsonb END,
      'short', jsonb_build_object('n', c.planned, 'short', c.short, 'share', round(c.short::numeric / nullif(c.planned, 0), 4),
               'reasons', (SELECT coalesce(jsonb_agg(jsonb_build_object('reason', r.short_reason, 'n', r.n) ORDER BY r.n DESC, r.short_reason), '[]')
                             FROM (SELECT short_reason, count(*) AS n FROM v WHERE short_reason IS NOT NULL AND NOT unplanned AND state <> 'cancelled'
                                      AND length < 30 GROUP BY 1) r)),
      'on_time', jsonb_build_object('n', c.timed, 'on_time', c.on_time, 'share', round(c.on_time::numeric / nullif(c.timed, 0), 4)),
      'missed', jsonb_build_object('n', c.due, 'missed', c.missed, 'share', round(c.missed::numeric / nullif(c.due, 0), 4)),
      'weeks', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                  'week_on', w.week, 'planned', w.planned, 'completed', w.completed, 'missed', w.missed, 'cancelled', w.cancelled,
                  'planned_minutes', w.planned_minutes, 'delivered_minutes', w.delivered_minutes, 'travel_minutes', w.travel_minutes,
                  'short', w.short, 'timed', w.timed, 'on_time', w.on_time) ORDER BY w.week), '[]') FROM counted w WHERE NOT w.whole))
      FROM counted c, continuity k WHERE c.whole
  $q$, '/*which*/', v_which) INTO found USING p_id, p_from, p_until, p_within, p_of = 'member';
  RETURN found || jsonb_build_object('of', p_of, 'id', p_id, 'from_on', p_from, 'until_on', p_until);
END $$;
--=
-- Planned and delivered minutes by person for one month, for the council: of one team (as provided by it), or of one person (a
-- row for each team that provided). A person who has moved to another team stays in the statement of who provided the visits,
-- but shows no reference there. NULL: not there, or not theirs.
CREATE OR REPLACE FUNCTION visit_statement(p_of text, p_id uuid, p_month date) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  found jsonb;
  v_from constant timestamptz := p_month::timestamp AT TIME ZONE 'Europe/London';
  v_until constant timestamptz := (p_month + interval '1 month') AT TIME ZONE 'Europe/London';
BEGIN
  IF NOT may_have_figures(p_of, p_id) OR p_of NOT IN ('team', 'person') THEN
    RETURN NULL;
  END IF;
  EXECUTE replace($q$
    SELECT jsonb_agg(to_jsonb(r) ORDER BY r.person_id, r.provided_by_team_id) FROM (
      SELECT v.person_id, v.provided_by_team_id,
             CASE WHEN current_setting('app.role', true) IN ('manager', 'person') OR person.team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[])
                  THEN person.council_reference END AS council_reference,
             count(*) FILTER (WHERE NOT v.unplanned AND v.state <> 'cancelled') AS planned_visits,
             coalesce(sum(v.length * v.members_needed) FILTER (WHERE NOT v.unplanned AND v.state <> 'cancelled'), 0) AS planned_minutes,
             count(*) FILTER (WHERE v.state = 'completed') AS delivered_visits,
             coalesce(sum(v.delivered_minutes), 0) AS delivered_minutes,
             count(*) FILTER (WHERE v.state = 'missed') AS missed_visits,
             count(*) FILTER (WHERE v.state = 'cancelled') AS cancelled_visits,
             count(*) FILTER (WHERE v.members_needed > 1 AND v.state <> 'cancelled') AS visits_of_two_or_more
        FROM (SELECT person_id, provided_by_team_id, unplanned, state, members_needed, delivered_minutes,
                     (extract(epoch FROM planned_end_at - planned_start_at) / 60)::int AS length
                FROM visit WHERE /*which*/ AND removed_at IS NULL AND planned_start_at >= $2 AND planned_start_at < $3) v
        JOIN person ON person.id = v.person_id
       GROUP BY 1, 2, 3) r
  $q$, '/*which*/', CASE p_of WHEN 'team' THEN 'provided_by_team_id = $1' ELSE 'person_id = $1' END) INTO found USING p_id, v_from, v_until;
  RETURN jsonb_build_object('of', p_of, 'id', p_id, 'month', to_char(p_month, 'YYYY-MM'), 'lines', coalesce(found, '[]'));
END $$
--=
-- Days away of a team's members over [p_from, p_until): London days on which an absence touches a membership, by kind; a day of
-- two absences of one kind counts once. member_days: days of membership, the n of each share. NULL: not there, or not theirs.
CREATE OR REPLACE FUNCTION absence_figures(p_team uuid, p_from date, p_until date) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT may_have_figures('team', p_team) THEN
    RETURN NULL;
  END IF;
  RETURN (
    WITH m AS (
      SELECT id, greatest(joined_on, p_from) AS first, least(coalesce(left_on + 1, p_until), p_until) AS until
        FROM team_member WHERE team_id = p_team AND removed_at IS NULL AND joined_on < p_until AND (left_on IS NULL OR left_on >= p_from)
    ), away AS (
      SELECT DISTINCT a.kind, a.member_id, d::date AS day
        FROM absence a JOIN m ON m.id = a.member_id
       CROSS JOIN LATERAL generate_series(
         greatest((a.starts_at AT TIME ZONE 'Europe/London')::date, m.first)::timestamp,
         least(((a.ends_at - interval '1 microsecond') AT TIME ZONE 'Europe/London')::date, m.until - 1)::timestamp, interval '1 day') d
       WHERE a.team_id = p_team AND a.removed_at IS NULL
    ), n AS (SELECT coalesce(sum(until - first), 0)::int AS member_days, count(*)::int AS members FROM m)
    SELECT jsonb_build_object('team_id', p_team, 'from_on', p_from, 'until_on', p_until, 'members', n.members,
      'member_days', n.member_days,
      'kinds', coalesce((SELECT jsonb_agg(jsonb_build_object('kind', k.kind, 'days', k.days, 'members', k.members,
                           'share', round(k.days::numeric / nullif(n.member_days, 0), 4)) ORDER BY k.kind)
                  FROM (SELECT kind, count(*) AS days, count(DISTINCT member_id) AS members FROM away GROUP BY kind) k), '[]'))
      FROM n);
END $$
