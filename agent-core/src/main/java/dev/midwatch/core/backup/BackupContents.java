package dev.midwatch.core.backup;

import dev.midwatch.api.Json;
import dev.midwatch.core.audit.CanonicalJson;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a backup says of itself in its last entry: one without it was cut off.
 *
 * @param version of the Midwatch that made it
 * @param made    when
 * @param secrets whether {@code .env} may be in it
 * @param files   path within the data directory to the SHA-256 of what is in the file
 */
public record BackupContents(String version, Instant made, boolean secrets, Map<String, String> files) {
    /** The entry's name; no file of a data directory has it. */
    static final String ENTRY = "midwatch-backup.json";

    public BackupContents {
        files = Map.copyOf(files);
    }

    String json() {
        return CanonicalJson.text(
                Map.of("version", version, "made", made.toString(), "secrets", secrets, "files", new TreeMap<>(files)));
    }

    /** @throws IllegalArgumentException if it is something else */
    static BackupContents parse(String text) {
        Json json = CanonicalJson.parse(text);
        return new BackupContents(
                json.get("version").text(),
                json.get("made")
                        .time()
                        .orElseThrow(() -> new IllegalArgumentException("it does not say when it was made")),
                json.get("secrets").isTrue(),
                json.get("files").textMembers());
    }
}
