package dev.midwatch.core.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** Writes a file so that whoever reads it, also after a crash or a loss of power, sees the old or the new one whole. */
public final class WholeFile {
    private WholeFile() {}

    /** What is to be in the file, and what its writing gives. */
    @FunctionalInterface
    public interface Content<T> {
        T writeTo(OutputStream out) throws IOException;
    }

    /** Readable for its owner alone. */
    public static void write(Path file, String text) throws IOException {
        write(file, of(text), Optional.empty());
    }

    /** Readable for its owner alone, and as large as it likes. */
    public static <T> T write(Path file, Content<T> content) throws IOException {
        return write(file, content, Optional.empty());
    }

    private static Content<Void> of(String text) {
        return out -> {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            return null;
        };
    }

    /**
     * In the place of a file that somebody else made: it keeps its mode, and a link goes on pointing at it.
     *
     * @throws AccessDeniedException also if only its mode says that it is not to be written
     */
    public static void replace(Path file, String text) throws IOException {
        Path real = Files.exists(file) ? file.toRealPath() : file;
        Optional<Set<PosixFilePermission>> mode = mode(real);
        if (mode.isPresent() && !mode.get().contains(PosixFilePermission.OWNER_WRITE)) {
            throw new AccessDeniedException(real.toString());
        }
        write(real, of(text), mode);
    }

    private static Optional<Set<PosixFilePermission>> mode(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view == null || !Files.exists(file)
                ? Optional.empty()
                : Optional.of(view.readAttributes().permissions());
    }

    private static <T> T write(Path file, Content<T> content, Optional<Set<PosixFilePermission>> mode)
            throws IOException {
        T written;
        Path part = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".part");
        try {
            if (mode.isPresent()) {
                Files.setPosixFilePermissions(part, mode.get());
            }
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
                written = content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        sync(file.getParent());
        return written;
    }

    /** The rename itself is only durable once the directory is; where a directory cannot be opened it need not be. */
    public static void sync(Path directory) throws IOException {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
