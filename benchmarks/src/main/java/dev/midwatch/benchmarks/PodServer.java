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
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API server of a cluster with many pods and their nodes, a program of its own: prints its port and serves until its input ends. Whoever
 * asks for anything else is told that he may not.
 */
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
            switch (exchange.getRequestURI().getPath()) {
                case "/version" -> whole(exchange, 200, "{\"gitVersion\":\"v1.37.0\"}");
                case "/api/v1/pods" -> list(exchange, pods, PodJson::of);
                case "/api/v1/nodes" -> list(exchange, PodJson.nodes(pods), PodJson::node);
                default ->
                    whole(
                            exchange,
                            403,
                            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"Forbidden\",\"code\":403}");
            }
        }
    }

    private static void whole(HttpExchange exchange, int status, String body) throws IOException {
        exchange.sendResponseHeaders(status, 0);
        write(exchange.getResponseBody(), body);
    }

    private static void list(HttpExchange exchange, int all, IntFunction<String> item) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        int from = number(CONTINUE, query, 0);
        int to = Math.min(all, from + number(LIMIT, query, all));
        try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
            String next = to < all ? "\"continue\":\"" + to + "\"" : "";
            write(out, "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{%s},\"items\":[".formatted(next));
            for (int i = from; i < to; i++) {
                write(out, (i == from ? "" : ",") + item.apply(i));
            }
            write(out, "]}");
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
