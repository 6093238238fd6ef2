package dev.midwatch.core.config;

/** Tokens that may be spent; 0 means without limit. */
public record BudgetConfig(
        @Description("In one run.") long tokensPerRun,
        @Description("In one day.") long tokensPerDay) {
    static BudgetConfig defaults() {
        return new BudgetConfig(200_000, 2_000_000);
    }

    public BudgetConfig {
        InvalidValue.requireAtLeast("tokens_per_run", tokensPerRun, 0);
        InvalidValue.requireAtLeast("tokens_per_day", tokensPerDay, 0);
    }
}
