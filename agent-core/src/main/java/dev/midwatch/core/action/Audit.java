package dev.midwatch.core.action;

import dev.midwatch.core.text.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code audit.jsonl}: one line for each step of an action, each holding the hash of the line before, so that nothing can be changed or
 * taken out unseen. A step that cannot be written down does not happen: the caller writes first. The gateway and commands beside it
 * write the same file.
 */
public final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

    private final Path file;
    private final Clock clock;
    private final AuditLock lock;
    /** As this process left it; touched only while the lock is held. */
    private AuditEnd known = AuditEnd.EMPTY;

    public Audit(Path file, Clock clock) {
        this.file = file.toAbsolutePath();
        this.clock = clock;
        this.lock = new AuditLock(file);
    }

    /** Appends one step, durably. */
    public void record(String step, Map<String, ?> facts) {
        try {
            lock.holding(() -> known = append(step, facts));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the audit file " + file + "; no action without it", e);
        }
    }

    /** Reads the whole file and follows the chain through it. */
    public AuditChain chain() {
        try {
            byte[] bytes = bytes();
            // What looks torn may be a line that is being written at this moment.
            return AuditChain.of(AuditChain.endsTorn(bytes) ? lock.holding(this::bytes) : bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the audit file " + file, e);
        }
    }

    /** The number of the first line whose link to the one before is broken, counted from 1; empty if the chain is whole. */
    public Optional<Integer> firstBroken() {
        return chain().broken();
    }

    /** All lines, oldest first. */
    public List<String> lines() {
        return chain().lines();
    }

    private byte[] bytes() throws IOException {
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    private AuditEnd append(String step, Map<String, ?> facts) throws IOException {
        boolean created = !Files.exists(file);
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            AuditEnd end = end(out.size());
            if (end.torn()) {
                LOG.warn("{}: the last line is torn, somebody was cut off writing it; it is kept", file);
                end = write(out, end, AuditChain.TORN, Map.of("why", "the line before was cut off in writing"));
            }
            end = write(out, end, step, facts);
            out.force(true);
            if (created) {
                sync(file.getParent());
            }
            return end;
        }
    }

    private AuditEnd end(long size) throws IOException {
        if (size == known.size()) {
            return known;
        }
        if (size > known.size()) {
            return AuditEnd.read(file);
        }
        LOG.error("{} was {} bytes long and now is {}; the chain will say so", file, known.size(), size);
        return new AuditEnd(size, known.hash(), size > 0 && AuditEnd.read(file).torn());
    }

    private AuditEnd write(FileChannel out, AuditEnd end, String step, Map<String, ?> facts) throws IOException {
        Map<String, Object> line = PlainText.ofProcess().of(facts);
        line.put("step", step);
        line.put("at", clock.instant().toString());
        line.put("previous", end.hash());
        String text = ActionJson.text(line);
        byte[] bytes = ((end.torn() ? "\n" : "") + text + "\n").getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
        return new AuditEnd(end.size() + bytes.length, ActionJson.sha256(text), false);
    }

    /** A new file is only durable once its directory is; where a directory cannot be opened it need not be. */
    private static void sync(Path directory) throws IOException {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
