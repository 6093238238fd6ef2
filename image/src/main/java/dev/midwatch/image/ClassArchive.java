package dev.midwatch.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The loaded classes of a start, kept in a file that the JVM maps. Made of a list that is part of the source, so that it is always the same. */
final class ClassArchive {
    static final String LIST = "classes.list";
    private static final String LIST_IN_TREE = "classes.list";

    private ClassArchive() {}

    static void make(Tree tree, Machine machine) {
        tree.text(LIST_IN_TREE, list());
        List<String> command = new ArrayList<>(List.of(
                "/" + RuntimeImage.DIRECTORY + "/bin/java",
                "-Xshare:dump",
                "-XX:SharedClassListFile=/" + LIST_IN_TREE,
                "-XX:SharedArchiveFile=/" + JvmOptions.ARCHIVE,
                // A class of the list that is gone is no reason to say something.
                "-Xlog:cds=error,aot=error"));
        command.addAll(JvmOptions.of(Application.classPath(tree)));
        // Room enough that nothing has to be collected on the way: when that happens depends on the moment, and the
        // archive on when it happens.
        command.addAll(List.of("-Xms512m", "-Xmx1g", "-XX:MetaspaceSize=512m"));
        machine.runIn(tree, command);
        tree.remove(LIST_IN_TREE);
        tree.settle(JvmOptions.ARCHIVE, false);
    }

    private static String list() {
        try (InputStream list = ClassArchive.class.getResourceAsStream(LIST)) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
