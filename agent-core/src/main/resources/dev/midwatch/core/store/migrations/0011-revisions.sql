-- What was said may be said anew: a revision is a row of its own that names the delivery it changes. A place is where the other side opened
-- a thread for answers.
ALTER TABLE outbox ADD COLUMN revises TEXT;
ALTER TABLE outbox ADD COLUMN place TEXT;

CREATE INDEX outbox_revisions ON outbox (revises, seq) WHERE revises IS NOT NULL;
CREATE INDEX outbox_place ON outbox (place) WHERE place IS NOT NULL;
CREATE INDEX outbox_delivered ON outbox (target, seq) WHERE state = 'DELIVERED';
