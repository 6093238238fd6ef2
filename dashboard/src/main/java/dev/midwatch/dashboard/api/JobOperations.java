package dev.midwatch.dashboard.api;

import dev.midwatch.core.view.JobRow;
import dev.midwatch.core.view.Jobs;
import dev.midwatch.core.view.SchedulePreview;
import dev.midwatch.dashboard.signin.Needs;
import io.javalin.http.HandlerType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Jobs, and what is done to them. */
final class JobOperations {
    private static final Parameter NAME = Parameter.path("name", "Name of the job, or its id.");

    private final Jobs jobs;

    /** Why a job is paused. */
    record Pause(String reason) implements RequestBody {}

    JobOperations(Jobs jobs) {
        this.jobs = jobs;
    }

    List<Operation> all() {
        return Stream.concat(reads(), Stream.concat(edits(), steers()))
                .map(operation -> operation.topic("Jobs"))
                .toList();
    }

    private Stream<Operation> reads() {
        return Stream.of(
                Operation.get("/api/jobs", "listJobs", "All jobs and how they stand.")
                        .with(Parameter.OFFSET, Parameter.LIMIT)
                        .answers(200, "The jobs.", Slice.of(JobRow.class))
                        .does(call -> call.slice(jobs.list())),
                Operation.get("/api/jobs/{name}", "getJob", "One job and how it stands.")
                        .with(NAME)
                        .answers(200, "The job.", JobRow.class)
                        .does(call -> Reply.of(jobs.get(call.text("name")))),
                Operation.get("/api/schedule", "previewSchedule", "What a schedule means, and its next five times.")
                        .with(
                                Parameter.text(
                                                "schedule",
                                                "As jobs have it: every 15m, daily at 07:30, a cron expression.")
                                        .needed()
                                        .example("every 15m"),
                                Parameter.text("timezone", "Time zone; the configuration's, if none is given.")
                                        .example("Europe/Berlin"))
                        .may(422)
                        .answers(200, "What it means.", SchedulePreview.class)
                        .does(call -> Reply.of(jobs.preview(call.text("schedule"), call.maybe("timezone")))));
    }

    private Stream<Operation> edits() {
        return Stream.of(
                Operation.of(HandlerType.POST, "/api/jobs", "createJob", "Make a job.", Needs.APPROVER)
                        .asks(JobFields.class, """
                                {"name": "night-look", "schedule": "daily at 03:00", "checks": ["pod-crash-loop"]}""")
                        .may(409, 422)
                        .answers(201, "The job, under the address in Location.", JobRow.class)
                        .does(this::create),
                Operation.of(HandlerType.PATCH, "/api/jobs/{name}", "editJob", "Change a job.", Needs.APPROVER)
                        .with(NAME)
                        .asks(JobFields.JobChanges.class, """
                                {"schedule": "every 30m", "timezone": null}""")
                        .may(409, 422)
                        .answers(200, "The job as it is now.", JobRow.class)
                        .does(call -> Reply.of(jobs.edit(call.text("name"), call.fields(), call.actor()))),
                Operation.of(HandlerType.DELETE, "/api/jobs/{name}", "removeJob", "Remove a job.", Needs.APPROVER)
                        .with(NAME)
                        .answers(204, "It is gone.", "")
                        .does(call -> {
                            jobs.remove(call.text("name"), call.actor());
                            return Reply.none();
                        }));
    }

    private Stream<Operation> steers() {
        return Stream.of(
                Operation.of(HandlerType.POST, "/api/jobs/{name}/pause", "pauseJob", "Pause a job.", Needs.OPERATOR)
                        .with(NAME)
                        .asks(Pause.class, """
                                {"reason": "the cluster is being moved"}""")
                        .may(422)
                        .answers(200, "The job as it is now.", JobRow.class)
                        .does(call -> Reply.of(jobs.pause(
                                call.text("name"), call.body(Pause.class).reason(), call.actor()))),
                Operation.of(HandlerType.POST, "/api/jobs/{name}/resume", "resumeJob", "Resume a job.", Needs.OPERATOR)
                        .with(NAME)
                        .may(422)
                        .answers(200, "The job as it is now.", JobRow.class)
                        .does(call -> Reply.of(jobs.resume(call.text("name"), call.actor()))),
                Operation.of(
                                HandlerType.POST,
                                "/api/jobs/{name}/run",
                                "runJob",
                                "Run a job now, beside its schedule.",
                                Needs.OPERATOR)
                        .with(NAME)
                        .may(409)
                        .answers(202, "It is asked for; listRuns tells what becomes of it.", JobRow.class)
                        .does(call ->
                                Reply.text(202, Reply.JSON, Json.text(jobs.run(call.text("name"), call.actor())))));
    }

    private Reply create(Call call) {
        Map<String, Object> fields = call.fields();
        fields.values().removeIf(value -> value == null);
        JobRow job = jobs.create(fields, call.actor());
        return Reply.created(job, "/api/jobs/" + URLEncoder.encode(job.name(), StandardCharsets.UTF_8));
    }
}
