package dev.midwatch.core.agent;

/** @param tokensPerDay of all jobs and conversations together; 0: no limit */
public record BudgetSettings(long tokensPerDay) {
    public BudgetSettings {
        if (tokensPerDay < 0) {
            throw new IllegalArgumentException("tokens per day " + tokensPerDay + ": 0 for no limit, or more");
        }
    }
}
