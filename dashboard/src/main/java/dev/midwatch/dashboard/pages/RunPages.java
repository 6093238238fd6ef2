package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.Changes;
import dev.midwatch.core.view.JobRow;
import dev.midwatch.core.view.Listing;
import dev.midwatch.core.view.Page;
import dev.midwatch.core.view.Refusal;
import dev.midwatch.core.view.RunRow;
import dev.midwatch.dashboard.signin.Needs;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What ran, of all jobs, and what each run found and wrote. */
final class RunPages implements Pages {
    private static final String PATH = "/runs";
    private static final String LIST = "runs";
    private static final String ONE = "run";

    private final Desk desk;

    RunPages(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void install(JavalinConfig config) {
        config.routes.get(PATH, this::list, Needs.VIEWER);
        config.routes.get("/runs/{id}", this::show, Needs.VIEWER);
    }

    @Override
    public List<Part> parts() {
        Set<Changes.Topic> topics = Set.of(Changes.Topic.RUNS);
        return List.of(
                new Part(
                        LIST,
                        topics,
                        (job, level) ->
                                desk.text("part/runs.jte", Map.of("model", runs(job, Page.first(Paging.USUAL))))),
                new Part(ONE, topics, (id, level) -> desk.text("part/run.jte", run(number(id)))));
    }

    private void list(Context ctx) {
        String job = Optional.ofNullable(ctx.queryParam("job")).orElse("");
        Page page = Paging.asked(ctx);
        Sheet sheet = Sheet.of("runs.jte", Section.JOBS).titled("Runs");
        List<String> names =
                desk.view().jobs().list().stream().map(JobRow::name).toList();
        desk.show(
                ctx,
                page.offset() == 0 ? sheet.live(LIST, job) : sheet,
                Map.of("model", runs(job, page), "jobs", names, "job", job));
    }

    private RunsModel runs(String job, Page page) {
        Listing<RunRow> runs = desk.view().runs().list(Optional.of(job).filter(name -> !name.isEmpty()), page);
        String query = job.isEmpty() ? "" : "job=" + URLEncoder.encode(job, StandardCharsets.UTF_8);
        return new RunsModel(runs.items(), Paging.of(runs, PATH, query), true, desk.times());
    }

    private void show(Context ctx) {
        long id = number(ctx.pathParam("id"));
        Map<String, Object> model = run(id);
        desk.show(
                ctx,
                Sheet.of("run.jte", Section.JOBS)
                        .titled("Run " + id + " of "
                                + desk.view().runs().get(id).job())
                        .live(ONE, String.valueOf(id)),
                model);
    }

    private Map<String, Object> run(long id) {
        RunRow run = desk.view().runs().get(id);
        return Map.of(
                "run", run,
                "output", desk.view().runs().output(id),
                "known", known(run.job()),
                "times", desk.times());
    }

    /** Whether there still is a job of that name to lead to. */
    private boolean known(String job) {
        try {
            desk.view().jobs().get(job);
            return true;
        } catch (Refusal gone) {
            return false;
        }
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException none) {
            throw new NotFoundResponse("There is no such run.");
        }
    }
}
