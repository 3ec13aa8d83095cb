-- Figures of community life. They count what the asker may not read line by line (a coach: whom somebody knows), so they run as
-- the kernel and check whose figures they are themselves; what comes out is counts, and names only where somebody asked for it.

-- Whose community life the caller may be told of in figures: as figures of a person, and a connector whom the person shares it with.
CREATE OR REPLACE FUNCTION may_have_ties(p_person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT may_have_figures('person', p_person)
      OR (current_setting('app.role', true) = 'connector'
          AND EXISTS (SELECT FROM person WHERE id = p_person AND removed_at IS NULL
                         AND id = ANY (NULLIF(current_setting('app.shared_community', true), '')::uuid[])
                         AND organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid))
$$;
--=
-- How many different people outside paid support a person saw, month by month in London: `p_months` whole ones, and this one so far.
--   seen: somebody of a connection that was seen on a day, or a member of the circle at a held meeting where the person was.
--     Who is both counts once, and who is of two circles with one account too. Nobody is seen for having been at the same session
--     of a group: that is a connection, if they say so.
--   recorded: a month in which a day was written down, a meeting was held of which it is said whether the person was there, or they
--     were at a session. In another month nothing is known: null, and not 0.
--   A connector is told of the circles they connect only. NULL: not there, or not theirs.
CREATE OR REPLACE FUNCTION connection_figures(p_person uuid, p_months integer) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_today constant date := (now() AT TIME ZONE 'Europe/London')::date;
  v_this constant date := date_trunc('month', v_today)::date;
  v_from constant date := (v_this - make_interval(months => p_months))::date;
  v_circles constant uuid[] := CASE WHEN current_setting('app.role', true) = 'connector'
    THEN coalesce(NULLIF(current_setting('app.circle_ids', true), '')::uuid[], '{}') END;
BEGIN
  IF NOT may_have_ties(p_person) THEN
    RETURN NULL;
  END IF;
  RETURN (
    WITH known AS (
      SELECT c.id, coalesce(m.account_id, c.circle_member_id, c.id) AS who, c.until_on,
             coalesce(c.since_on, (c.created_at AT TIME ZONE 'Europe/London')::date) AS since_on
        FROM connection c LEFT JOIN circle_member m ON m.id = c.circle_member_id
       WHERE c.person_id = p_person AND c.removed_at IS NULL
    ), met AS (
      SELECT held_on, member_ids, person_there FROM circle_meeting
       WHERE person_id = p_person AND state = 'held' AND removed_at IS NULL AND person_there IS NOT NULL
         AND held_on >= v_from AND (v_circles IS NULL OR circle_id = ANY (v_circles))
    ), days AS (
      SELECT s.seen_on AS day, known.who FROM connection_seen s JOIN known ON known.id = s.connection_id
       WHERE s.person_id = p_person AND s.removed_at IS NULL AND s.seen_on >= v_from
      UNION ALL
      SELECT met.held_on, coalesce(m.account_id, m.id)
        FROM met CROSS JOIN LATERAL unnest(met.member_ids) at(id) JOIN circle_member m ON m.id = at.id
       WHERE met.person_there AND m.person_id = p_person AND m.removed_at IS NULL
    ), been AS (
      SELECT held_on AS day, group_id FROM group_attendance
       WHERE person_id = p_person AND removed_at IS NULL AND held_on >= v_from
    ), recorded AS (
      SELECT DISTINCT date_trunc('month', day)::date AS month
        FROM (SELECT day FROM days UNION ALL SELECT held_on FROM met UNION ALL SELECT day FROM been) d
    ), months AS (
      SELECT n.month, row_number() OVER (ORDER BY n.month) AS number, n.month = v_this AS so_far, r.month IS NOT NULL AS recorded,
             CASE WHEN r.month IS NOT NULL THEN (SELECT count(DISTINCT who) FROM days WHERE date_trunc('month', day) = n.month) END AS seen,
             CASE WHEN r.month IS NOT NULL THEN (SELECT count(DISTINCT group_id) FROM been WHERE date_trunc('month', day) = n.month) END AS groups,
             (SELECT count(*) FROM known WHERE date_trunc('month', since_on) = n.month) AS made,
             (SELECT count(*) FROM known WHERE date_trunc('month', until_on) = n.month) AS ended
        FROM (SELECT g::date AS month FROM generate_series(v_from::timestamp, v_this::timestamp, interval '1 month') g) n
        LEFT JOIN recorded r ON r.month = n.month
    ), whole AS (SELECT * FROM months WHERE NOT so_far)
    SELECT jsonb_build_object(
      'person_id', p_person, 'from_month', to_char(v_from, 'YYYY-MM'), 'until_month', to_char(v_this, 'YYYY-MM'),
      'months', (SELECT jsonb_agg(jsonb_build_object(
                   'month', to_char(month, 'YYYY-MM'), 'so_far', so_far, 'recorded', recorded, 'people_seen', seen,
                   'groups_attended', groups, 'connections_made', made, 'connections_ended', ended) ORDER BY month) FROM months),
      'people_seen', (SELECT jsonb_build_object('months', count(*), 'recorded', count(seen), 'nothing_recorded', count(*) - count(seen),
                        'mean', round(avg(seen), 2), 'least', min(seen), 'most', max(seen)) FROM whole),
      'change', (SELECT CASE WHEN p_months >= 6 THEN jsonb_build_object(
                   'first_recorded', count(seen) FILTER (WHERE number <= 3), 'first_mean', round(avg(seen) FILTER (WHERE number <= 3), 2),
                   'last_recorded', count(seen) FILTER (WHERE number > p_months - 3),
                   'last_mean', round(avg(seen) FILTER (WHERE number > p_months - 3), 2),
                   'difference', round(avg(seen) FILTER (WHERE number > p_months - 3), 2) - round(avg(seen) FILTER (WHERE number <= 3), 2)) END
                   FROM whole),
      'connections', (SELECT jsonb_build_object(
                        'now', count(*) FILTER (WHERE until_on IS NULL OR until_on > v_today),
                        'made', count(*) FILTER (WHERE since_on >= v_from),
                        'kept', count(*) FILTER (WHERE since_on >= v_from AND (until_on IS NULL OR until_on > v_today)),
                        'ended', count(*) FILTER (WHERE until_on >= v_from)) FROM known),
      'groups_attended', (SELECT count(DISTINCT group_id) FROM been)));
END $$;
--=
-- Whom a person reaches within two steps, through their connections, their circles, and the groups where they take part: people
-- outside paid support, each once, and the other people supported who take part in the same groups. No further: what somebody
-- else's ties are is theirs to tell. Only for those who asked for it; NULL for all others.
CREATE OR REPLACE FUNCTION reach_within_two(p_person uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH near AS (
    SELECT coalesce(m.account_id, c.circle_member_id, c.id) AS who, 1 AS through
      FROM connection c LEFT JOIN circle_member m ON m.id = c.circle_member_id
     WHERE c.person_id = p_person AND c.removed_at IS NULL
       AND (c.until_on IS NULL OR c.until_on > (now() AT TIME ZONE 'Europe/London')::date)
    UNION ALL
    SELECT coalesce(m.account_id, m.id), 2
      FROM circle k JOIN circle_member m ON m.circle_id = k.id
     WHERE k.person_id = p_person AND k.status <> 'ended' AND k.removed_at IS NULL AND m.state = 'joined' AND m.removed_at IS NULL
  ), mine AS (
    SELECT DISTINCT g.group_id FROM group_membership g JOIN community_group c ON c.id = g.group_id
     WHERE g.person_id = p_person AND g.left_on IS NULL AND g.removed_at IS NULL AND c.status <> 'ended' AND c.removed_at IS NULL
  ), fellows AS (
    SELECT DISTINCT g.person_id
      FROM mine JOIN group_membership g ON g.group_id = mine.group_id JOIN person ON person.id = g.person_id
     WHERE g.person_id <> p_person AND g.left_on IS NULL AND g.removed_at IS NULL AND person.status <> 'ended' AND person.removed_at IS NULL
  ), n AS (
    SELECT (SELECT count(DISTINCT who) FROM near) AS near, (SELECT count(*) FROM fellows) AS fellows
  )
  SELECT jsonb_build_object('people', n.near + n.fellows, 'outside_paid_support', n.near, 'through_groups', n.fellows,
           'connections', (SELECT count(DISTINCT who) FROM near WHERE through = 1),
           'in_circles', (SELECT count(DISTINCT who) FROM near WHERE through = 2), 'groups', (SELECT count(*) FROM mine))
    FROM n
   WHERE EXISTS (SELECT FROM reach_wish WHERE person_id = p_person AND removed_at IS NULL)
     AND EXISTS (SELECT FROM person WHERE id = p_person AND removed_at IS NULL AND status <> 'ended')
$$;
--=
-- A person's reach, told to themself, their team, the manager, and the connector whom they share it with. NULL: not there, not theirs,
-- or not asked for.
CREATE OR REPLACE FUNCTION person_reach(p_person uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('person_id', p_person) || reach_within_two(p_person)
   WHERE current_setting('app.role', true) IN ('carer', 'person', 'connector', 'manager') AND may_have_ties(p_person)
$$;
--=
-- Who of a team's people asked to be known for bringing people together, by name and never by reach. NULL: not there, or not theirs.
CREATE OR REPLACE FUNCTION super_connectors(p_team uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT jsonb_build_object('team_id', p_team, 'super_connectors', coalesce((
    SELECT jsonb_agg(jsonb_build_object('person_id', r.id, 'name', r.preferred_name, 'since_on', r.since_on, 'words', r.words) || r.reach
             ORDER BY r.name_key, r.id)
      FROM (SELECT p.id, p.preferred_name, p.name_key, w.since_on, w.words, reach_within_two(p.id) AS reach
              FROM reach_wish w JOIN person p ON p.id = w.person_id
             WHERE w.team_id = p_team AND w.removed_at IS NULL AND p.removed_at IS NULL) r
     WHERE r.reach IS NOT NULL), '[]'))
   WHERE current_setting('app.role', true) IN ('carer', 'manager') AND may_have_figures('team', p_team)
$$;
--=
-- Community life of a team ('team' and its id: the people it supports now, the introductions it made) or of the organisation
-- ('place': all of it, or the postcode district p_place, such as WN1), with what happened over [p_from, p_until), days in London.
--   people.without_tie: supported, and nobody of a connection that goes on, of a circle that goes on, or of a group they take part in.
--   groups.without_tie: active, nobody supported takes part, no session in twelve weeks, never an introduction. A team's groups are
--     those in the postcode districts where its people live.
--   introductions: signposting and social prescribing apart, always; open: nothing came of it yet.
--   connections.kept: of those made, going on today.
-- Who has no tie is named to members of the team and the manager. NULL: not there, or not theirs.
CREATE OR REPLACE FUNCTION community_figures(p_of text, p_team uuid, p_place text, p_from date, p_until date) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_organisation constant uuid := NULLIF(current_setting('app.organisation_id', true), '')::uuid;
  v_role constant text := current_setting('app.role', true);
  v_today constant date := (now() AT TIME ZONE 'Europe/London')::date;
  v_people text := 'organisation_id = $1';
  v_rows text := 'organisation_id = $1';
  v_made text := 'organisation_id = $1';
  v_groups text := 'true';
  v_query text;
  found jsonb;
BEGIN
  IF NOT (CASE p_of WHEN 'team' THEN may_have_figures('team', p_team) ELSE coalesce(v_role = 'manager', false) END) THEN
    RETURN NULL;
  END IF;
  IF p_of = 'team' THEN
    v_people := 'team_id = $2';
    v_rows := 'team_id = $2';
    v_made := 'provided_by_team_id = $2';
    v_groups := 'split_part(postcode, '' '', 1) IN (SELECT district FROM here WHERE status <> ''ended'')';
  ELSIF p_place IS NOT NULL THEN
    v_people := 'organisation_id = $1 AND split_part(postcode, '' '', 1) = $3';
    v_rows := 'person_id IN (SELECT id FROM here)';
    v_made := 'person_id IN (SELECT id FROM here)';
    v_groups := 'split_part(postcode, '' '', 1) = $3';
  END IF;
  v_query := $q$
    WITH here AS MATERIALIZED (
      SELECT id, status, preferred_name, name_key, split_part(postcode, ' ', 1) AS district FROM person WHERE /*people*/ AND removed_at IS NULL
    ), tied AS (
      SELECT person_id FROM connection WHERE /*rows*/ AND removed_at IS NULL AND (until_on IS NULL OR until_on > $4)
      UNION ALL
      SELECT person_id FROM circle k
       WHERE /*rows*/ AND k.status <> 'ended' AND k.removed_at IS NULL
         AND EXISTS (SELECT FROM circle_member m WHERE m.circle_id = k.id AND m.state = 'joined' AND m.removed_at IS NULL)
      UNION ALL
      SELECT person_id FROM group_membership g
       WHERE /*rows*/ AND g.left_on IS NULL AND g.removed_at IS NULL
         AND EXISTS (SELECT FROM community_group c WHERE c.id = g.group_id AND c.status <> 'ended' AND c.removed_at IS NULL)
    ), supported AS (
      SELECT here.*, id NOT IN (SELECT person_id FROM tied) AS alone
        FROM here WHERE status IN ('getting_to_know', 'supported', 'paused')
    ), connectors AS (
      SELECT a.id FROM account a
       WHERE a.organisation_id = $1 AND a.removed_at IS NULL AND a.disabled_at IS NULL
         AND EXISTS (SELECT FROM account_grant g WHERE g.account_id = a.id AND g.role = 'connector' AND g.removed_at IS NULL
                                                   AND (g.until IS NULL OR g.until > now()))
    ), circles AS (
      SELECT k.status, k.stands_alone_on IS NOT NULL AS alone,
             k.stands_alone_on IS NULL AND coalesce(k.connector_account_id NOT IN (SELECT id FROM connectors), true) AS unconnected,
             NOT EXISTS (SELECT FROM circle_member m WHERE m.circle_id = k.id AND m.facilitator AND m.state = 'joined' AND m.removed_at IS NULL) AS unfacilitated
        FROM circle k JOIN here ON here.id = k.person_id
       WHERE k.removed_at IS NULL AND (here.status <> 'ended' OR k.status = 'ended')
    ), around AS (
      SELECT NOT EXISTS (SELECT FROM group_membership g WHERE g.group_id = c.id AND g.left_on IS NULL AND g.removed_at IS NULL)
             AND NOT EXISTS (SELECT FROM group_session s WHERE s.group_id = c.id AND s.held_on > $4 - 84 AND s.removed_at IS NULL)
             AND NOT EXISTS (SELECT FROM introduction i WHERE i.group_id = c.id AND i.removed_at IS NULL) AS idle
        FROM community_group c WHERE c.organisation_id = $1 AND c.status = 'active' AND c.removed_at IS NULL AND /*groups*/
    ), made AS (
      SELECT kind, count(*) AS made, count(*) FILTER (WHERE result IS NULL) AS open, count(*) FILTER (WHERE result = 'joined') AS joined,
             count(*) FILTER (WHERE result = 'tried') AS tried, count(*) FILTER (WHERE result = 'not_for_me') AS not_for_me,
             count(*) FILTER (WHERE result = 'not_now') AS not_now, count(message_back_on) AS told_back
        FROM introduction WHERE /*made*/ AND removed_at IS NULL AND made_on >= $5 AND made_on < $6 GROUP BY kind
    ), known AS (
      SELECT until_on, coalesce(since_on, (created_at AT TIME ZONE 'Europe/London')::date) AS since_on
        FROM connection WHERE /*rows*/ AND removed_at IS NULL
    )
    SELECT jsonb_build_object(
      'people', (SELECT jsonb_build_object('supported', count(*), 'without_tie', count(*) FILTER (WHERE alone),
                   'without_tie_named', CASE WHEN $7 THEN coalesce(jsonb_agg(jsonb_build_object('person_id', id, 'name', preferred_name)
                                                                   ORDER BY name_key, id) FILTER (WHERE alone), '[]') END) FROM supported),
      'circles', (SELECT jsonb_build_object(
                    'forming', count(*) FILTER (WHERE status = 'forming'), 'meeting', count(*) FILTER (WHERE status = 'meeting'),
                    'resting', count(*) FILTER (WHERE status = 'resting'), 'ended', count(*) FILTER (WHERE status = 'ended'),
                    'without_connector', count(*) FILTER (WHERE status <> 'ended' AND unconnected),
                    'without_facilitator', count(*) FILTER (WHERE status <> 'ended' AND unfacilitated),
                    'standing_alone', count(*) FILTER (WHERE status <> 'ended' AND alone)) FROM circles),
      'groups', (SELECT jsonb_build_object('active', count(*), 'without_tie', count(*) FILTER (WHERE idle)) FROM around),
      'introductions', (SELECT jsonb_object_agg(k.kind, jsonb_build_object(
                          'made', coalesce(m.made, 0), 'open', coalesce(m.open, 0), 'joined', coalesce(m.joined, 0), 'tried', coalesce(m.tried, 0),
                          'not_for_me', coalesce(m.not_for_me, 0), 'not_now', coalesce(m.not_now, 0), 'told_back', coalesce(m.told_back, 0)))
                          FROM (VALUES ('signposting'), ('social_prescribing')) k(kind) LEFT JOIN made m ON m.kind = k.kind),
      'connections', (SELECT jsonb_build_object(
                        'now', count(*) FILTER (WHERE until_on IS NULL OR until_on > $4),
                        'made', count(*) FILTER (WHERE since_on >= $5 AND since_on < $6),
                        'kept', count(*) FILTER (WHERE since_on >= $5 AND since_on < $6 AND (until_on IS NULL OR until_on > $4)),
                        'ended', count(*) FILTER (WHERE until_on >= $5 AND until_on < $6)) FROM known))
  $q$;
  v_query := replace(replace(replace(replace(v_query, '/*people*/', v_people), '/*rows*/', v_rows), '/*made*/', v_made), '/*groups*/', v_groups);
  EXECUTE v_query INTO found
    USING v_organisation, p_team, p_place, v_today, p_from, p_until, p_of = 'team' AND v_role IN ('carer', 'manager');
  RETURN jsonb_build_object('team_id', p_team, 'place', p_place, 'from_on', p_from, 'until_on', p_until) || found;
END $$;
