DROP INDEX CONCURRENTLY IF EXISTS ix_check_in_organisation_id
--;
DROP INDEX CONCURRENTLY IF EXISTS ix_check_in_person_id
--;
DROP INDEX CONCURRENTLY IF EXISTS ix_check_in_team_id
--;
DROP INDEX CONCURRENTLY IF EXISTS ix_review_organisation_id_planned_on_id
--;
-- squawk-ignore ban-concurrent-index-creation-in-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_review_organisation_id_planned_on_id ON review (organisation_id, planned_on, id)
--;
DROP INDEX CONCURRENTLY IF EXISTS ix_review_organisation_id_state_planned_on_id
--;
-- squawk-ignore ban-concurrent-index-creation-in-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_review_organisation_id_state_planned_on_id ON review (organisation_id, state, planned_on, id)
--;
DROP INDEX CONCURRENTLY IF EXISTS ix_check_in_provided_by_team_id_week_on
--;
-- squawk-ignore ban-concurrent-index-creation-in-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_check_in_provided_by_team_id_week_on ON check_in (provided_by_team_id, week_on) WHERE about = 'week'
