package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.JobRow;
import dev.midwatch.core.view.Jobs;
import dev.midwatch.core.view.Refusal;
import dev.midwatch.dashboard.http.Bodies;
import dev.midwatch.dashboard.signin.Needs;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;

/** Makes, changes and removes jobs; what somebody typed stays on the page until it is right. */
final class JobEditPages implements Pages {
    /** No job can have such a name. */
    static final String NEW = "/jobs-new";

    private static final String PREVIEW = "/jobs-preview";

    private final Desk desk;

    JobEditPages(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void install(JavalinConfig config) {
        config.routes.get(NEW, ctx -> show(ctx, fresh(JobForm.fresh(), FieldProblems.NONE)), Needs.APPROVER);
        config.routes.post(NEW, this::create, Needs.APPROVER, Bodies.LARGE);
        config.routes.get(PREVIEW, this::preview, Needs.VIEWER);
        config.routes.get("/jobs/{name}/edit", this::edit, Needs.APPROVER);
        config.routes.post("/jobs/{name}/edit", this::save, Needs.APPROVER, Bodies.LARGE);
        config.routes.get("/jobs/{name}/remove", this::ask, Needs.APPROVER);
        config.routes.post("/jobs/{name}/remove", this::remove, Needs.APPROVER);
    }

    /** While the schedule is typed. */
    private void preview(Context ctx) {
        String schedule =
                Optional.ofNullable(ctx.queryParam("schedule")).orElse("").strip();
        String timezone =
                Optional.ofNullable(ctx.queryParam("timezone")).orElse("").strip();
        desk.part(ctx, "part/forecast.jte", Map.of("forecast", forecast(schedule, timezone), "times", desk.times()));
    }

    private void create(Context ctx) {
        JobForm form = JobForm.typed(ctx);
        if (isPreview(ctx)) {
            show(ctx, fresh(form, FieldProblems.NONE));
            return;
        }
        try {
            JobRow made = jobs().create(form.fields(), Desk.actor(ctx));
            Desk.lead(ctx, JobPages.path(made.name()), Flash.good(made.name() + " is set up."));
        } catch (Refusal refusal) {
            again(ctx, refusal, fresh(form, problems(refusal)));
        }
    }

    private void edit(Context ctx) {
        String name = jobs().get(ctx.pathParam("name")).name();
        show(ctx, known(name, current(name), FieldProblems.NONE));
    }

    private void save(Context ctx) {
        String name = jobs().get(ctx.pathParam("name")).name();
        JobForm form = JobForm.typed(ctx);
        JobForm before = current(name);
        if (isPreview(ctx)) {
            show(ctx, known(name, form, FieldProblems.NONE));
            return;
        }
        if (!before.version().equals(ctx.formParam("version"))) {
            ctx.status(409);
            show(
                    ctx,
                    known(
                            name,
                            form,
                            FieldProblems.of("", "Somebody changed this job meanwhile; saving again overrides that.")));
            return;
        }
        try {
            JobRow saved = jobs().edit(name, form.changes(before), Desk.actor(ctx));
            Desk.lead(ctx, JobPages.path(saved.name()), Flash.good(saved.name() + " is saved."));
        } catch (Refusal refusal) {
            again(ctx, refusal, known(name, form, problems(refusal)));
        }
    }

    private void ask(Context ctx) {
        JobRow job = jobs().get(ctx.pathParam("name"));
        desk.show(
                ctx, Sheet.of("jobremove.jte", Section.JOBS).titled("Remove " + job.name() + "?"), Map.of("job", job));
    }

    private void remove(Context ctx) {
        String name = jobs().get(ctx.pathParam("name")).name();
        jobs().remove(name, Desk.actor(ctx));
        Desk.lead(ctx, JobPages.PATH, Flash.good(name + " is removed. What it said is kept."));
    }

    private void again(Context ctx, Refusal refusal, JobEditModel model) {
        ctx.status(Refusals.status(refusal.why()));
        show(ctx, model);
    }

    /** @throws Refusal again if it is not about what was typed */
    private static FieldProblems problems(Refusal refusal) {
        return switch (refusal.why()) {
            case INVALID -> FieldProblems.of(refusal, "");
            case CONFLICT -> FieldProblems.of(refusal, "name");
            default -> throw refusal;
        };
    }

    private void show(Context ctx, JobEditModel model) {
        String title = model.fresh() ? "New job" : "Edit " + model.name();
        desk.show(ctx, Sheet.of("jobedit.jte", Section.JOBS).titled(title), Map.of("model", model));
    }

    private JobEditModel fresh(JobForm form, FieldProblems problems) {
        return model("", "", form, problems, Optional.empty());
    }

    private JobEditModel known(String name, JobForm form, FieldProblems problems) {
        return model(name, current(name).version(), form, problems, Optional.of(jobs().get(name)));
    }

    private JobEditModel model(
            String name, String version, JobForm form, FieldProblems problems, Optional<JobRow> job) {
        String schedule = form.text("schedule");
        return new JobEditModel(
                name,
                version,
                form,
                problems,
                JobChoices.of(desk.view()),
                schedule.isEmpty() ? Optional.empty() : Optional.of(forecast(schedule, form.text("timezone"))),
                job.flatMap(JobRow::script).orElse(""),
                job.flatMap(JobRow::workdir).orElse(""),
                desk.times());
    }

    private Forecast forecast(String schedule, String timezone) {
        return Forecast.of(jobs(), schedule, timezone);
    }

    private JobForm current(String name) {
        return JobForm.of(jobs().fields(name));
    }

    private static boolean isPreview(Context ctx) {
        return "preview".equals(ctx.formParam("do"));
    }

    private Jobs jobs() {
        return desk.view().jobs();
    }
}
