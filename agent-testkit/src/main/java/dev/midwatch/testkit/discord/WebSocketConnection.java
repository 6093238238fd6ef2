package dev.midwatch.testkit.discord;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The server's side of one websocket (RFC 6455). Writing never blocks the caller: a thread of its own sends what is queued. */
final class WebSocketConnection {
    /** What the client does. Called on the connection's own thread. */
    interface Listener {
        void received(String text);

        void gone();
    }

    private final Socket socket;
    private final InputStream in;
    private final BlockingQueue<WebSocketFrame> outgoing = new LinkedBlockingQueue<>();
    private final PackedStream packed;
    private volatile Listener listener;

    private WebSocketConnection(Socket socket, InputStream in, HttpRequest request) {
        this.socket = socket;
        this.in = in;
        this.packed = "zlib-stream".equals(request.query().get("compress")) ? new PackedStream() : null;
    }

    static void accept(Socket socket, InputStream in, HttpRequest request, LoopbackServer.Site site)
            throws IOException {
        WebSocketConnection connection = new WebSocketConnection(socket, in, request);
        String head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + signature(request.header("sec-websocket-key")) + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        Thread writer = new Thread(connection::write, "loopback-discord-out");
        writer.setDaemon(true);
        writer.start();
        try {
            site.connected(connection);
            connection.read();
            writer.join(2000);
        } catch (InterruptedException serverStops) {
            Thread.currentThread().interrupt();
        } finally {
            writer.interrupt();
            connection.listener.gone();
        }
    }

    void listen(Listener to) {
        listener = to;
    }

    synchronized void send(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        outgoing.add(
                packed == null
                        ? new WebSocketFrame(WebSocketFrame.TEXT, bytes, true)
                        : new WebSocketFrame(WebSocketFrame.BINARY, packed.next(bytes), true));
    }

    void close(int code, String reason) {
        byte[] why = reason.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[why.length + 2];
        bytes[0] = (byte) (code >> 8);
        bytes[1] = (byte) code;
        System.arraycopy(why, 0, bytes, 2, why.length);
        outgoing.add(new WebSocketFrame(WebSocketFrame.CLOSE, bytes, true));
    }

    /** Ends the connection without a word. */
    void cut() {
        try {
            socket.close();
        } catch (IOException goneAlready) {
            // That is what was wanted.
        }
    }

    private void write() {
        try {
            OutputStream out = socket.getOutputStream();
            while (true) {
                WebSocketFrame frame = outgoing.take();
                out.write(frame.encoded());
                out.flush();
                if (frame.kind() == WebSocketFrame.CLOSE) {
                    socket.shutdownOutput();
                    return;
                }
            }
        } catch (IOException | InterruptedException connectionEnds) {
            cut();
        }
    }

    private void read() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        while (true) {
            WebSocketFrame frame = WebSocketFrame.read(in);
            if (frame.kind() == WebSocketFrame.CLOSE) {
                outgoing.add(frame);
                return;
            }
            if (frame.kind() == WebSocketFrame.PING) {
                outgoing.add(new WebSocketFrame(WebSocketFrame.PONG, frame.bytes(), true));
            } else if (frame.kind() != WebSocketFrame.PONG) {
                message.writeBytes(frame.bytes());
                if (frame.last()) {
                    listener.received(message.toString(StandardCharsets.UTF_8));
                    message.reset();
                }
            }
        }
    }

    private static String signature(String key) {
        try {
            byte[] text = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.ISO_8859_1);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
