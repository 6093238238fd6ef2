package dev.midwatch.core.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.net.HttpExchange;
import dev.midwatch.core.net.HttpStub;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchdogPingTest {
    private static WatchdogPing ping(Optional<URI> address, Duration deadline) {
        return new WatchdogPing(address, () -> new HttpExchange(HttpClient.newHttpClient(), deadline), Runnable::run);
    }

    @Test
    void callsTheAddressAndRemembersAProblemUntilItIsOver() throws IOException {
        try (HttpStub server = new HttpStub().then(404, "").then(200, "")) {
            WatchdogPing ping = ping(Optional.of(server.uri("/ping")), Duration.ofSeconds(20));
            ping.allIsWell().join();
            assertThat(ping.problem()).contains("answered 404");
            ping.allIsWell().join();
            assertThat(ping.problem()).isEmpty();
            assertThat(server.requests)
                    .extracting(request -> request.method() + " " + request.path())
                    .containsExactly("GET /ping", "GET /ping");
        }
    }

    @Test
    void anAddressThatDoesNotAnswerIsAProblemAndNothingWorse() throws IOException {
        try (HttpStub server = new HttpStub().thenStall()) {
            WatchdogPing ping = ping(Optional.of(server.uri("/ping")), Duration.ofMillis(200));
            ping.allIsWell().join();
            assertThat(ping.problem()).contains("no answer within 200 ms");
        }
    }

    @Test
    void withoutAnAddressNothingIsCalled() {
        WatchdogPing ping = ping(Optional.empty(), Duration.ofSeconds(1));
        assertThat(ping.allIsWell()).isCompleted();
        assertThat(ping.problem()).isEmpty();
    }
}
