ALTER TABLE circle
  DROP COLUMN first_idea, DROP COLUMN decided_by, DROP COLUMN decided_words, DROP COLUMN representative_id,
  DROP COLUMN meets_every_weeks, DROP COLUMN stands_alone_on, DROP COLUMN stands_alone_words, DROP COLUMN ended_on,
  DROP COLUMN ended_because
--;
ALTER TABLE circle_member
  DROP CONSTRAINT uq_circle_member_id_circle_id CASCADE,
  DROP COLUMN state, DROP COLUMN facilitator, DROP COLUMN phone, DROP COLUMN email, DROP COLUMN invited_on, DROP COLUMN left_because
--;
ALTER TABLE consent DROP CONSTRAINT ck_consent_items
--;
SET LOCAL ROLE wt_operator
--;
UPDATE consent SET items = array_remove(items, 'community') WHERE 'community' = ANY (items)
--;
RESET ROLE
--;
ALTER TABLE consent ADD CONSTRAINT ck_consent_items
  CHECK (items <@ ARRAY['record', 'profile', 'gifts', 'relationships', 'small_team', 'good_week', 'outcomes', 'visits', 'reviews', 'funds'])
