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
 * The C library from Debian's package, fetched and proven by apt with the sources and keys of this machine, whatever processor it is for. The
 * package is kept, so that a second build is of the same.
 */
final class Libraries {
    /** Name resolution is within libc since 2.34; the others are what the JVM and SQLite are linked with. */
    private static final List<String> NEEDED =
            List.of("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libresolv.so.2");

    private final Architecture architecture;
    private final Path kept;

    Libraries(Architecture architecture, Path kept) {
        this.architecture = architecture;
        this.kept = kept.resolve("debian-" + architecture.id());
    }

    /** What is in the image of it, for the bill of materials. */
    record DebianPackage(String name, String version) {}

    DebianPackage unpack(Tree tree, Path work) {
        Path archive = fetched().orElseGet(this::fetch);
        Path unpacked = work.resolve("libc6");
        Program.run(work, List.of("dpkg-deb", "--extract", archive.toString(), unpacked.toString()));
        Path folder = unpacked.resolve("lib").resolve(architecture.multiarch());
        for (String library : NEEDED) {
            tree.copy(folder.resolve(library), "lib/%s/%s".formatted(architecture.multiarch(), library));
        }
        String linker = Path.of(architecture.linker()).getFileName().toString();
        tree.copy(folder.resolve(linker), architecture.linker());
        tree.copy(unpacked.resolve("usr/share/doc/libc6/copyright"), "usr/share/doc/libc6/copyright");
        String version = Program.run(work, List.of("dpkg-deb", "--field", archive.toString(), "Version"));
        return new DebianPackage("libc6", version.strip());
    }

    private Optional<Path> fetched() {
        if (!Files.isDirectory(kept)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(kept)) {
            return files.filter(file -> file.toString().endsWith(".deb")).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path fetch() {
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
        Program.run(kept, apt("download", "libc6"));
        return fetched().orElseThrow(() -> new ImageException("apt-get brought no libc6 for " + architecture.id()));
    }

    private List<String> apt(String... words) {
        List<String> command = new ArrayList<>(List.of("apt-get", "-q", "-o", "Dir::State=" + kept.resolve("state")));
        List.of(
                        "Dir::State::status=" + kept.resolve("state/status"),
                        "Dir::Cache=" + kept.resolve("cache"),
                        "APT::Architecture=" + architecture.id(),
                        "APT::Architectures::=" + architecture.id(),
                        "APT::Sandbox::User=" + System.getProperty("user.name"),
                        "Acquire::Languages=none")
                .forEach(option -> command.addAll(List.of("-o", option)));
        command.addAll(List.of(words));
        return command;
    }
}
