package dev.midwatch.core.model;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the configured model, and when it fails for good the fallback models in their order. Every call has our own deadline; a
 * failed one is made again with growing pauses, or when the server says so, as long as the run has time.
 */
public final class ModelClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelClient.class);
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final List<Endpoint> endpoints;
    private final Retry retry;
    private final Pause pause;
    private final TimeLimit limit = new TimeLimit();

    ModelClient(List<ModelSettings> inOrder, Retry retry, Pause pause, InstantSource clock) {
        if (inOrder.isEmpty()) {
            throw new IllegalArgumentException("a model client needs a model");
        }
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
        this.endpoints = inOrder.stream()
                .map(settings -> new Endpoint(settings, http, limit, clock))
                .toList();
        this.retry = retry;
        this.pause = pause;
    }

    /**
     * @param inOrder the model and its fallbacks
     * @param clock   of real time: it measures what is left of a run while models take their time
     */
    public static ModelClient of(List<ModelSettings> inOrder, RetrySettings retries, InstantSource clock) {
        Retry retry = new Retry(retries, () -> ThreadLocalRandom.current().nextDouble());
        return new ModelClient(inOrder, retry, time -> Thread.sleep(time.toMillis()), clock);
    }

    /** The smallest context among the models, so that every fallback can take over. */
    public int contextLength() {
        return endpoints.stream()
                .mapToInt(endpoint -> endpoint.settings().contextLength())
                .min()
                .orElseThrow();
    }

    /** An answer and the name of the model that gave it. */
    public record Answer(ChatResponse response, String model) {}

    /**
     * @param instead asked in place of the first model, at its server; the fallbacks stay as they are
     * @param listener hears the answer while it comes
     * @throws ModelException of the last model tried
     */
    public Answer ask(ChatRequest request, Optional<String> instead, Deadline run, AnswerListener listener)
            throws InterruptedException {
        ModelException last = null;
        for (Endpoint endpoint : endpoints) {
            boolean lastOne = endpoint == endpoints.get(endpoints.size() - 1);
            Optional<String> named = endpoint == endpoints.get(0) ? instead : Optional.empty();
            try {
                return new Answer(
                        insist(endpoint, named.map(name -> of(name, request)).orElse(request), run, lastOne),
                        named.orElse(endpoint.settings().model()));
            } catch (ModelException failed) {
                LOG.warn("{} gave no answer: {}", endpoint.settings(), failed.getMessage());
                last = failed;
                if (failed.kind() == ModelException.Kind.RUN_OVER) {
                    break;
                }
            }
        }
        throw last;
    }

    private static ChatRequest of(String model, ChatRequest request) {
        return ChatRequest.builder()
                .messages(request.messages())
                .toolSpecifications(request.toolSpecifications())
                .modelName(model)
                .build();
    }

    private ChatResponse insist(Endpoint endpoint, ChatRequest request, Deadline run, boolean lastOne)
            throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return endpoint.ask(request, run);
            } catch (ModelException failed) {
                Optional<Duration> wait = retry.pause(attempt, failed, run.left(), lastOne);
                if (wait.isEmpty()) {
                    throw failed;
                }
                LOG.info("{}: {}; asking again in {}", endpoint.settings(), failed.getMessage(), wait.get());
                pause.of(wait.get());
            }
        }
    }

    @Override
    public void close() {
        limit.close();
    }
}
