package dev.midwatch.core.plugin;

import dev.midwatch.api.Plugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The jars of one plugin.
 *
 * @param file the directory or the single jar, as the operator knows it
 */
record PluginUnit(Path file, List<Path> jars) {
    private static final String SERVICE = "META-INF/services/" + Plugin.class.getName();

    /** The plugins of a directory, by name; none if there is no such directory. */
    static List<PluginUnit> in(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<PluginUnit> units = new ArrayList<>();
        for (Path file : list(directory)) {
            if (Files.isDirectory(file) || isJar(file)) {
                units.add(at(file));
            }
        }
        return units;
    }

    /** The plugin that this directory or this single jar is. */
    static PluginUnit at(Path file) throws IOException {
        return Files.isDirectory(file)
                ? new PluginUnit(
                        file, list(file).stream().filter(PluginUnit::isJar).toList())
                : new PluginUnit(file, List.of(file));
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isJar(Path file) {
        return file.getFileName().toString().endsWith(".jar");
    }

    String name() {
        return file.getFileName().toString().replaceFirst("\\.jar$", "");
    }

    /**
     * What the manifest of the jar that names the plugin says, once all jars were seen to be jars and of a level we know.
     *
     * @param copies what will be loaded, in the order of the jars
     */
    Attributes inspect(List<Path> copies) throws BrokenPluginException {
        if (jars.isEmpty()) {
            throw new BrokenPluginException(file, "there is no jar in it");
        }
        Optional<Attributes> main = Optional.empty();
        for (int i = 0; i < jars.size(); i++) {
            Optional<Attributes> found = inspect(copies.get(i), jars.get(i));
            main = main.isPresent() ? main : found;
        }
        return main.orElseThrow(() -> new BrokenPluginException(
                file, "is no plugin: no jar in it has a file " + SERVICE + " that names one"));
    }

    /** The manifest's attributes if this jar names a plugin. */
    private static Optional<Attributes> inspect(Path copy, Path jar) throws BrokenPluginException {
        try (JarFile file = new JarFile(copy.toFile())) {
            Manifest manifest = file.getManifest();
            Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
            requireKnownLevel(jar, attributes.getValue("Midwatch-Api"));
            return file.getEntry(SERVICE) == null ? Optional.empty() : Optional.of(attributes);
        } catch (IOException e) {
            throw new BrokenPluginException(jar, "is not a jar: " + e.getMessage());
        }
    }

    private static void requireKnownLevel(Path jar, String level) throws BrokenPluginException {
        if (level == null) {
            return;
        }
        if (!level.strip().matches("\\d{1,6}")) {
            throw new BrokenPluginException(
                    jar, "its manifest says Midwatch-Api: " + level + ", which is not a number");
        }
        if (Integer.parseInt(level.strip()) > Plugin.API_LEVEL) {
            throw new BrokenPluginException(
                    jar,
                    "was built for level %s of the plugin API, this Midwatch has level %d: use a newer Midwatch or an older plugin"
                            .formatted(level.strip(), Plugin.API_LEVEL));
        }
    }
}
