package dev.midwatch.dashboard.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;

/** Asks a dashboard as the scripts of its pages do, signed in. */
final class Scripted {
    private final String address;
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();

    Scripted(TestDashboard dashboard) throws Exception {
        address = dashboard.address();
        send(form("/sign-in", Map.of("username", TestDashboard.NAME, "password", TestDashboard.PASSWORD)));
    }

    /** What htmx sends for a form. */
    HttpResponse<String> htmx(String path, Map<String, String> fields) throws Exception {
        String page =
                send(HttpRequest.newBuilder(URI.create(address + "/chat"))).body();
        String csrf = Jsoup.parse(page).select("meta[name=csrf]").attr("content");
        return send(form(path, fields).header("HX-Request", "true").header("X-CSRF-Token", csrf));
    }

    /** A form that no page of ours has made. */
    HttpResponse<String> forged(String path, Map<String, String> fields) throws Exception {
        return send(form(path, fields));
    }

    InputStream stream(String path) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create(address + path))
                                .header("Accept", "text/event-stream")
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    /** What comes until that stands in it, and its event is over. */
    static String until(InputStream stream, String wanted) throws Exception {
        StringBuilder text = new StringBuilder();
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        while (text.indexOf(wanted) < 0 || text.indexOf("\n\n", text.indexOf(wanted)) < 0) {
                            int next = stream.read();
                            if (next < 0) {
                                throw new AssertionError("the stream ended with: " + text);
                            }
                            text.append((char) next);
                        }
                        return text.toString();
                    } catch (IOException broken) {
                        throw new UncheckedIOException(broken);
                    }
                })
                .get(15, TimeUnit.SECONDS);
    }

    private HttpRequest.Builder form(String path, Map<String, String> fields) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields.entrySet().stream()
                        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&"))));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(
                request.header("Accept", "text/html")
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
