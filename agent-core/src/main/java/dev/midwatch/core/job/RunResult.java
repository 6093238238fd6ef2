package dev.midwatch.core.job;

import dev.midwatch.core.text.PlainText;
import java.util.Objects;

/**
 * What came of a run.
 *
 * @param text for {@link RunOutcome#REPORT} what is to be told; for {@link RunOutcome#FAILED} why, in one line; for
 *             {@link RunOutcome#QUIET} empty or a note for the record
 */
public record RunResult(RunOutcome outcome, String text, RunFacts facts) {
    public RunResult {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(facts, "facts");
    }

    public static RunResult quiet(RunFacts facts) {
        return new RunResult(RunOutcome.QUIET, "", facts);
    }

    public static RunResult report(String text, RunFacts facts) {
        return new RunResult(RunOutcome.REPORT, text, facts);
    }

    public static RunResult failed(String reason, RunFacts facts) {
        return new RunResult(RunOutcome.FAILED, reason, facts);
    }

    /** As it may be kept: nothing hidden in it, and no secret. */
    RunResult plain() {
        PlainText plain = PlainText.ofProcess();
        RunFacts shown = new RunFacts(
                plain.of(facts.lookedAt()), plain.of(facts.notSeen()), facts.tokensIn(), facts.tokensOut());
        return new RunResult(outcome, plain.of(text), shown);
    }

    /** The first line of the text, for lists. */
    public String summary() {
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() <= 200 ? line : line.substring(0, 199) + "…";
    }
}
