DROP INDEX CONCURRENTLY IF EXISTS ix_review_organisation_id_planned_on_id
--;
DROP INDEX CONCURRENTLY IF EXISTS ix_review_organisation_id_state_planned_on_id
--;
DROP INDEX CONCURRENTLY IF EXISTS ix_check_in_provided_by_team_id_week_on
--;
DROP INDEX CONCURRENTLY IF EXISTS ix_check_in_organisation_id
--;
-- squawk-ignore ban-concurrent-index-creation-in-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_check_in_organisation_id ON check_in (organisation_id)
--;
DROP INDEX CONCURRENTLY IF EXISTS ix_check_in_person_id
--;
-- squawk-ignore ban-concurrent-index-creation-in-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_check_in_person_id ON check_in (person_id)
--;
DROP INDEX CONCURRENTLY IF EXISTS ix_check_in_team_id
--;
-- squawk-ignore ban-concurrent-index-creation-in-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_check_in_team_id ON check_in (team_id)
