package dev.midwatch.cli;

import dev.midwatch.eval.CaseResult;

/** Says on standard error how far an evaluation has come. */
final class EvalProgress {
    private final Terminal terminal;
    private final int cases;
    private int ended;

    EvalProgress(Terminal terminal, int cases) {
        this.terminal = terminal;
        this.cases = cases;
    }

    void ended(CaseResult result) {
        ended++;
        String words = "%3d/%d  %-50s %3.0f %%  %6.1f s"
                .formatted(ended, cases, result.of().name(), result.score() * 100, EvalRows.seconds(result));
        terminal.note(result.passes() == result.trials().size() ? words : terminal.yellow(words));
    }
}
