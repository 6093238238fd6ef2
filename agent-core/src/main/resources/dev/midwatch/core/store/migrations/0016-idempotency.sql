-- Answers to writes that whoever asked gave a name to: asked again, it is answered again and not done again. One without an answer is being
-- worked on by the process it names, or was when that ended.
CREATE TABLE answered (
    owner   TEXT    NOT NULL,
    name    TEXT    NOT NULL,
    request TEXT    NOT NULL,
    begun   INTEGER NOT NULL,
    process TEXT    NOT NULL,
    answer  TEXT,
    PRIMARY KEY (owner, name)
) STRICT;

CREATE INDEX answered_by_time ON answered (begun);
