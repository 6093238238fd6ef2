package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CoalescingSocketsTest {
    private static final int PIECES = 150;
    private static final int MUCH = 16 * 1024 * 1024;

    private record Received(int reads, long bytes, double seconds) {}

    @Test
    void takesManySmallPiecesInFewReads() throws Exception {
        Received received = received(out -> {
            for (int i = 0; i < PIECES; i++) {
                out.write(new byte[100]);
                TimeUnit.MILLISECONDS.sleep(5);
            }
        });

        assertThat(received.bytes()).isEqualTo(PIECES * 100L);
        // Two seconds' worth at the beginning, then two a second, and the one that finds the end.
        assertThat(received.reads()).isLessThanOrEqualTo((int) (4 + 2 * received.seconds() + 2));
    }

    @Test
    @Timeout(30)
    void isNotSlowWhereMuchComesAtOnce() throws Exception {
        assertThat(received(out -> out.write(new byte[MUCH])).bytes()).isEqualTo(MUCH);
    }

    @Test
    void sendsWithoutDelay() throws IOException {
        try (Socket socket = new CoalescingSockets().createSocket()) {
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }

    private interface Sender {
        void send(OutputStream out) throws IOException, InterruptedException;
    }

    private static Received received(Sender sender) throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new CoalescingSockets().createSocket()) {
            Future<?> sent = other.submit((Callable<Void>) () -> {
                try (Socket accepted = server.accept()) {
                    accepted.setTcpNoDelay(true);
                    sender.send(accepted.getOutputStream());
                }
                return null;
            });
            socket.connect(server.getLocalSocketAddress());
            long begun = System.nanoTime();
            int reads = 0;
            long bytes = 0;
            byte[] buffer = new byte[64 * 1024];
            InputStream in = socket.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                reads++;
                bytes += count;
            }
            sent.get();
            return new Received(reads, bytes, (System.nanoTime() - begun) / 1e9);
        } finally {
            other.shutdownNow();
        }
    }
}
