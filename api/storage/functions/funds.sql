-- The ledger of a fund. Entries go in by post_fund_entry() and reverse_fund_entry(), which no policy replaces: no API role may
-- insert one. The balances follow the lines in the same statement, and their CHECKs refuse what is not there.

-- A fund begins with a row of balances, and the rule about overspending stands in it too.
CREATE OR REPLACE FUNCTION follow_fund() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.arrangement_id IS NOT NULL AND NOT EXISTS (
       SELECT FROM arrangement WHERE id = NEW.arrangement_id AND organisation_id = NEW.organisation_id
          AND funded_person_id = NEW.person_id AND removed_at IS NULL) THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  INSERT INTO fund_balance (fund_id, organisation_id, team_id, person_id, overspend_up_to_pence)
  VALUES (NEW.id, NEW.organisation_id, NEW.team_id, NEW.person_id, NEW.overspend_up_to_pence)
  ON CONFLICT (fund_id) DO UPDATE SET overspend_up_to_pence = excluded.overspend_up_to_pence;
  RETURN NULL;
END $$;
--=
-- What was written down stays: the only thing that changes is the team that may see it, with the person. The operator takes a
-- sandbox away whole.
CREATE OR REPLACE FUNCTION hold_ledger() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('role') = 'wt_operator' THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - 'team_id' IS DISTINCT FROM to_jsonb(OLD) - 'team_id' THEN
    RAISE EXCEPTION 'the ledger only grows' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
--=
-- The lines of an entry come in one statement and sum to nothing; the balances move with them.
CREATE OR REPLACE FUNCTION book_lines() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM made GROUP BY entry_id HAVING sum(pence) <> 0)
     OR EXISTS (SELECT FROM made m JOIN fund_line l ON l.entry_id = m.entry_id WHERE l.id NOT IN (SELECT id FROM made)) THEN
    RAISE EXCEPTION 'the lines of an entry sum to nothing' USING ERRCODE = 'WT409', CONSTRAINT = 'fund_lines';
  END IF;
  UPDATE fund_balance b
     SET source_pence = b.source_pence + s.source, allocated_pence = b.allocated_pence + s.allocated,
         committed_pence = b.committed_pence + s.committed, spent_inside_pence = b.spent_inside_pence + s.inside,
         spent_outside_pence = b.spent_outside_pence + s.outside, fee_pence = b.fee_pence + s.fee, carried_pence = b.carried_pence + s.carried
    FROM (SELECT fund_id, coalesce(sum(pence) FILTER (WHERE account = 'source'), 0) AS source,
                 coalesce(sum(pence) FILTER (WHERE account = 'allocated'), 0) AS allocated,
                 coalesce(sum(pence) FILTER (WHERE account = 'committed'), 0) AS committed,
                 coalesce(sum(pence) FILTER (WHERE account = 'spent_inside'), 0) AS inside,
                 coalesce(sum(pence) FILTER (WHERE account = 'spent_outside'), 0) AS outside,
                 coalesce(sum(pence) FILTER (WHERE account = 'fee'), 0) AS fee,
                 coalesce(sum(pence) FILTER (WHERE account = 'carried'), 0) AS carried
            FROM made GROUP BY fund_id) s
   WHERE b.fund_id = s.fund_id;
  RETURN NULL;
END $$;
--=
-- The fund, if the caller may write in its ledger; its balances are held until the end. WT404 otherwise, WT409 when it is closed.
CREATE OR REPLACE FUNCTION hold_fund(p_fund uuid, OUT organisation_id uuid, OUT team_id uuid, OUT person_id uuid, OUT closed_on date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT f.organisation_id, f.team_id, f.person_id, f.closed_on INTO organisation_id, team_id, person_id, closed_on FROM fund f
   WHERE f.id = p_fund AND f.removed_at IS NULL AND f.organisation_id = NULLIF(current_setting('app.organisation_id', true), '')::uuid
     AND CASE current_setting('app.role', true) WHEN 'manager' THEN true
           WHEN 'carer' THEN f.team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[])
           WHEN 'integration' THEN f.team_id = ANY (NULLIF(current_setting('app.team_ids', true), '')::uuid[]) ELSE false END
   FOR SHARE;  -- waits for who is closing it
  IF person_id IS NULL THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  PERFORM FROM fund_balance WHERE fund_id = p_fund FOR UPDATE;
END $$;
--=
-- Write an entry: `p_lines` [{account, pence, plan_item_id}], `p_more` {payee, evidence, visit_id}. Which accounts money leaves and
-- goes to is the kind's to say. NULL: the id is in use. The balances' CHECKs refuse an overspend. A fee is of days that no other
-- fee of the fund is of, unless that one was reversed.
CREATE OR REPLACE FUNCTION post_fund_entry(p_id uuid, p_fund uuid, p_kind text, p_on date, p_words text, p_lines jsonb, p_more jsonb, p_digest bytea) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  f record;
  v_from text[];
  v_to text[];
  v_made uuid;
