package dev.midwatch.dashboard.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.core.view.Usage;
import dev.midwatch.core.view.View;
import dev.midwatch.dashboard.api.Part;
import dev.midwatch.dashboard.http.Answers;
import dev.midwatch.dashboard.http.Bodies;
import dev.midwatch.dashboard.signin.Needs;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** OpenAI's operations on the gateway's server. */
public final class OpenAi implements Part {
    /** The one model there is; who answers behind it is the configuration's. */
    static final String MODEL = "midwatch";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EventStream.Bounds BOUNDS = new EventStream.Bounds(256 << 10, Duration.ofSeconds(20));

    private final View view;
    private final Clock clock;
    private final ChatWorkers workers;
    private final ChatAnswers answers;
    private final long created;

    public OpenAi(View view, Clock clock) {
        this(view, clock, BOUNDS, Duration.ofSeconds(2));
    }

    /** @param pulse between two signs of life in a stream */
    OpenAi(View view, Clock clock, EventStream.Bounds bounds, Duration pulse) {
        this.view = view;
        this.clock = clock;
        this.workers = new ChatWorkers();
        this.answers = new ChatAnswers(view.chat(), workers, bounds, pulse, clock);
        this.created = clock.instant().getEpochSecond();
    }

    @Override
    public void install(JavalinConfig config) {
        config.routes.get("/v1/models", this::models, Needs.VIEWER);
        config.routes.get("/v1/models/{model}", this::model, Needs.VIEWER);
        config.routes.post("/v1/chat/completions", this::complete, Needs.VIEWER, Bodies.LARGE);
        config.routes.exception(ApiError.class, ApiError::answer);
    }

    private void models(Context ctx) {
        ObjectNode list = JSON.createObjectNode().put("object", "list");
        list.putArray("data").add(model());
        ctx.contentType("application/json").result(list.toString());
    }

    private void model(Context ctx) {
        if (!ctx.pathParam("model").equals(MODEL)) {
            throw ApiError.noSuchModel(ctx.pathParam("model"));
        }
        ctx.contentType("application/json").result(model().toString());
    }

    private ObjectNode model() {
        return JSON.createObjectNode()
                .put("id", MODEL)
                .put("object", "model")
                .put("created", created)
                .put("owned_by", "midwatch");
    }

    private void complete(Context ctx) throws InterruptedException {
        ChatRequest request = ChatRequest.parse(ctx.body(), clock.instant());
        Bodies.done(ctx);
        Optional<String> why = view.chat().unavailable();
        if (why.isPresent()) {
            throw spent(view.usage()) ? ApiError.noTokensLeft(why.get()) : ApiError.noModel(why.get());
        }
        answers.answer(ctx, request);
    }

    private static boolean spent(Usage usage) {
        return usage.perDay() > 0 && usage.today() >= usage.perDay();
    }

    @Override
    public Answers answers(Answers others) {
        return new OpenAiAnswers(others);
    }

    /** Ends what is worked on. */
    @Override
    public void close() {
        workers.close();
    }
}
