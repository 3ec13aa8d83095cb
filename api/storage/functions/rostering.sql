-- Facts for self-rostering: who could take an open visit, and a team's week for a proposal. Ids, days and times; never a note, a
-- kind of absence or a reason.

-- The members of a team in [p_from, p_until), as a roster sees them: when they work, when they are away, what they have planned
-- from two days before to two days after (for the rest between).
CREATE OR REPLACE FUNCTION roster_members(p_team uuid, p_from timestamptz, p_until timestamptz) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH around AS MATERIALIZED (
    SELECT id, person_id, planned_start_at, planned_end_at, member_ids FROM visit
     WHERE provided_by_team_id = p_team AND removed_at IS NULL AND state IN ('open', 'planned', 'in_progress', 'completed')
       AND planned_start_at >= p_from - interval '2 days' AND planned_start_at < p_until + interval '2 days'
  )
  SELECT coalesce(jsonb_agg(jsonb_build_object(
           'id', m.id, 'joined_on', m.joined_on, 'left_on', m.left_on, 'contracted_minutes', m.contracted_minutes,
           'patterns', (SELECT coalesce(jsonb_agg(jsonb_build_object('from_on', w.from_on, 'until_on', w.until_on,
                                 'cycle_weeks', w.cycle_weeks, 'times', w.times)), '[]')
                          FROM working_pattern w WHERE w.member_id = m.id AND w.team_id = p_team AND w.removed_at IS NULL),
           'away', (SELECT coalesce(jsonb_agg(jsonb_build_array(a.starts_at, a.ends_at)), '[]') FROM absence a
                     WHERE a.member_id = m.id AND a.team_id = p_team AND a.removed_at IS NULL
                       AND a.starts_at < p_until + interval '2 days' AND a.ends_at > p_from - interval '2 days'),
           'planned', (SELECT coalesce(jsonb_agg(jsonb_build_object('person_id', v.person_id, 'starts_at', v.planned_start_at,
                                'ends_at', v.planned_end_at)), '[]') FROM around v WHERE m.id = ANY (v.member_ids))) ORDER BY m.id), '[]')
    FROM team_member m
   WHERE m.team_id = p_team AND m.removed_at IS NULL AND m.joined_on < (p_until AT TIME ZONE 'Europe/London')::date
     AND (m.left_on IS NULL OR m.left_on >= (p_from AT TIME ZONE 'Europe/London')::date)
$$;
--=
-- How well members and people know one another: who is in a person's small team now (and chose each other), and how often they
-- met in the last 28 days. Strangers are left out.
CREATE OR REPLACE FUNCTION roster_known(p_team uuid, p_people uuid[]) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH few AS (
    SELECT s.person_id, s.member_id, bool_or(s.person_chose AND s.member_chose) AS mutual FROM small_team_member s
     WHERE s.person_id = ANY (p_people) AND s.removed_at IS NULL
       AND (s.until_on IS NULL OR s.until_on >= (now() AT TIME ZONE 'Europe/London')::date) GROUP BY 1, 2
  ), met AS (
    SELECT v.person_id, x.member_id, count(*) AS n FROM visit v CROSS JOIN LATERAL unnest(v.member_ids) x(member_id)
     WHERE v.person_id = ANY (p_people) AND v.state = 'completed' AND v.removed_at IS NULL
       AND v.planned_start_at > now() - interval '28 days' AND v.planned_start_at <= now() GROUP BY 1, 2
  )
  SELECT coalesce(jsonb_agg(jsonb_build_object('member_id', m.id, 'person_id', person_id, 'in_small_team', few.member_id IS NOT NULL,
                                               'chose_each_other', coalesce(few.mutual, false), 'met', coalesce(met.n, 0))), '[]')
    FROM few FULL JOIN met USING (person_id, member_id) JOIN team_member m ON m.id = member_id AND m.team_id = p_team
$$;
--=
-- Where people live, of those whose place is known.
CREATE OR REPLACE FUNCTION roster_homes(p_people uuid[]) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(jsonb_object_agg(id, jsonb_build_array(latitude, longitude)), '{}') FROM person
   WHERE id = ANY (p_people) AND latitude IS NOT NULL AND longitude IS NOT NULL
