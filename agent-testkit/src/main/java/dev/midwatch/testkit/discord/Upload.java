package dev.midwatch.testkit.discord;

import java.nio.charset.StandardCharsets;

/**
 * A file as somebody attaches it.
 *
 * @param name its name with its ending
 * @param type its content type
 * @param bytes what is in it; not copied
 */
public record Upload(String name, String type, byte[] bytes) {

    /** A text file, in UTF-8. */
    public static Upload text(String name, String text) {
        return new Upload(name, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Any file. */
    public static Upload bytes(String name, byte[] bytes) {
        return new Upload(name, "application/octet-stream", bytes);
    }
}
