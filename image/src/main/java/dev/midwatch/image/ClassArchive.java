package dev.midwatch.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The loaded classes of a start, kept in a file that the JVM maps. Made of a list that is part of the source, so that it is the same each time. */
enum ClassArchive {
    /** Linked ahead: whoever uses most of it starts a fifth sooner. */
    GATEWAY(true),
    /** Not linked ahead: all that is would be set up also for a command that uses little of it. */
    COMMANDS(false);

    private static final String LIST_IN_TREE = "classes.list";
    private static final String AGAIN = "again.jsa";

    private final boolean linkedAhead;

    ClassArchive(boolean linkedAhead) {
        this.linkedAhead = linkedAhead;
    }

    /** {@code gateway} for files that have to do with it. */
    private String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String path() {
        return "%s/%s.jsa".formatted(Application.DIRECTORY, id());
    }

    /** The JVM's options for a start with it. */
    String options() {
        return "%s/bin/%s.options".formatted(Application.DIRECTORY, id());
    }

    void make(Tree tree, Machine machine) {
        List<String> list = source().lines().collect(Collectors.toCollection(ArrayList::new));
        if (linkedAhead) {
            list.addAll(constants(list, tree));
        }
        tree.text(LIST_IN_TREE, String.join("\n", list) + "\n");
        ArchiveClock.Span made = dump(tree, machine, path());
        // In an emulation two archives differ in the order of some parts as well, and each takes minutes.
        if (linkedAhead && !machine.emulated()) {
            ArchiveClock.Span madeAgain = dump(tree, machine, AGAIN);
            ArchiveClock.takeOut(tree.path(path()), made, tree.path(AGAIN), madeAgain);
            tree.remove(AGAIN);
        }
        tree.remove(LIST_IN_TREE);
        tree.settle(path(), false);
    }

    private ArchiveClock.Span dump(Tree tree, Machine machine, String archive) {
        List<String> command = new ArrayList<>(List.of(
                "/" + RuntimeImage.DIRECTORY + "/bin/java",
                "-Xshare:dump",
                linkedAhead ? "-XX:+AOTClassLinking" : "-XX:-AOTClassLinking",
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

    /** What the classes of a list name. It is read from them as they are, so that it fits. */
    private static List<String> constants(List<String> list, Tree tree) {
        ConstantPools pools = new ConstantPools(
                list.stream().filter(line -> !line.startsWith("@")).collect(Collectors.toSet()));
        pools.addRuntime(tree.path(RuntimeImage.DIRECTORY));
        JvmOptions.inOrder(Application.classPath(tree))
                .forEach(jar -> pools.addJar(tree.path(jar.substring(1)), RuntimeImage.VERSION));
        return pools.lines();
    }

    private String source() {
        try (InputStream list = ClassArchive.class.getResourceAsStream(id() + ".list")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
