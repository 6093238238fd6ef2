package dev.midwatch.image;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What stands before a server without TLS: whoever begins to speak TLS is turned away at once, as registries do. The JDK's server would wait for the rest of
 * what it takes for a line.
 */
final class PlainDoor implements AutoCloseable {
    private static final int TLS_HANDSHAKE = 0x16;

    private final InetSocketAddress server;
    private final ServerSocket door;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    PlainDoor(InetSocketAddress server) throws IOException {
        this.server = server;
        door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        threads.execute(this::open);
    }

    int port() {
        return door.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }

    private void open() {
        while (!door.isClosed()) {
            try {
                Socket guest = door.accept();
                threads.execute(() -> lead(guest));
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void lead(Socket guest) {
        try (guest) {
            int first = guest.getInputStream().read();
            if (first < 0 || first == TLS_HANDSHAKE) {
                guest.getOutputStream().write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                guest.shutdownOutput();
                // Hanging up on what is still unread would take the answer from whoever sent it.
                guest.getInputStream().transferTo(OutputStream.nullOutputStream());
                return;
            }
            try (Socket inside = new Socket(server.getAddress(), server.getPort())) {
                inside.getOutputStream().write(first);
                threads.execute(() -> pass(guest, inside));
                inside.getInputStream().transferTo(guest.getOutputStream());
            }
        } catch (IOException gone) {
            // Either may hang up when it likes; the other sees its connection end.
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException gone) {
            // As above.
        }
    }
}
