package dev.midwatch.core.audit;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The lines of one audit file, newest first, read from its end block by block. */
final class AuditBack implements Iterator<AuditLine>, AutoCloseable {
    private static final int BLOCK = 1 << 16;
    /** Ours are shorter; of another the beginning is enough. */
    private static final int MOST = 1 << 20;

    private final FileChannel in;
    private byte[] block = {};
    private long from;
    private long end;
    private long n;

    /**
     * @param size of what is read; what is written later is not
     * @param last the number of the last line within that size
     */
    AuditBack(Path file, long size, long last) throws IOException {
        this.in = FileChannel.open(file, StandardOpenOption.READ);
        this.end = size;
        this.n = last;
    }

    @Override
    public boolean hasNext() {
        return end > 0;
    }

    @Override
    public AuditLine next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        try {
            long stop = at(end - 1) == '\n' ? end - 1 : end;
            long start = stop;
            while (start > 0 && at(start - 1) != '\n') {
                start--;
            }
            end = start;
            return new AuditLine(n--, text(start, (int) Math.min(MOST, stop - start)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte at(long position) throws IOException {
        if (position < from || position >= from + block.length) {
            long start = Math.max(0, position + 1 - BLOCK);
            block = bytes(start, (int) (position + 1 - start));
            from = start;
        }
        return block[(int) (position - from)];
    }

    private String text(long start, int length) throws IOException {
        boolean here = start >= from && start + length <= from + block.length;
        return here
                ? new String(block, (int) (start - from), length, StandardCharsets.UTF_8)
                : new String(bytes(start, length), StandardCharsets.UTF_8);
    }

    private byte[] bytes(long start, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (in.read(buffer, start + buffer.position()) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
        return buffer.array();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
