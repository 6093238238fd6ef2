package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

class HttpClientsTest {
    private final OkHttpClient asking = HttpClients.asking(new OkHttpClient(), Duration.ofSeconds(30));
    private final OkHttpClient watching = HttpClients.watching(asking);

    @Test
    void watchesDoNotHoldUpRequestsOnTheSameConnection() {
        assertThat(watching.socketFactory()).isInstanceOf(CoalescingSockets.class);
        assertThat(asking.socketFactory()).isInstanceOf(PromptSockets.class).isNotInstanceOf(CoalescingSockets.class);
        assertThat(watching.connectionPool()).isNotSameAs(asking.connectionPool());
    }

    @Test
    void aWatchMayGoOnAndARequestMayNot() {
        assertThat(watching.callTimeoutMillis()).isZero();
        assertThat(asking.callTimeoutMillis()).isEqualTo(30_000);
    }
}
