package dev.midwatch.core.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The model library's request as it is sent: without the spaces it is indented with, which would be a sixth of it, and with another word on
 * streams. Texts in it are copied as they stand, for they are nearly all of it and long.
 */
final class RequestBody {
    private static final byte[] STREAM = "\"stream\"".getBytes(StandardCharsets.UTF_8);

    private final byte[] written;
    private final ByteArrayOutputStream sent;
    private int at;
    private int depth;

    private RequestBody(byte[] written) {
        this.written = written;
        this.sent = new ByteArrayOutputStream(written.length);
    }

    /**
     * @param written   by the library, which always writes the member {@code stream}, as a plain flag
     * @param streaming the members that are sent instead of it
     * @return with a question mark for half of a character: servers refuse its escape
     */
    static byte[] of(String written, String streaming) {
        return new RequestBody(written.getBytes(StandardCharsets.UTF_8))
                .with(streaming.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] with(byte[] streaming) {
        while (at < written.length) {
            byte b = written[at];
            if (b == '"') {
                int end = textEnd();
                if (depth == 1 && Arrays.equals(written, at, end, STREAM, 0, STREAM.length) && named(end)) {
                    sent.writeBytes(streaming);
                    at = memberEnd(end);
                } else {
                    sent.write(written, at, end - at);
                    at = end;
                }
            } else {
                depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
                if (b > ' ') {
                    sent.write(b);
                }
                at++;
            }
        }
        return sent.toByteArray();
    }

    /** Past the closing quotation mark. */
    private int textEnd() {
        int end = at + 1;
        while (end < written.length && written[end] != '"') {
            end += written[end] == '\\' ? 2 : 1;
        }
        return Math.min(end + 1, written.length);
    }

    /** Whether the text that ends here is the name of a member. */
    private boolean named(int end) {
        int next = end;
        while (next < written.length && written[next] <= ' ' && written[next] >= 0) {
            next++;
        }
        return next < written.length && written[next] == ':';
    }

    private int memberEnd(int from) {
        int end = from;
        while (end < written.length && written[end] != ',' && written[end] != '}') {
            end++;
        }
        return end;
    }
}
