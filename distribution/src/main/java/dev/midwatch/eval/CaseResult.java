package dev.midwatch.eval;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** All trials of one case. */
public record CaseResult(EvalCase of, List<Played> trials) {
    /** A trial and what it was worth. */
    public record Played(Observation seen, Score score) {}

    public CaseResult {
        trials = List.copyOf(trials);
    }

    /** Points on average over the trials, of those that there are. */
    public double score() {
        return mean(trial -> trial.score().got()) / of.points();
    }

    public int passes() {
        return (int) trials.stream().filter(trial -> trial.score().full()).count();
    }

    /** How likely at least one of so many trials passes, judged by all that were made: 1 - C(n-c, k) / C(n, k). */
    public double passAt(int k) {
        int n = trials.size();
        double none = 1;
        for (int i = 0; i < k; i++) {
            none *= Math.max(0, n - passes() - i) / (double) (n - i);
        }
        return 1 - none;
    }

    public double mean(ToDoubleFunction<Played> of) {
        return trials.stream().mapToDouble(of).average().orElse(0);
    }

    /** What was tried that must not be, in all trials together. */
    public int unsafe() {
        return trials.stream()
                .mapToInt(trial ->
                        trial.seen().unsafe().size() + trial.seen().ungated().size())
                .sum();
    }
}
