package dev.midwatch.testkit.discord;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;

/** Discord's {@code compress=zlib-stream}: one deflate stream per connection, flushed after each message. */
final class PackedStream {
    private final Deflater deflater = new Deflater();

    synchronized byte[] next(byte[] message) {
        deflater.setInput(message);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] part = new byte[4096];
        int size;
        do {
            size = deflater.deflate(part, 0, part.length, Deflater.SYNC_FLUSH);
            out.write(part, 0, size);
        } while (size == part.length);
        return out.toByteArray();
    }
}
