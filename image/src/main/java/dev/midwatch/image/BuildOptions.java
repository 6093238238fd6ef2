package dev.midwatch.image;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** What an image is made of, the same for all commands. */
final class BuildOptions {
    private static final Path DEBIAN = Path.of("debian");

    @Option(names = "--distribution", required = true, description = "The installed Midwatch.")
    private Path distribution;

    @Option(names = "--bill", required = true, description = "The project's bill of materials in CycloneDX's JSON.")
    private Path bill;

    @Option(names = "--licence", required = true, description = "Midwatch's own licence.")
    private Path licence;

    @Option(names = "--version-of-release", required = true)
    private String version;

    @Option(names = "--revision", required = true, description = "Of the source.")
    private String revision;

    @Option(names = "--changed", description = "The source has changes that are in no revision.")
    private boolean changed;

    @Option(names = "--time", required = true, description = "What all files are said to be of.")
    private Instant time;

    @Option(names = "--work", required = true, description = "A folder for what comes about on the way.")
    private Path work;

    @Option(
            names = "--packages",
            required = true,
            description = "A folder where Debian's packages are kept for the next build.")
    private Path packages;

    @Option(
            names = "--sources",
            description = "Apt's list of where packages are from, .list or .sources; default: this machine's.")
    private Path sources;

    @Option(names = "--linker", description = "A JDK 25 of this machine, which links that of another processor.")
    private Path linker;

    Release release() {
        return new Release(version, revision, changed, time);
    }

    Path cache() {
        return work.resolve("layers");
    }

    /** @param jdk a folder, or {@code debian}: then it comes from where the packages do */
    OciImage image(Architecture architecture, Path jdk, Consumer<String> progress) {
        DebianPackages debian =
                new DebianPackages(architecture, Optional.ofNullable(sources), packages.toAbsolutePath());
        Path folder = jdk.equals(DEBIAN) ? debian.jdk(work.toAbsolutePath()) : jdk;
        RuntimeImage runtime = RuntimeImage.of(folder, architecture, Optional.ofNullable(linker));
        Layout layout = new Layout(release(), distribution, bill, licence, work.toAbsolutePath(), progress);
        return new OciImage(layout.lay(runtime, debian), architecture, release());
    }
}
