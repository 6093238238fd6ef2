package dev.midwatch.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

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

    void takeOut(Tree tree, String jars, String directory) {
        Path jar = find(tree.path(jars));
        String wanted = "%sLinux/%s/%s".formatted(FOLDER, architecture.machine(), NAME);
        try (ZipFile full = new ZipFile(jar.toFile());
                InputStream library = full.getInputStream(full.getEntry(wanted))) {
            tree.program(directory + "/" + NAME, library.readAllBytes());
            Files.write(jar, without(full));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tree.settle(jars + "/" + jar.getFileName(), false);
    }

    private static Path find(Path jars) {
        try (Stream<Path> all = Files.list(jars)) {
            return all.filter(jar -> jar.getFileName().toString().startsWith("sqlite-jdbc-"))
                    .findFirst()
                    .orElseThrow(() -> new ImageException("there is no sqlite-jdbc in " + jars));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] without(ZipFile full) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream less = new ZipOutputStream(bytes)) {
            for (ZipEntry entry : Collections.list(full.entries())) {
                if (!entry.getName().startsWith(FOLDER)) {
                    ZipEntry same = new ZipEntry(entry.getName());
                    same.setTimeLocal(entry.getTimeLocal());
                    less.putNextEntry(same);
                    less.write(full.getInputStream(entry).readAllBytes());
                    less.closeEntry();
                }
            }
        }
        return bytes.toByteArray();
    }
}
