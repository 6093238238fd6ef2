package dev.midwatch.testkit.discord;

import java.nio.charset.StandardCharsets;

/**
 * A file of a message.
 *
 * @param bytes what is in it; not copied
 * @param url where this server hands it out
 */
public record Attachment(String id, String name, String type, byte[] bytes, String url) {

    /** Its bytes read as UTF-8. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static Attachment of(StoredFile file) {
        return new Attachment(
                file.id(), file.file().name(), file.file().type(), file.file().bytes(), file.url());
    }
}
