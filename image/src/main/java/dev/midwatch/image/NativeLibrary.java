package dev.midwatch.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * SQLite's own library, which its driver would else unpack into a temporary folder at each start. The jar loses those of all platforms, which are nine
 * tenths of it; its classes stay as they are.
 */
final class NativeLibrary {
    private static final String FOLDER = "org/sqlite/native/";
    private static final String NAME = "libsqlitejdbc.so";

    private final Architecture architecture;

    NativeLibrary(Architecture architecture) {
        this.architecture = architecture;
    }

    void takeOut(Tree tree, String directory) {
        String jar =
                JvmOptions.named(Application.classPath(tree), "sqlite-jdbc-").substring(1);
        String wanted = "%sLinux/%s/%s".formatted(FOLDER, architecture.machine(), NAME);
        try (ZipFile full = new ZipFile(tree.path(jar).toFile());
                InputStream library = full.getInputStream(full.getEntry(wanted));
                RewrittenJar less = new RewrittenJar()) {
            tree.program(directory + "/" + NAME, library.readAllBytes());
            for (ZipEntry entry : Collections.list(full.entries())) {
                if (!entry.getName().startsWith(FOLDER)) {
                    less.put(
                            entry.getName(),
                            entry.getTimeLocal(),
                            full.getInputStream(entry).readAllBytes());
                }
            }
            less.writeTo(tree.path(jar));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tree.settle(jar, false);
    }
}
