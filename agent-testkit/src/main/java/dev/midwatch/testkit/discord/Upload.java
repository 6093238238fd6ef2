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
    private static final String TEXT = "text/plain; charset=utf-8";

    /** A text file, in UTF-8. */
    public static Upload text(String name, String text) {
        return new Upload(name, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Any file; its type follows from the ending of its name, as Discord has it. */
    public static Upload bytes(String name, byte[] bytes) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        String type = switch (ending) {
            case "txt", "log", "md", "yaml", "yml", "diff", "csv" -> TEXT;
            case "json" -> "application/json; charset=utf-8";
            case "html" -> "text/html; charset=utf-8";
            case "png" -> "image/png";
            default -> "application/octet-stream";
        };
        return new Upload(name, type, bytes);
    }
}
