ALTER TABLE team ADD COLUMN late_after_minutes INTEGER DEFAULT 15 NOT NULL
  CONSTRAINT ck_team_late_after CHECK (late_after_minutes BETWEEN 1 AND 240)
