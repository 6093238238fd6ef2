package dev.midwatch.core.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The file that is written, {@code audit.jsonl}, and the full ones beside it: {@code audit-000012345.jsonl} ends with step 12345. One
 * chain goes through all of them.
 */
record AuditFiles(Path current) {
    private static final String FULL = "-\\d{9,}";

    /** All that are there, in the order of the chain. */
    List<Path> inOrder() throws IOException {
        List<Path> all = new ArrayList<>(full());
        if (Files.exists(current)) {
            all.add(current);
        }
        return all;
    }

    private List<Path> full() throws IOException {
        String pattern = stem() + FULL + ending();
        if (!Files.isDirectory(current.getParent())) {
            return List.of();
        }
        try (Stream<Path> beside = Files.list(current.getParent())) {
            return beside.filter(file -> file.getFileName().toString().matches(pattern))
                    .sorted()
                    .toList();
        }
    }

    /** Puts the file that is written among the full ones. A crash right after it loses nothing: the next step begins a new file. */
    void rotate(long lastNumber) throws IOException {
        Path full = current.resolveSibling("%s-%09d%s".formatted(stem(), lastNumber, ending()));
        Files.move(current, full, StandardCopyOption.ATOMIC_MOVE);
        sync();
    }

    /** A new name is only durable once its directory is; where a directory cannot be opened it need not be. */
    void sync() throws IOException {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(current.getParent(), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    Path head() {
        return current.resolveSibling(stem() + ".head");
    }

    private String stem() {
        String name = current.getFileName().toString();
        return name.substring(0, name.length() - ending().length());
    }

    private String ending() {
        String name = current.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot);
    }
}
