package dev.midwatch.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Lays out the whole root file system. */
record Layout(
        Release release,
        Path distribution,
        Path bill,
        Path licence,
        Path work,
        Path packages,
        Consumer<String> progress) {
    static final int USER = 65532;
    static final String DATA = "opt/data";
    static final String TEMPORARY = "tmp";

    Tree lay(Architecture architecture, RuntimeImage runtime) {
        Path fresh = emptied(work.resolve(architecture.id()));
        Tree tree = new Tree(fresh.resolve("root"), release.time());
        Machine machine = new Machine(architecture);
        progress.accept("the C library");
        accounts(tree);
        Libraries.DebianPackage libc = new Libraries(architecture, packages).unpack(tree, fresh);
        progress.accept("Java " + runtime.version());
        runtime.link(tree, fresh, machine);
        progress.accept("Midwatch " + release.version());
        new Application(distribution).install(tree, architecture);
        progress.accept("the class archive");
        ClassArchive.make(tree, machine);
        progress.accept("the bill of materials and the licences");
        document(tree, architecture, runtime, libc);
        return tree;
    }

    private static void accounts(Tree tree) {
        tree.text(
                "etc/passwd",
                "root:x:0:0:root:/:/none\nmidwatch:x:%1$d:%1$d:Midwatch:/%2$s:/none\n".formatted(USER, DATA));
        tree.text("etc/group", "root:x:0:\nmidwatch:x:%d:\n".formatted(USER));
        tree.text("etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n");
        // What the container runtime and the deployment put file systems over.
        List.of("dev", "proc", "sys", TEMPORARY, DATA).forEach(tree::directory);
    }

    private void document(Tree tree, Architecture architecture, RuntimeImage runtime, Libraries.DebianPackage libc) {
        BillOfMaterials materials = new BillOfMaterials(bill);
        materials.jars(tree);
        materials.add(
                "platform",
                "OpenJDK of " + runtime.vendor(),
                runtime.version(),
                "pkg:generic/openjdk@" + runtime.version().replace("+", "%2B"),
                "GPL-2.0-only WITH Classpath-exception-2.0");
        materials.add(
                "library",
                libc.name(),
                libc.version(),
                "pkg:deb/debian/%s@%s?arch=%s"
                        .formatted(libc.name(), libc.version().replace("+", "%2B"), architecture.id()),
                "LGPL-2.1-or-later");
        tree.text(BillOfMaterials.PATH, materials.json(release));
        Licences.install(tree, licence, materials.lines());
    }

    private static Path emptied(Path directory) {
        try {
            if (Files.exists(directory)) {
                try (Stream<Path> all = Files.walk(directory)) {
                    for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(each);
                    }
                }
            }
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be emptied: %s".formatted(directory, e.getMessage()), e);
        }
    }
}
