-- What happened with the money of a fund over the days of a statement, for the job that makes it. The balances are held while the
-- ledger is added up, so that nothing is posted between one sum and the next. An entry turned round counts where the first one did,
-- on its own day. NULL: there is nothing to make (any more).
CREATE OR REPLACE FUNCTION statement_facts(p_statement uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  s record;
  v_found jsonb;
  c_payees constant integer := 50;
  c_entries constant integer := 300;
BEGIN
  SELECT st.id, st.fund_id, st.person_id, st.from_on, st.until_on, p.preferred_name, t.name AS team, o.name AS provider,
         f.name, f.decided_by, f.decided_words, f.held_by, f.holder_name, f.fee_kind, f.fee_weekly_pence, f.fee_basis_points,
         f.fee_words, f.overspend_rule, f.overspend_up_to_pence, f.until_on AS agreed_until_on, f.closed_on
    INTO s
    FROM fund_statement st JOIN fund f ON f.id = st.fund_id JOIN person p ON p.id = st.person_id
    JOIN team t ON t.id = st.team_id JOIN organisation o ON o.id = st.organisation_id
   WHERE st.id = p_statement AND st.removed_at IS NULL AND st.state = 'asked' FOR UPDATE OF st;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  PERFORM FROM fund_balance WHERE fund_id = s.fund_id FOR SHARE;
  WITH lines AS (
    SELECT l.account, l.pence, l.plan_item_id, e.id, e.on_day, e.created_at, e.words, e.payee, coalesce(turned.kind, e.kind) AS kind,
           turned.id IS NOT NULL AS put_right, e.pence AS moved
      FROM fund_line l JOIN fund_entry e ON e.id = l.entry_id LEFT JOIN fund_entry turned ON turned.id = e.reverses_id
     WHERE l.fund_id = s.fund_id
  ), within AS (
    SELECT * FROM lines WHERE on_day >= s.from_on AND on_day < s.until_on
  ), entries AS (
    SELECT id, on_day, kind, put_right, words, payee, moved AS pence,
           coalesce(sum(pence) FILTER (WHERE account IN ('allocated', 'committed')), 0) AS change_pence,
           row_number() OVER (ORDER BY on_day, created_at, id) AS place
      FROM within GROUP BY id, on_day, created_at, kind, put_right, words, payee, moved
  ), paid AS (
    SELECT account = 'spent_inside' AS inside, CASE WHEN account = 'spent_outside' THEN payee END AS payee, sum(pence) AS pence
      FROM within WHERE account IN ('spent_inside', 'spent_outside') GROUP BY 1, 2 HAVING sum(pence) <> 0
  ), ranked AS (
    SELECT *, row_number() OVER (ORDER BY inside DESC, pence DESC, payee) AS place FROM paid
  ), for_items AS (
    SELECT plan_item_id,
           coalesce(sum(pence) FILTER (WHERE account IN ('spent_inside', 'spent_outside') AND on_day >= s.from_on AND on_day < s.until_on), 0) AS spent,
           coalesce(sum(pence) FILTER (WHERE account = 'committed'), 0) AS committed
      FROM lines WHERE plan_item_id IS NOT NULL GROUP BY 1
  )
  SELECT jsonb_build_object(
    'before', (SELECT jsonb_build_object('allocated', coalesce(sum(pence) FILTER (WHERE account = 'allocated'), 0),
                        'committed', coalesce(sum(pence) FILTER (WHERE account = 'committed'), 0)) FROM lines WHERE on_day < s.from_on),
    'sums', (SELECT jsonb_build_object(
               'came_in', coalesce(-sum(pence) FILTER (WHERE account = 'source' AND kind <> 'repayment'), 0),
               'paid_back', coalesce(sum(pence) FILTER (WHERE account = 'source' AND kind = 'repayment'), 0),
               'spent_inside', coalesce(sum(pence) FILTER (WHERE account = 'spent_inside'), 0),
               'spent_outside', coalesce(sum(pence) FILTER (WHERE account = 'spent_outside'), 0),
               'fee', coalesce(sum(pence) FILTER (WHERE account = 'fee'), 0),
               'carried', coalesce(sum(pence) FILTER (WHERE account = 'carried'), 0),
               'committed', coalesce(sum(pence) FILTER (WHERE account = 'committed'), 0)) FROM within),
    'now', (SELECT jsonb_build_object('allocated', coalesce(sum(pence), 0)) FROM lines WHERE account = 'allocated'),
    'items', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'what', i.what, 'inside', i.inside, 'how_often', i.how_often,
                       'pence_each', i.pence_each, 'from_on', i.from_on, 'until_on', i.until_on, 'spent', coalesce(f.spent, 0),
                       'committed', coalesce(f.committed, 0)) ORDER BY i.position, i.id), '[]')
                FROM (SELECT * FROM fund_plan_item WHERE fund_id = s.fund_id AND removed_at IS NULL ORDER BY position, id LIMIT 200) i
                LEFT JOIN for_items f ON f.plan_item_id = i.id),
    'payees', (SELECT coalesce(jsonb_agg(jsonb_build_object('inside', inside, 'payee', payee, 'pence', pence) ORDER BY place), '[]')
                 FROM ranked WHERE place <= c_payees),
    'payees_more', (SELECT coalesce(sum(pence), 0) FROM ranked WHERE place > c_payees),
    'entries', (SELECT coalesce(jsonb_agg(to_jsonb(e) - 'place' ORDER BY place), '[]') FROM entries e WHERE place <= c_entries),
    'entries_more', (SELECT count(*) FROM entries WHERE place > c_entries)) INTO v_found;
  RETURN v_found || to_jsonb(s) || jsonb_build_object('made_on', (now() AT TIME ZONE 'Europe/London')::date);
