-- One row per attempt at an occurrence of a job. The unique key is the claim: whoever inserts it first runs it.
CREATE TABLE run (
    id         INTEGER PRIMARY KEY,
    job_id     TEXT    NOT NULL,
    job        TEXT    NOT NULL,
    scheduled  INTEGER NOT NULL,
    attempt    INTEGER NOT NULL,
    cause      TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    late       INTEGER NOT NULL DEFAULT 0,
    missed     INTEGER NOT NULL DEFAULT 0,
    owner      TEXT    NOT NULL,
    claimed    INTEGER NOT NULL,
    started    INTEGER,
    finished   INTEGER,
    wrote      INTEGER NOT NULL DEFAULT 0,
    summary    TEXT,
    looked_at  TEXT,
    not_seen   TEXT,
    error      TEXT,
    output     TEXT,
    tokens_in  INTEGER NOT NULL DEFAULT 0,
    tokens_out INTEGER NOT NULL DEFAULT 0,
    UNIQUE (job_id, scheduled, attempt)
) STRICT;

CREATE INDEX run_of_job ON run (job_id, id);
-- SQLite takes a partial index only for a query that says the very same.
CREATE INDEX run_unfinished ON run (job_id) WHERE state IN ('CLAIMED', 'RUNNING');
CREATE INDEX run_interrupted ON run (job_id) WHERE state = 'INTERRUPTED';

-- What the scheduler remembers of a job: up to where its occurrences have been dealt with, and whether it is failing.
CREATE TABLE job_state (
    job_id        TEXT    PRIMARY KEY,
    schedule      TEXT    NOT NULL,
    anchor        INTEGER NOT NULL,
    cursor        INTEGER NOT NULL,
    fired         INTEGER NOT NULL DEFAULT 0,
    paused        INTEGER NOT NULL DEFAULT 0,
    failing_since INTEGER,
    failure_told  INTEGER,
    failures      INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE scheduler (
    one       INTEGER PRIMARY KEY CHECK (one = 1),
    last_tick INTEGER NOT NULL
) STRICT;
