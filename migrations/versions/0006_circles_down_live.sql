DROP INDEX CONCURRENTLY IF EXISTS ix_gift_terms
--;
DROP INDEX CONCURRENTLY IF EXISTS ix_gift_words
--;
DROP INDEX CONCURRENTLY IF EXISTS ix_member_gift_terms
--;
DROP INDEX CONCURRENTLY IF EXISTS ix_member_gift_words
--;
DROP INDEX CONCURRENTLY IF EXISTS uq_circle_member_account
--;
DROP INDEX CONCURRENTLY IF EXISTS uq_circle_member_facilitator