$$;
--=
-- What is known of who could take a visit, for the ranking beside it: members of the team, its coaches, the manager, the person.
-- The person is told no member's hours. NULL: not there, or not theirs.
CREATE OR REPLACE FUNCTION candidate_facts(p_visit uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v record;
  v_role constant text := current_setting('app.role', true);
  v_monday timestamp;
  v_from timestamptz;
  v_until timestamptz;
  v_members jsonb;
  v_people uuid[];
BEGIN
  SELECT id, person_id, provided_by_team_id, planned_start_at, planned_end_at, member_ids, members_needed, state INTO v FROM visit
   WHERE id = p_visit AND removed_at IS NULL AND organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
     AND CASE v_role WHEN 'manager' THEN true
           WHEN 'person' THEN person_id = ANY (NULLIF(current_setting('app.person_ids', true), '')::uuid[])
           ELSE v_role IN ('carer', 'coach') AND team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[]) END;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  v_monday := date_trunc('week', v.planned_start_at AT TIME ZONE 'Europe/London');
  v_from := v_monday AT TIME ZONE 'Europe/London';
  v_until := (v_monday + interval '7 days') AT TIME ZONE 'Europe/London';
  IF v.state IN ('open', 'planned') AND v.planned_end_at > now() THEN
    v_members := roster_members(v.provided_by_team_id, v_from, v_until);
    IF v_role = 'person' THEN
      SELECT coalesce(jsonb_agg(m - 'contracted_minutes'), '[]') INTO v_members FROM jsonb_array_elements(v_members) m;
    END IF;
  ELSE
    v_members := '[]';
  END IF;
  SELECT array_agg(DISTINCT (p->>'person_id')::uuid) || v.person_id INTO v_people
    FROM jsonb_array_elements(v_members) m CROSS JOIN LATERAL jsonb_array_elements(m->'planned') p;
  RETURN jsonb_build_object(
    'week_from', v_from, 'week_until', v_until,
    'visits', jsonb_build_array(jsonb_build_object('id', v.id, 'person_id', v.person_id, 'starts_at', v.planned_start_at,
                'ends_at', v.planned_end_at, 'places', greatest(v.members_needed - cardinality(v.member_ids), 0), 'members', v.member_ids)),
    'members', v_members, 'known', roster_known(v.provided_by_team_id, ARRAY[v.person_id]), 'homes', roster_homes(v_people),
    'names', (SELECT coalesce(jsonb_object_agg(m.id, coalesce(m.preferred_name, m.name)), '{}') FROM team_member m
               WHERE m.team_id = v.provided_by_team_id AND m.removed_at IS NULL),
    -- Gifts and interests that both would share, by the tags that they have in common.
    'shared', (SELECT coalesce(jsonb_object_agg(c.member_id, c.tags), '{}') FROM (
                 SELECT g.member_id, jsonb_agg(DISTINCT t.tag) AS tags
                   FROM member_gift g CROSS JOIN LATERAL unnest(g.tags) t(tag)
                  WHERE g.team_id = v.provided_by_team_id AND g.would_share = 'yes' AND g.removed_at IS NULL
                    AND t.tag IN (SELECT u.tag FROM gift CROSS JOIN LATERAL unnest(gift.tags) u(tag)
                                                 WHERE gift.person_id = v.person_id AND gift.would_share = 'yes' AND gift.removed_at IS NULL)
                  GROUP BY 1) c));
