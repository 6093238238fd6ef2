package dev.midwatch.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "build",
        mixinStandardHelpOptions = true,
        description = "Makes an OCI archive, without a container engine.")
final class BuildCommand implements Callable<Integer> {
    @Mixin
    private BuildOptions options;

    @Option(names = "--arch", required = true, description = "${COMPLETION-CANDIDATES}")
    private Architecture architecture;

    @Option(names = "--jdk", required = true, description = "A JDK 25 for that processor.")
    private Path jdk;

    @Option(names = "--output", required = true, description = "The archive.")
    private Path output;

    @Override
    public Integer call() throws Exception {
        OciImage image = options.image(architecture, jdk, Main::note);
        Main.note("the archive");
        JibContainer made = image.containerize(archive(), options.cache());
        Main.note("%s: %d MB, %s".formatted(output, Files.size(output) / 1_000_000, made.getDigest()));
        return 0;
    }

    private Containerizer archive() throws InvalidImageReferenceException, RegistryException {
        return Containerizer.to(
                TarImage.at(output).named("midwatch:" + options.release().tag()));
    }
}
