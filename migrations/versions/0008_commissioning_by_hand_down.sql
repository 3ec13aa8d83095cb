SET LOCAL ROLE wt_operator
--;
DELETE FROM arrangement WHERE council_id IS NULL
--;
RESET ROLE
--;
ALTER TABLE arrangement
  ALTER COLUMN council_id SET NOT NULL,
  DROP CONSTRAINT ck_arrangement_block_contract,
  DROP COLUMN weekly_amount_pence, DROP COLUMN weekly_minutes, DROP COLUMN purchaser, DROP COLUMN held_by, DROP COLUMN model,
  DROP COLUMN council_reference, DROP COLUMN words, DROP COLUMN council_name, DROP COLUMN provider_name, DROP CONSTRAINT ck_arrangement_council
--;
ALTER TABLE concern
  DROP COLUMN notification, DROP COLUMN notified_at, DROP COLUMN notified_reference
