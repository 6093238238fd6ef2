package dev.midwatch.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteProbeTest {
    private final AtomicLong now = new AtomicLong();

    @Test
    void writesOnceASecondHoweverManyAsk(@TempDir Path home) throws Exception {
        try (Database database = Database.open(home.resolve("state.db"));
                WriteProbe probe = new WriteProbe(database, Duration.ofSeconds(10), Duration.ofSeconds(1), now::get)) {
            assertThat(probe.trouble()).isEmpty();
            database.update("PRAGMA query_only = 1");
            for (int asked = 0; asked < 100; asked++) {
                assertThat(probe.trouble()).isEmpty();
            }
            now.addAndGet(Duration.ofSeconds(1).toNanos());
            assertThat(probe.trouble().orElseThrow()).contains("read-only");
            database.update("PRAGMA query_only = 0");
            assertThat(probe.trouble()).isPresent();
            now.addAndGet(Duration.ofSeconds(1).toNanos());
            assertThat(probe.trouble()).isEmpty();
        }
    }
}
