package dev.midwatch.core.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Where plugins come from. */
public record PluginsConfig(
        @Description("Where they are, besides those that ship; plugins in the data directory where nothing is said.")
        Optional<Path> directory,

        @Description("Whether a jar of that directory must be signed.")
        boolean requireSigned,

        @Description("PEM files of the certificates that count; needed where jars must be signed.")
        List<Path> trustedCertificates) {
    static PluginsConfig defaults() {
        return new PluginsConfig(Optional.empty(), false, List.of());
    }

    public PluginsConfig {
        Objects.requireNonNull(directory, "directory");
        trustedCertificates = List.copyOf(trustedCertificates);
        if (requireSigned && trustedCertificates.isEmpty()) {
            throw new InvalidValue("trusted_certificates", "is missing", "require_signed needs at least one PEM file");
        }
    }
}
