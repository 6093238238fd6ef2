package dev.midwatch.core.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where plugins come from.
 *
 * @param directory           besides those that ship; absent: {@code plugins} in the data directory
 * @param requireSigned       whether a jar of that directory must be signed
 * @param trustedCertificates PEM files of the certificates that count
 */
public record PluginsConfig(Optional<Path> directory, boolean requireSigned, List<Path> trustedCertificates) {
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
