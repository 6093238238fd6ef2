package dev.midwatch.core.view;

import dev.midwatch.core.agent.Budget;
import dev.midwatch.core.agent.TokenTable;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the model has cost. */
public final class Usage {
    private static final int MOST_DAYS = 400;

    private final TokenTable tokens;
    private final Budget budget;
    private final ZoneId zone;
    private final InstantSource clock;

    public Usage(TokenTable tokens, Budget budget, ZoneId zone, InstantSource clock) {
        this.tokens = tokens;
        this.budget = budget;
        this.zone = zone;
        this.clock = clock;
    }

    private record Key(LocalDate day, String job) {}

    /** The last so many days with today, oldest first; a day on which nobody asked a model is left out. */
    public List<UsageDay> days(int number) {
        if (number < 1 || number > MOST_DAYS) {
            throw Refusal.invalid("days: from 1 to %d, not %d".formatted(MOST_DAYS, number));
        }
        LocalDate first = LocalDate.ofInstant(clock.instant(), zone).minusDays(number - 1L);
        Map<Key, UsageDay> days = new TreeMap<>(Comparator.comparing(Key::day).thenComparing(Key::job));
        for (TokenTable.Quarter quarter :
                tokens.quartersSince(first.atStartOfDay(zone).toInstant())) {
            LocalDate day = LocalDate.ofInstant(quarter.from(), zone);
            days.merge(
                    new Key(day, quarter.job()),
                    new UsageDay(day, quarter.job(), quarter.input(), quarter.output(), quarter.calls()),
                    Usage::sum);
        }
        return List.copyOf(days.values());
    }

    public long today() {
        return budget.spentToday();
    }

    /** 0 without a limit. */
    public long perDay() {
        return budget.perDay();
    }

    private static UsageDay sum(UsageDay one, UsageDay other) {
        return new UsageDay(
                one.day(),
                one.job(),
                one.tokensIn() + other.tokensIn(),
                one.tokensOut() + other.tokensOut(),
                one.calls() + other.calls());
    }
}
