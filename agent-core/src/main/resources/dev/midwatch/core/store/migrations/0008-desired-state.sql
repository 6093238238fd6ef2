-- What was proposed before this version cannot be compared with its target any more, and is voided when somebody approves it.
ALTER TABLE proposals DROP COLUMN generation;
ALTER TABLE proposals ADD COLUMN desired TEXT NOT NULL DEFAULT '';
ALTER TABLE actions ADD COLUMN left_as TEXT NOT NULL DEFAULT '';