BEGIN
  SELECT * INTO f FROM hold_fund(p_fund);
  CASE p_kind
    WHEN 'allocation', 'carried_in' THEN v_from := '{source}'; v_to := '{allocated}';
    WHEN 'commitment' THEN v_from := '{allocated}'; v_to := '{committed}';
    WHEN 'release' THEN v_from := '{committed}'; v_to := '{allocated}';
    WHEN 'spending' THEN v_from := '{allocated,committed}'; v_to := '{spent_inside,spent_outside}';
    WHEN 'fee' THEN v_from := '{allocated}'; v_to := '{fee}';
    WHEN 'carry' THEN v_from := '{allocated}'; v_to := '{carried}';
    WHEN 'repayment' THEN v_from := '{allocated}'; v_to := '{source}';
    ELSE RAISE EXCEPTION 'no such kind' USING ERRCODE = 'WT409', CONSTRAINT = 'fund_lines';
  END CASE;
  IF EXISTS (SELECT FROM jsonb_to_recordset(p_lines) AS l(account text, pence bigint)
              WHERE l.pence IS NULL OR l.pence = 0 OR l.account IS NULL OR l.account <> ALL (CASE WHEN l.pence < 0 THEN v_from ELSE v_to END)) THEN
    RAISE EXCEPTION 'not between these accounts' USING ERRCODE = 'WT409', CONSTRAINT = 'fund_lines';
  END IF;
  INSERT INTO fund_entry (id, organisation_id, team_id, person_id, fund_id, kind, on_day, pence, words, payee, evidence, visit_id, fee_from_on, fee_until_on, account_id, provided_by_team_id, created_digest)
  SELECT p_id, f.organisation_id, f.team_id, f.person_id, p_fund, p_kind, p_on,
         (SELECT sum(l.pence) FROM jsonb_to_recordset(p_lines) AS l(pence bigint) WHERE l.pence > 0), p_words,
         p_more->>'payee', p_more->>'evidence', (p_more->>'visit_id')::uuid, (p_more->>'fee_from_on')::date, (p_more->>'fee_until_on')::date,
         NULLIF(current_setting('app.account_id', true), '')::uuid, f.team_id, p_digest
  ON CONFLICT (id) DO NOTHING RETURNING id INTO v_made;
  IF v_made IS NULL THEN  -- sent before, or somebody else's: the caller looks which, and a fund closed since makes no difference
    RETURN NULL;
  END IF;
  IF f.closed_on IS NOT NULL THEN
    RAISE EXCEPTION 'the fund is closed' USING ERRCODE = 'WT409', CONSTRAINT = 'fund_closed';
  END IF;
  IF (SELECT count(*) FROM (SELECT FROM fund_plan_item i WHERE i.fund_id = p_fund AND i.removed_at IS NULL  -- waits for who takes one away
        AND i.id IN (SELECT l.plan_item_id FROM jsonb_to_recordset(p_lines) AS l(plan_item_id uuid)) FOR SHARE) held)
     < (SELECT count(DISTINCT l.plan_item_id) FROM jsonb_to_recordset(p_lines) AS l(plan_item_id uuid)) THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  IF p_kind = 'fee' AND EXISTS (
       SELECT FROM fund_entry e WHERE e.fund_id = p_fund AND e.kind = 'fee' AND e.id <> p_id
          AND e.fee_from_on <= (p_more->>'fee_until_on')::date AND e.fee_until_on >= (p_more->>'fee_from_on')::date
          AND NOT EXISTS (SELECT FROM fund_entry r WHERE r.reverses_id = e.id)) THEN
    RAISE EXCEPTION 'charged already' USING ERRCODE = 'WT409', CONSTRAINT = 'fund_fee_charged';
  END IF;
  INSERT INTO fund_line (id, organisation_id, team_id, person_id, fund_id, entry_id, account, plan_item_id, pence)
  SELECT gen_random_uuid(), f.organisation_id, f.team_id, f.person_id, p_fund, p_id, l.account, l.plan_item_id, l.pence
    FROM jsonb_to_recordset(p_lines) AS l(account text, pence bigint, plan_item_id uuid);
  RETURN v_made;
END $$;
--=
-- Turn an entry round, once, and on no day before its own. A reversal is not reversed: write the entry anew. NULL: the id is in use.
CREATE OR REPLACE FUNCTION reverse_fund_entry(p_id uuid, p_fund uuid, p_entry uuid, p_on date, p_words text, p_digest bytea) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  f record;
  e record;
  v_made uuid;
BEGIN
  SELECT * INTO f FROM hold_fund(p_fund);
  SELECT * INTO e FROM fund_entry WHERE id = p_entry AND fund_id = p_fund;
  IF e.id IS NULL THEN
    RAISE EXCEPTION 'not there' USING ERRCODE = 'WT404';
  END IF;
  IF e.kind = 'reversal' THEN
    RAISE EXCEPTION 'a reversal stands' USING ERRCODE = 'WT409', CONSTRAINT = 'fund_reversal';
  END IF;
  INSERT INTO fund_entry (id, organisation_id, team_id, person_id, fund_id, kind, on_day, pence, words, payee, reverses_id, account_id, provided_by_team_id, created_digest)
  VALUES (p_id, f.organisation_id, f.team_id, f.person_id, p_fund, 'reversal', greatest(p_on, e.on_day), e.pence, p_words, e.payee, e.id,
          NULLIF(current_setting('app.account_id', true), '')::uuid, f.team_id, p_digest)
  ON CONFLICT (id) DO NOTHING RETURNING id INTO v_made;
  IF v_made IS NULL THEN
    RETURN NULL;
  END IF;
  IF f.closed_on IS NOT NULL THEN
    RAISE EXCEPTION 'the fund is closed' USING ERRCODE = 'WT409', CONSTRAINT = 'fund_closed';
  END IF;
  INSERT INTO fund_line (id, organisation_id, team_id, person_id, fund_id, entry_id, account, plan_item_id, pence)
  SELECT gen_random_uuid(), f.organisation_id, f.team_id, f.person_id, p_fund, p_id, l.account, l.plan_item_id, -l.pence
    FROM fund_line l WHERE l.entry_id = e.id;
  RETURN v_made;
END $$
