-- The hash of a proposal covers all that people are shown from here on. One that waits with an older hash would look as if it had been changed.
UPDATE proposals SET state = 'VOID', decided_by = 'midwatch' WHERE state = 'WAITING';
ALTER TABLE proposals ADD COLUMN needs TEXT NOT NULL DEFAULT 'APPROVER';
ALTER TABLE proposals ADD COLUMN decided_at INTEGER;
