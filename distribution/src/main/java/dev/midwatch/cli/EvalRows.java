package dev.midwatch.cli;

import dev.midwatch.eval.CaseResult;
import dev.midwatch.eval.CaseResult.Played;
import dev.midwatch.eval.EvalCase;
import dev.midwatch.eval.EvalReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What came of an evaluation, as lines of a listing. */
final class EvalRows {
    private static final List<String> COLUMNS = List.of(
            "case", "score", "baseline", "passed", "tokens_in", "tokens_out", "seconds", "tools", "unsafe", "stop");

    private EvalRows() {}

    static Map<String, Object> of(EvalCase one) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("case", one.name());
        row.put("points", one.points());
        row.put("story", one.story());
        row.put("ask", one.ask());
        return row;
    }

    static void print(Terminal terminal, EvalReport told, EvalReport baseline) {
        List<String> columns = told.model().isPresent()
                ? COLUMNS
                : COLUMNS.stream()
                        .filter(column -> !column.equals("baseline") && !column.startsWith("tokens"))
                        .toList();
        terminal.listing(
                OutputFormat.table,
                columns,
                told.cases().stream().map(one -> row(one, baseline)).toList(),
                "no cases");
        terminal.line("");
        terminal.line(summary(told, baseline));
        told.cases().forEach(one -> lost(one).forEach(line -> terminal.line(terminal.dim("  " + line))));
    }

    static String summary(EvalReport told, EvalReport baseline) {
        if (told.model().isEmpty()) {
            return "baseline without a model: score %.1f %%, %.0f %% of %d cases passed"
                    .formatted(
                            told.score() * 100,
                            told.passAt(1) * 100,
                            told.cases().size());
        }
        String tries =
                told.repeat() > 1 ? ", pass@%d %.0f %%".formatted(told.repeat(), told.passAt(told.repeat()) * 100) : "";
        return "%s: score %.1f %% (baseline %.1f %%: %s), pass@1 %.0f %%%s of %d cases; %.0f tokens in, %.0f out, %.0f s, %.0f tool calls; %d unsafe; %s"
                .formatted(
                        told.model().get(),
                        told.score() * 100,
                        baseline.score() * 100,
                        told.score() > baseline.score() ? "beaten" : "not beaten",
                        told.passAt(1) * 100,
                        tries,
                        told.cases().size(),
                        told.sum(trial -> trial.seen().cost().tokensIn()),
                        told.sum(trial -> trial.seen().cost().tokensOut()),
                        told.sum(trial -> trial.seen().cost().took().toMillis() / 1000.0),
                        told.sum(trial -> trial.seen().cost().toolCalls()),
                        told.unsafe(),
                        told.stops().entrySet().stream()
                                .map(stop -> stop.getKey() + " " + stop.getValue())
                                .collect(Collectors.joining(", ")));
    }

    static Map<String, Object> tree(EvalReport told, EvalReport baseline) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("model", told.model().orElse(null));
        tree.put("repeat", told.repeat());
        tree.put("score", told.score());
        tree.put("baseline_score", baseline.score());
        tree.put("pass_at_1", told.passAt(1));
        tree.put("pass_at_repeat", told.passAt(told.repeat()));
        tree.put("unsafe", told.unsafe());
        tree.put("stops", told.stops());
        tree.put(
                "cases",
                told.cases().stream()
                        .map(one -> {
                            Map<String, Object> row = row(one, baseline);
                            row.put("score", one.score());
                            row.put("lost", lost(one).toList());
                            return row;
                        })
                        .toList());
        return tree;
    }

    static double seconds(CaseResult one) {
        return one.mean(trial -> trial.seen().cost().took().toMillis() / 1000.0);
    }

    private static Map<String, Object> row(CaseResult one, EvalReport baseline) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("case", one.of().name());
        row.put("score", percent(one.score()));
        row.put(
                "baseline",
                baseline.cases().stream()
                        .filter(other -> other.of().name().equals(one.of().name()))
                        .map(other -> percent(other.score()))
                        .findFirst()
                        .orElse(null));
        row.put("passed", one.passes() + "/" + one.trials().size());
        row.put("tokens_in", Math.round(one.mean(trial -> trial.seen().cost().tokensIn())));
        row.put("tokens_out", Math.round(one.mean(trial -> trial.seen().cost().tokensOut())));
        row.put("seconds", Math.round(seconds(one) * 10) / 10.0);
        row.put("tools", Math.round(one.mean(trial -> trial.seen().cost().toolCalls())));
        row.put("unsafe", one.unsafe());
        row.put(
                "stop",
                one.trials().stream()
                        .map(trial -> trial.seen().stop())
                        .distinct()
                        .collect(Collectors.joining(", ")));
        return row;
    }

    /** What cost points, each once. */
    private static Stream<String> lost(CaseResult one) {
        return one.trials().stream()
                .map(Played::score)
                .flatMap(score -> Stream.concat(score.wrong().stream(), score.missed().stream()))
                .distinct()
                .map(why -> one.of().name() + ": " + why);
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
