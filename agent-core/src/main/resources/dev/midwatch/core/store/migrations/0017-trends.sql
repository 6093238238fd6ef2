-- Values over time, a row for each series of an object: points is "seconds=value" by blanks, oldest first, thinned with age.
CREATE TABLE trend (
    check_name TEXT    NOT NULL,
    series     TEXT    NOT NULL,
    about      TEXT    NOT NULL,
    points     TEXT    NOT NULL,
    last_at    INTEGER NOT NULL,
    PRIMARY KEY (check_name, series, about)
) STRICT, WITHOUT ROWID;

CREATE INDEX trend_age ON trend (last_at);
