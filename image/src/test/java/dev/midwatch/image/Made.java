package dev.midwatch.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The image as its script makes it of what was built before: once for all tests that look at it. */
final class Made {
    private static final Path DIRECTORY = Path.of("target", "made").toAbsolutePath();
    private static Path archive;

    private Made() {}

    static synchronized Path archive() {
        if (archive == null) {
            archive = anew(DIRECTORY);
        }
        return archive;
    }

    static Path anew(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path made = directory.resolve("image.tar");
        Program.run(
                Path.of("..").toAbsolutePath(),
                Map.of(
                        "MIDWATCH_SKIP_BUILD",
                        "1",
                        "MIDWATCH_IMAGE_WORK",
                        directory.resolve("work").toString()),
                List.of("distribution/build-image.sh", "--output", made.toString()));
        return made;
    }
}
