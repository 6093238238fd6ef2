package dev.midwatch.core.agent;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

/** What models may cost in a day, counted from midnight in the clock's zone. */
public final class Budget {
    private final TokenLedger ledger;
    private final BudgetSettings settings;
    private final Clock clock;

    public Budget(TokenLedger ledger, BudgetSettings settings, Clock clock) {
        this.ledger = ledger;
        this.settings = settings;
        this.clock = clock;
    }

    /** Tokens that may still be spent today; {@link Long#MAX_VALUE} without a limit. */
    public long leftToday() {
        return settings.tokensPerDay() == 0
                ? Long.MAX_VALUE
                : Math.max(0, settings.tokensPerDay() - ledger.spentSince(midnight()));
    }

    /** Input and output of all runs since midnight. */
    public long spentToday() {
        return ledger.spentSince(midnight());
    }

    /** Tokens that may be spent in a day; 0 without a limit. */
    public long perDay() {
        return settings.tokensPerDay();
    }

    public boolean exhausted() {
        return leftToday() == 0;
    }

    void spend(String job, String run, String model, long input, long output) {
        ledger.add(new TokenLedger.Entry(job, run, model, input, output, clock.instant()));
    }

    private Instant midnight() {
        return LocalDate.now(clock).atStartOfDay(clock.getZone()).toInstant();
    }
}
