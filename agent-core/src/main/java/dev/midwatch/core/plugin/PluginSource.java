package dev.midwatch.core.plugin;

import dev.midwatch.core.config.PluginsConfig;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * A directory with plugins: one subdirectory of jars for each, or a single jar.
 *
 * @param signers who must have signed each jar; empty: nobody
 */
public record PluginSource(Path directory, Optional<TrustedSigners> signers) {
    public PluginSource {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(signers, "signers");
    }

    /**
     * The operator's own plugins.
     *
     * @param home  the data directory, to which relative paths are relative
     * @param clock by which certificates are valid or not
     * @throws dev.midwatch.core.config.ConfigException if a trusted certificate cannot be read
     */
    public static PluginSource own(PluginsConfig config, Path home, InstantSource clock) {
        return new PluginSource(
                config.directory().map(home::resolve).orElse(home.resolve("plugins")),
                config.requireSigned()
                        ? Optional.of(TrustedSigners.read(
                                config.trustedCertificates().stream()
                                        .map(home::resolve)
                                        .toList(),
                                clock))
                        : Optional.empty());
    }
}
