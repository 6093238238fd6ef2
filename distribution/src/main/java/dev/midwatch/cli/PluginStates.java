package dev.midwatch.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.core.config.Home;
import dev.midwatch.core.store.HomeLock;
import dev.midwatch.core.store.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plugins as the gateway that runs has them, written down for other commands: what drains is known to it alone. */
final class PluginStates {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final Path file;

    PluginStates(Home home) {
        this.home = home.directory();
        this.file = home.directory().resolve(".plugins.json");
    }

    void write(List<Map<String, Object>> rows) {
        try {
            WholeFile.write(file, JSON.writeValueAsString(rows));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Empty where no gateway runs, or one that has not told yet. */
    Optional<List<Map<String, Object>>> ofTheGateway() {
        if (HomeLock.holder(home).isEmpty() || !Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), new TypeReference<List<Map<String, Object>>>() {}));
        } catch (IOException e) {
            throw CliException.failed(file + " cannot be read: " + e.getMessage());
        }
    }

    /** What an earlier gateway left says nothing of the one that begins. */
    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be removed: " + e.getMessage(), e);
        }
    }
}
