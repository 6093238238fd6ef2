package dev.midwatch.testkit.discord;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
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

    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private record Frame(int kind, byte[] bytes) {}

    private final Socket socket;
    private final InputStream in;
    private final BlockingQueue<Frame> outgoing = new LinkedBlockingQueue<>();
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
        outgoing.add(packed == null ? new Frame(TEXT, bytes) : new Frame(BINARY, packed.next(bytes)));
    }

    void close(int code, String reason) {
        byte[] why = reason.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[why.length + 2];
        bytes[0] = (byte) (code >> 8);
        bytes[1] = (byte) code;
        System.arraycopy(why, 0, bytes, 2, why.length);
        outgoing.add(new Frame(CLOSE, bytes));
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
                Frame frame = outgoing.take();
                out.write(encoded(frame));
                out.flush();
                if (frame.kind() == CLOSE) {
                    socket.shutdownOutput();
                    return;
                }
            }
        } catch (IOException | InterruptedException connectionEnds) {
            cut();
        }
    }

    private static byte[] encoded(Frame frame) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int length = frame.bytes().length;
        out.write(0x80 | frame.kind());
        if (length < 126) {
            out.write(length);
        } else if (length < 65536) {
            out.write(126);
            out.write(length >> 8);
            out.write(length);
        } else {
            out.write(127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) length >> shift));
            }
        }
        out.writeBytes(frame.bytes());
        return out.toByteArray();
    }

    private void read() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        while (true) {
            int head = one();
            byte[] payload = payload();
            switch (head & 0x0f) {
                case PING -> outgoing.add(new Frame(PONG, payload));
                case PONG -> {}
                case CLOSE -> {
                    outgoing.add(new Frame(CLOSE, payload));
                    return;
                }
                default -> {
                    message.writeBytes(payload);
                    if ((head & 0x80) != 0) {
                        listener.received(message.toString(StandardCharsets.UTF_8));
                        message.reset();
                    }
                }
            }
        }
    }

    private byte[] payload() throws IOException {
        long length = one() & 0x7f;
        int more = length == 126 ? 2 : length == 127 ? 8 : 0;
        if (more > 0) {
            length = 0;
            for (int i = 0; i < more; i++) {
                length = length << 8 | one();
            }
        }
        byte[] mask = in.readNBytes(4);
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException("the client closed in the middle of a frame");
        }
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= mask[i % 4];
        }
        return bytes;
    }

    private int one() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new EOFException("the client closed");
        }
        return value;
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
