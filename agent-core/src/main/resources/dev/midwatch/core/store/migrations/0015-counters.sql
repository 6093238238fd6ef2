-- What happened, counted with the record of it: in the same transaction, whichever process writes it, and kept when the record is pruned.
CREATE TABLE counter (
    name   TEXT    NOT NULL,
    first  TEXT    NOT NULL DEFAULT '',
    second TEXT    NOT NULL DEFAULT '',
    value  INTEGER NOT NULL,
    PRIMARY KEY (name, first, second)
) STRICT, WITHOUT ROWID;

ALTER TABLE run ADD COLUMN overruled INTEGER NOT NULL DEFAULT 0;

CREATE TRIGGER count_missed AFTER INSERT ON run WHEN new.missed > 0 AND new.attempt = 1 BEGIN
    INSERT INTO counter (name, first, second, value) VALUES ('runs', new.job, 'missed', new.missed)
        ON CONFLICT DO UPDATE SET value = value + excluded.value;
END;

CREATE TRIGGER count_run AFTER UPDATE OF state ON run
WHEN old.state IN ('CLAIMED', 'RUNNING') AND new.state IN ('QUIET', 'REPORT', 'FAILED', 'INTERRUPTED') BEGIN
    INSERT INTO counter (name, first, second, value) VALUES ('runs', new.job, lower(new.state), 1)
        ON CONFLICT DO UPDATE SET value = value + 1;
END;

-- How long one took that was cut nobody knows. The bounds are those of RunSeconds.
CREATE TRIGGER count_run_seconds AFTER UPDATE OF state ON run
WHEN old.state = 'RUNNING' AND new.state IN ('QUIET', 'REPORT', 'FAILED') AND new.started IS NOT NULL BEGIN
    INSERT INTO counter (name, first, second, value) VALUES ('run_seconds', new.job, CASE
            WHEN new.finished - new.started <= 100 THEN '0.1'
            WHEN new.finished - new.started <= 500 THEN '0.5'
            WHEN new.finished - new.started <= 1000 THEN '1.0'
            WHEN new.finished - new.started <= 2500 THEN '2.5'
            WHEN new.finished - new.started <= 5000 THEN '5.0'
            WHEN new.finished - new.started <= 10000 THEN '10.0'
            WHEN new.finished - new.started <= 30000 THEN '30.0'
            WHEN new.finished - new.started <= 60000 THEN '60.0'
            WHEN new.finished - new.started <= 120000 THEN '120.0'
            WHEN new.finished - new.started <= 300000 THEN '300.0'
            WHEN new.finished - new.started <= 900000 THEN '900.0'
            ELSE 'Infinity' END, 1)
        ON CONFLICT DO UPDATE SET value = value + 1;
    INSERT INTO counter (name, first, second, value) VALUES ('run_millis', new.job, '', max(0, new.finished - new.started))
        ON CONFLICT DO UPDATE SET value = value + excluded.value;
END;

CREATE TRIGGER count_overruled AFTER UPDATE OF overruled ON run WHEN old.overruled = 0 AND new.overruled = 1 BEGIN
    INSERT INTO counter (name, value) VALUES ('overruled', 1) ON CONFLICT DO UPDATE SET value = value + 1;
END;

CREATE TRIGGER count_tokens AFTER INSERT ON token_use BEGIN
    INSERT INTO counter (name, first, second, value) VALUES ('tokens', new.job, 'input', new.input)
        ON CONFLICT DO UPDATE SET value = value + excluded.value;
    INSERT INTO counter (name, first, second, value) VALUES ('tokens', new.job, 'output', new.output)
        ON CONFLICT DO UPDATE SET value = value + excluded.value;
END;

CREATE TRIGGER count_proposed AFTER INSERT ON proposals BEGIN
    INSERT INTO counter (name, first, second, value)
        VALUES ('actions', json_extract(new.canonical, '$.intent.name'), 'proposed', 1)
        ON CONFLICT DO UPDATE SET value = value + 1;
END;

CREATE TRIGGER count_action AFTER UPDATE OF outcome ON actions WHEN old.outcome <> new.outcome BEGIN
    INSERT INTO counter (name, first, second, value) VALUES ('actions', new.name, lower(new.outcome), 1)
        ON CONFLICT DO UPDATE SET value = value + 1;
END;

-- What has no channel has no lane worth a name of its own: it is whatever somebody wrote.
CREATE TRIGGER count_undeliverable AFTER INSERT ON outbox WHEN new.state = 'UNDELIVERABLE' BEGIN
    INSERT INTO counter (name, first, second, value) VALUES ('deliveries', 'none', 'undeliverable', 1)
        ON CONFLICT DO UPDATE SET value = value + 1;
END;

CREATE TRIGGER count_delivery AFTER UPDATE OF state ON outbox
WHEN old.state IN ('WAITING', 'SENDING') AND new.state IN ('DELIVERED', 'FAILED', 'EXPIRED') BEGIN
    INSERT INTO counter (name, first, second, value) VALUES ('deliveries', new.lane, lower(new.state), 1)
        ON CONFLICT DO UPDATE SET value = value + 1;
END;

-- An attempt that failed says why; what a crash cut is sent again without a word.
CREATE TRIGGER count_retry AFTER UPDATE OF error ON outbox WHEN old.state = 'SENDING' AND new.state = 'WAITING' BEGIN
    INSERT INTO counter (name, first, second, value) VALUES ('deliveries', new.lane, 'retried', 1)
        ON CONFLICT DO UPDATE SET value = value + 1;
END;

-- Written to see whether the store can be written.
CREATE TABLE probe (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    content BLOB    NOT NULL
) STRICT;
