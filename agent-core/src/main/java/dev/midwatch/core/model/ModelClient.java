package dev.midwatch.core.model;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.midwatch.core.model.ModelException.Kind;
import dev.midwatch.core.tool.Redactor;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the configured model, and when it fails for good the fallback models in their order. Every call has our own deadline; a
 * failed one is made again with growing pauses, or when the server says so, as long as the run has time.
 */
public final class ModelClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelClient.class);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** Between two bytes of an answer. Local models think for minutes, but before the first. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final List<Endpoint> endpoints;
    private final Map<String, Endpoint> named = new ConcurrentHashMap<>();
    private final Function<ModelSettings, Endpoint> opening;
    private final Retry retry;
    private final Pause pause;
    private final TimeLimit limit = new TimeLimit();
    /** Which of the models answered last, or would have if the request had been shorter. */
    private volatile int inUse;

    ModelClient(List<ModelSettings> inOrder, Retry retry, Pause pause, InstantSource clock, Duration patience) {
        if (inOrder.isEmpty()) {
            throw new IllegalArgumentException("a model client needs a model");
        }
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
        this.opening = settings -> {
            Redactor redactor = Redactor.knowing(List.of(settings.apiKey()));
            return new Endpoint(settings, new ModelServer(http, redactor, clock, patience), limit);
        };
        this.endpoints = inOrder.stream().map(opening).toList();
        this.retry = retry;
        this.pause = pause;
    }

    /**
     * @param inOrder the model and its fallbacks
     * @param clock   of real time: it measures what is left of a run while models take their time
     */
    public static ModelClient of(List<ModelSettings> inOrder, RetrySettings retries, InstantSource clock) {
        Retry retry = new Retry(retries, () -> ThreadLocalRandom.current().nextDouble());
        return new ModelClient(inOrder, retry, time -> Thread.sleep(time.toMillis()), clock, PATIENCE);
    }

    /**
     * Of the model now in use: the one that answered last, or the first one that would have if the request had been short enough.
     * May ask its server, for some seconds at most.
     */
    public int contextLength() {
        return contextLength(Optional.empty());
    }

    /** As the other, for who asks another model in place of the first. */
    public int contextLength(Optional<String> instead) {
        return candidates(instead).get(inUse).contextLength();
    }

    /**
     * An answer.
     *
     * @param model      the one that was asked and is to be billed
     * @param answeredBy the one that says it gave the answer; nearly always the same
     * @param truncated  where the server has read only part of the request
     */
    public record Answer(ChatResponse response, String model, String answeredBy, Optional<Truncation> truncated) {}

    /**
     * @param instead asked in place of the first model, at its server; the fallbacks stay as they are
     * @param listener hears the answer while it comes
     * @throws ModelException of the last model tried; {@code TOO_LONG} if a shorter request could still be answered, and then
     *     {@link #contextLength()} says how short
     */
    public Answer ask(ChatRequest request, Optional<String> instead, Deadline run, AnswerListener listener)
            throws InterruptedException {
        ModelException last = null;
        int fitted = inUse;
        int tooShort = fitted;
        List<Endpoint> candidates = candidates(instead);
        for (int index = 0; index < candidates.size(); index++) {
            Endpoint endpoint = candidates.get(index);
            try {
                if (index != fitted) {
                    // Whoever asks has made it fit the model in use, and no other.
                    endpoint.requireThatItHolds(request);
                }
                Answer answer = insist(endpoint, request, run, index == candidates.size() - 1, listener);
                inUse = index;
                return answer;
            } catch (ModelException failed) {
                LOG.warn("{} gave no answer: {}", endpoint.settings(), failed.getMessage());
                if (failed.kind() == Kind.RUN_OVER) {
                    throw failed;
                }
                if (last == null || last.kind() != Kind.TOO_LONG) {
                    last = failed;
                    tooShort = failed.kind() == Kind.TOO_LONG ? index : tooShort;
                }
            }
        }
        inUse = tooShort;
        throw last;
    }

    private List<Endpoint> candidates(Optional<String> instead) {
        if (instead.isEmpty()) {
            return endpoints;
        }
        List<Endpoint> candidates = new ArrayList<>(endpoints);
        ModelSettings first = endpoints.get(0).settings();
        candidates.set(0, named.computeIfAbsent(instead.get(), name -> opening.apply(first.model(name))));
        return candidates;
    }

    private Answer insist(
            Endpoint endpoint, ChatRequest request, Deadline run, boolean lastOne, AnswerListener listener)
            throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return endpoint.ask(request, run, listener);
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
