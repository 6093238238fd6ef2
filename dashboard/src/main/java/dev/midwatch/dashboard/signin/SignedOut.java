package dev.midwatch.dashboard.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Which sessions ended before their time, also over a restart: a cookie cannot be called back, so what is in it is no longer taken.
 * A session's id is forgotten when the session would be over anyway.
 */
final class SignedOut {
    private final Path file;
    private final Map<String, Long> generations = new HashMap<>();
    private final Map<String, Instant> sessions = new HashMap<>();

    SignedOut(Path file) {
        this.file = file;
        try {
            Files.readAllLines(file).forEach(this::read);
        } catch (NoSuchFileException nobodyYet) {
            generations.clear();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read who signed out", e);
        }
    }

    private void read(String line) {
        String[] words = line.split(" ", 3);
        switch (words.length == 3 ? words[0] : line) {
            case "generation" ->
                generations.put(new String(Digests.bytes(words[2]), StandardCharsets.UTF_8), Long.parseLong(words[1]));
            case "session" -> sessions.put(words[2], Instant.ofEpochSecond(Long.parseLong(words[1])));
            default ->
                throw new IllegalStateException(
                        file + " has a line that is not ours; remove it, and who signed out may have to again");
        }
    }

    synchronized long generation(Visitor visitor) {
        return generations.getOrDefault(owner(visitor), 0L);
    }

    synchronized boolean isOver(Session session) {
        return sessions.containsKey(session.id()) || session.generation() != generation(session.visitor());
    }

    synchronized void end(Session session, Instant wouldEnd, Instant now) {
        sessions.values().removeIf(now::isAfter);
        sessions.put(session.id(), wouldEnd);
        write();
    }

    synchronized void endAllOf(Visitor visitor) {
        generations.merge(owner(visitor), 1L, Long::sum);
        write();
    }

    /** People of one name who are known in different ways are different people. */
    private static String owner(Visitor visitor) {
        return visitor.how() + " " + visitor.who();
    }

    private void write() {
        StringBuilder text = new StringBuilder();
        generations.forEach((who, generation) -> text.append("generation ")
                .append(generation)
                .append(' ')
                .append(Digests.text(who.getBytes(StandardCharsets.UTF_8)))
                .append('\n'));
        sessions.forEach((id, end) -> text.append("session ")
                .append(end.getEpochSecond())
                .append(' ')
                .append(id)
                .append('\n'));
        try {
            PrivateFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep who signed out", e);
        }
    }
}
