package dev.midwatch.core.kube;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What an API server answers, its {@code managedFields} empty. They are two fifths of all that comes, and nothing but names for a parser to learn by
 * heart; here they go by as bytes. Other spellings than that of API servers, with a space for instance, pass as they are.
 */
final class WithoutManagedFields extends InputStream {
    private static final byte[] BEGIN = "\"managedFields\":[".getBytes(StandardCharsets.US_ASCII);

    private final InputStream from;
    private final byte[] in = new byte[8192];
    private final byte[] out = new byte[in.length + BEGIN.length];
    private int begin;
    private int end;

    /** How much of {@link #BEGIN} has come. */
    private int seen;

    private byte last;
    /** Brackets and braces that are open in what is left out. */
    private int depth;

    private boolean inText;
    private boolean escaped;

    WithoutManagedFields(InputStream from) {
        this.from = from;
    }

    @Override
    public int read() throws IOException {
        return fill() ? out[begin++] & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, end - begin);
        System.arraycopy(out, begin, buffer, offset, count);
        begin += count;
        return count;
    }

    /** Whether something is there to be read; waits no longer than until there is. */
    private boolean fill() throws IOException {
        while (begin == end) {
            begin = 0;
            end = 0;
            int count = from.read(in, 0, in.length);
            if (count < 0) {
                give(seen);
                seen = 0;
                return end > 0;
            }
            for (int at = 0; at < count; at = depth > 0 ? leaveOut(at, count) : pass(at, count)) {}
        }
        return true;
    }

    /** The first so many bytes of {@link #BEGIN}, which were held back. */
    private void give(int count) {
        System.arraycopy(BEGIN, 0, out, end, count);
        end += count;
    }

    /** Gives on what is not left out, up to where that begins; the place of the next byte. */
    private int pass(int at, int count) {
        int next = at;
        while (next < count) {
            byte one = in[next++];
            if (one == BEGIN[seen] && (seen > 0 || last != '\\')) {
                seen++;
                if (seen == BEGIN.length) {
                    give(seen);
                    seen = 0;
                    depth = 1;
                    return next;
                }
            } else {
                if (seen > 0) {
                    give(seen);
                    last = BEGIN[seen - 1];
                    seen = 0;
                    // The byte may begin it anew.
                    next--;
                    continue;
                }
                out[end++] = one;
            }
            last = one;
        }
        return next;
    }

    private int leaveOut(int at, int count) {
        int next = at;
        while (next < count) {
            byte one = in[next++];
            if (inText) {
                if (escaped) {
                    escaped = false;
                } else if (one == '\\') {
                    escaped = true;
                } else if (one == '"') {
                    inText = false;
                }
            } else if (one == '"') {
                inText = true;
            } else if (one == '[' || one == '{') {
                depth++;
            } else if ((one == ']' || one == '}') && --depth == 0) {
                out[end++] = ']';
                last = ']';
                return next;
            }
        }
        return next;
    }

    @Override
    public int available() throws IOException {
        return end - begin;
    }

    @Override
    public void close() throws IOException {
        from.close();
    }
}
