DROP INDEX CONCURRENTLY IF EXISTS ix_arrangement_funded_team_id
--;
DROP INDEX CONCURRENTLY IF EXISTS ix_concern_organisation_id_created_at_id
