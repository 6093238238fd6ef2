-- One row per message and place it goes to. A row is DELIVERED only once the other side has accepted it; what cannot be delivered is
-- kept with the reason until it is pruned.
CREATE TABLE outbox (
    seq      INTEGER PRIMARY KEY,
    id       TEXT    NOT NULL UNIQUE,
    message  TEXT    NOT NULL,
    lane     TEXT    NOT NULL,
    target   TEXT    NOT NULL,
    content  TEXT    NOT NULL,
    state    TEXT    NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    queued   INTEGER NOT NULL,
    due      INTEGER NOT NULL,
    expires  INTEGER NOT NULL,
    finished INTEGER,
    error    TEXT,
    receipt  TEXT
) STRICT;

CREATE INDEX outbox_open ON outbox (lane, seq) WHERE state IN ('WAITING', 'SENDING');
CREATE INDEX outbox_open_by_target ON outbox (target, seq) WHERE state IN ('WAITING', 'SENDING');
CREATE INDEX outbox_of_message ON outbox (message);
CREATE INDEX outbox_finished ON outbox (finished);
