CREATE TABLE pending_findings (
    fingerprint TEXT PRIMARY KEY,
    plugin      TEXT NOT NULL,
    checks      TEXT NOT NULL,
    finding     TEXT NOT NULL,
    affected    INTEGER NOT NULL,
    first_seen  INTEGER NOT NULL,
    last_seen   INTEGER NOT NULL,
    cycles      INTEGER NOT NULL
) STRICT;
