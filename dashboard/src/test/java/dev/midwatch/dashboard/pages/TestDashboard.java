package dev.midwatch.dashboard.pages;

import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.View;
import dev.midwatch.dashboard.http.Assets;
import dev.midwatch.dashboard.http.HttpSettings;
import dev.midwatch.dashboard.http.Templates;
import dev.midwatch.dashboard.signin.Account;
import dev.midwatch.dashboard.signin.Password;
import dev.midwatch.dashboard.signin.SignIn;
import dev.midwatch.dashboard.signin.SignInSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** The whole dashboard on a port of its own, and somebody who uses it without scripts. */
final class TestDashboard implements AutoCloseable {
    static final String NAME = "ann";
    static final String PASSWORD = "correct horse";

    final DashboardServer server;
    private final CookieManager jar = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(jar)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    TestDashboard(View view, InstantSource clock, Path directory, Level level) {
        this(view, clock, directory, level, Live.Pace.USUAL);
    }

    TestDashboard(View view, InstantSource clock, Path directory, Level level, Live.Pace pace) {
        HttpSettings http = HttpSettings.loopback("dashboard", 0);
        Desk desk = new Desk(view, Templates.precompiled(), new Assets(Pages.ASSETS), clock);
        SignInSettings settings = new SignInSettings(
                Optional.of(new Account(NAME, Password.of(PASSWORD), level)),
                Optional.empty(),
                Optional.empty(),
                Duration.ofHours(12),
                directory);
        SignIn signIn = new SignIn(settings, http, fact -> {}, desk.templates(), desk.assets(), Clock.systemUTC());
        server = new DashboardServer(http, desk, signIn, pace).start();
    }

    String address() {
        return "http://127.0.0.1:" + server.port();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    /** How many bytes it has on the way, compressed. */
    int packed(String path) throws IOException, InterruptedException {
        HttpRequest request =
                request(path).header("Accept-Encoding", "gzip").GET().build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body().length;
    }

    /** The page; its status must be 200. */
    Document page(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return Jsoup.parse(answer.body(), address() + path);
    }

    /** Sends a form with the token of the page it stands on, and follows where it leads. */
    HttpResponse<String> post(String from, String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        String csrf = page(from).select("meta[name=csrf]").attr("content");
        return send(path, "_csrf=" + encode(csrf) + "&" + form(fields));
    }

    /** The same as another site would send it: with the visitor's cookies, without the token of a page. */
    HttpResponse<String> forged(String path, Map<String, String> fields) throws IOException, InterruptedException {
        return send(path, form(fields));
    }

    /** Listens to a stream of events, line by line, until it is closed. */
    AutoCloseable events(String path, Consumer<String> line) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode());
        }
        Thread reading = new Thread(() -> {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                lines.lines().forEach(line);
            } catch (IOException | UncheckedIOException closed) {
                line.accept("closed");
            }
        });
        reading.setDaemon(true);
        reading.start();
        return answer.body();
    }

    /** Asks for a stream of events and takes nothing of it. */
    AutoCloseable stalled(String path) throws IOException {
        String cookies = jar.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4 << 10);
        socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
        String request =
                "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\nCookie: " + cookies + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    TestDashboard signIn() throws IOException, InterruptedException {
        HttpResponse<String> answer = send("/sign-in", form(Map.of("username", NAME, "password", PASSWORD)));
        if (answer.statusCode() != 200) {
            throw new AssertionError("not signed in: " + answer.statusCode());
        }
        return this;
    }

    private HttpResponse<String> send(String path, String body) throws IOException, InterruptedException {
        return client.send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address() + path))
                .header("Accept", "text/html")
                .timeout(Duration.ofSeconds(20));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }
}
