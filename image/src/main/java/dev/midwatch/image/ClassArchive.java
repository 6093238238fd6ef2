package dev.midwatch.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The loaded classes of a start, kept in a file that the JVM maps. Made of a list that is part of the source, so that it is always the same. */
final class ClassArchive {
    static final String LIST = "classes.list";
    private static final String LIST_IN_TREE = "classes.list";
    private static final String AGAIN = "classes-again.jsa";

    private ClassArchive() {}

    static void make(Tree tree, Machine machine) {
        tree.text(LIST_IN_TREE, String.join("\n", list(tree)) + "\n");
        ArchiveClock.Span madeAgain = dump(tree, machine, AGAIN);
        ArchiveClock.Span made = dump(tree, machine, JvmOptions.ARCHIVE);
        ArchiveClock.takeOut(tree.path(JvmOptions.ARCHIVE), made, tree.path(AGAIN), madeAgain);
        tree.remove(AGAIN);
        tree.remove(LIST_IN_TREE);
        tree.settle(JvmOptions.ARCHIVE, false);
    }

    private static ArchiveClock.Span dump(Tree tree, Machine machine, String archive) {
        List<String> command = new ArrayList<>(List.of(
                "/" + RuntimeImage.DIRECTORY + "/bin/java",
                "-Xshare:dump",
                "-XX:+AOTClassLinking",
                "-XX:SharedClassListFile=/" + LIST_IN_TREE,
                "-XX:SharedArchiveFile=/" + archive,
                // A class of the list that is gone is no reason to say something.
                "-Xlog:cds=error,aot=error"));
        command.addAll(JvmOptions.of(Application.classPath(tree)));
        // Room enough that nothing has to be collected on the way: when that happens depends on the moment, and the
        // archive on when it happens.
        command.addAll(List.of("-Xms512m", "-Xmx1g", "-XX:MetaspaceSize=512m"));
        long begun = ArchiveClock.now();
        machine.runIn(tree, command);
        return new ArchiveClock.Span(begun, ArchiveClock.now());
    }

    /** The classes, how they call, and what they name: the source has the first two, the last is read from the classes as they are. */
    private static List<String> list(Tree tree) {
        List<String> list = new ArrayList<>(source().lines().toList());
        Set<String> classes = list.stream().filter(line -> !line.startsWith("@")).collect(Collectors.toSet());
        ConstantPools pools = new ConstantPools(classes);
        pools.addRuntime(tree.path(RuntimeImage.DIRECTORY));
        Application.classPath(tree).forEach(jar -> pools.addJar(tree.path(jar.substring(1))));
        list.addAll(pools.lines());
        return list;
    }

    private static String source() {
        try (InputStream list = ClassArchive.class.getResourceAsStream(LIST)) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
