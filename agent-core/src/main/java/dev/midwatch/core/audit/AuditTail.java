package dev.midwatch.core.audit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** All audit files as they are at one moment, to be read from the end; holds a block of them and no more. */
public final class AuditTail {
    private static final int BLOCK = 1 << 16;

    private final List<Part> parts = new ArrayList<>();

    /** @param before the number of lines in the files before it */
    private record Part(Path file, long size, long before, long lines) {}

    AuditTail(List<Path> files) throws IOException {
        long before = 0;
        for (Path file : files) {
            long size = Files.size(file);
            long lines = count(file, size);
            parts.add(new Part(file, size, before, lines));
            before += lines;
        }
    }

    /** Hands over each line, newest first, as long as more are wanted; and how many there are in all. */
    public long read(Predicate<AuditLine> more) {
        boolean on = true;
        for (int i = parts.size() - 1; i >= 0 && on; i--) {
            Part part = parts.get(i);
            try (AuditBack back = new AuditBack(part.file(), part.size(), part.before() + part.lines())) {
                while (on && back.hasNext()) {
                    on = more.test(back.next());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return parts.stream().mapToLong(Part::lines).sum();
    }

    private static long count(Path file, long size) throws IOException {
        long lines = 0;
        byte last = '\n';
        try (InputStream in = Files.newInputStream(file)) {
            byte[] block = new byte[BLOCK];
            for (long left = size; left > 0; ) {
                int got = in.read(block, 0, (int) Math.min(BLOCK, left));
                if (got < 0) {
                    throw new EOFException(file.getFileName() + " became shorter while it was read");
                }
                for (int at = 0; at < got; at++) {
                    lines += block[at] == '\n' ? 1 : 0;
                }
                last = block[got - 1];
                left -= got;
            }
        }
        return last == '\n' ? lines : lines + 1;
    }
}
