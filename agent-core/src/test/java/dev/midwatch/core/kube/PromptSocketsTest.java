package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class PromptSocketsTest {
    private final PromptSockets sockets = new PromptSockets();

    @Test
    void nothingIsHeldBackUntilWhatWentBeforeIsAcknowledged() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 5, loopback);
                Socket later = sockets.createSocket();
                Socket named = sockets.createSocket(loopback.getHostAddress(), server.getLocalPort());
                Socket addressed = sockets.createSocket(loopback, server.getLocalPort())) {
            later.connect(server.getLocalSocketAddress());

            assertThat(later.getTcpNoDelay()).isTrue();
            assertThat(named.getTcpNoDelay()).isTrue();
            assertThat(addressed.getTcpNoDelay()).isTrue();
        }
    }
}
