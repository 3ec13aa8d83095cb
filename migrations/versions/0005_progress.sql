GRANT CREATE ON SCHEMA public TO wt_kernel
--;
CREATE TABLE person_page (
	id UUID NOT NULL, 
	organisation_id UUID NOT NULL, 
	version INTEGER DEFAULT 1 NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	removed_at TIMESTAMP WITH TIME ZONE, 
	created_digest BYTEA, 
	person_id UUID NOT NULL, 
	team_id UUID NOT NULL, 
	state VARCHAR(10) DEFAULT 'asked' NOT NULL, 
	made_at TIMESTAMP WITH TIME ZONE, 
	left_out JSONB DEFAULT '[]'::jsonb NOT NULL, 
	html VARCHAR(200000), 
	pdf BYTEA, 
	CONSTRAINT pk_person_page PRIMARY KEY (id), 
	CONSTRAINT ck_person_page_state CHECK (state IN ('asked', 'made', 'failed')), 
	CONSTRAINT ck_person_page_made CHECK ((state = 'made') = (made_at IS NOT NULL)), 
	CONSTRAINT ck_person_page_forms CHECK ((html IS NOT NULL) = (pdf IS NOT NULL)), 
	CONSTRAINT ck_person_page_kept CHECK ((html IS NOT NULL) = (state = 'made' AND removed_at IS NULL)), 
	CONSTRAINT fk_person_page_person_id_team_id_organisation_id FOREIGN KEY(person_id, team_id, organisation_id) REFERENCES person (id, team_id, organisation_id) ON DELETE RESTRICT ON UPDATE CASCADE
)
--;
CREATE INDEX ix_person_page_organisation_id ON person_page (organisation_id)
--;
CREATE INDEX ix_person_page_person_id ON person_page (person_id)
--;
CREATE INDEX ix_person_page_person_id_created_at_id ON person_page (person_id, created_at, id)
--;
CREATE INDEX ix_person_page_team_id ON person_page (team_id)
--;
CREATE INDEX ix_person_page_team_id_created_at_id ON person_page (team_id, created_at, id)
--;
-- Working Together for Change: what people said is most important, gathered without whose it was.

