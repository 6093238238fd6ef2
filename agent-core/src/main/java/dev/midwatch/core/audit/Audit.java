package dev.midwatch.core.audit;

import dev.midwatch.core.store.OwnerOnly;
import dev.midwatch.core.store.WriterLock;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code audit.jsonl}: one line for each step of an action, each holding its number and the hash of the line before, so that nothing can
 * be changed or taken out unseen. A step that cannot be written down does not happen: the caller writes first. The gateway and commands
 * beside it write the same file; one that is full is put beside it and the chain goes on in a new one.
 */
public final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);
    /** Some forty thousand steps. */
    private static final long FULL = 16 << 20;

    private final AuditFiles files;
    private final Clock clock;
    private final WriterLock lock;
    private final long full;

    public Audit(Path file, Clock clock) {
        this(file, clock, FULL);
    }

    /** @param full so many bytes are the most that one file takes before another is begun */
    Audit(Path file, Clock clock, long full) {
        this.files = new AuditFiles(file.toAbsolutePath());
        this.clock = clock;
        this.lock = new WriterLock(file);
        this.full = full;
    }

    /** Appends one step, durably. */
    public void record(String step, Map<String, ?> facts) {
        try {
            lock.holding(() -> append(step, facts));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write the audit file " + files.current() + "; no action without it", e);
        }
    }

    /** Reads all files and follows the chain through them; keeps every line, which {@link #verdict} does not. */
    public AuditChain chain() {
        List<String> lines = new ArrayList<>();
        AuditVerdict seen = verdict(lines::clear, lines::add);
        return new AuditChain(lines, seen.broken(), seen.torn(), seen.head(), seen.behind());
    }

    /**
     * Follows the chain through all files and keeps no line, however many there are.
     *
     * @param heard hears each line, oldest first; all of them a second time if the chain did not seem to hold at first
     */
    public AuditVerdict verdict(Consumer<String> heard) {
        return verdict(() -> {}, heard);
    }

    private AuditVerdict verdict(Runnable again, Consumer<String> heard) {
        try {
            AuditVerdict seen = walk(heard);
            if (seen.broken().isEmpty() && seen.torn().isEmpty()) {
                return seen;
            }
            again.run();
            // What looks torn, or out of order, may be a line that is being written at this moment.
            return lock.holding(() -> walk(heard));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the audit file " + files.current(), e);
        }
    }

    /**
     * Reads the files from their end and keeps none of them.
     *
     * @param reading is begun afresh if a file was put aside meanwhile
     */
    public <T> T newestFirst(Function<AuditTail, T> reading) {
        try {
            return reading.apply(new AuditTail(files.inOrder()));
        } catch (IOException | UncheckedIOException perhapsRotated) {
            return newestFirstAlone(reading);
        }
    }

    private <T> T newestFirstAlone(Function<AuditTail, T> reading) {
        try {
            return lock.holding(() -> reading.apply(new AuditTail(files.inOrder())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the audit file " + files.current(), e);
        }
    }

    /** The newest step, as it is noted beside the files: cheap to ask, and another after each step, whoever recorded it. */
    public AuditHead head() {
        try {
            return AuditHead.read(files.head()).orElse(AuditHead.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the head of the audit file " + files.current(), e);
        }
    }

    /** Work with the files of a moment. */
    @FunctionalInterface
    public interface FilesWork {
        void with(List<Path> files) throws IOException;
    }

    /** Hands over all files, the oldest first and the note of the newest step last, while no step is recorded by anybody. */
    public void whileNobodyWrites(FilesWork work) throws IOException {
        lock.holding(() -> {
            List<Path> all = new ArrayList<>(files.inOrder());
            if (Files.exists(files.head())) {
                all.add(files.head());
            }
            work.with(all);
            return null;
        });
    }

    /** All lines, oldest first. */
    public List<String> lines() {
        return chain().lines();
    }

    private AuditVerdict walk(Consumer<String> heard) throws IOException {
        AuditWalk walk = new AuditWalk(AuditHead.read(files.head()), heard);
        for (Path file : files.inOrder()) {
            try (RawLines lines = new RawLines(Files.newInputStream(file))) {
                walk.through(file.getFileName().toString(), lines);
            }
        }
        return walk.end();
    }

    private AuditHead append(String step, Map<String, ?> facts) throws IOException {
        AuditEnd end = AuditEnd.of(files.inOrder());
        Optional<AuditHead> known = AuditHead.read(files.head());
        if (known.isEmpty() && end.number() == 0) {
            // First of all, so that its absence is never the work of a crash.
            AuditHead.NONE.write(files.head());
            known = Optional.of(AuditHead.NONE);
        }
        if (!end.torn() && Files.exists(files.current()) && Files.size(files.current()) >= full) {
            files.rotate(end.number());
        }
        boolean created = !Files.exists(files.current());
        AuditHead head;
        try (FileChannel out = FileChannel.open(
                files.current(),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                OwnerOnly.attributes(files.current()))) {
            head = write(out, repaired(out, end, known), step, facts);
            out.force(true);
        }
        head.write(files.head());
        if (created) {
            files.sync();
        }
        return head;
    }

    /** What the step follows, once what was found to be wrong with the end stands in the file, where it cannot be denied. */
    private AuditHead repaired(FileChannel out, AuditEnd end, Optional<AuditHead> known) throws IOException {
        AuditHead head = new AuditHead(end.number(), end.hash());
        if (end.torn()) {
            LOG.warn("{}: the last line is torn, somebody was cut off writing it; it is kept", files.current());
            out.write(ByteBuffer.wrap(new byte[] {'\n'}));
            head = write(out, head, AuditChain.TORN, Map.of("why", "the line before was cut off in writing"));
        }
        if (known.isEmpty()) {
            return write(out, head, AuditChain.LOST, Map.of("why", AuditChain.NO_END));
        }
        if (known.get().number() < end.number() || known.get().hash().equals(end.hash())) {
            return head;
        }
        LOG.error(
                "{} does not end with step {} as it was written; the chain will say so", files.current(), known.get());
        return known.get();
    }

    private AuditHead write(FileChannel out, AuditHead before, String step, Map<String, ?> facts) throws IOException {
        Map<String, Object> line = PlainText.ofProcess().of(facts);
        line.put("step", step);
        line.put("at", clock.instant().toString());
        line.put("n", before.number() + 1);
        line.put("previous", before.hash());
        String text = CanonicalJson.text(line);
        ByteBuffer buffer = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
        return new AuditHead(before.number() + 1, CanonicalJson.sha256(text));
    }
}
