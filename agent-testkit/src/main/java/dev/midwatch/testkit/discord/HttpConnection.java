package dev.midwatch.testkit.discord;

import dev.midwatch.testkit.discord.HttpAnswer.Cut;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** HTTP/1.1 on one socket, one request after the other, until either side closes it or an answer is to be cut. */
final class HttpConnection {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    HttpConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    void serve(LoopbackServer.Site site) throws IOException {
        HttpRequest request;
        while ((request = next()) != null) {
            if (request.asksForWebSocket() && site.takesSockets()) {
                WebSocketConnection.accept(socket, in, request, site);
                return;
            }
            HttpAnswer answer = site.answer(request);
            send(answer);
            if (answer.cut() != Cut.NONE || request.header("connection").equalsIgnoreCase("close")) {
                return;
            }
        }
    }

    /** Null when the client is done. */
    private HttpRequest next() throws IOException {
        String first = line();
        if (first == null) {
            return null;
        }
        String[] words = first.split(" ");
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header = line(); header != null && !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        return HttpRequest.of(words[0], words[1], headers, body(headers));
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                body.write(exactly(size));
                line();
            }
            line();
            return body.toByteArray();
        }
        return exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split(";")[0].strip(), 16);
    }

    private byte[] exactly(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("the client closed in the middle of a request");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                return null;
            }
            if (one != '\r') {
                line.write(one);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private void send(HttpAnswer answer) throws IOException {
        if (answer.cut() == Cut.BEFORE_THE_FIRST_BYTE) {
            return;
        }
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Answer\r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (answer.status() != 204) {
            head.append("Content-Type: ").append(answer.contentType()).append("\r\n");
            head.append("Content-Length: ").append(answer.body().length).append("\r\n");
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        whole.write(answer.body());
        // An answer without a body is cut inside its head.
        int part = answer.body().length == 0 ? whole.size() / 2 : whole.size() - answer.body().length / 2 - 1;
        out.write(whole.toByteArray(), 0, answer.cut() == Cut.MIDWAY ? part : whole.size());
        out.flush();
    }
}
