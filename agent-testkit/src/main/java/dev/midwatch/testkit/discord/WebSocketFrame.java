package dev.midwatch.testkit.discord;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** One frame: masked when it comes from a client, not masked when it goes to one. */
record WebSocketFrame(int kind, byte[] bytes, boolean last) {
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    static WebSocketFrame read(InputStream in) throws IOException {
        int head = one(in);
        long length = one(in) & 0x7f;
        int more = length == 126 ? 2 : length == 127 ? 8 : 0;
        if (more > 0) {
            length = 0;
            for (int i = 0; i < more; i++) {
                length = length << 8 | one(in);
            }
        }
        byte[] mask = in.readNBytes(4);
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException("the client closed in the middle of a frame");
        }
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= mask[i % 4];
        }
        return new WebSocketFrame(head & 0x0f, bytes, (head & 0x80) != 0);
    }

    byte[] encoded() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int length = bytes.length;
        out.write(0x80 | kind);
        if (length < 126) {
            out.write(length);
        } else if (length < 65536) {
            out.write(126);
            out.write(length >> 8);
            out.write(length);
        } else {
            out.write(127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) length >> shift));
            }
        }
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    private static int one(InputStream in) throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new EOFException("the client closed");
        }
        return value;
    }
}
