package dev.midwatch.core.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The lines of a file, oldest first and one at a time; by the byte, for what was cut off need not be text. */
final class RawLines implements AutoCloseable {
    private static final int BLOCK = 1 << 16;

    private final InputStream in;
    private boolean torn;

    RawLines(InputStream in) {
        this.in = new BufferedInputStream(in, BLOCK);
    }

    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int one = in.read();
        while (one >= 0 && one != '\n') {
            line.write(one);
            one = in.read();
        }
        if (one < 0 && line.size() == 0) {
            return Optional.empty();
        }
        torn = one < 0;
        return Optional.of(line.toByteArray());
    }

    /** Whether the line that was given last has no end. */
    boolean torn() {
        return torn;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
