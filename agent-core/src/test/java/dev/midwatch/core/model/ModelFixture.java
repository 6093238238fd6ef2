package dev.midwatch.core.model;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.midwatch.core.model.ModelClient.Answer;
import dev.midwatch.testkit.model.ScriptedModel;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client of a scripted model that does not really wait between its attempts. */
public final class ModelFixture implements AutoCloseable {
    public static final String KEY = "sk-test-0123456789abcdef";
    static final String AGAIN = "(again)";
    /** With an answer that falls silent. */
    static final Duration PATIENCE = Duration.ofMillis(500);

    final ScriptedModel model = ScriptedModel.start();
    final List<Duration> pauses = new ArrayList<>();
    /** What a listener heard, {@link #AGAIN} where it started over. */
    final List<String> heard = new CopyOnWriteArrayList<>();

    ModelSettings settings = settings(model);
    List<ModelSettings> fallbacks = List.of();
    Optional<String> instead = Optional.empty();

    public static ModelSettings settings(ScriptedModel model) {
        return ModelSettings.of(URI.create(model.baseUrl()), KEY, "test-model").deadline(Duration.ofSeconds(10));
    }

    /** @param pauses takes down how long it would have waited */
    public static ModelClient client(ModelSettings first, List<ModelSettings> fallbacks, List<Duration> pauses) {
        List<ModelSettings> all = new ArrayList<>(List.of(first));
        all.addAll(fallbacks);
        return new ModelClient(all, new Retry(RetrySettings.DEFAULT, () -> 0.5), pauses::add, realTime(), PATIENCE);
    }

    ModelClient client() {
        return client(settings, fallbacks, pauses);
    }

    /** Asks a client of its own, with everybody listening. */
    Answer ask(ChatRequest request) throws InterruptedException {
        try (ModelClient client = client()) {
            return ask(client, request);
        }
    }

    Answer ask(ModelClient client, ChatRequest request) throws InterruptedException {
        return client.ask(request, instead, Deadline.in(Duration.ofMinutes(1), realTime()), listener());
    }

    /** What goes wrong when this is asked. */
    ModelException failure(ChatRequest request) {
        return catchThrowableOfType(ModelException.class, () -> ask(request));
    }

    static ChatRequest hello() {
        return ChatRequest.builder().messages(UserMessage.from("Hello")).build();
    }

    /** With one tool, kubectl, that wants a command. */
    static ChatRequest withTool(ChatMessage... messages) {
        return ChatRequest.builder()
                .messages(messages)
                .toolSpecifications(ToolSpecification.builder()
                        .name("kubectl")
                        .description("Runs a read-only command")
                        .parameters(JsonObjectSchema.builder()
                                .addProperty(
                                        "command",
                                        JsonRawSchema.from("{\"type\":\"string\",\"description\":\"what to run\"}"))
                                .addProperty("limit", JsonRawSchema.from("{\"type\":\"integer\"}"))
                                .required("command")
                                .build())
                        .build())
                .build();
    }

    private AnswerListener listener() {
        return new AnswerListener() {
            @Override
            public void says(String piece) {
                heard.add(piece);
            }

            @Override
            public void startsOver() {
                heard.add(AGAIN);
            }
        };
    }

    public static InstantSource realTime() {
        return InstantSource.system();
    }

    @Override
    public void close() {
        model.close();
    }
}
