-- What of a message may still change: one row per card that people can see, with how the thing it tells of stood when that was last shown.
-- The card as it was told stands in the message itself, in the outbox.
CREATE TABLE cards (
    message  TEXT    NOT NULL,
    about    TEXT    NOT NULL,
    told     INTEGER NOT NULL,
    tone     TEXT    NOT NULL,
    standing TEXT    NOT NULL,
    over     INTEGER NOT NULL,
    PRIMARY KEY (message, about)
) STRICT;

CREATE INDEX cards_open ON cards (message) WHERE over = 0;
CREATE INDEX cards_about ON cards (about, told);

-- Why a proposal ended without its action, and why an action failed or what became of it is not known.
ALTER TABLE proposals ADD COLUMN ending TEXT;
ALTER TABLE actions ADD COLUMN why TEXT;
