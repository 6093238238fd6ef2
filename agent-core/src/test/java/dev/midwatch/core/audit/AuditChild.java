package dev.midwatch.core.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** A process that says it is ready, waits for a word, and appends lines to an audit file. */
final class AuditChild {
    private AuditChild() {}

    public static void main(String[] args) throws IOException {
        Audit audit = new Audit(Path.of(args[0]), Clock.systemUTC());
        System.out.println("ready");
        if (System.in.read() < 0) {
            return;
        }
        for (int i = 0; i < Integer.parseInt(args[2]); i++) {
            audit.record("executed", Map.of("by", args[1], "number", i));
        }
    }
}
