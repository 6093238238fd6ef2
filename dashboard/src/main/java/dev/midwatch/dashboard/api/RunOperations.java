package dev.midwatch.dashboard.api;

import dev.midwatch.core.view.RunRow;
import dev.midwatch.core.view.Runs;
import java.util.List;
import java.util.stream.Stream;

/** What ran. */
final class RunOperations {
    private static final Parameter ID = Parameter.number("id", "Number of the run.");
    private static final String MARKDOWN = "text/markdown";

    private final Runs runs;

    RunOperations(Runs runs) {
        this.runs = runs;
    }

    List<Operation> all() {
        return Stream.of(
                        Operation.get("/api/runs", "listRuns", "Runs, the newest first.")
                                .with(Parameter.text("job", "Of this job alone."), Parameter.OFFSET, Parameter.LIMIT)
                                .may(404)
                                .answers(200, "The runs.", Slice.of(RunRow.class))
                                .does(call -> call.slice(runs.list(call.maybe("job"), call.page()))),
                        Operation.get("/api/runs/{id}", "getRun", "One run.")
                                .with(ID)
                                .answers(200, "The run.", RunRow.class)
                                .does(call -> Reply.of(runs.get(call.number("id")))),
                        Operation.get("/api/runs/{id}/output", "getRunOutput", "What a run wrote down, as Markdown.")
                                .with(ID)
                                .answers(200, "Its output.", MARKDOWN)
                                .does(this::output))
                .map(operation -> operation.topic("Runs"))
                .toList();
    }

    private Reply output(Call call) {
        return runs.output(call.number("id"))
                .map(text -> Reply.text(200, MARKDOWN, text))
                .orElseThrow(() -> new ProblemException(
                        404, "not-found", "The output of run " + call.number("id") + " is not kept."));
    }
}
