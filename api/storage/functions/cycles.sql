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
--=
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
