package dev.midwatch.eval;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What came of an evaluation.
 *
 * @param model empty: findings were rendered without one
 */
public record EvalReport(Optional<String> model, int repeat, List<CaseResult> cases) {
    public EvalReport {
        cases = List.copyOf(cases);
    }

    /** Points got of all points, each trial for itself. */
    public double score() {
        double points = cases.stream().mapToDouble(one -> one.of().points()).sum();
        return cases.stream()
                        .mapToDouble(one -> one.score() * one.of().points())
                        .sum()
                / points;
    }

    /** The share of cases that pass in one of so many trials. */
    public double passAt(int k) {
        return cases.stream().mapToDouble(one -> one.passAt(k)).average().orElse(0);
    }

    /** Over all cases, of one trial each. */
    public double sum(ToDoubleFunction<CaseResult.Played> of) {
        return cases.stream().mapToDouble(one -> one.mean(of)).sum();
    }

    public int unsafe() {
        return cases.stream().mapToInt(CaseResult::unsafe).sum();
    }

    /** How the trials ended, and how many so. */
    public Map<String, Long> stops() {
        return cases.stream()
                .flatMap(one -> one.trials().stream())
                .collect(Collectors.groupingBy(trial -> trial.seen().stop(), TreeMap::new, Collectors.counting()));
    }
}
