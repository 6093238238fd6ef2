-- Which session one was forked from, and what another agent called one that was imported.
ALTER TABLE session ADD COLUMN parent TEXT REFERENCES session (id) ON DELETE SET NULL;
ALTER TABLE session ADD COLUMN imported TEXT;
-- Who chose the title: PERSON or KERNEL. NULL: nobody yet, it is only the first words.
ALTER TABLE session ADD COLUMN titled_by TEXT;

CREATE INDEX session_parent ON session (parent) WHERE parent IS NOT NULL;
CREATE UNIQUE INDEX session_imported ON session (imported) WHERE imported IS NOT NULL;
CREATE INDEX session_of_origin ON session (origin, started);

CREATE TRIGGER session_retitled AFTER UPDATE OF title ON session BEGIN UPDATE revision SET n = n + 1 WHERE topic = 'SESSIONS'; END;
CREATE TRIGGER session_forgotten AFTER DELETE ON session BEGIN UPDATE revision SET n = n + 1 WHERE topic = 'SESSIONS'; END;

-- People who talk about a finding talk in one session, wherever they do; those of each level in one of their own.
CREATE TABLE finding_conversation (
    fingerprint TEXT NOT NULL,
    level       TEXT NOT NULL,
    session     TEXT NOT NULL UNIQUE REFERENCES session (id) ON DELETE CASCADE,
    PRIMARY KEY (fingerprint, level)
) STRICT;

-- Every turn is also indexed under the name of its session, as one word that nobody types: whether a word was said in a session is
-- answered by crossing two lists of the index, without reading either whole.
DROP TRIGGER turn_added;
DROP TRIGGER turn_removed;
DROP TABLE turn_words;

CREATE VIEW turn_text AS SELECT id, text, hex(session) AS session FROM turn;

CREATE VIRTUAL TABLE turn_words USING fts5 (
    text, session, content = 'turn_text', content_rowid = 'id', tokenize = 'unicode61');

INSERT INTO turn_words (turn_words) VALUES ('rebuild');

CREATE TRIGGER turn_added AFTER INSERT ON turn BEGIN
    INSERT INTO turn_words (rowid, text, session) VALUES (new.id, new.text, hex(new.session));
END;

CREATE TRIGGER turn_removed AFTER DELETE ON turn BEGIN
    INSERT INTO turn_words (turn_words, rowid, text, session) VALUES ('delete', old.id, old.text, hex(old.session));
END;
