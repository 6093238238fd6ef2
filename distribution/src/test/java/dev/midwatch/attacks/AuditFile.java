package dev.midwatch.attacks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Midwatch's own audit file, as somebody sees it who may write in its directory. */
record AuditFile(Path file) {
    /** The audit ids of all writes that it announced. */
    Set<String> announced() throws IOException {
        if (!Files.exists(file)) {
            return Set.of();
        }
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.contains("\"step\":\"executing\""))
                    .map(line -> line.replaceFirst(".*\"audit_id\":\"([^\"]*)\".*", "$1"))
                    .collect(Collectors.toSet());
        }
    }

    /** Plays something while the lines about that are not in the file; puts it back as it was, for the other attacks. */
    void without(String about, Attack.Script script, Arena arena) throws Exception {
        Path head = file.resolveSibling("audit.head");
        byte[] before = Files.readAllBytes(file);
        byte[] end = Files.readAllBytes(head);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        if (!lines.removeIf(line -> line.contains(about))) {
            throw new IllegalStateException("the audit file says nothing of " + about);
        }
        Files.write(file, lines);
        try {
            script.play(arena);
        } finally {
            Files.write(file, before);
            Files.write(head, end);
        }
    }
}
