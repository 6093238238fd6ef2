package dev.midwatch.core.view;

import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.JobDefinition;
import dev.midwatch.core.job.Run;
import dev.midwatch.core.job.RunOutputs;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.text.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What ran, and what it said. */
public final class Runs {
    private final RunStore runs;
    private final RunOutputs outputs;
    private final JobCatalog jobs;

    public Runs(RunStore runs, RunOutputs outputs, JobCatalog jobs) {
        this.runs = runs;
        this.outputs = outputs;
        this.jobs = jobs;
    }

    /** Newest first, of one job or of all. */
    public Listing<RunRow> list(Optional<String> job, Page page) {
        Optional<String> id = job.map(name ->
                jobs.find(name).map(JobDefinition::id).orElseThrow(() -> Refusal.notFound("there is no job " + name)));
        return new Listing<>(
                runs.page(id, page.offset(), page.limit()).stream()
                        .map(RunRows::of)
                        .toList(),
                runs.count(id),
                page);
    }

    public RunRow get(long id) {
        return RunRows.of(run(id));
    }

    /** What a run wrote down, as Markdown; empty if it is not kept. */
    public Optional<String> output(long id) {
        try {
            Optional<String> kept = run(id).output();
            return kept.isEmpty() ? kept : outputs.read(kept.get()).map(PlainText.ofProcess()::of);
        } catch (IOException e) {
            throw new UncheckedIOException("the output of run " + id + " cannot be read", e);
        }
    }

    private Run run(long id) {
        return runs.find(id).orElseThrow(() -> Refusal.notFound("there is no run " + id));
    }
}
