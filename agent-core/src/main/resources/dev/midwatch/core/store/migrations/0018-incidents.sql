-- What broke, what ended it and how long it took: a row for each finding that came and went. Kept longer than the finding itself.
CREATE TABLE incident (
    id          INTEGER PRIMARY KEY,
    fingerprint TEXT    NOT NULL,
    first_seen  INTEGER NOT NULL,
    reason      TEXT    NOT NULL,
    owner       TEXT    NOT NULL,
    about       TEXT    NOT NULL,
    severity    TEXT    NOT NULL,
    summary     TEXT    NOT NULL,
    cause       TEXT    NOT NULL,
    symptoms    TEXT    NOT NULL,
    affected    INTEGER NOT NULL,
    ended_by    TEXT    NOT NULL,
    how         TEXT    NOT NULL,
    opened      INTEGER NOT NULL,
    resolved    INTEGER NOT NULL,
    times       INTEGER NOT NULL,
    UNIQUE (fingerprint, first_seen)
) STRICT;

CREATE INDEX incident_by_time ON incident (resolved);
CREATE INDEX incident_of_owner ON incident (reason, owner, resolved);

CREATE VIRTUAL TABLE incident_words USING fts5 (
    reason, about, summary, cause, symptoms, how, content = 'incident', content_rowid = 'id', tokenize = 'unicode61');

CREATE TRIGGER incident_added AFTER INSERT ON incident BEGIN
    INSERT INTO incident_words (rowid, reason, about, summary, cause, symptoms, how)
        VALUES (new.id, new.reason, new.about, new.summary, new.cause, new.symptoms, new.how);
END;

CREATE TRIGGER incident_removed AFTER DELETE ON incident BEGIN
    INSERT INTO incident_words (incident_words, rowid, reason, about, summary, cause, symptoms, how)
        VALUES ('delete', old.id, old.reason, old.about, old.summary, old.cause, old.symptoms, old.how);
END;

-- The owner of an open finding as it was when that opened, to see later whether somebody changed it.
CREATE TABLE owner_before (
    fingerprint TEXT    PRIMARY KEY,
    first_seen  INTEGER NOT NULL,
    uid         TEXT    NOT NULL,
    generation  INTEGER NOT NULL,
    images      TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX findings_resolved ON findings (resolved) WHERE resolved IS NOT NULL;
