CREATE TABLE findings (
    fingerprint      TEXT PRIMARY KEY,
    plugin           TEXT NOT NULL,
    checks           TEXT NOT NULL,
    finding          TEXT NOT NULL,
    affected         INTEGER NOT NULL,
    caused_by        TEXT,
    first_seen       INTEGER NOT NULL,
    last_seen        INTEGER NOT NULL,
    cycles           INTEGER NOT NULL,
    resolved         INTEGER,
    held_until       INTEGER,
    changes          TEXT NOT NULL,
    flapping_since   INTEGER,
    told_at          INTEGER,
    told_severity    TEXT,
    message          TEXT,
    message_change   TEXT,
    message_severity TEXT,
    acknowledged_by  TEXT
) STRICT;

CREATE INDEX findings_open ON findings (resolved) WHERE resolved IS NULL;
CREATE INDEX findings_message ON findings (message) WHERE message IS NOT NULL;

CREATE TABLE silences (
    id       INTEGER PRIMARY KEY,
    matchers TEXT NOT NULL,
    until    INTEGER NOT NULL,
    by       TEXT NOT NULL,
    why      TEXT NOT NULL,
    created  INTEGER NOT NULL
) STRICT;

CREATE TABLE blind_spots (
    spot     TEXT PRIMARY KEY,
    resource TEXT NOT NULL,
    since    INTEGER NOT NULL,
    cycles   INTEGER NOT NULL,
    told     INTEGER NOT NULL
) STRICT;
