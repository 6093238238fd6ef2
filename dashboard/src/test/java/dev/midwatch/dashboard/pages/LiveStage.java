package dev.midwatch.dashboard.pages;

import dev.midwatch.core.store.Database;
import dev.midwatch.core.view.Changes;
import dev.midwatch.dashboard.Stage;
import dev.midwatch.dashboard.http.Assets;
import dev.midwatch.dashboard.http.HtmlAnswers;
import dev.midwatch.dashboard.http.HttpSettings;
import dev.midwatch.dashboard.http.Limits;
import dev.midwatch.dashboard.http.Templates;
import dev.midwatch.dashboard.http.TrustedProxies;
import dev.midwatch.dashboard.http.WebServer;
import dev.midwatch.dashboard.signin.SignIn;
import dev.midwatch.dashboard.signin.SignInSettings;
import gg.jte.TemplateEngine;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Live parts alone on a server, over a real store whose changes are made by hand. */
final class LiveStage implements AutoCloseable {
    final AtomicBoolean signedIn = new AtomicBoolean(true);
    final Live live;
    private final Stage stage;
    private final Javalin app;

    LiveStage(Path directory, List<Part> parts, Live.Pace pace) {
        stage = Stage.healthy(directory);
        live = new Live(stage.view().changes(), parts, ctx -> signedIn.get(), pace);
        TemplateEngine templates = Templates.precompiled();
        Assets assets = new Assets(Pages.ASSETS);
        Limits limits = new Limits(1 << 20, 16 << 10, 2_048, 8, Duration.ofSeconds(3), Duration.ofSeconds(15), 256);
        HttpSettings http = new HttpSettings("live", "127.0.0.1", 0, TrustedProxies.none(), limits);
        SignInSettings open = new SignInSettings(
                Optional.empty(), Optional.empty(), Optional.empty(), SignInSettings.DEFAULT_LENGTH, directory);
        SignIn signIn = new SignIn(open, http, fact -> {}, templates, assets, Clock.systemUTC());
        live.start();
        app = new WebServer(http, new HtmlAnswers(templates, assets))
                .create(config -> {
                    signIn.install(config);
                    live.install(config);
                })
                .start();
    }

    int connections() {
        return app.jettyServer()
                .server()
                .getConnectors()[0]
                .getConnectedEndPoints()
                .size();
    }

    int port() {
        return app.port();
    }

    void change(Changes.Topic topic) {
        stage.kernel.get(Database.class).update("UPDATE revision SET n = n + 1 WHERE topic = '" + topic + "'");
    }

    /** Asks for events and reads nothing yet. */
    Socket open(String query) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("127.0.0.1", port()));
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request(query));
        return socket;
    }

    static byte[] request(String query) {
        return ("GET /live?" + query + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        live.close();
        app.stop();
        stage.close();
    }
}
