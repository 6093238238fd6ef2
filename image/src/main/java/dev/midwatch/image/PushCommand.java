package dev.midwatch.image;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "push",
        mixinStandardHelpOptions = true,
        description = "Makes the image and sends it to a registry; of more than one processor as one index.")
final class PushCommand implements Callable<Integer> {
    @Mixin
    private BuildOptions options;

    @Option(names = "--jdk", required = true, description = "The JDK 25 of each processor: amd64=DIR.")
    private Map<Architecture, Path> jdks = new EnumMap<>(Architecture.class);

    @Parameters(paramLabel = "IMAGE", description = "Its name in the registry, without a tag.")
    private String name;

    @Override
    public Integer call() {
        // What is wrong with these is better known before minutes of work than after.
        ImageReference target = Registry.reference(name, options.release().tag());
        Optional<Credential> credential = Credentials.ofThisUser(Main::note).of(target);
        Map<Architecture, OciImage> images = new EnumMap<>(Architecture.class);
        jdks.forEach((architecture, jdk) -> images.put(architecture, options.image(architecture, jdk, Main::note)));
        Main.note("sending " + target);
        String digest = new Registry(target, credential).push(images, options.cache());
        Main.note("%s: %s".formatted(target, digest));
        System.out.println(target);
        return 0;
    }
}
