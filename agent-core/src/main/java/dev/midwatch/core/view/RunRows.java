package dev.midwatch.core.view;

import dev.midwatch.core.job.Run;
import java.util.Locale;

/** Makes rows of runs. */
final class RunRows {
    private RunRows() {}

    static RunRow of(Run run) {
        return new RunRow(
                run.id(),
                run.job(),
                run.scheduled(),
                run.started(),
                run.finished(),
                word(run.state()),
                word(run.cause()),
                run.attempt(),
                run.late(),
                run.missed(),
                run.wrote(),
                run.summary(),
                run.facts().lookedAt(),
                run.facts().notSeen(),
                run.facts().tokensIn(),
                run.facts().tokensOut(),
                run.error(),
                run.output().isPresent());
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
