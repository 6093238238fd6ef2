package dev.midwatch.core.model;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.output.FinishReason;
import dev.midwatch.core.model.Abilities.Ability;
import dev.midwatch.core.model.ModelClient.Answer;
import dev.midwatch.core.model.ModelException.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One model at one server, asked once within a deadline. What it cannot do it is asked without, and what it does otherwise than told
 * is noticed: from outside every endpoint calls tools, holds what it says it holds and is the model it is.
 */
final class Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    private final ModelSettings settings;
    private final ModelServer server;
    private final TimeLimit limit;
    private final Abilities abilities;
    private final ContextWindow context;
    private final CountCheck counts = new CountCheck();
    private final Set<String> others = ConcurrentHashMap.newKeySet();
    private volatile boolean cutsSaid;

    Endpoint(ModelSettings settings, ModelServer server, TimeLimit limit) {
        this.settings = settings;
        this.server = server;
        this.limit = limit;
        this.abilities = new Abilities(settings.streaming(), settings.toolCalls());
        this.context = new ContextWindow(settings.contextLength(), new ContextLookup(settings, server, limit));
    }

    ModelSettings settings() {
        return settings;
    }

    int contextLength() {
        return context.tokens();
    }

    /** @throws ModelException if it does not */
    void requireThatItHolds(ChatRequest request) {
        int tokens = RequestSize.of(request).tokens();
        if (tokens > context.tokens()) {
            throw new ModelException(
                    Kind.TOO_LONG,
                    "the request of about " + tokens + " tokens does not fit the " + context.tokens() + " of "
                            + settings);
        }
    }

    /** @throws ModelException in every case but a complete answer */
    Answer ask(ChatRequest request, Deadline run, AnswerListener listener) throws InterruptedException {
        while (true) {
            Set<Ability> tried = abilities.now();
            try {
                return answer(request, once(request, tried, run, listener));
            } catch (ModelException refused) {
                if (!abilities.learn(
                        refused, tried, !request.toolSpecifications().isEmpty())) {
                    throw refused;
                }
                LOG.info("{} is asked without what it refused: {}", settings, refused.getMessage());
            }
        }
    }

    private ChatResponse once(ChatRequest request, Set<Ability> tried, Deadline run, AnswerListener listener)
            throws InterruptedException {
        boolean inText = !tried.contains(Ability.NATIVE_TOOLS);
        Speech speech = new Speech(listener, !request.toolSpecifications().isEmpty());
        Duration left = run.left();
        boolean runEndsFirst = left.compareTo(settings.deadline()) <= 0;
        try {
            ChatRequest sent = inText ? TextProtocol.written(request) : request;
            ChatResponse response = limit.call(
                    runEndsFirst ? left : settings.deadline(),
                    () -> model(tried, speech).chat(sent));
            ChatResponse whole = complete(withCalls(response, request, inText));
            speech.end();
            return whole;
        } catch (TimeoutException tooLate) {
            speech.fail(settings.model());
            throw runEndsFirst
                    ? new ModelException(Kind.RUN_OVER, "the run's time was up before the model had answered")
                    : new ModelException(
                            Kind.TIMEOUT,
                            "no full answer within " + settings.deadline().toSeconds() + " s");
        } catch (RuntimeException failed) {
            speech.fail(settings.model());
            throw known(failed).saying(server.redactor()::redact);
        } finally {
            speech.close();
        }
    }

    /** In an answer that was cut at the output limit no written call is looked for: nobody knows what its arguments were to be. */
    private static ChatResponse withCalls(ChatResponse response, ChatRequest request, boolean inText) {
        return response.finishReason() == FinishReason.LENGTH
                ? response
                : response.toBuilder()
                        .aiMessage(WrittenCalls.in(response.aiMessage(), request, inText))
                        .build();
    }

    /** The library's client, for one call: it holds nothing that would be worth keeping. */
    private ChatModel model(Set<Ability> tried, Speech speech) {
        return OpenAiChatModel.builder()
                .httpClientBuilder(new ModelTransport(server, tried, speech).asBuilder())
                .baseUrl(settings.baseUrl().toString())
                .apiKey(settings.apiKey().isEmpty() ? null : settings.apiKey())
                .modelName(settings.model())
                .maxRetries(0)
                .build();
    }

    private Answer answer(ChatRequest request, ChatResponse response) {
        context.answered();
        String by = Optional.ofNullable(response.modelName())
                .filter(name -> !name.isBlank())
                .orElse(settings.model());
        boolean another = !ModelNames.same(settings.model(), by);
        if (another && others.size() < 100 && others.add(by)) {
            LOG.warn("{} was asked, and {} answered", settings, by.replaceAll("[^\\w./:@-]", "?"));
        }
        Optional<Truncation> cut = counts.of(request, response.tokenUsage());
        context.holds(counts.longest());
        cut.ifPresent(this::note);
        return new Answer(response, settings.model(), another ? by : settings.model(), cut);
    }

    private void note(Truncation cut) {
        boolean lowered = context.caughtAt(Math.max(cut.contextLength(), counts.longest()));
        if (lowered && !cutsSaid) {
            cutsSaid = true;
            LOG.warn(
                    "{} has read {} tokens of about {} that were sent: its server cuts requests without saying so. They are"
                            + " kept under {} tokens from now on; give the server a longer context, or set context_length",
                    settings,
                    cut.reported(),
                    cut.sent(),
                    context.tokens());
        }
    }

    /** An answer without a finish reason was cut somewhere; one that says nothing and calls nothing is none. */
    private static ChatResponse complete(ChatResponse response) {
        if (response.finishReason() == null) {
            throw new ModelException(Kind.BROKEN_ANSWER, "the answer ended without a finish reason");
        }
        if (!response.aiMessage().hasToolExecutionRequests()
                && Thinking.removed(response.aiMessage().text()).isEmpty()) {
            throw new ModelException(Kind.BROKEN_ANSWER, "the answer is empty");
        }
        return response;
    }

    private static ModelException known(RuntimeException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof ModelException ours) {
                return ours;
            }
        }
        return new ModelException(Kind.BROKEN_ANSWER, "the answer could not be read: " + failed);
    }
}
