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
record Layout(Release release, Path distribution, Path bill, Path licence, Path work, Consumer<String> progress) {
    static final int USER = 65532;
    static final String DATA = "opt/data";
    static final String TEMPORARY = "tmp";

    Tree lay(RuntimeImage runtime, DebianPackages debian) {
        Architecture architecture = runtime.architecture();
        Path fresh = emptied(work.resolve(architecture.id()));
        Tree tree = new Tree(fresh.resolve("root"), release.time());
        accounts(tree);
        progress.accept("Java " + runtime.version());
        runtime.link(tree, fresh);
        progress.accept("Midwatch " + release.version());
        new Application(distribution).install(tree, architecture);
        progress.accept("the C library");
        List<DebianPackage> packages = new Libraries(architecture, debian).install(tree, fresh);
        Machine machine = new Machine(architecture);
        progress.accept(machine.emulated() ? "the class archives, in an emulation: minutes" : "the class archives");
        for (ClassArchive archive : ClassArchive.values()) {
            archive.make(tree, machine);
        }
        progress.accept("the bill of materials and the licences");
        document(tree, architecture, runtime, packages);
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

    private void document(Tree tree, Architecture architecture, RuntimeImage runtime, List<DebianPackage> packages) {
        BillOfMaterials materials = new BillOfMaterials(bill);
        materials.jars(tree);
        materials.add(
                "platform",
                "OpenJDK of " + runtime.vendor(),
                runtime.version(),
                "pkg:generic/openjdk@" + escaped(runtime.version()),
                "GPL-2.0-only WITH Classpath-exception-2.0");
        packages.forEach(each -> materials.add(
                "library",
                each.name(),
                each.version(),
                "pkg:deb/debian/%s@%s?arch=%s"
                        .formatted(escaped(each.name()), escaped(each.version()), architecture.id()),
                each.licence()));
        tree.text(BillOfMaterials.PATH, materials.json(release));
        Licences.install(tree, licence, materials.lines());
    }

    /** As package URLs want it. */
    private static String escaped(String text) {
        return text.replace("+", "%2B").replace(":", "%3A");
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
