package dev.midwatch.image;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the classes of a runtime and of jars name in their constant pools, as the JVM's class lists have it: {@code @cp CLASS INDEX INDEX …}. What
 * stands there is looked up when the archive is made, as far as the JVM allows it, and not at each start.
 */
final class ConstantPools {
    private final Set<String> wanted;
    private final Map<String, String> lines = new TreeMap<>();

    /** @param wanted names of classes, as {@code java/lang/Object} */
    ConstantPools(Set<String> wanted) {
        this.wanted = wanted;
    }

    /** @param java a runtime's folder */
    void addRuntime(Path java) {
        try (FileSystem runtime = FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", java.toString()));
                Stream<Path> modules = Files.list(runtime.getPath("/modules"))) {
            modules.forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException("the classes of %s cannot be read".formatted(java), e);
        }
    }

    /** @param version of the Java whose classes are taken, of a jar that has some for several */
    void addJar(Path jar, int version) {
        try (FileSystem classes = FileSystems.newFileSystem(jar, Map.of("releaseVersion", String.valueOf(version)))) {
            add(classes.getPath("/"));
        } catch (IOException e) {
            throw new UncheckedIOException("the classes of %s cannot be read".formatted(jar), e);
        }
    }

    /** In an order that is always the same. */
    List<String> lines() {
        return List.copyOf(lines.values());
    }

    private void add(Path root) {
        for (String name : wanted) {
            Path file = root.resolve(name + ".class");
            // Of two jars that have a class the first on the class path is the one it comes from.
            if (!lines.containsKey(name) && Files.isRegularFile(file)) {
                lines.put(name, line(name, file));
            }
        }
    }

    private static String line(String name, Path file) {
        try {
            return named(Files.readAllBytes(file)).stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(" ", "@cp " + name + " ", ""));
        } catch (IOException e) {
            throw new UncheckedIOException("the class file %s cannot be read".formatted(name), e);
        }
    }

    /** The places of classes, fields, methods and call sites in the constant pool of a class file (JVM specification, 4.4). */
    static List<Integer> named(byte[] classFile) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        in.skipNBytes(8);
        int count = in.readUnsignedShort();
        List<Integer> named = new ArrayList<>();
        for (int index = 1; index < count; index++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> in.skipNBytes(in.readUnsignedShort());
                case 7, 9, 10, 11, 18 -> {
                    named.add(index);
                    in.skipNBytes(tag == 7 ? 2 : 4);
                }
                case 3, 4, 12, 17 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    // Numbers of 64 bits take two places.
                    index++;
                }
                case 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                default -> throw new IOException("a constant of kind " + tag);
            }
        }
        return named;
    }
}
