package dev.midwatch.core.backup;

import dev.midwatch.core.config.Home;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which files of a data directory a backup holds, and which of its names a restore may move. */
final class HomeFiles {
    /** Of one machine or one moment, or a copy itself. The first is what a file system keeps for its own repair. */
    private static final Set<String> NOT_KEPT =
            Set.of("lost+found", "simulated", "backups", "state.db", ".plugins.json");

    private static final Set<String> STAYS = Set.of("lost+found", "backups", ".gateway.lock");

    /** An earlier backup, which was written here because somebody stood here: each would hold all before it, with their secrets. */
    private static final Pattern BACKUP = Pattern.compile("midwatch-\\d{8}-\\d{6}\\.zip");

    /** How a directory begins that holds what a restore took out of the way. */
    static final String REPLACED = "replaced-";

    private final Home home;

    HomeFiles(Home home) {
        this.home = home;
    }

    /** But for the store and the audit files, which are copied in their own ways. Links are not followed: they point at what is not ours. */
    List<Path> plain(boolean secrets) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(home.directory(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return isKept(directory) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                boolean audit = file.getParent().equals(home.directory())
                        && file.getFileName().toString().startsWith("audit");
                if (attributes.isRegularFile() && isKept(file) && !audit && (secrets || !isSecret(file))) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    // Gone since it was listed, as it might have been a moment earlier.
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        return found.stream().sorted().toList();
    }

    /** {@code .env}, and what an import keeps of an earlier one. */
    private boolean isSecret(Path file) {
        return file.getParent().equals(home.directory())
                && file.getFileName()
                        .toString()
                        .startsWith(home.env().getFileName().toString());
    }

    /** What a restore of everything takes out of the way. */
    static List<String> topLevel(Home home) throws IOException {
        try (Stream<Path> all = Files.list(home.directory())) {
            return all.map(path -> path.getFileName().toString())
                    .filter(HomeFiles::mayMove)
                    .sorted()
                    .toList();
        }
    }

    /** Whether a restore may take it out or bring it in; never the lock that it holds itself, nor earlier copies. */
    static boolean mayMove(String topLevel) {
        return !STAYS.contains(topLevel) && !topLevel.startsWith(".restore") && !topLevel.startsWith(REPLACED);
    }

    private boolean isKept(Path path) {
        if (path.equals(home.directory())) {
            return true;
        }
        String name = path.getFileName().toString();
        boolean top = path.getParent().equals(home.directory());
        boolean elsewhere = top
                && (NOT_KEPT.contains(name)
                        || name.startsWith("state.db-")
                        || name.startsWith(REPLACED)
                        || BACKUP.matcher(name).matches());
        return !elsewhere && !isPassing(name);
    }

    /** Locks, and files that are being written. */
    private static boolean isPassing(String name) {
        return name.startsWith(".")
                && (name.endsWith(".lock")
                        || name.endsWith(".part")
                        || Stream.of(".seed", ".writable", ".restore", ".backup")
                                .anyMatch(name::startsWith));
    }
}
