package dev.midwatch.core.audit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The last line of an audit file.
 *
 * @param number of its step; one more than that of the line before it if it is torn
 * @param hash   of it
 * @param torn   whether it has no end: whoever wrote it was cut off
 */
record AuditEnd(long number, String hash, boolean torn) {
    static final AuditEnd EMPTY = new AuditEnd(0, AuditHead.NONE.hash(), false);

    private static final int BLOCK = 8192;

    /**
     * The end of the last of these files in which there is anything. Reads no more than its last line, or two if that is torn, however
     * long the files are.
     */
    static AuditEnd of(List<Path> files) throws IOException {
        for (int i = files.size() - 1; i >= 0; i--) {
            try (FileChannel in = FileChannel.open(files.get(i), StandardOpenOption.READ)) {
                if (in.size() > 0) {
                    return of(in, files.subList(0, i));
                }
            }
        }
        return EMPTY;
    }

    private static AuditEnd of(FileChannel in, List<Path> before) throws IOException {
        long size = in.size();
        if (bytes(in, size - 1, 1)[0] == '\n') {
            byte[] last = lineBefore(in, size - 1);
            return new AuditEnd(number(last), CanonicalJson.sha256(last), false);
        }
        byte[] torn = lineBefore(in, size);
        long start = size - torn.length;
        long number = start == 0 ? of(before).number() : number(lineBefore(in, start - 1));
        return new AuditEnd(number + 1, CanonicalJson.sha256(torn), true);
    }

    /** 0 if it is no line of ours; what the chain says of it is another matter. */
    private static long number(byte[] line) {
        try {
            return CanonicalJson.parse(new String(line, StandardCharsets.UTF_8))
                    .get("n")
                    .number(0);
        } catch (IllegalArgumentException notJson) {
            return 0;
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
