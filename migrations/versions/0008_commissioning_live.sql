DROP INDEX CONCURRENTLY IF EXISTS ix_arrangement_funded_team_id
--;
-- squawk-ignore ban-concurrent-index-creation-in-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_arrangement_funded_team_id ON arrangement (funded_team_id)
--;
DROP INDEX CONCURRENTLY IF EXISTS ix_concern_organisation_id_created_at_id
--;
-- squawk-ignore ban-concurrent-index-creation-in-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_concern_organisation_id_created_at_id ON concern (organisation_id, created_at, id) WHERE notification IS NOT NULL
