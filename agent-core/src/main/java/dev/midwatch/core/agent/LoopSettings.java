package dev.midwatch.core.agent;

import java.time.Duration;
import java.util.Objects;

/**
 * The limits of a run. Reaching one ends the run as failed.
 *
 * @param maxTurns         answers of the model
 * @param maxToolCalls     calls of tools, all turns together
 * @param runBudget        wall clock
 * @param tokensPerRun     input and output, all turns together; 0: no limit
 * @param resultCharacters of one tool result that the model gets to see
 */
public record LoopSettings(
        int maxTurns,
        int maxToolCalls,
        Duration runBudget,
        long tokensPerRun,
        int resultCharacters,
        GuardSettings guard) {
    public static final LoopSettings DEFAULT =
            new LoopSettings(30, 60, Duration.ofMinutes(10), 200_000, 6_000, GuardSettings.DEFAULT);

    public LoopSettings {
        if (maxTurns < 1 || maxToolCalls < 0 || tokensPerRun < 0) {
            throw new IllegalArgumentException("limits of a run: at least one turn, and nothing negative");
        }
        if (runBudget.isNegative() || runBudget.isZero()) {
            throw new IllegalArgumentException("run budget " + runBudget + ": more than nothing");
        }
        if (resultCharacters < 200) {
            throw new IllegalArgumentException("tool results of " + resultCharacters + " characters: at least 200");
        }
        Objects.requireNonNull(guard, "guard");
    }

    public LoopSettings maxTurns(int turns) {
        return new LoopSettings(turns, maxToolCalls, runBudget, tokensPerRun, resultCharacters, guard);
    }

    public LoopSettings maxToolCalls(int calls) {
        return new LoopSettings(maxTurns, calls, runBudget, tokensPerRun, resultCharacters, guard);
    }

    public LoopSettings runBudget(Duration limit) {
        return new LoopSettings(maxTurns, maxToolCalls, limit, tokensPerRun, resultCharacters, guard);
    }

    public LoopSettings tokensPerRun(long tokens) {
        return new LoopSettings(maxTurns, maxToolCalls, runBudget, tokens, resultCharacters, guard);
    }

    public LoopSettings guard(GuardSettings settings) {
        return new LoopSettings(maxTurns, maxToolCalls, runBudget, tokensPerRun, resultCharacters, settings);
    }
}
