CREATE TABLE session (
    id      TEXT    PRIMARY KEY,
    title   TEXT    NOT NULL,
    origin  TEXT    NOT NULL,
    started INTEGER NOT NULL
) STRICT;

CREATE INDEX session_by_time ON session (started);

CREATE TABLE turn (
    id      INTEGER PRIMARY KEY,
    session TEXT    NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    role    TEXT    NOT NULL,
    text    TEXT    NOT NULL,
    at      INTEGER NOT NULL
) STRICT;

CREATE INDEX turn_of_session ON turn (session, id);

-- The words of the turns; the texts themselves stay in their table.
CREATE VIRTUAL TABLE turn_words USING fts5 (text, content = 'turn', content_rowid = 'id', tokenize = 'unicode61');

CREATE TRIGGER turn_added AFTER INSERT ON turn BEGIN
    INSERT INTO turn_words (rowid, text) VALUES (new.id, new.text);
END;

CREATE TRIGGER turn_removed AFTER DELETE ON turn BEGIN
    INSERT INTO turn_words (turn_words, rowid, text) VALUES ('delete', old.id, old.text);
END;

-- One row per answer of a model.
CREATE TABLE token_use (
    id     INTEGER PRIMARY KEY,
    job    TEXT    NOT NULL,
    run    TEXT    NOT NULL,
    model  TEXT    NOT NULL,
    input  INTEGER NOT NULL,
    output INTEGER NOT NULL,
    at     INTEGER NOT NULL
) STRICT;

CREATE INDEX token_use_by_time ON token_use (at);
CREATE INDEX token_use_of_run ON token_use (run);
