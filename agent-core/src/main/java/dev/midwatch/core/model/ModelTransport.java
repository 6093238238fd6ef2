package dev.midwatch.core.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.midwatch.core.model.ModelException.Kind;
import dev.midwatch.core.tool.Redactor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The model library's way to the network, ours because the library's own drops the headers of an error answer, and with them
 * {@code Retry-After}. Says of every failure whether it is worth another try, and repairs answers before the library reads them.
 */
final class ModelTransport implements HttpClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final java.net.http.HttpClient http;
    private final Redactor redactor;
    private final InstantSource clock;

    ModelTransport(java.net.http.HttpClient http, Redactor redactor, InstantSource clock) {
        this.http = http;
        this.redactor = redactor;
        this.clock = clock;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        HttpResponse<String> response = send(request);
        if (response.statusCode() / 100 != 2) {
            throw failure(response);
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .body(AnswerRepair.repair(response.body()))
                .build();
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedFeatureException("answers are read whole, not streamed");
    }

    private HttpResponse<String> send(HttpRequest request) {
        var builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
                .method(request.method().name(), BodyPublishers.ofString(compact(request.body())));
        request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        try {
            return http.send(builder.build(), BodyHandlers.ofString());
        } catch (IOException lost) {
            throw new ModelException(
                    Kind.UNREACHABLE,
                    "no answer from " + URI.create(request.url()).getAuthority() + ": " + said(lost));
        } catch (InterruptedException tooLate) {
            Thread.currentThread().interrupt();
            throw new ModelException(Kind.TIMEOUT, "the call was given up");
        }
    }

    /** The library indents what it sends; a sixth of it would be spaces. */
    private static String compact(String body) {
        try {
            return JSON.readTree(body).toString();
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("the library wrote a request that is not JSON", notJson);
        }
    }

    private ModelException failure(HttpResponse<String> response) {
        int status = response.statusCode();
        Kind kind =
                status == 429 ? Kind.RATE_LIMITED : status >= 500 || status == 408 ? Kind.SERVER_ERROR : Kind.REFUSED;
        Duration wait = response.headers()
                .firstValue("Retry-After")
                .flatMap(text -> RetryAfter.parse(text, clock.instant()))
                .orElse(null);
        String message = redactor.redact(AnswerRepair.message(response.body()));
        return new ModelException(kind, "the model server answered " + status + ": " + message, wait);
    }

    private static String said(IOException lost) {
        return lost.getMessage() == null
                ? lost.getClass().getSimpleName()
                : lost.getClass().getSimpleName() + ": " + lost.getMessage();
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
