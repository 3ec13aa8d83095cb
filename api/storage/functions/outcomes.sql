-- What a visit was for is the person's own: an outcome, or an item of the good week, of whom the visit is with.
CREATE OR REPLACE FUNCTION hold_link() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.kind = 'outcome' THEN
    PERFORM 1 FROM outcome WHERE id = NEW.target_id AND person_id = NEW.person_id AND removed_at IS NULL;
  ELSE
    PERFORM 1 FROM good_week_item WHERE id = NEW.target_id AND person_id = NEW.person_id AND removed_at IS NULL;
  END IF;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'not of this person' USING ERRCODE = 'WT409', CONSTRAINT = 'visit_link_target';
  END IF;
  RETURN NULL;
END $$;
