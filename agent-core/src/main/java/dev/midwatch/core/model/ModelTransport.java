package dev.midwatch.core.model;

import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.midwatch.core.model.Abilities.Ability;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * The model library's way to the network for one call. Ours because the library's own drops the headers of an error answer, and with
 * them {@code Retry-After}, and because its streams take a broken answer for a whole one. The library asks for a whole answer and
 * gets one; that it came as a stream is between us, the server and who listens.
 */
final class ModelTransport implements HttpClient {
    /** For the end of a stream to follow its end mark. */
    private static final Duration MOMENT = Duration.ofMillis(50);

    private final ModelServer server;
    private final Set<Ability> abilities;
    private final Speech speech;

    /** @param abilities of the server, as far as known */
    ModelTransport(ModelServer server, Set<Ability> abilities, Speech speech) {
        this.server = server;
        this.abilities = abilities;
        this.speech = speech;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        var builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
                .method(
                        request.method().name(),
                        BodyPublishers.ofByteArray(RequestBody.of(request.body(), streaming())));
        request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        String answer = server.ask(builder.build(), this::read);
        return SuccessfulHttpResponse.builder()
                .statusCode(200)
                .headers(Map.of())
                .body(AnswerRepair.repair(answer))
                .build();
    }

    private String read(Arrival body, byte[] first, boolean streams) throws InterruptedException {
        speech.begin();
        if (!streams) {
            String answer = body.rest(first, ModelServer.LONGEST_BODY, server.patience());
            speech.received(answer.length());
            return answer;
        }
        String answer = StreamedAnswer.read(new EventStream(body, first), speech, server.patience(), server.clock());
        body.finish(MOMENT);
        return answer;
    }

    private String streaming() {
        if (!abilities.contains(Ability.STREAM)) {
            return "\"stream\":false";
        }
        return abilities.contains(Ability.USAGE_IN_STREAM)
                ? "\"stream\":true,\"stream_options\":{\"include_usage\":true}"
                : "\"stream\":true";
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedFeatureException("the library reads answers whole; streams are read here");
    }

    /** Hands this transport to the library, which sets time limits of its own that are not wanted. */
    HttpClientBuilder asBuilder() {
        return new HttpClientBuilder() {
            @Override
            public Duration connectTimeout() {
                return null;
            }

            @Override
            public HttpClientBuilder connectTimeout(Duration ignored) {
                return this;
            }

            @Override
            public Duration readTimeout() {
                return null;
            }

            @Override
            public HttpClientBuilder readTimeout(Duration ignored) {
                return this;
            }

            @Override
            public HttpClient build() {
                return ModelTransport.this;
            }
        };
    }
}
