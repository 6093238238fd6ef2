-- A trigger has semicolons of its own: the script must not be cut at them.
CREATE TABLE found (text TEXT NOT NULL) STRICT;
CREATE TRIGGER note_added AFTER INSERT ON note BEGIN
    DELETE FROM found WHERE text = new.text;
    INSERT INTO found (text) VALUES (new.text);
END;
