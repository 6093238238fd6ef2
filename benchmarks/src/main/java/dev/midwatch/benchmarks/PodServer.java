package dev.midwatch.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An API server of a cluster with many pods and nothing else, a program of its own: prints its port and serves until its input ends. */
public final class PodServer {
    private static final Pattern LIMIT = Pattern.compile("limit=(\\d+)");
    private static final Pattern CONTINUE = Pattern.compile("continue=(\\d+)");

    private final int pods;

    private PodServer(int pods) {
        this.pods = pods;
    }

    public static void main(String[] arguments) throws IOException {
        PodServer pods = new PodServer(Integer.parseInt(arguments[0]));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", pods::answer);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        System.out.println(server.getAddress().getPort());
        System.in.read();
        System.exit(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            boolean hasPods = exchange.getRequestURI().getPath().equals("/api/v1/pods");
            int from = number(CONTINUE, query, 0);
            int to = hasPods ? Math.min(pods, from + number(LIMIT, query, pods)) : 0;
            try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
                String next = to < pods && hasPods ? "\"continue\":\"" + to + "\"" : "";
                write(out, "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{%s},\"items\":[".formatted(next));
                for (int i = from; i < to; i++) {
                    write(out, (i == from ? "" : ",") + PodJson.of(i));
                }
                write(out, "]}");
            }
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int number(Pattern pattern, String query, int otherwise) {
        Matcher found = pattern.matcher(query);
        return found.find() ? Integer.parseInt(found.group(1)) : otherwise;
    }
}
