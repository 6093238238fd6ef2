package dev.midwatch.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The licences and notices that the jars bring along, as files that can be read without unpacking them. */
final class Licences {
    static final String DIRECTORY = "usr/share/doc/midwatch";
    private static final Pattern TEXT = Pattern.compile(
            "(META-INF/)?(LICEN[CS]E|NOTICE|COPYING|COPYRIGHT)[^/]*|META-INF/licenses/.+[^/]",
            Pattern.CASE_INSENSITIVE);

    private Licences() {}

    static void install(Tree tree, Path own, List<String> components) {
        tree.copy(own, DIRECTORY + "/LICENSE");
        tree.text(
                DIRECTORY + "/THIRD-PARTY.txt",
                "What is in this image, by the licences that its makers declare. The texts are beside this file in licences/, in /opt/java/legal and in\n"
                        + "/usr/share/doc/libc6/copyright.\n\n" + String.join("\n", components) + "\n");
        for (String path : tree.entries()) {
            if (path.endsWith(".jar") && path.startsWith(Application.DIRECTORY)) {
                texts(tree, path);
            }
        }
    }

    private static void texts(Tree tree, String jar) {
        String name = Path.of(jar).getFileName().toString().replaceFirst("\\.jar$", "");
        try (ZipFile zip = new ZipFile(tree.path(jar).toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory()
                        && !entry.getName().endsWith(".class")
                        && TEXT.matcher(entry.getName()).matches()) {
                    String text = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                    tree.text(
                            "%s/licences/%s/%s"
                                    .formatted(DIRECTORY, name, entry.getName().replace('/', '_')),
                            text);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
