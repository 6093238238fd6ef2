package dev.midwatch.core.action;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where the next line of the audit file goes.
 *
 * @param size bytes in the file
 * @param hash of its last line
 * @param torn whether that line has no end: whoever wrote it was cut off
 */
record AuditEnd(long size, String hash, boolean torn) {
    static final AuditEnd EMPTY = new AuditEnd(0, "0".repeat(64), false);

    private static final int BLOCK = 8192;

    /** Reads no more than the last line, however long the file is. */
    static AuditEnd read(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = in.size();
            if (size == 0) {
                return EMPTY;
            }
            boolean torn = bytes(in, size - 1, 1)[0] != '\n';
            return new AuditEnd(size, ActionJson.sha256(lineBefore(in, torn ? size : size - 1)), torn);
        }
    }

    private static byte[] lineBefore(FileChannel in, long end) throws IOException {
        byte[] line = {};
        for (long start = end; start > 0; ) {
            int length = (int) Math.min(BLOCK, start);
            start -= length;
            byte[] block = bytes(in, start, length);
            int from = afterLastBreak(block);
            ByteArrayOutputStream longer = new ByteArrayOutputStream();
            longer.write(block, from, length - from);
            longer.writeBytes(line);
            line = longer.toByteArray();
            if (from > 0) {
                return line;
            }
        }
        return line;
    }

    private static int afterLastBreak(byte[] block) {
        int at = block.length;
        while (at > 0 && block[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    private static byte[] bytes(FileChannel in, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (in.read(buffer, from + buffer.position()) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
        return buffer.array();
    }
}
