package dev.midwatch.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Packages of Debian for a processor, fetched and proven by apt with the keys of this machine. They are kept, so that a second build is of the same.
 */
final class DebianPackages {
    private final Architecture architecture;
    private final Optional<Path> sources;
    private final Path kept;

    /** @param sources apt's list of where they are from, if not this machine's own */
    DebianPackages(Architecture architecture, Optional<Path> sources, Path kept) {
        this.architecture = architecture;
        this.sources = sources.map(Path::toAbsolutePath);
        // Those of one release of Debian are not mixed with those of another.
        String from = sources.map(list -> "-" + BillOfMaterials.sha256(list).substring(0, 8))
                .orElse("");
        this.kept = kept.resolve("debian-" + architecture.id() + from);
    }

    /** Lays a package's files out below a folder. */
    void unpack(String name, Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Program.run(kept, List.of("dpkg-deb", "--extract", archive(name).toString(), folder.toString()));
    }

    String version(String name) {
        return Program.run(kept, List.of("dpkg-deb", "--field", archive(name).toString(), "Version"))
                .strip();
    }

    /** A JDK 25, to be linked by one of this machine: it cannot be started where it is laid out. */
    Path jdk(Path work) {
        Path folder = work.resolve("jdk-" + architecture.id());
        Path jdk = folder.resolve("usr/lib/jvm/java-25-openjdk-" + architecture.id());
        for (String part : List.of("jdk", "jre")) {
            unpack("openjdk-25-%s-headless".formatted(part), folder);
        }
        return jdk;
    }

    private Path archive(String name) {
        return fetched(name).orElseGet(() -> fetch(name));
    }

    private Optional<Path> fetched(String name) {
        if (!Files.isDirectory(kept)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(kept)) {
            return files.filter(file -> file.getFileName().toString().startsWith(name + "_"))
                    .filter(file -> file.toString().endsWith(".deb"))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path fetch(String name) {
        try {
            for (String folder : List.of("state/lists/partial", "cache/archives/partial")) {
                Files.createDirectories(kept.resolve(folder));
            }
            Path status = kept.resolve("state/status");
            if (!Files.exists(status)) {
                Files.createFile(status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Program.run(kept, apt("update"));
        Program.run(kept, apt("download", name));
        return fetched(name)
                .orElseThrow(
                        () -> new ImageException("apt-get brought no %s for %s".formatted(name, architecture.id())));
    }

    private List<String> apt(String... words) {
        List<String> options = new ArrayList<>(List.of(
                "Dir::State=" + kept.resolve("state"),
                "Dir::State::status=" + kept.resolve("state/status"),
                "Dir::Cache=" + kept.resolve("cache"),
                "APT::Architecture=" + architecture.id(),
                "APT::Architectures::=" + architecture.id(),
                "APT::Sandbox::User=" + System.getProperty("user.name"),
                "Acquire::Languages=none"));
        sources.ifPresent(
                list -> options.addAll(List.of("Dir::Etc::sourcelist=" + list, "Dir::Etc::sourceparts=/dev/null")));
        List<String> command = new ArrayList<>(List.of("apt-get", "-q"));
        options.forEach(option -> command.addAll(List.of("-o", option)));
        command.addAll(List.of(words));
        return command;
    }
}
