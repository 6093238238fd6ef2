package dev.midwatch.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Midwatch itself: the installed program as the distribution's build leaves it, without its script. */
final class Application {
    static final String DIRECTORY = "opt/midwatch";
    static final String NATIVE = DIRECTORY + "/native";
    static final String MAIN = "dev.midwatch.cli.Main";

    private final Path distribution;

    Application(Path distribution) {
        this.distribution = distribution;
        if (!Files.isDirectory(distribution.resolve("lib"))) {
            throw new ImageException(
                    "%s holds no installed Midwatch: build the distribution first".formatted(distribution));
        }
    }

    void install(Tree tree, Architecture architecture) {
        tree.copyAll(distribution.resolve("lib"), DIRECTORY + "/lib");
        tree.copyAll(distribution.resolve("plugins"), DIRECTORY + "/plugins");
        renew(tree, "picocli-");
        new NativeLibrary(architecture).takeOut(tree, NATIVE);
        for (ClassArchive archive : ClassArchive.values()) {
            tree.text(archive.options(), JvmOptions.file(classPath(tree), archive));
        }
        tree.program(
                "usr/bin/midwatch",
                new Launcher(
                                architecture,
                                "/" + RuntimeImage.DIRECTORY + "/bin/java",
                                "/" + ClassArchive.COMMANDS.options(),
                                "/" + ClassArchive.GATEWAY.options())
                        .elf());
    }

    /** Its own commands implement what is in that jar. */
    private static void renew(Tree tree, String beginning) {
        String jar = JvmOptions.named(classPath(tree), beginning).substring(1);
        OldClasses.renew(tree.path(jar));
        tree.settle(jar, false);
    }

    /** In an order that is always the same: that of a class archive's must be that of the start's. */
    static List<String> classPath(Tree tree) {
        try (Stream<Path> jars = Files.list(tree.path(DIRECTORY + "/lib"))) {
            return jars.map(jar -> "/" + tree.root().relativize(jar)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
