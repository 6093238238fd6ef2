package dev.midwatch.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A jar that is put together anew, entry by entry: each keeps its name and the time that it had, so that the same makes the same. */
final class RewrittenJar implements AutoCloseable {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream out = new ZipOutputStream(bytes);

    void put(String name, LocalDateTime time, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(time);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    /** Only now: until then what is read may be that very file. */
    void writeTo(Path jar) throws IOException {
        out.finish();
        Files.write(jar, bytes.toByteArray());
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
