ALTER TABLE team DROP COLUMN late_after_minutes
--;
DROP EXTENSION IF EXISTS btree_gist
