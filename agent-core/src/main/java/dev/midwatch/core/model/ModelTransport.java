package dev.midwatch.core.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.midwatch.core.model.Abilities.Ability;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
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
    private static final JsonFactory JSON = new JsonFactory();
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
                .method(request.method().name(), BodyPublishers.ofString(body(request)));
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

    /**
     * Compact, for the library indents what it sends and a sixth of it would be spaces; and asking for a stream. As text, whose bytes have a
     * question mark for half of a character: written as bytes it would be an escape, and servers refuse that.
     */
    private String body(HttpRequest request) {
        StringWriter body = new StringWriter(request.body().length());
        try (JsonParser written = JSON.createParser(request.body());
                JsonGenerator sent = JSON.createGenerator(body)) {
            for (JsonToken token = written.nextToken(); token != null; token = written.nextToken()) {
                if (asksForAStream(token, written)) {
                    written.nextToken();
                    writeStreaming(sent);
                } else {
                    sent.copyCurrentEvent(written);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("the library wrote a request that is not JSON", broken);
        }
        return body.toString();
    }

    /** Whether the request's own member of that name is next, which the library always writes. */
    private static boolean asksForAStream(JsonToken token, JsonParser at) throws IOException {
        return token == JsonToken.FIELD_NAME
                && at.getParsingContext().getParent().inRoot()
                && at.currentName().equals("stream");
    }

    private void writeStreaming(JsonGenerator request) throws IOException {
        boolean streams = abilities.contains(Ability.STREAM);
        request.writeBooleanField("stream", streams);
        if (streams && abilities.contains(Ability.USAGE_IN_STREAM)) {
            request.writeObjectFieldStart("stream_options");
            request.writeBooleanField("include_usage", true);
            request.writeEndObject();
        }
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