-- Words without the names that are known around the person who said them: their own, of their relationships and circles, and of the
-- team's members. Each part of a name alone too, at the borders of words, capitals or not. Titles are no names. What nobody wrote
-- down as a name is still there, and a word that is also a name (May) is gone: read them through. (Server locale C knows capitals of plain letters only.)
CREATE OR REPLACE FUNCTION without_names(p_words text, p_person uuid, p_team uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH known AS (
    SELECT unnest(ARRAY[preferred_name, given_names, family_name]) AS name FROM person WHERE id = p_person
    UNION SELECT name FROM relationship WHERE person_id = p_person
    UNION SELECT name FROM circle_member WHERE person_id = p_person
    UNION SELECT unnest(ARRAY[name, preferred_name]) FROM team_member WHERE team_id = p_team
  ), parts AS (
    SELECT DISTINCT lower(part) AS part
      FROM known CROSS JOIN LATERAL regexp_split_to_table(name, '[[:space:]]+') one
     CROSS JOIN LATERAL btrim(one, '.,;:()"''') part
     WHERE part !~ '^[a-z]' OR name = lower(name)
  ), listed AS (
    SELECT string_agg(regexp_replace(regexp_replace(part, '([[:punct:]])', '\\\1', 'g'), '\\''|’', '[''’]', 'g'), '|') AS names
      FROM parts
     WHERE length(part) > 1
       AND part NOT IN ('mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'sir', 'nurse', 'sister', 'brother', 'father', 'mother', 'mum', 'dad',
                        'nan', 'nana', 'gran', 'grandma', 'grandad', 'aunt', 'auntie', 'uncle', 'my', 'our', 'the', 'and')
  )
  SELECT coalesce(regexp_replace(p_words, '(?<![[:alnum:]\u00c0-\u024f])(?:' || names || ')(?:[[:space:]]+(?:' || names
                                          || '))*(?![[:alnum:]\u00c0-\u024f])', '[name]', 'gi'), p_words)
    FROM listed
$$
--;
-- Gathers the top two of the reviews that the team held in the cycle's period with the person's leave. Once, when the period is
-- over, and of a period that no other gathering had a part of: two gatherings that differ by one person would tell what that
-- person said. A kind of statement that fewer than five people made is left out; if none remains, nothing is gathered
-- (SMALLEST_GROUP). Answers how many people spoke. Rows come in no order, with ids that tell none, and without the names that are
-- known around who said them.
CREATE OR REPLACE FUNCTION gather_statements(p_cycle uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  c record;
  v_people integer;
  v_today date := (now() AT TIME ZONE 'Europe/London')::date;
BEGIN
  SELECT organisation_id, team_id, step, gathered_on, from_on, until_on INTO c FROM change_cycle
   WHERE id = p_cycle AND removed_at IS NULL AND current_setting('app.role', true) = 'carer'
     AND team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[]);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  -- One gathering of a team at a time: the next one sees what the first gathered.
  PERFORM pg_advisory_xact_lock(hashtextextended('gather_statements ' || c.team_id, 0));
  SELECT organisation_id, team_id, step, gathered_on, from_on, until_on INTO c FROM change_cycle WHERE id = p_cycle FOR UPDATE;
  IF c.step <> 'gathering' OR c.gathered_on IS NOT NULL THEN
    RAISE EXCEPTION 'gathered already' USING ERRCODE = 'WT409', CONSTRAINT = 'cycle_gathered';
  END IF;
  IF c.until_on > v_today THEN
    RAISE EXCEPTION 'the period is not over' USING ERRCODE = 'WT409', CONSTRAINT = 'cycle_period';
  END IF;
  IF EXISTS (SELECT FROM change_cycle o WHERE o.team_id = c.team_id AND o.gathered_on IS NOT NULL
                AND o.from_on < c.until_on AND o.until_on > c.from_on) THEN
    RAISE EXCEPTION 'a part was gathered before' USING ERRCODE = 'WT409', CONSTRAINT = 'cycle_overlap';
  END IF;
  WITH said AS MATERIALIZED (
    SELECT r.person_id, k.kind, w.words
      FROM review r
     CROSS JOIN LATERAL (VALUES ('working', r.top_working), ('not_working', r.top_not_working),
                                ('important_for_the_future', r.top_for_the_future)) k(kind, listed)
     CROSS JOIN LATERAL jsonb_array_elements_text(k.listed) w(words)
     WHERE r.provided_by_team_id = c.team_id AND r.organisation_id = c.organisation_id
       AND r.held_on >= c.from_on AND r.held_on < c.until_on AND r.state = 'held' AND r.share_for_change AND r.removed_at IS NULL
  ), enough AS (
    SELECT kind FROM said GROUP BY kind HAVING count(DISTINCT person_id) >= 5
  ), kept AS (
    INSERT INTO cycle_statement (id, organisation_id, team_id, cycle_id, kind, words)
    SELECT gen_random_uuid(), c.organisation_id, c.team_id, p_cycle, s.kind, left(without_names(s.words, s.person_id, c.team_id), 1000)
      FROM said s JOIN enough USING (kind) ORDER BY random()
  )
  SELECT count(DISTINCT person_id) INTO v_people FROM said JOIN enough USING (kind);
  IF v_people = 0 THEN
    RAISE EXCEPTION 'too few' USING ERRCODE = 'WT409', CONSTRAINT = 'cycle_too_few';
  END IF;
  UPDATE change_cycle SET gathered_on = v_today, people = v_people WHERE id = p_cycle;
  RETURN v_people;
END $$
--;
-- Queue a job, in the caller's own transaction. Tasks are a closed list; arguments are ids and days and nothing a person said,
-- because whoever looks after the queue reads them. Who asked and in which organisation is put beside them, never taken from the
-- caller. Jobs of one lock run one after the other. PL/pgSQL looks the queue up when it is called: its schema comes by another
-- migration.
CREATE OR REPLACE FUNCTION queue_job(p_task text, p_args jsonb, p_lock text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  asked jsonb := jsonb_strip_nulls(jsonb_build_object(
    'organisation_id', NULLIF(current_setting('app.organisation_id', true), ''),
    'account_id', NULLIF(current_setting('app.account_id', true), '')));
BEGIN
  IF p_task IS NULL OR p_task <> ALL (ARRAY['tidy', 'propose_week', 'make_page'])
     OR (current_setting('app.role', true) = 'person' AND p_task <> 'make_page') THEN  -- a person asks for their page, and no more
    RAISE EXCEPTION 'There is no such task.' USING ERRCODE = 'invalid_parameter_value', CONSTRAINT = 'queue_task';
  END IF;
  IF jsonb_typeof(p_args) IS DISTINCT FROM 'object' OR EXISTS (
       SELECT FROM jsonb_each(p_args) AS arg
        WHERE arg.key !~ '^[a-z_]{1,40}$' OR arg.key IN ('organisation_id', 'account_id') OR jsonb_typeof(arg.value) <> 'string'
           OR arg.value #>> '{}' !~ '^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{4}-[0-9]{2}-[0-9]{2})$')
     OR length(p_lock) > 100 THEN
    RAISE EXCEPTION 'A job is given ids and days only.' USING ERRCODE = 'invalid_parameter_value', CONSTRAINT = 'queue_arguments';
  END IF;
  PERFORM jobs.procrastinate_defer_jobs_v1(ARRAY[
    ROW('default', p_task, 0, p_lock, NULL, p_args || asked, NULL)::jobs.procrastinate_job_to_defer_v1]);
END $$
--;
-- A check-in and the end of its outcome one after the other, whoever writes: what was given after the end is refused, what was
-- given in time stands however late it comes. When it ended: when that was recorded, or at the latest when its day was over.
CREATE OR REPLACE FUNCTION hold_check_in() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_ended_on date;
  v_recorded timestamptz;
BEGIN
  SELECT ended_on INTO v_ended_on FROM outcome WHERE id = NEW.outcome_id FOR SHARE;
  IF v_ended_on IS NULL THEN
    RETURN NULL;
  END IF;
  SELECT max(created_at) INTO v_recorded FROM outcome_move
   WHERE outcome_id = NEW.outcome_id AND to_status IN ('achieved', 'changed', 'set_aside');
  IF NEW.given_at > least(v_recorded, (v_ended_on + interval '1 day') AT TIME ZONE 'Europe/London') THEN
    RAISE EXCEPTION 'the outcome had ended' USING ERRCODE = 'WT409', CONSTRAINT = 'check_in_outcome_ended';
  END IF;
  RETURN NULL;
END $$
--;
-- One standing invitation for each member of the circle: two at once come one after the other. One that is over holds nothing up.
CREATE OR REPLACE FUNCTION hold_invitation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM circle_member
    WHERE id = NEW.circle_member_id AND person_id = NEW.person_id AND left_on IS NULL AND removed_at IS NULL FOR NO KEY UPDATE;
  IF FOUND AND EXISTS (SELECT FROM check_in_invitation i
                        WHERE i.circle_member_id = NEW.circle_member_id AND i.id <> NEW.id AND i.withdrawn_at IS NULL
                          AND i.removed_at IS NULL AND (i.until_at IS NULL OR i.until_at > clock_timestamp())) THEN
    RAISE EXCEPTION 'invited already' USING ERRCODE = 'WT409', CONSTRAINT = 'check_in_invitation_standing';
  END IF;
  RETURN NULL;
END $$
--;
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
--;
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
--;
-- A page that is removed is gone: its words stand in the records, and only there.
CREATE OR REPLACE FUNCTION empty_page() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.html := NULL;
  NEW.pdf := NULL;
  RETURN NEW;
END $$
--;
-- What goes on a person's page, for the job that makes it: the current profile, the good week, the outcomes that stand, in their
-- words; how they are called, and the name of their team. Nothing that is private, no risk, nothing that is only about care. The
-- first forty of each and how many there are: no more go on one page. NULL: there is nothing to make (any more).
CREATE OR REPLACE FUNCTION page_content(p_page uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  p record;
  v_today constant date := (now() AT TIME ZONE 'Europe/London')::date;
BEGIN
  SELECT g.person_id, g.state, person.preferred_name, person.status, team.name AS team INTO p
    FROM person_page g JOIN person ON person.id = g.person_id JOIN team ON team.id = g.team_id
   WHERE g.id = p_page AND g.removed_at IS NULL FOR UPDATE OF g;
  IF NOT FOUND OR p.state <> 'asked' THEN
    RETURN NULL;
  END IF;
  IF p.status = 'ended' THEN  -- since it was asked for
    UPDATE person_page SET state = 'failed' WHERE id = p_page;
    RETURN NULL;
  END IF;
  RETURN jsonb_build_object('name', p.preferred_name, 'team', p.team, 'made_on', v_today,
    'profile', (SELECT jsonb_build_object('appreciate', v.appreciate, 'matters', v.matters, 'support', v.support)
                  FROM profile_version v WHERE v.person_id = p.person_id AND v.removed_at IS NULL ORDER BY v.number DESC LIMIT 1),
    'good_week', (SELECT jsonb_build_object('items', coalesce(jsonb_agg(to_jsonb(i) - 'n' ORDER BY i.n) FILTER (WHERE i.n <= 40), '[]'),
                         'of', count(*))
                    FROM (SELECT row_number() OVER (ORDER BY w.position, w.id) AS n, w.what, w.when_words, w.with_whom, w.how_often
                            FROM good_week_item w WHERE w.person_id = p.person_id AND w.removed_at IS NULL
                             AND (w.ended_on IS NULL OR w.ended_on > v_today)) i),
    'outcomes', (SELECT jsonb_build_object('items', coalesce(jsonb_agg(to_jsonb(o) - 'n' ORDER BY o.n) FILTER (WHERE o.n <= 40), '[]'),
                        'of', count(*))
                   FROM (SELECT row_number() OVER (ORDER BY c.started_on, c.id) AS n, c.statement, c.who_helps
                           FROM outcome c WHERE c.person_id = p.person_id AND c.removed_at IS NULL
                            AND c.status IN ('exploring', 'on_track', 'off_track')) o));
END $$
--;
-- The page that the job made. False: somebody else was quicker, or it is not wanted any more.
CREATE OR REPLACE FUNCTION file_page(p_page uuid, p_html text, p_pdf bytea, p_left_out jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE person_page SET state = 'made', made_at = now(), html = p_html, pdf = p_pdf, left_out = p_left_out
   WHERE id = p_page AND state = 'asked' AND removed_at IS NULL;
  RETURN FOUND;
END $$
--;
-- Pages that no job will make any more have failed: theirs was given up after its last try. Answers how many.
CREATE OR REPLACE FUNCTION settle_pages() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  done integer;
BEGIN
  UPDATE person_page SET state = 'failed'
   WHERE state = 'asked' AND removed_at IS NULL
     AND NOT EXISTS (SELECT FROM jobs.procrastinate_jobs j WHERE j.task_name = 'make_page' AND j.status IN ('todo', 'doing')
                        AND j.args->>'page_id' = person_page.id::text);
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done;
END $$
--;
-- A page shows its day. After thirty of them it is removed, and its words with it; another is asked for in a moment. Answers how many.
CREATE OR REPLACE FUNCTION tidy_pages() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  done integer;
BEGIN
  UPDATE person_page SET removed_at = now() WHERE removed_at IS NULL AND created_at < now() - interval '30 days';
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done;
END $$
--;
REVOKE ALL ON FUNCTION outcome_figures(uuid, date, date) FROM PUBLIC
--;
ALTER FUNCTION outcome_figures(uuid, date, date) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION definitions_of(text[]) FROM PUBLIC
--;
ALTER FUNCTION definitions_of(text[]) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION page_content(uuid) FROM PUBLIC
--;
ALTER FUNCTION page_content(uuid) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION file_page(uuid, text, bytea, jsonb) FROM PUBLIC
--;
ALTER FUNCTION file_page(uuid, text, bytea, jsonb) OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION settle_pages() FROM PUBLIC
--;
ALTER FUNCTION settle_pages() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION tidy_pages() FROM PUBLIC
--;
ALTER FUNCTION tidy_pages() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION empty_page() FROM PUBLIC
--;
ALTER FUNCTION empty_page() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION hold_check_in() FROM PUBLIC
--;
ALTER FUNCTION hold_check_in() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION hold_invitation() FROM PUBLIC
--;
ALTER FUNCTION hold_invitation() OWNER TO wt_kernel
--;
REVOKE ALL ON FUNCTION without_names(text, uuid, uuid) FROM PUBLIC
--;
ALTER FUNCTION without_names(text, uuid, uuid) OWNER TO wt_kernel
--;
GRANT EXECUTE ON FUNCTION queue_job(text, jsonb, text) TO wt_carer, wt_manager, wt_person
--;
GRANT EXECUTE ON FUNCTION outcome_figures(uuid, date, date) TO wt_carer, wt_coach, wt_person, wt_manager, wt_integration
--;
GRANT EXECUTE ON FUNCTION definitions_of(text[]) TO wt_carer, wt_coach, wt_person, wt_family, wt_manager, wt_integration, wt_opening
--;
GRANT EXECUTE ON FUNCTION page_content(uuid) TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION file_page(uuid, text, bytea, jsonb) TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION settle_pages() TO wt_api, wt_operator
--;
GRANT EXECUTE ON FUNCTION tidy_pages() TO wt_api, wt_operator
--;
CREATE TRIGGER stamp BEFORE UPDATE ON person_page FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION stamp()
--;
CREATE TRIGGER log_insert AFTER INSERT ON person_page FOR EACH ROW EXECUTE FUNCTION log_change('html,pdf', '')
--;
CREATE TRIGGER log_update AFTER UPDATE ON person_page FOR EACH ROW WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) EXECUTE FUNCTION log_change('html,pdf', '')
--;
CREATE TRIGGER empty_page BEFORE UPDATE OF removed_at ON person_page FOR EACH ROW WHEN (NEW.removed_at IS NOT NULL) EXECUTE FUNCTION empty_page()
--;
CREATE TRIGGER hold_check_in AFTER INSERT ON check_in FOR EACH ROW WHEN (NEW.outcome_id IS NOT NULL) EXECUTE FUNCTION hold_check_in()
--;
CREATE TRIGGER hold_invitation AFTER INSERT ON check_in_invitation FOR EACH ROW EXECUTE FUNCTION hold_invitation()
--;
DROP POLICY carer_read ON change
--;
CREATE POLICY carer_read ON change FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND (kind <> 'access_to_home' OR person_id = ANY ((SELECT NULLIF(current_setting('app.home_person_ids', true), '')::uuid[])::uuid[])) AND true)
--;
DROP POLICY person_read ON change
--;
CREATE POLICY person_read ON change FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND kind IN ('access_to_home', 'account', 'account_grant', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'concern', 'consent', 'cycle_action', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'relationship', 'representative', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series', 'life_story_chapter') AND true)
--;
DROP POLICY manager_read ON change
--;
CREATE POLICY manager_read ON change FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'client', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND true)
--;
DROP POLICY carer_read ON change_value
--;
CREATE POLICY carer_read ON change_value FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND (kind <> 'access_to_home' OR person_id = ANY ((SELECT NULLIF(current_setting('app.home_person_ids', true), '')::uuid[])::uuid[])) AND ((layer = 'open' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern')) OR (layer = 'full' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern'))))
--;
DROP POLICY person_read ON change_value
--;
CREATE POLICY person_read ON change_value FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]) AND kind IN ('access_to_home', 'account', 'account_grant', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'concern', 'consent', 'cycle_action', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'relationship', 'representative', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series', 'life_story_chapter') AND ((layer = 'open' AND kind IN ('access_to_home', 'account', 'account_grant', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'concern', 'consent', 'cycle_action', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'relationship', 'representative', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'visit', 'visit_amendment', 'visit_link', 'visit_record', 'visit_series', 'life_story_chapter')) OR (layer = 'full' AND kind IN ('access_to_home', 'account', 'account_grant', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'concern', 'consent', 'cycle_action', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'relationship', 'representative', 'review', 'review_action', 'small_team_member', 'status_change', 'team', 'team_member', 'visit', 'visit_link', 'visit_series', 'life_story_chapter'))))
--;
DROP POLICY manager_read ON change_value
--;
CREATE POLICY manager_read ON change_value FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid) AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'client', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern') AND ((layer = 'open' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'client', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern')) OR (layer = 'full' AND kind IN ('absence', 'access_to_home', 'account', 'account_grant', 'agreement', 'arrangement', 'change_cycle', 'check_in', 'check_in_amendment', 'check_in_invitation', 'circle', 'circle_member', 'client', 'coaching', 'concern', 'consent', 'cycle_action', 'cycle_statement', 'cycle_theme', 'gift', 'good_week_item', 'good_week_mark', 'good_week_score', 'good_week_wording', 'hours_agreement', 'hours_entry', 'instrument', 'instrument_version', 'member_gift', 'member_profile', 'move_offer', 'notice', 'opening', 'organisation', 'outcome', 'outcome_move', 'outcome_step', 'outcome_wording', 'person', 'person_page', 'positive_risk', 'profile_version', 'proposal_line', 'relationship', 'representative', 'review', 'review_action', 'role_holding', 'roster_proposal', 'shared_role', 'small_team_member', 'status_change', 'team', 'team_assessment', 'team_member', 'visit', 'visit_amendment', 'visit_link', 'visit_offer', 'visit_record', 'visit_series', 'working_pattern'))))
--;
ALTER TABLE person_page ENABLE ROW LEVEL SECURITY
--;
ALTER TABLE person_page FORCE ROW LEVEL SECURITY
--;
CREATE POLICY wt_kernel ON person_page TO wt_kernel USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON person_page TO wt_kernel
--;
CREATE POLICY wt_operator ON person_page TO wt_operator USING (true) WITH CHECK (true)
--;
GRANT SELECT, INSERT, UPDATE, DELETE ON person_page TO wt_operator
--;
CREATE POLICY carer_read ON person_page FOR SELECT TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON person_page TO wt_carer
--;
CREATE POLICY carer_add ON person_page FOR INSERT TO wt_carer WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, state, made_at, left_out, html, pdf) ON person_page TO wt_carer
--;
CREATE POLICY carer_change ON person_page FOR UPDATE TO wt_carer USING (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[])) WITH CHECK (team_id = ANY ((SELECT NULLIF(current_setting('app.team_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at) ON person_page TO wt_carer
--;
CREATE POLICY person_read ON person_page FOR SELECT TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT SELECT ON person_page TO wt_person
--;
CREATE POLICY person_add ON person_page FOR INSERT TO wt_person WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT INSERT (id, organisation_id, created_digest, person_id, team_id, state, made_at, left_out, html, pdf) ON person_page TO wt_person
--;
CREATE POLICY person_change ON person_page FOR UPDATE TO wt_person USING (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[])) WITH CHECK (person_id = ANY ((SELECT NULLIF(current_setting('app.person_ids', true), '')::uuid[])::uuid[]))
--;
GRANT UPDATE (removed_at) ON person_page TO wt_person
--;
CREATE POLICY manager_read ON person_page FOR SELECT TO wt_manager USING (organisation_id = ((SELECT NULLIF(current_setting('app.organisation_id', true), '')::uuid)::uuid))
--;
GRANT SELECT ON person_page TO wt_manager
--;
REVOKE CREATE ON SCHEMA public FROM wt_kernel
