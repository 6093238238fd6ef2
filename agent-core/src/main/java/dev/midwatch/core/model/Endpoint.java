package dev.midwatch.core.model;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.midwatch.core.model.ModelException.Kind;
import dev.midwatch.core.tool.Redactor;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** One model at one server, asked once within a deadline. */
final class Endpoint {
    private final ModelSettings settings;
    private final ChatModel model;
    private final TimeLimit limit;

    Endpoint(ModelSettings settings, HttpClient http, TimeLimit limit, InstantSource clock) {
        this.settings = settings;
        this.limit = limit;
        var transport = new ModelTransport(http, Redactor.knowing(List.of(settings.apiKey())), clock);
        this.model = OpenAiChatModel.builder()
                .httpClientBuilder(transport.asBuilder())
                .baseUrl(settings.baseUrl().toString())
                .apiKey(settings.apiKey().isEmpty() ? null : settings.apiKey())
                .modelName(settings.model())
                .maxRetries(0)
                .build();
    }

    ModelSettings settings() {
        return settings;
    }

    /** @throws ModelException in every case but a complete answer */
    ChatResponse ask(ChatRequest request, Deadline run) throws InterruptedException {
        Duration left = run.left();
        boolean runEndsFirst = left.compareTo(settings.deadline()) <= 0;
        try {
            return complete(limit.call(runEndsFirst ? left : settings.deadline(), () -> model.chat(request)));
        } catch (TimeoutException tooLate) {
            throw runEndsFirst
                    ? new ModelException(Kind.RUN_OVER, "the run's time was up before the model had answered")
                    : new ModelException(
                            Kind.TIMEOUT,
                            "no full answer within " + settings.deadline().toSeconds() + " s");
        } catch (RuntimeException failed) {
            throw known(failed);
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
