package dev.midwatch.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Java of the image: the modules that are needed, linked by a JDK's own jlink. */
final class RuntimeImage {
    static final String DIRECTORY = "opt/java";
    static final int VERSION = 25;
    private static final Pattern RELEASE = Pattern.compile("^([A-Z_]+)=\"(.*)\"$", Pattern.MULTILINE);
    private static final List<String> MODULES = List.of(
            "java.base",
            "java.instrument",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.security.jgss",
            "java.sql",
            "java.xml",
            "jdk.httpserver",
            "jdk.management",
            "jdk.unsupported",
            "jdk.zipfs");

    private final Path jdk;
    private final Architecture architecture;
    private final String release;
    private final Path linker;

    private RuntimeImage(Path jdk, Architecture architecture, String release, Path linker) {
        this.jdk = jdk;
        this.architecture = architecture;
        this.release = release;
        this.linker = linker;
    }

    /**
     * @param linker a JDK of this machine's processor, for where {@code jdk} is of another
     * @throws ImageException if this is no JDK 25 for that processor that can be linked
     */
    static RuntimeImage of(Path jdk, Architecture architecture, Optional<Path> linker) {
        boolean own = architecture == Architecture.ofThisMachine();
        RuntimeImage image = new RuntimeImage(jdk, architecture, release(jdk), own ? jdk : linker.orElse(jdk));
        String version = image.property("JAVA_VERSION").orElse("unknown");
        if (!version.matches(VERSION + "([.].*)?")) {
            throw new ImageException("%s is a Java %s, and the image wants %d".formatted(jdk, version, VERSION));
        }
        String machine = image.property("OS_ARCH").orElse("unknown");
        if (!List.of(architecture.machine(), architecture.id()).contains(machine)) {
            throw new ImageException("%s is for %s, and the image for %s: give one with --jdk"
                    .formatted(jdk, machine, architecture.id()));
        }
        if (!own && linker.isEmpty()) {
            throw new ImageException("to link a Java for %s a JDK %d of this machine is needed too"
                    .formatted(architecture.id(), VERSION));
        }
        if (!own && !Files.isDirectory(jdk.resolve("jmods"))) {
            throw new ImageException(
                    "%s has no folder jmods, without which it can only be linked on a machine of its own kind"
                            .formatted(jdk));
        }
        if (!Files.isExecutable(image.linker.resolve("bin/jlink"))) {
            throw new ImageException(image.linker + " has no bin/jlink: a whole JDK is needed, not only a runtime");
        }
        return image;
    }

    private static Set<String> linkedModules(Path linked) {
        Matcher lines = RELEASE.matcher(text(linked.resolve("release")));
        return lines.results()
                .filter(line -> line.group(1).equals("MODULES"))
                .flatMap(line -> Stream.of(line.group(2).split(" ")))
                .collect(Collectors.toSet());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String release(Path jdk) {
        try {
            return Files.readString(jdk.resolve("release"));
        } catch (IOException e) {
            throw new ImageException(jdk + " is no JDK: it has no readable file `release`", e);
        }
    }

    private Optional<String> property(String key) {
        Matcher lines = RELEASE.matcher(release);
        return lines.results()
                .filter(line -> line.group(1).equals(key))
                .map(line -> line.group(2))
                .findFirst();
    }

    String version() {
        return property("JAVA_RUNTIME_VERSION")
                .or(() -> property("JAVA_VERSION"))
                .orElseThrow();
    }

    String vendor() {
        return property("IMPLEMENTOR").orElse("unknown");
    }

    Architecture architecture() {
        return architecture;
    }

    void link(Tree tree, Path work) {
        Path linked = work.resolve("java");
        List<String> command =
                new ArrayList<>(List.of(linker.resolve("bin/jlink").toString()));
        if (linker.equals(jdk)) {
            command.add("--strip-debug");
        } else {
            // The symbols of its programs stay: this machine's objcopy knows none of that processor. Debian keeps most
            // of them in files of their own.
            command.addAll(List.of("--module-path", jdk.resolve("jmods").toString()));
            command.addAll(List.of("--strip-java-debug-attributes", "--exclude-files=**.debuginfo"));
        }
        command.addAll(List.of(
                "--add-modules",
                String.join(",", MODULES),
                "--no-header-files",
                "--no-man-pages",
                "--vm=server",
                "--output",
                linked.toString()));
        Program.run(work, command);
        tree.copyAll(linked, DIRECTORY);
        String security = DIRECTORY + "/" + SecurityProviders.FILE;
        tree.text(security, SecurityProviders.of(text(tree.path(security)), linkedModules(linked)));
        // Of its programs only the one that is started: a web server and a key tool have no business here.
        for (String program : tree.entries()) {
            if (program.startsWith(DIRECTORY + "/bin/") && !program.equals(DIRECTORY + "/bin/java")) {
                tree.remove(program);
            }
        }
    }
}
