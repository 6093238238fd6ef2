package dev.midwatch.core.action;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code audit.jsonl}: one line for each step of an action, each holding the hash of the line before, so that nothing can be changed or
 * taken out unseen. A step that cannot be written down does not happen: the caller writes first.
 */
public final class Audit {
    private static final String FIRST = "0".repeat(64);

    private final Path file;
    private final Clock clock;

    public Audit(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Appends one step, durably. */
    public synchronized void record(String step, Map<String, ?> facts) {
        Map<String, Object> line = new LinkedHashMap<>(facts);
        line.put("step", step);
        line.put("at", clock.instant().toString());
        line.put("previous", lastLine().map(ActionJson::sha256).orElse(FIRST));
        byte[] bytes = (ActionJson.text(line) + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the audit file " + file + "; no action without it", e);
        }
    }

    /** The number of the first line whose link to the one before is broken, counted from 1; empty if the chain is whole. */
    public Optional<Integer> firstBroken() {
        String previous = FIRST;
        List<String> lines = lines();
        for (int i = 0; i < lines.size(); i++) {
            if (!linksTo(lines.get(i), previous)) {
                return Optional.of(i + 1);
            }
            previous = ActionJson.sha256(lines.get(i));
        }
        return Optional.empty();
    }

    /** All lines, oldest first. */
    public List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the audit file " + file, e);
        }
    }

    private static boolean linksTo(String line, String previous) {
        try {
            return ActionJson.parse(line).get("previous").is(previous);
        } catch (IllegalArgumentException notJson) {
            return false;
        }
    }

    private Optional<String> lastLine() {
        List<String> lines = lines();
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1));
    }
}