END $$;
--=
-- The statement that the job made. False: somebody else was quicker.
CREATE OR REPLACE FUNCTION file_statement(p_statement uuid, p_content jsonb, p_html text, p_pdf bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE fund_statement SET state = 'made', made_at = now(), content = p_content, html = p_html, pdf = p_pdf
   WHERE id = p_statement AND state = 'asked' AND removed_at IS NULL;
  RETURN FOUND;
END $$;
--=
-- What a report is made of, for the job that makes it: its snapshot, and the cells of its part as their reader may know them. A
-- council's report is made of what is published alone. NULL: there is nothing to make (any more).
CREATE OR REPLACE FUNCTION report_facts(p_report uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_found jsonb;
BEGIN
  PERFORM FROM figure_report WHERE id = p_report AND state = 'asked' AND removed_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  SELECT jsonb_build_object('whose', o.name, 'side', s.side, 'span', s.span, 'from_on', s.from_on, 'until_on', s.until_on,
           'made_at', s.made_at, 'made_with', s.made_with, 'breakdown', c.breakdown, 'part', r.part, 'label', c.label, 'cells', c.cells,
           'made_on', (now() AT TIME ZONE 'Europe/London')::date)
    INTO v_found
    FROM figure_report r JOIN figure_snapshot s ON s.id = r.snapshot_id AND s.organisation_id = r.organisation_id
    JOIN organisation o ON o.id = r.organisation_id
    JOIN LATERAL (
      SELECT p.breakdown, p.label, p.cells FROM published_figures p
       WHERE s.side = 'council' AND p.snapshot_id = s.id AND p.breakdown = r.breakdown AND p.part IS NOT DISTINCT FROM r.part
         AND (r.label IS NULL OR p.label = r.label)
      UNION ALL
      SELECT e.breakdown, e.label, e.cells FROM exact_figures e
       WHERE s.side = 'provider' AND e.snapshot_id = s.id AND e.breakdown = r.breakdown AND e.team_id IS NOT DISTINCT FROM r.part
         AND (r.label IS NULL OR e.label = r.label)
    ) c ON true
   WHERE r.id = p_report;
  IF v_found IS NULL THEN
    UPDATE figure_report SET state = 'failed' WHERE id = p_report;
  END IF;
  RETURN v_found;
END $$;
--=
-- The report that the job made. False: somebody else was quicker, or it is not wanted any more.
CREATE OR REPLACE FUNCTION file_report(p_report uuid, p_html text, p_pdf bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE figure_report SET state = 'made', made_at = now(), html = p_html, pdf = p_pdf
   WHERE id = p_report AND state = 'asked' AND removed_at IS NULL;
  RETURN FOUND;
END $$;
--=
-- Statements and reports that no job will make any more have failed: theirs was given up after its last try. Answers how many.
CREATE OR REPLACE FUNCTION settle_papers() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_statements integer;
  v_reports integer;
BEGIN
  UPDATE fund_statement SET state = 'failed'
   WHERE state = 'asked' AND removed_at IS NULL
     AND NOT EXISTS (SELECT FROM jobs.procrastinate_jobs j WHERE j.task_name = 'make_statement' AND j.status IN ('todo', 'doing')
                        AND j.args->>'statement_id' = fund_statement.id::text);
  GET DIAGNOSTICS v_statements = ROW_COUNT;
  UPDATE figure_report SET state = 'failed'
   WHERE state = 'asked' AND removed_at IS NULL
     AND NOT EXISTS (SELECT FROM jobs.procrastinate_jobs j WHERE j.task_name = 'make_report' AND j.status IN ('todo', 'doing')
                        AND j.args->>'report_id' = figure_report.id::text);
  GET DIAGNOSTICS v_reports = ROW_COUNT;
  RETURN v_statements + v_reports;
END $$;
--=
-- A report is of a snapshot, which stays: after ninety days it is removed, and another is asked for in a moment. Statements stay.
-- Answers how many.
CREATE OR REPLACE FUNCTION tidy_papers() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  done integer;
BEGIN
  UPDATE figure_report SET removed_at = now() WHERE removed_at IS NULL AND created_at < now() - interval '90 days';
  GET DIAGNOSTICS done = ROW_COUNT;
  RETURN done;
END $$