END $$;
--=
-- A proposal's week, for the job that works it out; the proposal is `working` from then on. Taken up again when the job before was
-- killed or failed: the queue runs the jobs of one team one after the other. NULL: there is nothing to work out (any more).
CREATE OR REPLACE FUNCTION roster_problem(p_proposal uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  p record;
  v_from timestamptz;
  v_until timestamptz;
  v_visits jsonb;
  v_open uuid[];
  v_members jsonb;
  v_people uuid[];
BEGIN
  SELECT team_id, week_on, within_seconds, state INTO p FROM roster_proposal WHERE id = p_proposal AND removed_at IS NULL FOR UPDATE;
  IF NOT FOUND OR p.state NOT IN ('waiting', 'working') THEN
    RETURN NULL;
  END IF;
  UPDATE roster_proposal SET state = 'working' WHERE id = p_proposal AND state = 'waiting';
  v_from := p.week_on::timestamp AT TIME ZONE 'Europe/London';
  v_until := (p.week_on + 7)::timestamp AT TIME ZONE 'Europe/London';
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'person_id', v.person_id, 'starts_at', v.planned_start_at,
           'ends_at', v.planned_end_at, 'places', v.members_needed - cardinality(v.member_ids), 'members', v.member_ids)), '[]'),
         array_agg(DISTINCT v.person_id)
    INTO v_visits, v_open
    FROM visit v JOIN person ON person.id = v.person_id AND person.status NOT IN ('paused', 'ended')
   WHERE v.team_id = p.team_id AND v.provided_by_team_id = p.team_id AND v.state = 'open' AND v.removed_at IS NULL
     AND v.planned_start_at >= greatest(v_from, now()) AND v.planned_start_at < v_until;
  v_members := roster_members(p.team_id, v_from, v_until);
  SELECT array_agg(DISTINCT (s->>'person_id')::uuid) || v_open INTO v_people
    FROM jsonb_array_elements(v_members) m CROSS JOIN LATERAL jsonb_array_elements(m->'planned') s;
  RETURN jsonb_build_object('within_seconds', p.within_seconds, 'week_from', v_from, 'week_until', v_until, 'visits', v_visits,
    'members', v_members, 'known', roster_known(p.team_id, v_open), 'homes', roster_homes(v_people));
END $$;
--=
-- What the job found. False: somebody else was quicker, or the proposal is gone. Only about visits and members of the proposal's
-- team: anything else is an error, nothing of it is kept, and the job is tried again with the week as it is then.
CREATE OR REPLACE FUNCTION file_proposal(p_proposal uuid, p_answer jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  p record;
  filed integer;
  v_placed integer;
BEGIN
  SELECT team_id, state INTO p FROM roster_proposal WHERE id = p_proposal AND removed_at IS NULL FOR UPDATE;
  IF NOT FOUND OR p.state <> 'working' THEN
    RETURN false;
  END IF;
  INSERT INTO proposal_line (id, organisation_id, team_id, person_id, proposal_id, visit_id, planned_start_at, member_id, reasons, state)
  SELECT gen_random_uuid(), v.organisation_id, v.team_id, v.person_id, p_proposal, v.id, l.starts_at, l.member_id, l.reasons,
         CASE WHEN l.member_id IS NULL THEN 'not_placed' ELSE 'proposed' END
    FROM jsonb_to_recordset(p_answer->'lines') AS l(visit_id uuid, starts_at timestamptz, member_id uuid, reasons jsonb)
    JOIN visit v ON v.id = l.visit_id AND v.team_id = p.team_id AND v.provided_by_team_id = p.team_id
   WHERE l.member_id IS NULL OR EXISTS (SELECT FROM team_member m WHERE m.id = l.member_id AND m.team_id = p.team_id);
  GET DIAGNOSTICS filed = ROW_COUNT;
  IF filed <> jsonb_array_length(p_answer->'lines') THEN
    RAISE EXCEPTION 'not of this team' USING ERRCODE = 'WT409', CONSTRAINT = 'proposal_of_team';
  END IF;
  SELECT count(*) INTO v_placed FROM proposal_line WHERE proposal_id = p_proposal AND state = 'proposed';
  UPDATE roster_proposal SET state = 'ready', found = p_answer->>'found', gap = (p_answer->>'gap')::float8,
         gap_rank = p_answer->>'gap_rank', open_places = filed, placed = v_placed, ready_at = now()
   WHERE id = p_proposal;
  RETURN true;
END $$;
--=
-- Proposals that no job will work out any more have failed: theirs was given up after its last try. Answers how many.
CREATE OR REPLACE FUNCTION settle_proposals() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  done integer;
BEGIN
  UPDATE roster_proposal SET state = 'failed'
   WHERE state IN ('waiting', 'working') AND removed_at IS NULL
     AND NOT EXISTS (SELECT FROM jobs.procrastinate_jobs j WHERE j.task_name = 'propose_week' AND j.status IN ('todo', 'doing')
                        AND j.args->>'proposal_id' = roster_proposal.id::text);
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done;
END $$
