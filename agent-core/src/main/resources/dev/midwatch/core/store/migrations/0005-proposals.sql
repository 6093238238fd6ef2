CREATE TABLE proposals (
    id         TEXT PRIMARY KEY,
    canonical  TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    generation INTEGER NOT NULL,
    finding    TEXT,
    why        TEXT NOT NULL,
    origin     TEXT NOT NULL,
    diff       TEXT NOT NULL,
    created    INTEGER NOT NULL,
    expires    INTEGER NOT NULL,
    state      TEXT NOT NULL,
    decided_by TEXT
) STRICT;

CREATE TABLE actions (
    audit_id  TEXT PRIMARY KEY,
    name      TEXT NOT NULL,
    target    TEXT NOT NULL,
    canonical TEXT NOT NULL,
    finding   TEXT,
    origin    TEXT NOT NULL,
    ran       INTEGER NOT NULL,
    deadline  INTEGER NOT NULL,
    outcome   TEXT NOT NULL
) STRICT;

CREATE INDEX actions_recent ON actions (ran);
