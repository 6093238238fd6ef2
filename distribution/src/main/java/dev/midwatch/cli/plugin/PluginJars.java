package dev.midwatch.cli.plugin;

import dev.midwatch.api.channel.Symptom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * What is in the jars of a plugin, looked at without running any of it.
 *
 * @param bytes     of the jars together
 * @param classes   by name; of those for newer Javas alone none
 * @param twice     classes that two of the jars have, with those two
 * @param explained the reasons that an entry explains
 */
public record PluginJars(long bytes, Map<String, ClassFile> classes, List<String> twice, Set<String> explained) {
    private static final long MUCH = 10_000_000;
    private static final List<String> OF_THE_HOST = List.of("dev.midwatch.api.", "org.slf4j.");
    private static final String ENTRIES = "findings/";

    /**
     * @param file a jar, or a directory of jars
     * @throws IOException if something of it cannot be read, saying what
     */
    public static PluginJars read(Path file) throws IOException {
        Reading reading = new Reading();
        for (Path jar : jars(file)) {
            reading.add(jar);
        }
        return new PluginJars(reading.bytes, reading.classes, List.copyOf(reading.twice), reading.explained);
    }

    private static List<Path> jars(Path file) throws IOException {
        return Files.isDirectory(file)
                ? Sdk.files(file).stream()
                        .filter(each ->
                                each.getParent().equals(file) && each.toString().endsWith(".jar"))
                        .toList()
                : List.of(file);
    }

    /** What was read of the jars so far. */
    private static final class Reading {
        private final Map<String, ClassFile> classes = new TreeMap<>();
        private final Map<String, Path> homes = new TreeMap<>();
        private final Set<String> twice = new TreeSet<>();
        private final Set<String> explained = new TreeSet<>();
        private long bytes;

        void add(Path jar) throws IOException {
            bytes += Files.size(jar);
            try (JarFile file = new JarFile(jar.toFile())) {
                for (JarEntry entry : Collections.list(file.entries())) {
                    add(jar, entry.getName(), file, entry);
                }
            }
        }

        private void add(Path jar, String name, JarFile file, JarEntry entry) throws IOException {
            if (name.startsWith(ENTRIES) && name.endsWith(".md")) {
                explained.add(name.substring(ENTRIES.length(), name.length() - 3));
            }
            if (!name.endsWith(".class") || name.startsWith("META-INF/") || name.endsWith("module-info.class")) {
                return;
            }
            ClassFile read;
            try {
                read = ClassFile.read(file.getInputStream(entry).readAllBytes());
            } catch (IOException | IndexOutOfBoundsException broken) {
                throw new IOException("%s in %s cannot be read: %s".formatted(name, jar.getFileName(), broken), broken);
            }
            classes.putIfAbsent(read.name(), read);
            Path before = homes.putIfAbsent(read.name(), jar);
            if (before != null) {
                twice.add("%s in %s and %s".formatted(read.name(), before.getFileName(), jar.getFileName()));
            }
        }
    }

    public List<Symptom> symptoms() {
        return List.of(api(), size(), packages());
    }

    private Symptom api() {
        List<String> missing = ApiUse.missing(classes.values());
        return missing.isEmpty()
                ? Symptom.ok("api", "everything it uses of the API is here")
                : Symptom.fail(
                        "api",
                        "it uses what this Midwatch does not have: %s; build it against the SDK of this one"
                                .formatted(few(missing)));
    }

    private Symptom size() {
        String text = "%.1f MB, %d classes".formatted(bytes / 1e6, classes.size());
        return bytes <= MUCH
                ? Symptom.ok("size", text)
                : Symptom.warn("size", text + ": each start copies it; leave out what it does not use");
    }

    private Symptom packages() {
        List<String> jdks = classes(name -> name.startsWith("java."));
        List<String> hosts = classes(name -> OF_THE_HOST.stream().anyMatch(name::startsWith));
        List<String> shadowed = classes(PluginJars::isOfTheJdk);
        if (!jdks.isEmpty()) {
            return Symptom.fail("packages", "a JVM loads none of java.* from a plugin: " + few(jdks));
        }
        if (!hosts.isEmpty()) {
            return Symptom.warn(
                    "packages", "Midwatch's own copy is used instead, so leave out (scope provided): " + few(hosts));
        }
        if (!shadowed.isEmpty()) {
            return Symptom.warn("packages", "the JDK's own copy is used instead, so leave out: " + few(shadowed));
        }
        return twice.isEmpty()
                ? Symptom.ok("packages", "none of the host's, no class twice")
                : Symptom.warn("packages", "only the first of two is used: " + few(twice));
    }

    private List<String> classes(Predicate<String> wanted) {
        return classes.keySet().stream().filter(wanted).toList();
    }

    private static boolean isOfTheJdk(String name) {
        return ClassLoader.getPlatformClassLoader().getResource(name.replace('.', '/') + ".class") != null;
    }

    private static String few(List<String> names) {
        return names.stream().limit(5).collect(Collectors.joining(", "))
                + (names.size() > 5 ? " and %d more".formatted(names.size() - 5) : "");
    }
}
