package dev.midwatch.core.plugin;

import dev.midwatch.core.config.ConfigException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A plugin that was left out.
 *
 * @param file   the jar or directory it came from
 * @param reason what is wrong and, where known, what to do
 * @param config what is wrong in its section of config.yaml, if that is why
 */
public record PluginProblem(Path file, String reason, Optional<ConfigException> config) {
    public PluginProblem {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(config, "config");
    }

    PluginProblem(Path file, String reason) {
        this(file, reason, Optional.empty());
    }

    @Override
    public String toString() {
        return file + ": " + reason;
    }
}
