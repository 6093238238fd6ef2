ALTER TABLE findings ADD COLUMN reason TEXT AS (json_extract(finding, '$.reason'));
ALTER TABLE findings ADD COLUMN severity TEXT AS (json_extract(finding, '$.severity'));
ALTER TABLE findings ADD COLUMN grade INTEGER
    AS (CASE json_extract(finding, '$.severity') WHEN 'critical' THEN 2 WHEN 'warning' THEN 1 ELSE 0 END);
ALTER TABLE findings ADD COLUMN kind TEXT AS (json_extract(finding, '$.owner.kind'));
ALTER TABLE findings ADD COLUMN namespace TEXT AS (json_extract(finding, '$.owner.namespace'));
ALTER TABLE findings ADD COLUMN name TEXT AS (json_extract(finding, '$.owner.name'));

-- In the order of a list, and with all that is counted and silenced by, so that neither reads a finding for it.
CREATE INDEX findings_by_grade ON findings (
    resolved IS NOT NULL, caused_by IS NOT NULL, grade DESC, first_seen, fingerprint,
    resolved, caused_by, severity, flapping_since, acknowledged_by, reason, kind, namespace, name);
CREATE INDEX findings_caused_by ON findings (caused_by) WHERE caused_by IS NOT NULL;

CREATE TABLE finding_event (
    seq         INTEGER PRIMARY KEY,
    fingerprint TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    what        TEXT    NOT NULL,
    severity    TEXT    NOT NULL
) STRICT;

CREATE INDEX finding_event_of ON finding_event (fingerprint, at);
CREATE INDEX finding_event_by_time ON finding_event (at);
INSERT INTO finding_event (fingerprint, at, what, severity)
    SELECT fingerprint, first_seen, 'OPENED', upper(severity) FROM findings;
INSERT INTO finding_event (fingerprint, at, what, severity)
    SELECT fingerprint, resolved, 'RESOLVED', upper(severity) FROM findings WHERE resolved IS NOT NULL;

CREATE TABLE revision (
    topic TEXT    PRIMARY KEY,
    n     INTEGER NOT NULL
) STRICT;

INSERT INTO revision (topic, n) VALUES ('FINDINGS', 0), ('RUNS', 0), ('PROPOSALS', 0), ('SESSIONS', 0), ('MESSAGES', 0), ('TICKS', 0);
CREATE TRIGGER findings_added AFTER INSERT ON findings BEGIN UPDATE revision SET n = n + 1 WHERE topic = 'FINDINGS'; END;
CREATE TRIGGER silences_added AFTER INSERT ON silences BEGIN UPDATE revision SET n = n + 1 WHERE topic = 'FINDINGS'; END;
CREATE TRIGGER silences_changed AFTER UPDATE ON silences BEGIN UPDATE revision SET n = n + 1 WHERE topic = 'FINDINGS'; END;
CREATE TRIGGER blind_spots_added AFTER INSERT ON blind_spots BEGIN UPDATE revision SET n = n + 1 WHERE topic = 'FINDINGS'; END;
CREATE TRIGGER blind_spots_removed AFTER DELETE ON blind_spots BEGIN UPDATE revision SET n = n + 1 WHERE topic = 'FINDINGS'; END;
CREATE TRIGGER run_added AFTER INSERT ON run BEGIN UPDATE revision SET n = n + 1 WHERE topic = 'RUNS'; END;
CREATE TRIGGER run_changed AFTER UPDATE ON run BEGIN UPDATE revision SET n = n + 1 WHERE topic = 'RUNS'; END;
CREATE TRIGGER proposals_added AFTER INSERT ON proposals BEGIN UPDATE revision SET n = n + 1 WHERE topic = 'PROPOSALS'; END;
CREATE TRIGGER proposals_changed AFTER UPDATE ON proposals BEGIN UPDATE revision SET n = n + 1 WHERE topic = 'PROPOSALS'; END;
CREATE TRIGGER actions_added AFTER INSERT ON actions BEGIN UPDATE revision SET n = n + 1 WHERE topic = 'PROPOSALS'; END;
CREATE TRIGGER actions_changed AFTER UPDATE ON actions BEGIN UPDATE revision SET n = n + 1 WHERE topic = 'PROPOSALS'; END;
CREATE TRIGGER turn_told AFTER INSERT ON turn BEGIN UPDATE revision SET n = n + 1 WHERE topic = 'SESSIONS'; END;
CREATE TRIGGER outbox_added AFTER INSERT ON outbox BEGIN UPDATE revision SET n = n + 1 WHERE topic = 'MESSAGES'; END;
CREATE TRIGGER outbox_changed AFTER UPDATE ON outbox BEGIN UPDATE revision SET n = n + 1 WHERE topic = 'MESSAGES'; END;
CREATE TRIGGER scheduler_ticked AFTER INSERT ON scheduler BEGIN UPDATE revision SET n = n + 1 WHERE topic = 'TICKS'; END;
