package dev.midwatch.dashboard.signin;

import dev.midwatch.core.tool.Level;
import java.time.Instant;
import java.util.Optional;

/**
 * One sign-in and how long it may go on; lives in the visitor's cookie alone.
 *
 * @param generation of the visitor's sessions: signing out everywhere begins a new one
 */
record Session(String id, Instant since, long generation, Visitor visitor) {
    private static final int FIELDS = 6;

    String write() {
        return String.join(
                "|",
                id,
                String.valueOf(since.getEpochSecond()),
                String.valueOf(generation),
                visitor.level().name(),
                visitor.how().name(),
                visitor.who());
    }

    /** Of what {@link #write} gave and our key signed; empty only for a text of another version of us. */
    static Optional<Session> read(String text) {
        String[] fields = text.split("\\|", FIELDS);
        if (fields.length != FIELDS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Session(
                    fields[0],
                    Instant.ofEpochSecond(Long.parseLong(fields[1])),
                    Long.parseLong(fields[2]),
                    new Visitor(fields[5], Level.valueOf(fields[3]), Visitor.How.valueOf(fields[4]))));
        } catch (IllegalArgumentException another) {
            return Optional.empty();
        }
    }
}
