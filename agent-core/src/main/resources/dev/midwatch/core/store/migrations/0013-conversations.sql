-- What is said at a place by people of one level is one conversation: the session it goes on in.
CREATE TABLE conversation (
    target  TEXT NOT NULL,
    level   TEXT NOT NULL,
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    PRIMARY KEY (target, level)
) STRICT;

CREATE INDEX conversation_session ON conversation (session);

-- Answers that somebody waits for. A row that is there at a start was left by a crash.
CREATE TABLE unfinished_answer (
    message TEXT    PRIMARY KEY,
    target  TEXT    NOT NULL,
    begun   INTEGER NOT NULL
) STRICT;
