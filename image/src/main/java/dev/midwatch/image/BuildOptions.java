package dev.midwatch.image;

import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** What an image is made of, the same for all commands. */
final class BuildOptions {
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

    @Option(names = "--time", required = true, description = "What all files are said to be of.")
    private Instant time;

    @Option(names = "--work", required = true, description = "A folder for what comes about on the way.")
    private Path work;

    @Option(
            names = "--packages",
            required = true,
            description = "A folder where Debian's packages are kept for the next build.")
    private Path packages;

    Release release() {
        return new Release(version, revision, time);
    }

    Path cache() {
        return work.resolve("layers");
    }

    OciImage image(Architecture architecture, Path jdk, Consumer<String> progress) {
        RuntimeImage runtime = RuntimeImage.of(jdk, architecture);
        Layout layout = new Layout(
                release(), distribution, bill, licence, work.toAbsolutePath(), packages.toAbsolutePath(), progress);
        return new OciImage(layout.lay(architecture, runtime), architecture, release());
    }
}
