package dev.midwatch.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BudgetTest {
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    @TempDir
    Path directory;

    @Test
    void startsAnewAtMidnightOfTheZone() {
        try (Database database = Database.open(directory.resolve("state.db"))) {
            Budget evening = budget(database, 1_000, "2026-11-23T22:59:00Z");
            evening.spend("report", "r1", "m", 900, 200);

            assertThat(evening.leftToday()).isZero();
            assertThat(evening.exhausted()).isTrue();
            assertThat(budget(database, 1_000, "2026-11-23T23:00:00Z").leftToday())
                    .isEqualTo(1_000);
        }
    }

    @Test
    void knowsNoLimitAtZero() {
        try (Database database = Database.open(directory.resolve("state.db"))) {
            Budget budget = budget(database, 0, "2026-11-23T12:00:00Z");
            budget.spend("report", "r1", "m", 1_000_000, 0);

            assertThat(budget.exhausted()).isFalse();
        }
    }

    private static Budget budget(Database database, long perDay, String now) {
        return new Budget(
                new TokenTable(database), new BudgetSettings(perDay), Clock.fixed(Instant.parse(now), MADRID));
    }
}
