package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.Changes;
import dev.midwatch.core.view.JobRow;
import dev.midwatch.core.view.Jobs;
import dev.midwatch.core.view.Listing;
import dev.midwatch.core.view.Page;
import dev.midwatch.core.view.RunRow;
import dev.midwatch.dashboard.signin.Needs;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The jobs, each with its past and its next runs, and what is done to them. */
final class JobPages implements Pages {
    static final String PATH = "/jobs";
    private static final String LIST = "jobs";
    private static final String ONE = "job";
    private static final String PAST = "job-runs";

    private final Desk desk;

    JobPages(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void install(JavalinConfig config) {
        config.routes.get(PATH, this::list, Needs.VIEWER);
        config.routes.get("/jobs/{name}", this::show, Needs.VIEWER);
        config.routes.post("/jobs/{name}/run", this::run, Needs.OPERATOR);
        config.routes.post("/jobs/{name}/pause", this::pause, Needs.OPERATOR);
        config.routes.post("/jobs/{name}/resume", this::resume, Needs.OPERATOR);
    }

    @Override
    public List<Part> parts() {
        Set<Changes.Topic> topics = Set.of(Changes.Topic.JOBS, Changes.Topic.RUNS, Changes.Topic.TICKS);
        return List.of(
                new Part(LIST, topics, (argument, level) -> desk.text("part/jobs.jte", jobs())),
                new Part(ONE, topics, (name, level) -> desk.text("part/job.jte", Map.of("model", model(name)))),
                new Part(
                        PAST,
                        topics,
                        (name, level) -> desk.text("part/jobpast.jte", past(name, Page.first(Paging.USUAL)))));
    }

    static String path(String name) {
        return PATH + "/" + name;
    }

    private void list(Context ctx) {
        desk.show(ctx, Sheet.of("jobs.jte", Section.JOBS).live(LIST, ""), jobs());
    }

    private Map<String, Object> jobs() {
        return Map.of("jobs", desk.view().jobs().list(), "times", desk.times());
    }

    private void show(Context ctx) {
        JobModel model = model(ctx.pathParam("name"));
        String name = model.job().name();
        Page page = Paging.asked(ctx);
        Sheet sheet = Sheet.of("job.jte", Section.JOBS).titled(name).live(ONE, name);
        Map<String, Object> all = new HashMap<>(past(name, page));
        all.put("model", model);
        desk.show(ctx, page.offset() == 0 ? sheet.live(PAST, name) : sheet, all);
    }

    private JobModel model(String name) {
        Jobs jobs = desk.view().jobs();
        JobRow job = jobs.get(name);
        return new JobModel(job, Forecast.of(jobs, job.schedule(), job.timezone()), desk.times());
    }

    private Map<String, Object> past(String name, Page page) {
        Listing<RunRow> runs = desk.view().runs().list(Optional.of(name), page);
        List<RunRow> newest = desk.view()
                .runs()
                .list(Optional.of(name), Page.first(Strip.RUNS))
                .items();
        return Map.of(
                "newest",
                newest,
                "runs",
                new RunsModel(runs.items(), Paging.of(runs, path(name), ""), false, desk.times()));
    }

    private void run(Context ctx) {
        String name =
                desk.view().jobs().run(ctx.pathParam("name"), Desk.actor(ctx)).name();
        Desk.lead(ctx, path(name), Flash.good(name + " runs now."));
    }

    private void pause(Context ctx) {
        String reason = Optional.ofNullable(ctx.formParam("reason")).orElse("").strip();
        String name = desk.view()
                .jobs()
                .pause(ctx.pathParam("name"), reason, Desk.actor(ctx))
                .name();
        Desk.lead(ctx, path(name), Flash.good(name + " is paused until somebody resumes it."));
    }

    private void resume(Context ctx) {
        String name = desk.view()
                .jobs()
                .resume(ctx.pathParam("name"), Desk.actor(ctx))
                .name();
        Desk.lead(ctx, path(name), Flash.good(name + " runs by its schedule again."));
    }
}
