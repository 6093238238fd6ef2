package dev.midwatch.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.Actor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventStreamTest extends OnGateway {
    private static final List<String> KEYS = List.of(Gateway.VIEWER, Gateway.OPERATOR, Gateway.APPROVER);
    /** One who reads line by line. */
    private final class Listener implements AutoCloseable {
        private final Socket socket = new Socket();
        private final BufferedReader lines;

        Listener(int buffer) throws IOException {
            this(buffer, Gateway.VIEWER);
        }

        Listener(int buffer, String key) throws IOException {
            if (buffer > 0) {
                socket.setReceiveBufferSize(buffer);
            }
            socket.connect(new InetSocketAddress("127.0.0.1", gateway.port()), 5_000);
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET /api/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key
                                    + "\r\nAccept: text/event-stream\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /** The next line that holds data. */
        String data() throws IOException {
            String line = lines.readLine();
            while (!line.startsWith("data: ")) {
                line = lines.readLine();
            }
            return line;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void tellsEverybodySoonWhatHasChanged() throws Exception {
        List<Listener> listeners = new ArrayList<>();
        try {
            for (int n = 0; n < 50; n++) {
                listeners.add(new Listener(0, KEYS.get(n % KEYS.size())));
            }
            for (Listener listener : listeners) {
                assertThat(listener.data()).contains("findings", "runs", "jobs", "proposals", "sessions", "ticks");
            }
            long before = System.nanoTime();
            stage.view().findings().silence(Map.of("namespace", "x"), "2h", "a test", operator());
            for (Listener listener : listeners) {
                assertThat(listener.data()).isEqualTo("data: {\"topics\":[\"findings\"]}");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        } finally {
            for (Listener listener : listeners) {
                listener.close();
            }
        }
        await().atMost(Duration.ofSeconds(40)).until(() -> gateway.listeners() == 0);
    }

    @Test
    void letsNoKeyTakeTheSeatsOfOthers() throws Exception {
        List<Listener> listeners = new ArrayList<>();
        try {
            for (int n = 0; n < EventStream.MOST_EACH; n++) {
                listeners.add(new Listener(0, Gateway.SECOND));
                listeners.get(n).data();
            }
            Gateway.Answer refused = gateway.as(Gateway.SECOND, "GET", "/api/events", "", "Accept", EventStream.TYPE);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isEqualTo("30");
            assertThat(refused.json().path("type").asText()).isEqualTo("urn:midwatch:problem:too-many");
            try (Listener other = new Listener(0, Gateway.OPERATOR)) {
                assertThat(other.data()).contains("findings");
            }
        } finally {
            for (Listener listener : listeners) {
                listener.close();
            }
        }
    }

    @Test
    void isNotHeldUpByOneWhoDoesNotRead() throws Exception {
        try (Listener stalled = new Listener(1);
                Listener quick = new Listener(0)) {
            quick.data();
            for (int n = 0; n < 200; n++) {
                stage.view().findings().silence(Map.of("namespace", "y" + n), "2h", "a test", operator());
            }
            assertThat(quick.data()).contains("findings");
            assertThat(gateway.get("/health/live").status()).isEqualTo(200);
        }
    }

    private static Actor operator() {
        return new Actor("test", Level.OPERATOR);
    }
}
