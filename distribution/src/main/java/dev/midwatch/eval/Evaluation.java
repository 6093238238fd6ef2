package dev.midwatch.eval;

import dev.midwatch.eval.CaseResult.Played;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Plays cases, several at a time; what comes of them is in their order.
 *
 * @param repeat    trials of each case
 * @param parallel  trials at a time
 * @param directory for the data directories of the trials
 */
public record Evaluation(Subject subject, int repeat, int parallel, Path directory) {
    private static final Duration LONGEST_END = Duration.ofMinutes(1);

    public Evaluation {
        if (repeat < 1 || parallel < 1) {
            throw new IllegalArgumentException("at least one trial, and one at a time");
        }
    }

    /** @param heard hears of each case when the last of its trials is over, in the order of the cases */
    public EvalReport play(List<EvalCase> cases, Consumer<CaseResult> heard) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(parallel);
        try {
            List<List<Future<Played>>> playing = new ArrayList<>();
            for (EvalCase each : cases) {
                List<Future<Played>> trials = new ArrayList<>();
                for (int i = 0; i < repeat; i++) {
                    trials.add(threads.submit(() -> play(each)));
                }
                playing.add(trials);
            }
            List<CaseResult> results = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                CaseResult result = new CaseResult(cases.get(i), ended(cases.get(i), playing.get(i)));
                heard.accept(result);
                results.add(result);
            }
            return new EvalReport(subject.name(), repeat, results);
        } finally {
            threads.shutdownNow();
            // Whoever hears of the end deletes the directory, in which no trial may be at work any more.
            threads.awaitTermination(LONGEST_END.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private Played play(EvalCase wanted) {
        try (Trial trial = new Trial(wanted, subject, Files.createTempDirectory(directory, "trial"))) {
            Observation seen = trial.play();
            return new Played(seen, Judge.judge(wanted, seen));
        } catch (IOException e) {
            throw new UncheckedIOException("no place for a trial in " + directory, e);
        }
    }

    private static List<Played> ended(EvalCase of, List<Future<Played>> trials) throws InterruptedException {
        List<Played> ended = new ArrayList<>();
        for (Future<Played> trial : trials) {
            try {
                ended.add(trial.get());
            } catch (ExecutionException broken) {
                // Neither a model nor a cluster makes a trial throw: the harness or the case is at fault.
                throw new IllegalStateException("the case " + of.name() + " could not be played", broken.getCause());
            }
        }
        return ended;
    }
}
