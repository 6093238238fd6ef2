-- Actions of which it is known whether they helped, until that was told and what did not help was undone.
CREATE TABLE untold (audit_id TEXT PRIMARY KEY) STRICT;
