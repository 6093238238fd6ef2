package dev.midwatch.core.agent;

import dev.midwatch.api.store.SessionStore;
import dev.midwatch.core.model.Deadline;
import dev.midwatch.core.model.ModelClient;
import dev.midwatch.core.plugin.PluginUse;
import dev.midwatch.core.tool.Redactor;
import dev.midwatch.core.trace.Tracer;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets a model work on a task with tools until it answers or a limit is reached. Safe for many runs at once. */
public final class AgentLoop implements AutoCloseable {
    private final Optional<ModelClient> model;
    private final Budget budget;
    private final SessionStore sessions;
    private final Redactor redactor;
    private final InstantSource clock;
    private final Tracer tracer;
    private final ToolThreads toolThreads = new ToolThreads();
    private final SideWork side;
    private final Titles titles;

    /**
     * @param model empty where none is configured
     * @param clock of real time, because models and tools take real time
     */
    public AgentLoop(
            Optional<ModelClient> model, Budget budget, SessionStore sessions, Redactor redactor, InstantSource clock) {
        this(model, SideWork.NONE, budget, sessions, redactor, clock, Tracer.OFF);
    }

    public AgentLoop(
            Optional<ModelClient> model,
            SideWork side,
            Budget budget,
            SessionStore sessions,
            Redactor redactor,
            InstantSource clock,
            Tracer tracer) {
        this.model = model;
        this.side = side;
        this.titles = new Titles(side.titles(), budget, side.keepTitle(), clock);
        this.budget = budget;
        this.sessions = sessions;
        this.redactor = redactor;
        this.clock = clock;
        this.tracer = tracer;
    }

    /** Whether a run would speak to a model at all. */
    public Optional<StopReason> unavailable() {
        return model.isEmpty()
                ? Optional.of(StopReason.NO_MODEL)
                : budget.exhausted() ? Optional.of(StopReason.DAILY_BUDGET) : Optional.empty();
    }

    /** As the other, where nobody follows. */
    public Reply run(RunRequest request) {
        return run(request, List::of, RunListener.NOBODY);
    }

    /**
     * Never throws for anything a model, a tool or a limit does: that is in the reply. Interrupting the thread ends the run, and the
     * reply says so; a call that changes the cluster is left to come to its end.
     *
     * @param interjections what somebody has said meanwhile, each once; asked for before each step
     * @param listener      follows the run
     */
    public Reply run(RunRequest request, Supplier<List<Words>> interjections, RunListener listener) {
        if (model.isEmpty()) {
            return Reply.withoutModel(StopReason.NO_MODEL, "no model is configured");
        }
        if (budget.exhausted()) {
            return Reply.withoutModel(StopReason.DAILY_BUDGET, "the day's tokens are used up");
        }
        String session = request.session()
                .orElseGet(() -> sessions.start(
                                request.title(), request.tools().authority().origin())
                        .id());
        Deadline deadline = Deadline.in(request.limits().runBudget(), clock);
        ToolDesk desk = new ToolDesk(
                request.tools(), request.limits().resultCharacters(), redactor, toolThreads, deadline, tracer);
        Notebook notebook = new Notebook(sessions, session, redactor, clock);
        SideModel summing = new SideModel(side.compression(), budget, request.job(), request.run());
        Notebook.Before before = notebook.before();
        boolean unnamed = request.title().equals(RunRequest.CONVERSATION) && before.isEmpty();
        AgentRun run = new AgentRun(
                request,
                new Asking(model.get(), budget, request, deadline, tracer),
                desk,
                notebook,
                new Earlier(before, notebook, new Summaries(summing, deadline)),
                deadline,
                interjections,
                listener,
                redactor);
        Reply reply;
        try (PluginUse use = request.tools().use("session " + session)) {
            reply = run.play();
        }
        if (unnamed) {
            reply.text().ifPresent(answer -> titles.name(session, request, redactor.redact(request.task()), answer));
        }
        return reply;
    }

    @Override
    public void close() {
        toolThreads.close();
        model.ifPresent(ModelClient::close);
        titles.close();
        side.compression().ifPresent(ModelClient::close);
    }
}
