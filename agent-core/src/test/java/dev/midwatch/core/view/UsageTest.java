package dev.midwatch.core.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.core.agent.Budget;
import dev.midwatch.core.agent.BudgetSettings;
import dev.midwatch.core.agent.TokenLedger;
import dev.midwatch.core.agent.TokenTable;
import dev.midwatch.core.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageTest {
    @TempDir
    Path home;

    private Database database;
    private TokenTable tokens;

    @BeforeEach
    void open() {
        database = Database.open(home.resolve("state.db"));
        tokens = new TokenTable(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void spend(String at, String job, long input) {
        tokens.add(new TokenLedger.Entry(job, "run", "model", input, 1, Instant.parse(at)));
    }

    private Usage usage(String zone, String now) {
        Clock clock = Clock.fixed(Instant.parse(now), ZoneId.of(zone));
        return new Usage(tokens, new Budget(tokens, new BudgetSettings(5_000), clock), ZoneId.of(zone), clock);
    }

    @Test
    void addsUpEachDayByJob() {
        spend("2026-06-01T10:00:00Z", "chat", 100);
        spend("2026-06-01T18:00:00Z", "chat", 20);
        spend("2026-06-01T18:00:00Z", "pods", 3);
        spend("2026-06-03T01:00:00Z", "chat", 4);
        assertThat(usage("UTC", "2026-06-03T02:00:00Z").days(7))
                .containsExactly(
                        new UsageDay(LocalDate.of(2026, 6, 1), "chat", 120, 2, 2),
                        new UsageDay(LocalDate.of(2026, 6, 1), "pods", 3, 1, 1),
                        new UsageDay(LocalDate.of(2026, 6, 3), "chat", 4, 1, 1));
        assertThat(usage("UTC", "2026-06-03T02:00:00Z").days(1)).hasSize(1);
        assertThat(usage("UTC", "2026-06-03T02:00:00Z").today()).isEqualTo(5);
        assertThat(usage("UTC", "2026-06-03T02:00:00Z").perDay()).isEqualTo(5_000);
    }

    @Test
    void beginsTheDayWhereThatZoneDoes() {
        spend("2026-06-01T18:14:00Z", "chat", 1);
        spend("2026-06-01T18:16:00Z", "chat", 10);
        spend("2026-06-01T18:29:00Z", "chat", 100);
        spend("2026-06-01T18:31:00Z", "chat", 1_000);
        assertThat(usage("Asia/Kathmandu", "2026-06-02T02:00:00Z").days(1))
                .extracting(UsageDay::tokensIn)
                .containsExactly(1_110L);
        assertThat(usage("Asia/Kolkata", "2026-06-02T02:00:00Z").days(2))
                .extracting(UsageDay::tokensIn)
                .containsExactly(111L, 1_000L);
    }

    @Test
    void countsTheHoursOfADayThatHasMoreOrLessOfThem() {
        for (String at : new String[] {
            "2026-03-28T22:59:00Z", "2026-03-28T23:01:00Z", "2026-03-29T21:59:00Z", "2026-03-29T22:01:00Z"
        }) {
            spend(at, "chat", 1);
        }
        assertThat(usage("Europe/Berlin", "2026-03-30T10:00:00Z").days(3))
                .extracting(day -> day.day().getDayOfMonth() + ": " + day.calls())
                .containsExactly("28: 1", "29: 2", "30: 1");
    }

    @Test
    void refusesANumberOfDaysThatIsNone() {
        for (int days : new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> usage("UTC", "2026-06-03T02:00:00Z").days(days))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("days: from 1 to");
        }
    }
}
