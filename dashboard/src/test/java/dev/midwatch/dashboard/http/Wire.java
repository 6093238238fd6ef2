package dev.midwatch.dashboard.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** HTTP by hand, for what no client would send. */
public final class Wire {
    private Wire() {}

    /** An answer as it came; status 0 if the server hung up without one. */
    public record Answer(int status, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** Sends these characters as bytes on a connection of its own and reads all that comes back. */
    public static Answer send(int port, String request) throws IOException {
        return send(port, request.getBytes(StandardCharsets.ISO_8859_1), Duration.ofSeconds(10));
    }

    /** The same for bytes. */
    public static Answer send(int port, byte[] request, Duration patience) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
            } catch (SocketException hungUp) {
                return parse(readAll(socket.getInputStream()));
            }
            return parse(readAll(socket.getInputStream()));
        }
    }

    /** A GET from another address of this machine, as a proxy has one. */
    public static Answer getFrom(String address, int port, String path, String... headers) throws IOException {
        return sendFrom(address, port, head("GET", path, headers) + "\r\n");
    }

    /** A POST of a form from there. */
    public static Answer postFrom(String address, int port, String path, String form, String... headers)
            throws IOException {
        return sendFrom(address, port, post(path, form, headers));
    }

    private static Answer sendFrom(String address, int port, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port, InetAddress.getByName(address), 0)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return parse(readAll(socket.getInputStream()));
        }
    }

    /** A GET with these header lines, each ended by CRLF. */
    public static Answer get(int port, String path, String... headers) throws IOException {
        return send(port, head("GET", path, headers) + "\r\n");
    }

    /** A POST of a form. */
    public static Answer post(int port, String path, String form, String... headers) throws IOException {
        return send(port, post(path, form, headers));
    }

    private static String post(String path, String form, String... headers) {
        return head("POST", path, headers) + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + form.length() + "\r\n\r\n" + form;
    }

    private static String head(String method, String path, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n");
        if (java.util.Arrays.stream(headers).noneMatch(line -> line.startsWith("Host:"))) {
            head.append("Host: localhost\r\n");
        }
        for (String line : headers) {
            head.append(line).append("\r\n");
        }
        return head.toString();
    }

    static String readAll(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                all.write(buffer, 0, read);
            }
        } catch (SocketException reset) {
            return all.toString(StandardCharsets.ISO_8859_1);
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    static Answer parse(String text) {
        if (!text.startsWith("HTTP/1.1 ")) {
            return new Answer(0, Map.of(), text);
        }
        int end = text.indexOf("\r\n\r\n");
        String[] lines = text.substring(0, end).split("\r\n");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int line = 1; line < lines.length; line++) {
            int colon = lines[line].indexOf(':');
            headers.merge(
                    lines[line].substring(0, colon),
                    lines[line].substring(colon + 1).strip(),
                    (one, other) -> one + "\n" + other);
        }
        return new Answer(Integer.parseInt(lines[0].substring(9, 12)), headers, text.substring(end + 4));
    }
}
