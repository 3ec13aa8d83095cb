-- How the outcomes of a team's people get on. What is so now is of the people whom the team supports now; what happened is of the
-- team that provided the support then, also for people who have moved since. Counts only, so it runs as the kernel and checks
-- whose figures they are itself.

-- The figures of one team over [p_from, p_until), days in London. NULL: not there, or not theirs.
--   states: outcomes of people whose support has not ended, by how they stand now.
--   moves: each way that outcomes went, with how many people; with_reason of them say why. from_status null: spoken of first.
--   marks: items of good weeks whose Monday is in the days. week_scores: one a week, person and voice: the week's own, or else
--     the last that a check-in on it says (its last amendment's). Everybody's 0 and 10 are their own.
--   check_ins: by voice, on what. without_check_in: of the people supported now, those of whom there is none in the days.
--   reviews: held in the days; of those supported now, due within 28 days from today, and overdue (6 months after the last, or
--     after support began). Nobody who is paused, whose support ended, who died or moved away.
CREATE OR REPLACE FUNCTION outcome_figures(p_team uuid, p_from date, p_until date) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_from constant timestamptz := p_from::timestamp AT TIME ZONE 'Europe/London';
  v_until constant timestamptz := p_until::timestamp AT TIME ZONE 'Europe/London';
  v_today constant date := (now() AT TIME ZONE 'Europe/London')::date;
  v_states jsonb;
  v_moves jsonb;
  v_marks jsonb;
  v_scores jsonb;
  v_check_ins jsonb;
  v_quiet jsonb;
  v_reviews jsonb;
BEGIN
  IF NOT may_have_figures('team', p_team) THEN
    RETURN NULL;
  END IF;
  SELECT jsonb_build_object('n', count(*), 'people', count(DISTINCT o.person_id),
           'exploring', count(*) FILTER (WHERE o.status = 'exploring'), 'on_track', count(*) FILTER (WHERE o.status = 'on_track'),
           'off_track', count(*) FILTER (WHERE o.status = 'off_track'), 'achieved', count(*) FILTER (WHERE o.status = 'achieved'),
           'changed', count(*) FILTER (WHERE o.status = 'changed'), 'set_aside', count(*) FILTER (WHERE o.status = 'set_aside'))
    INTO v_states
    FROM outcome o JOIN person p ON p.id = o.person_id AND p.status <> 'ended' AND p.removed_at IS NULL
   WHERE o.team_id = p_team AND o.removed_at IS NULL;
  SELECT coalesce(jsonb_agg(to_jsonb(m) ORDER BY m.from_status NULLS FIRST, m.to_status), '[]') INTO v_moves FROM (
    SELECT from_status, to_status, count(*) AS n, count(DISTINCT person_id) AS people, count(reason) AS with_reason
      FROM outcome_move
     WHERE provided_by_team_id = p_team AND moved_on >= p_from AND moved_on < p_until AND removed_at IS NULL
     GROUP BY 1, 2) m;
  SELECT coalesce(jsonb_agg(to_jsonb(m) ORDER BY m.answered_by), '[]') INTO v_marks FROM (
    SELECT answered_by, count(*) AS n, count(DISTINCT person_id) AS people, count(DISTINCT (person_id, week_on)) AS weeks,
           count(*) FILTER (WHERE mark = 'happened') AS happened, count(*) FILTER (WHERE mark = 'partly') AS partly,
           count(*) FILTER (WHERE mark = 'not') AS did_not_happen
      FROM good_week_mark
     WHERE provided_by_team_id = p_team AND week_on >= p_from AND week_on < p_until AND removed_at IS NULL
     GROUP BY 1) m;
  WITH own AS MATERIALIZED (
    SELECT person_id, week_on, answered_by, score FROM good_week_score
     WHERE provided_by_team_id = p_team AND week_on >= p_from AND week_on < p_until AND removed_at IS NULL
  ), said AS (
    SELECT DISTINCT ON (c.person_id, c.week_on, c.answered_by) c.person_id, c.week_on, c.answered_by, coalesce(a.score, c.score) AS score
      FROM check_in c
      LEFT JOIN LATERAL (SELECT score FROM check_in_amendment WHERE check_in_id = c.id AND score IS NOT NULL AND removed_at IS NULL
                          ORDER BY created_at DESC, id DESC LIMIT 1) a ON true
     WHERE c.provided_by_team_id = p_team AND c.about = 'week' AND c.week_on >= p_from AND c.week_on < p_until
       AND c.removed_at IS NULL AND coalesce(a.score, c.score) IS NOT NULL
       AND NOT EXISTS (SELECT FROM good_week_score g WHERE g.person_id = c.person_id AND g.week_on = c.week_on
                          AND g.answered_by = c.answered_by AND g.removed_at IS NULL)
     ORDER BY c.person_id, c.week_on, c.answered_by, c.given_at DESC, c.id DESC
  )
  SELECT coalesce(jsonb_agg(to_jsonb(s) ORDER BY s.answered_by), '[]') INTO v_scores FROM (
    SELECT answered_by, count(*) AS n, count(DISTINCT person_id) AS people, round(avg(score), 2) AS mean, min(score) AS lowest,
           max(score) AS highest
      FROM (TABLE own UNION ALL TABLE said) w GROUP BY 1) s;
  SELECT coalesce(jsonb_agg(to_jsonb(c) ORDER BY c.answered_by), '[]') INTO v_check_ins FROM (
    SELECT answered_by, count(*) AS n, count(DISTINCT person_id) AS people, count(*) FILTER (WHERE about = 'outcome') AS on_outcomes,
           count(*) FILTER (WHERE about = 'week') AS on_weeks, count(*) FILTER (WHERE about = 'instrument') AS with_instruments
      FROM check_in
     WHERE provided_by_team_id = p_team AND given_at >= v_from AND given_at < v_until AND removed_at IS NULL
     GROUP BY 1) c;
  SELECT jsonb_build_object('n', count(*), 'people', count(*) FILTER (WHERE NOT EXISTS (
           SELECT FROM check_in c
            WHERE c.person_id = p.id AND c.given_at >= v_from AND c.given_at < v_until AND c.removed_at IS NULL)))
    INTO v_quiet FROM person p WHERE p.team_id = p_team AND p.status = 'supported' AND p.removed_at IS NULL;
  WITH due AS MATERIALIZED (
    SELECT (coalesce((SELECT max(held_on) FROM review WHERE person_id = p.id AND state = 'held' AND removed_at IS NULL),
                     (SELECT min(changed_on) FROM status_change WHERE person_id = p.id AND to_status = 'supported'
                         AND removed_at IS NULL), p.status_since) + interval '6 months')::date AS due_on
      FROM person p WHERE p.team_id = p_team AND p.status = 'supported' AND p.removed_at IS NULL
  )
  SELECT jsonb_build_object('n', count(*), 'due', count(*) FILTER (WHERE due_on BETWEEN v_today AND v_today + 28),
           'overdue', count(*) FILTER (WHERE due_on < v_today), 'held', (
             SELECT count(*) FROM review WHERE provided_by_team_id = p_team AND state = 'held' AND held_on >= p_from
                AND held_on < p_until AND removed_at IS NULL))
    INTO v_reviews FROM due;
  RETURN jsonb_build_object('team_id', p_team, 'from_on', p_from, 'until_on', p_until, 'states', v_states, 'moves', v_moves,
    'marks', v_marks, 'week_scores', v_scores, 'check_ins', v_check_ins, 'without_check_in', v_quiet, 'reviews', v_reviews);
END $$
--=
-- The organisation's question sets of these keys, version by version, as they were answered. Everybody of the organisation may
-- read them; break-glass opens a person and no question set, so what the person answered is read with them through here.
CREATE OR REPLACE FUNCTION definitions_of(p_keys text[]) RETURNS json
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(json_agg(json_build_object('instrument', i.key, 'instrument_version', v.number, 'name', i.name,
           'items', v.items, 'scoring', v.scoring) ORDER BY i.key, v.number), '[]')
    FROM instrument i JOIN instrument_version v ON v.instrument_id = i.id AND v.state <> 'draft' AND v.removed_at IS NULL
   WHERE i.key = ANY (p_keys) AND i.organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
     AND i.removed_at IS NULL
$$
