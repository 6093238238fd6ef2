package dev.midwatch.core.config;

import java.time.Duration;

/** Hard limits of one run. */
public record AgentConfig(
        @Description("Answers of the model in one run, at most.")
        int maxTurns,

        @Description("Seconds that one run may take.") int runBudgetSeconds) {
    static AgentConfig defaults() {
        return new AgentConfig(40, 600);
    }

    public AgentConfig {
        InvalidValue.requireAtLeast("max_turns", maxTurns, 1);
        InvalidValue.requireAtLeast("run_budget_seconds", runBudgetSeconds, 1);
    }

    public Duration runBudget() {
        return Duration.ofSeconds(runBudgetSeconds);
    }
}
