package dev.midwatch.benchmarks;

import java.io.IOException;
import java.net.ConnectException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser that signed in and measures. */
final class DashboardClient {
    private static final Pattern LIVE = Pattern.compile("sse-connect=\"([^\"]+)\"");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String address;

    private DashboardClient(int port) {
        this.address = "http://127.0.0.1:" + port;
    }

    /** Waits until the dashboard answers. */
    static DashboardClient signIn(int port, String name, String password) throws IOException, InterruptedException {
        DashboardClient client = new DashboardClient(port);
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                HttpResponse<Void> answer = client.http.send(
                        client.request("/sign-in")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "username=%s&password=%s".formatted(name, password)))
                                .build(),
                        BodyHandlers.discarding());
                if (answer.statusCode() != 303) {
                    throw new IllegalStateException("not signed in: " + answer.statusCode());
                }
                return client;
            } catch (ConnectException notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    /** The bytes on the way. */
    int get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                http.send(request(path).header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.statusCode());
        }
        return answer.body().length;
    }

    /** So many open the first page's stream of changes. */
    List<LiveViewer> watch(int number) throws IOException, InterruptedException {
        Matcher live = LIVE.matcher(
                http.send(request("/").build(), BodyHandlers.ofString()).body());
        if (!live.find()) {
            throw new IllegalStateException("the first page does not follow changes");
        }
        String path = live.group(1).replace("&amp;", "&");
        List<LiveViewer> viewers = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            LiveViewer viewer = new LiveViewer();
            http.sendAsync(request(path).build(), BodyHandlers.fromLineSubscriber(viewer));
            viewers.add(viewer);
        }
        return viewers;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).header("Accept", "text/html, text/event-stream");
    }
}
