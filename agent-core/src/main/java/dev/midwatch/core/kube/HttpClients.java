package dev.midwatch.core.kube;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import okhttp3.CipherSuite;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;

/** How requests go over the wire. */
final class HttpClients {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration PING = Duration.ofSeconds(20);

    /**
     * Without the optimising compiler, which costs 60 MB, Java deciphers ChaCha20 several times as fast as AES. API servers go by the order
     * that they are offered, and one that must not use it takes what comes next.
     */
    private static final List<ConnectionSpec> CHACHA20_FIRST = List.of(
            new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS)
                    .cipherSuites(ConnectionSpec.MODERN_TLS.cipherSuites().stream()
                            .sorted(Comparator.comparing(
                                    suite -> !suite.javaName().contains("CHACHA20")))
                            .toArray(CipherSuite[]::new))
                    .build(),
            ConnectionSpec.CLEARTEXT);

    private HttpClients() {}

    /** For requests that are answered, and done. */
    static OkHttpClient asking(OkHttpClient with, Duration deadline) {
        return with.newBuilder()
                .socketFactory(new PromptSockets())
                .connectionSpecs(CHACHA20_FIRST)
                .connectTimeout(CONNECT)
                .readTimeout(deadline)
                .callTimeout(deadline)
                // Watches may be silent for a minute, and a connection that leads nowhere is to be noticed before.
                .pingInterval(PING)
                .build();
    }

    /** The same for answers that go on, with connections of its own. */
    static OkHttpClient watching(OkHttpClient asking) {
        return asking.newBuilder()
                .socketFactory(new CoalescingSockets())
                .connectionPool(new ConnectionPool())
                .callTimeout(Duration.ZERO)
                .build();
    }
}
