package dev.midwatch.core.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** One HTTP request with a deadline that holds to its very end: the library's own ends at the headers. */
public final class HttpExchange {
    private static final int EXCERPT = 300;

    private final HttpClient client;
    private final Duration deadline;
    private final int most;

    /** Of what is answered only the beginning is taken, enough to tell somebody. */
    public HttpExchange(HttpClient client, Duration deadline) {
        this(client, deadline, EXCERPT);
    }

    /** @param most of what is answered is taken, in bytes */
    public HttpExchange(HttpClient client, Duration deadline, int most) {
        this.client = client;
        this.deadline = deadline;
        this.most = most;
    }

    public int most() {
        return most;
    }

    /**
     * What came back.
     *
     * @param body only its beginning, if it is cut
     */
    public record Answer(int status, Optional<String> retryAfter, String body, boolean isCut) {
        public boolean isGood() {
            return status >= 200 && status < 300;
        }
    }

    /** @throws IOException saying what went wrong, without the address: it may hold a secret */
    public Answer send(HttpRequest request) throws IOException {
        AtomicReference<InputStream> body = new AtomicReference<>();
        CompletableFuture<HttpResponse<InputStream>> response =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        CompletableFuture<Answer> answer = response.thenApplyAsync(got -> {
            body.set(got.body());
            byte[] read = beginning(got.body());
            return new Answer(
                    got.statusCode(),
                    got.headers().firstValue("Retry-After"),
                    new String(read, 0, Math.min(read.length, most), StandardCharsets.UTF_8).strip(),
                    read.length > most);
        });
        try {
            return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + deadline.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new IOException(describe(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            response.cancel(true);
            close(body.get());
        }
    }

    private static String describe(Throwable cause) {
        String name = cause.getClass().getSimpleName().replace("Exception", "");
        return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
    }

    /** A body that breaks off does not change what the status says. */
    private byte[] beginning(InputStream body) {
        try (body) {
            return body.readNBytes(most + 1);
        } catch (IOException brokenOff) {
            return new byte[0];
        }
    }

    private static void close(InputStream body) throws IOException {
        if (body != null) {
            body.close();
        }
    }
}
