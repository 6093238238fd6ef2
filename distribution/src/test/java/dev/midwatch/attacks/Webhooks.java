package dev.midwatch.attacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Chats and pagers that are told what Midwatch finds. */
final class Webhooks implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String PAGER = "webhook:pager";
    static final String CHAT = "webhook:chat";
    static final String ALERTS = "webhook:alerts";

    /** What cries to all of a chat, and links that hide where they lead; Slack knows no others. */
    private static final List<String> CALLS_OF_SLACK = List.of("<!channel>", "<@U0123>");

    private static final List<String> CALLS = List.of("@everyone", "@here", "<!channel>", "<@U0123>", "](https://evil");

    /** All of them, and a link that looks like a button. */
    static final String CALL = "@everyone @here <!channel> <@U0123> [Approve](https://evil.example/)";

    private record Post(String path, String text) {
        List<String> calls() {
            return (path.equals("/slack") ? CALLS_OF_SLACK : CALLS)
                    .stream().filter(text::contains).toList();
        }
    }

    /**
     * What was posted since this was last asked.
     *
     * @param text  as whoever reads it sees it
     * @param calls to people who did not ask for it
     */
    record News(String text, List<String> calls) {}

    private final Queue<Post> heard = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    Webhooks() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            texts(JSON.readTree(exchange.getRequestBody())).forEach(text -> heard.add(new Post(path, text)));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    /** As JSON, for the configuration. */
    String config() {
        String url = "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
        return Targets.json(Map.of(
                "pager", Map.of("url", url, "format", "json"),
                "chat", Map.of("url", url + "slack", "format", "slack"),
                "alerts", Map.of("url", url, "format", "alertmanager")));
    }

    News news() {
        StringBuilder text = new StringBuilder();
        List<String> calls = new ArrayList<>();
        for (Post post = heard.poll(); post != null; post = heard.poll()) {
            text.append(post.text()).append('\n');
            calls.addAll(post.calls());
        }
        return new News(text.toString(), calls);
    }

    private static List<String> texts(JsonNode node) {
        List<String> all = new ArrayList<>();
        if (node.isValueNode()) {
            all.add(node.asText());
        }
        node.forEach(child -> all.addAll(texts(child)));
        return all;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
