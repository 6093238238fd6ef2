package dev.midwatch.testkit.discord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Accepts connections on a free port of the loopback address; one thread each. */
final class LoopbackServer implements AutoCloseable {
    /** What is served. */
    interface Site {
        HttpAnswer answer(HttpRequest request);

        /** Whether websockets are taken now; if not, their requests are answered as any other. */
        boolean takesSockets();

        void connected(WebSocketConnection socket);
    }

    private final ServerSocket listening;
    private final Site site;
    private final ExecutorService threads;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private LoopbackServer(ServerSocket listening, Site site) {
        this.listening = listening;
        this.site = site;
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "loopback-discord");
            thread.setDaemon(true);
            return thread;
        });
    }

    static LoopbackServer start(Site site) {
        try {
            ServerSocket listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
            LoopbackServer server = new LoopbackServer(listening, site);
            server.threads.execute(server::accept);
            return server;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    String authority() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (SocketException closedByUs) {
                return;
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new HttpConnection(socket).serve(site);
        } catch (IOException clientIsGone) {
            // Nobody is left to be told: that is how a client ends a kept-alive connection.
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            threads.shutdownNow();
        }
    }
}
