package dev.midwatch.core.audit;

import dev.midwatch.api.Json;
import dev.midwatch.core.store.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The newest step of the audit file, written down beside it: without it nobody would notice that steps were cut off the end, or that the
 * very last one was changed.
 *
 * @param number of the step, counted from 1; 0 while there is none
 * @param hash   SHA-256 of its line
 */
public record AuditHead(long number, String hash) {
    static final AuditHead NONE = new AuditHead(0, "0".repeat(64));

    /** Always as long as this, so that a new one covers the old one in one piece. */
    private static final int LENGTH = 128;

    /** As it is known to people, who may note it elsewhere. */
    @Override
    public String toString() {
        return number + ":" + hash;
    }

    /**
     * What {@link #toString} gave.
     *
     * @throws IllegalArgumentException if it is not that
     */
    public static AuditHead parse(String text) {
        if (!text.matches("\\d{1,18}:[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a step is named by its number and its hash, 12:4f0c…, not " + text);
        }
        int colon = text.indexOf(':');
        return new AuditHead(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
    }

    /** Empty if there is none, or none that can be read: then nothing is proved of the end. */
    static Optional<AuditHead> read(Path file) throws IOException {
        try {
            Json json = CanonicalJson.parse(Files.readString(file));
            return Optional.of(
                    new AuditHead(json.get("step").number(0), json.get("hash").text()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IllegalArgumentException notJson) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        String text = CanonicalJson.text(Map.of("step", number, "hash", hash));
        ByteBuffer bytes = ByteBuffer.wrap(
                (text + " ".repeat(LENGTH - text.length() - 1) + "\n").getBytes(StandardCharsets.UTF_8));
        try (FileChannel out = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OwnerOnly.attributes(file))) {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(false);
        }
    }
}
