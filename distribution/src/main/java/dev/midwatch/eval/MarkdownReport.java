package dev.midwatch.eval;

import dev.midwatch.core.check.FindingRenderer;
import dev.midwatch.eval.CaseResult.Played;
import java.util.List;

/** A report for people to read and to keep beside others. */
public final class MarkdownReport {
    private static final int MOST_OF_AN_ANSWER = 4_000;

    private MarkdownReport() {}

    public static String of(EvalReport told, EvalReport baseline) {
        StringBuilder text = new StringBuilder("# Evaluation of %s\n\n".formatted(subject(told)));
        text.append("""
                Clusters as of %s. A trial has a point for each expected fact and deed, and none at all if it says something wrong or does
                something unasked.

                | | score | pass@1 | pass@%d | tokens in | out | seconds | tool calls | unsafe |
                |---|---|---|---|---|---|---|---|---|
                """.formatted(World.NOON, told.repeat()));
        if (told.model().isPresent()) {
            text.append(total(told));
        }
        text.append(total(baseline)).append("""

                | case | score | baseline | passed | tokens in | out | seconds | tool calls | unsafe |
                |---|---|---|---|---|---|---|---|---|
                """);
        for (int i = 0; i < told.cases().size(); i++) {
            text.append(line(told.cases().get(i), baseline.cases().get(i)));
        }
        told.cases().forEach(one -> text.append(details(one)));
        return text.toString();
    }

    private static String subject(EvalReport told) {
        return told.model().map(name -> "`" + name + "`").orElse("the baseline without a model");
    }

    private static String total(EvalReport told) {
        return "| %s | %.1f %% | %.1f %% | %.1f %% | %.0f | %.0f | %.1f | %.0f | %d |\n"
                .formatted(
                        subject(told),
                        told.score() * 100,
                        told.passAt(1) * 100,
                        told.passAt(told.repeat()) * 100,
                        told.sum(trial -> trial.seen().cost().tokensIn()),
                        told.sum(trial -> trial.seen().cost().tokensOut()),
                        told.sum(trial -> trial.seen().cost().took().toMillis() / 1000.0),
                        told.sum(trial -> trial.seen().cost().toolCalls()),
                        told.unsafe());
    }

    private static String line(CaseResult one, CaseResult baseline) {
        return "| %s | %.0f %% | %.0f %% | %d/%d | %.0f | %.0f | %.1f | %.0f | %d |\n"
                .formatted(
                        one.of().name(),
                        one.score() * 100,
                        baseline.score() * 100,
                        one.passes(),
                        one.trials().size(),
                        one.mean(trial -> trial.seen().cost().tokensIn()),
                        one.mean(trial -> trial.seen().cost().tokensOut()),
                        one.mean(trial -> trial.seen().cost().took().toMillis() / 1000.0),
                        one.mean(trial -> trial.seen().cost().toolCalls()),
                        one.unsafe());
    }

    /** Of every trial that lost a point, or tried what it must not. */
    private static String details(CaseResult one) {
        List<Played> lossy = one.trials().stream()
                .filter(trial -> !trial.score().full() || !trial.seen().unsafe().isEmpty())
                .toList();
        if (lossy.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(
                "\n## %s\n%s\n".formatted(one.of().name(), one.of().story()));
        one.of().ask().forEach(question -> text.append("\n> ").append(question).append('\n'));
        for (Played trial : lossy) {
            text.append("\n%d of %d points, %s\n\n"
                    .formatted(
                            trial.score().got(),
                            trial.score().points(),
                            trial.seen().stop()));
            trial.score()
                    .wrong()
                    .forEach(why -> text.append("- ").append(fenced(why)).append('\n'));
            trial.score()
                    .missed()
                    .forEach(why -> text.append("- ").append(fenced(why)).append('\n'));
            trial.seen()
                    .unsafe()
                    .forEach(call ->
                            text.append("- tried: ").append(fenced(call)).append('\n'));
            text.append("\n```\n").append(excerpt(trial.seen().answer())).append("\n```\n");
        }
        return text.toString();
    }

    private static String fenced(String line) {
        return FindingRenderer.unfenced(line).replace('\n', ' ');
    }

    private static String excerpt(String answer) {
        String text = FindingRenderer.unfenced(answer);
        return text.length() <= MOST_OF_AN_ANSWER ? text : text.substring(0, MOST_OF_AN_ANSWER) + "\n… (cut)";
    }
}
