ALTER TABLE circle
  ADD COLUMN first_idea VARCHAR(1000),
  ADD COLUMN decided_by VARCHAR(20) DEFAULT 'person' NOT NULL,
  ADD COLUMN decided_words VARCHAR(1000),
  ADD COLUMN representative_id UUID,
  ADD COLUMN meets_every_weeks INTEGER DEFAULT 6 NOT NULL,
  ADD COLUMN stands_alone_on DATE,
  ADD COLUMN stands_alone_words VARCHAR(1000),
  ADD COLUMN ended_on DATE,
  ADD COLUMN ended_because VARCHAR(1000)
--;
-- As the operator: row security is forced, so the owner of a table sees no row of it.
SET LOCAL ROLE wt_operator
--;
UPDATE circle SET ended_on = (updated_at AT TIME ZONE 'Europe/London')::date WHERE status = 'ended'
--;
RESET ROLE
--;
ALTER TABLE circle
  ADD CONSTRAINT ck_circle_decided_by CHECK (decided_by IN ('person', 'representative', 'best_interest')),
  ADD CONSTRAINT ck_circle_decided CHECK ((decided_by = 'person') OR (decided_words IS NOT NULL)),
  ADD CONSTRAINT ck_circle_representative CHECK (decided_by <> 'representative' OR representative_id IS NOT NULL),
  ADD CONSTRAINT ck_circle_ended CHECK ((status = 'ended') = (ended_on IS NOT NULL)),
  ADD CONSTRAINT ck_circle_meets_every_weeks CHECK (meets_every_weeks BETWEEN 1 AND 52),
  ADD CONSTRAINT fk_circle_representative_id_person_id FOREIGN KEY(representative_id, person_id) REFERENCES representative (id, person_id) ON DELETE RESTRICT
--;
ALTER TABLE circle_member
  ADD COLUMN state VARCHAR(10) DEFAULT 'invited' NOT NULL,
  ADD COLUMN facilitator BOOLEAN DEFAULT false NOT NULL,
  ADD COLUMN phone VARCHAR(40),
  ADD COLUMN email VARCHAR(254),
  ADD COLUMN invited_on DATE,
  ADD COLUMN left_because VARCHAR(1000)
--;
SET LOCAL ROLE wt_operator
--;
UPDATE circle_member
   SET joined_on = coalesce(joined_on, left_on, (created_at AT TIME ZONE 'Europe/London')::date),
       state = CASE WHEN left_on IS NULL THEN 'joined' ELSE 'left' END
--;
RESET ROLE
--;
ALTER TABLE circle_member
  ADD CONSTRAINT ck_circle_member_state CHECK (state IN ('invited', 'joined', 'declined', 'left')),
  ADD CONSTRAINT ck_circle_member_joined CHECK ((state IN ('joined', 'left')) = (joined_on IS NOT NULL)),
  ADD CONSTRAINT ck_circle_member_left CHECK ((state = 'left') = (left_on IS NOT NULL)),
  ADD CONSTRAINT uq_circle_member_id_circle_id UNIQUE (id, circle_id)
--;
-- A wider list takes its place in the same transaction.
-- squawk-ignore ban-drop-constraint
ALTER TABLE consent DROP CONSTRAINT ck_consent_items
--;
ALTER TABLE consent ADD CONSTRAINT ck_consent_items
  CHECK (items <@ ARRAY['record', 'profile', 'gifts', 'relationships', 'small_team', 'good_week', 'outcomes', 'visits', 'reviews', 'funds', 'community'])
