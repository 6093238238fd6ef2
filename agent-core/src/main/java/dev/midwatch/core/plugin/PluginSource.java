package dev.midwatch.core.plugin;

import dev.midwatch.core.config.PluginsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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
                directory(config, home),
                config.requireSigned()
                        ? Optional.of(TrustedSigners.read(
                                config.trustedCertificates().stream()
                                        .map(home::resolve)
                                        .toList(),
                                clock))
                        : Optional.empty());
    }

    /** Whether the operator has plugins of their own, without a look at them; also if that cannot be seen. */
    public static boolean hasAny(PluginsConfig config, Path home) {
        try (Stream<Path> all = Files.list(directory(config, home))) {
            return all.findAny().isPresent();
        } catch (NoSuchFileException none) {
            return false;
        } catch (IOException unreadable) {
            return true;
        }
    }

    private static Path directory(PluginsConfig config, Path home) {
        return config.directory().map(home::resolve).orElse(home.resolve("plugins"));
    }
}
