package dev.midwatch.core.view;

import dev.midwatch.core.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * Answers to commands that whoever gave them also gave a name, so that a command that is sent again because its answer was lost is not
 * carried out again. They are kept for a day, also over a restart.
 */
public final class Answered {
    static final Duration KEPT = Duration.ofHours(24);
    /** Of each owner; beyond that the oldest go first. */
    static final int MOST = 1_000;

    private final Database database;
    private final InstantSource clock;
    private final String process = UUID.randomUUID().toString();

    /** How it stands with a command of that name. */
    public enum Standing {
        /** It was not given before, and is now to be carried out. */
        FRESH,
        /** It is being carried out. */
        AT_WORK,
        /** It was begun, and the process ended before its answer was kept: nobody knows what came of it. */
        UNKNOWN,
        /** It has its answer. */
        DONE,
        /** The name was given to another command. */
        OTHER
    }

    /**
     * @param answer of a command that is done
     */
    public record Found(Standing standing, Optional<String> answer) {}

    private record Kept(String request, String process, Optional<String> answer) {}

    public Answered(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Takes the name for this command, unless it is taken already.
     *
     * @param request tells this command from others
     */
    public Found begin(String owner, String name, String request) {
        return database.transaction(() -> {
            Instant now = clock.instant();
            database.update("DELETE FROM answered WHERE begun <= ?", now.minus(KEPT));
            Optional<Found> before = kept(owner, name).map(kept -> found(kept, request));
            if (before.isEmpty()) {
                makeRoom(owner);
                database.update(
                        "INSERT INTO answered (owner, name, request, begun, process) VALUES (?, ?, ?, ?, ?)",
                        owner,
                        name,
                        request,
                        now,
                        process);
            }
            return before.orElse(new Found(Standing.FRESH, Optional.empty()));
        });
    }

    /** Keeps the answer. */
    public void done(String owner, String name, String answer) {
        database.update("UPDATE answered SET answer = ? WHERE owner = ? AND name = ?", answer, owner, name);
    }

    /** Gives the name of a command back that was not carried out. */
    public void notDone(String owner, String name) {
        database.update("DELETE FROM answered WHERE owner = ? AND name = ? AND answer IS NULL", owner, name);
    }

    private Optional<Kept> kept(String owner, String name) {
        return database.one(
                "SELECT request, process, answer FROM answered WHERE owner = ? AND name = ?",
                row -> new Kept(row.text("request"), row.text("process"), row.maybeText("answer")),
                owner,
                name);
    }

    private Found found(Kept kept, String request) {
        if (!kept.request().equals(request)) {
            return new Found(Standing.OTHER, Optional.empty());
        }
        if (kept.answer().isPresent()) {
            return new Found(Standing.DONE, kept.answer());
        }
        return new Found(kept.process().equals(process) ? Standing.AT_WORK : Standing.UNKNOWN, Optional.empty());
    }

    /** What is being worked on stays. */
    private void makeRoom(String owner) {
        database.update(
                "DELETE FROM answered WHERE owner = ? AND answer IS NOT NULL AND name NOT IN"
                        + " (SELECT name FROM answered WHERE owner = ? ORDER BY begun DESC, rowid DESC LIMIT ?)",
                owner,
                owner,
                MOST - 1);
    }
}
