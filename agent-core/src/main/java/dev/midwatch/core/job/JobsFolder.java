package dev.midwatch.core.job;

import dev.midwatch.core.config.Problem;
import dev.midwatch.core.store.WholeFile;
import dev.midwatch.core.store.WriterLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of {@code jobs.json}: the file itself, a copy of the last text that was good, and a lock for writers. */
final class JobsFolder {
    private static final Logger log = LoggerFactory.getLogger(JobsFolder.class);

    private final Path file;
    private final Path good;
    private final WriterLock lock;

    JobsFolder(Path file) {
        this.file = file.toAbsolutePath();
        this.good = this.file.resolveSibling(".jobs.last-good.json");
        this.lock = new WriterLock(this.file);
    }

    /** What tells one text of the file from another without reading it. */
    record Stamp(FileTime modified, long size, Object key) {}

    /** As problems name it. */
    String name() {
        return "cron/" + file.getFileName();
    }

    Optional<Stamp> stamp() {
        try {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Stamp(is.lastModifiedTime(), is.size(), is.fileKey()));
        } catch (IOException absentOrUnreadable) {
            return Optional.empty();
        }
    }

    /** Empty if there is none. */
    Optional<String> text() {
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    Optional<String> lastGood() {
        return Files.exists(good) ? Optional.of(read(good)) : Optional.empty();
    }

    /** Only a restart with a broken file ever needs this copy, so a failure to write it stops nothing. */
    void keepAsGood(String text) {
        try {
            if (!lastGood().equals(Optional.of(text))) {
                WholeFile.write(good, text);
            }
        } catch (IOException | CatalogException e) {
            log.warn("no copy of the last good {} could be kept: {}", name(), e.getMessage());
        }
    }

    void write(String text) {
        try {
            WholeFile.write(file, text);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Keeps other writers out, also those of other processes, while the work reads, changes and writes. */
    <T> T alone(Supplier<T> work) {
        try {
            Files.createDirectories(file.getParent());
            return lock.holding(work::get);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    static String read(Path from) {
        try {
            return Files.readString(from);
        } catch (IOException e) {
            throw unusable(from.toString(), e);
        }
    }

    private CatalogException unusable(IOException e) {
        return unusable(name(), e);
    }

    private static CatalogException unusable(String file, IOException e) {
        String why = e.getClass().getSimpleName() + ": " + e.getMessage();
        return new CatalogException(new Problem(
                file, 0, "", "cannot be read or written: " + why, "is the data directory writable and not full?"));
    }
}
