package dev.midwatch.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The C library, and what else the programs of the tree are linked with: a JDK may hold its zlib and libstdc++ itself, or leave them to the system. */
final class Libraries {
    /** Name resolution is within libc since 2.34; the others are what the JVM and SQLite are linked with, or open. */
    private static final Set<String> C =
            Set.of("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libresolv.so.2");

    private static final Source LIBC = new Source("libc6", "LGPL-2.1-or-later", C);
    private static final List<Source> SOURCES = List.of(
            LIBC,
            new Source("zlib1g", "Zlib", Set.of("libz.so.1")),
            new Source("libstdc++6", "GPL-3.0-only WITH GCC-exception-3.1", Set.of("libstdc++.so.6")),
            new Source("libgcc-s1", "GPL-3.0-only WITH GCC-exception-3.1", Set.of("libgcc_s.so.1")));

    private record Source(String name, String licence, Set<String> libraries) {}

    private final Architecture architecture;
    private final DebianPackages debian;
    private final String folder;
    private final String linker;

    Libraries(Architecture architecture, DebianPackages debian) {
        this.architecture = architecture;
        this.debian = debian;
        this.folder = "lib/" + architecture.multiarch();
        this.linker = Path.of(architecture.linker()).getFileName().toString();
    }

    /** @return the packages that they are from */
    List<DebianPackage> install(Tree tree, Path work) {
        Map<Source, Set<String>> wanted = new LinkedHashMap<>(Map.of(LIBC, new TreeSet<>(C)));
        List<DebianPackage> packages = new ArrayList<>();
        while (!wanted.isEmpty()) {
            wanted.forEach((source, libraries) -> packages.add(install(source, libraries, tree, work)));
            // What has come may be linked with more.
            wanted = missing(tree).stream()
                    .collect(Collectors.groupingBy(
                            Libraries::source, LinkedHashMap::new, Collectors.toCollection(TreeSet::new)));
        }
        return packages;
    }

    private DebianPackage install(Source source, Set<String> libraries, Tree tree, Path work) {
        Path unpacked = work.resolve(source.name());
        debian.unpack(source.name(), unpacked);
        // Debian moved them below usr with its release 13.
        Path below = Files.isDirectory(unpacked.resolve(folder)) ? unpacked : unpacked.resolve("usr");
        for (String library : libraries) {
            tree.copy(below.resolve(folder).resolve(library), folder + "/" + library);
        }
        if (source == LIBC) {
            tree.copy(below.resolve(folder).resolve(linker), architecture.linker());
        }
        licence(source.name(), unpacked, tree);
        return new DebianPackage(source.name(), debian.version(source.name()), source.licence());
    }

    /** Packages made of one source have it in one of them, and the others a link to that one's folder. */
    private void licence(String name, Path unpacked, Tree tree) {
        String documents = "usr/share/doc/";
        try {
            Path own = unpacked.resolve(documents + name);
            if (Files.isSymbolicLink(own)) {
                debian.unpack(Files.readSymbolicLink(own).toString(), unpacked);
            }
            tree.copy(own.resolve("copyright"), documents + name + "/copyright");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Source source(String library) {
        return SOURCES.stream()
                .filter(source -> source.libraries().contains(library))
                .findFirst()
                .orElseThrow(() -> new ImageException(
                        "%s is linked with, and it is not known what package it is in".formatted(library)));
    }

    /** What is linked with, and is nowhere in the tree. */
    private Set<String> missing(Tree tree) {
        Set<String> present = new TreeSet<>(Set.of(linker));
        Set<String> needed = new TreeSet<>();
        for (String path : tree.entries()) {
            Path file = tree.path(path);
            if (path.endsWith("/bin/java") || path.matches(".*\\.so(\\.\\d+)*")) {
                present.add(file.getFileName().toString());
                needed.addAll(Elf.needed(file));
            }
        }
        needed.removeAll(present);
        return needed;
    }
}
