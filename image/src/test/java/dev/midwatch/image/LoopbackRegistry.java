package dev.midwatch.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registry of this machine, as the OCI's distribution specification has it: it takes no blob whose digest is not that of its bytes, and no manifest that
 * names what it does not hold, or holds in another length.
 */
final class LoopbackRegistry implements AutoCloseable {
    static final String USER = "robot";
    static final String PASSWORD = "registry-test-password";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PATH = Pattern.compile("/v2/(?<name>.+)/(?<what>blobs|manifests)/(?<reference>.+)");

    /** Who may come in: everybody, who shows a password, or who shows a token that was had for one. */
    enum Entrance {
        OPEN,
        BASIC,
        BEARER
    }

    record Manifest(String type, byte[] content, JsonNode json) {
        String digest() {
            return LoopbackRegistry.digest(content);
        }
    }

    private final Entrance entrance;
    private final HttpServer server;
    private final PlainDoor door;
    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final Map<String, Manifest> manifests = new ConcurrentHashMap<>();
    private final Map<String, byte[]> uploads = new ConcurrentHashMap<>();
    private final Map<String, String> scopes = new ConcurrentHashMap<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();

    LoopbackRegistry(Entrance entrance) throws IOException {
        this.entrance = entrance;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(workers);
        server.start();
        door = new PlainDoor(server.getAddress());
    }

    String host() {
        return "127.0.0.1:" + door.port();
    }

    Manifest manifest(String reference) {
        return manifests.get(reference);
    }

    List<String> tags() {
        return manifests.keySet().stream()
                .filter(reference -> !reference.startsWith("sha256:"))
                .sorted()
                .toList();
    }

    byte[] blob(String digest) {
        return blobs.get(digest);
    }

    JsonNode json(String digest) throws IOException {
        return JSON.readTree(blob(digest));
    }

    /** The digests of the blobs that came in, each as often as it came. */
    List<String> taken() {
        return taken;
    }

    @Override
    public void close() throws IOException {
        door.close();
        server.stop(0);
        workers.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI asked = exchange.getRequestURI();
            Matcher path = PATH.matcher(asked.getPath());
            if (asked.getPath().equals("/token")) {
                token(exchange);
            } else if (!welcome(exchange)) {
                challenge(exchange, path);
            } else if (asked.getPath().equals("/v2/")) {
                reply(exchange, 200, new byte[0]);
            } else if (!path.matches()) {
                refuse(exchange, 404, "NAME_UNKNOWN");
            } else if (path.group("what").equals("manifests")) {
                manifests(exchange, path.group("reference"));
            } else if (path.group("reference").startsWith("uploads/")) {
                upload(exchange, path.group("name"), path.group("reference").substring("uploads/".length()));
            } else {
                give(exchange, blobs.get(path.group("reference")), "application/octet-stream", "BLOB_UNKNOWN");
            }
        }
    }

    private boolean welcome(HttpExchange exchange) {
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        return switch (entrance) {
            case OPEN -> true;
            case BASIC -> knows(shown);
            case BEARER ->
                shown != null
                        && shown.startsWith("Bearer ")
                        && scopes.getOrDefault(shown.substring("Bearer ".length()), "")
                                .matches("repository:team/midwatch:(push,pull|pull,push)");
        };
    }

    private static boolean knows(String shown) {
        String right = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return ("Basic " + right).equals(shown);
    }

    private void challenge(HttpExchange exchange, Matcher path) throws IOException {
        String challenge = entrance == Entrance.BASIC
                ? "Basic realm=\"test\""
                : "Bearer realm=\"http://%s/token\",service=\"test\"%s"
                        .formatted(
                                host(),
                                path.matches() ? ",scope=\"repository:" + path.group("name") + ":pull,push\"" : "");
        exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
        refuse(exchange, 401, "UNAUTHORIZED");
    }

    private void token(HttpExchange exchange) throws IOException {
        if (!knows(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"test\"");
            refuse(exchange, 401, "UNAUTHORIZED");
            return;
        }
        String token = UUID.randomUUID().toString();
        scopes.put(token, parameter(exchange, "scope"));
        reply(exchange, 200, JSON.writeValueAsBytes(Map.of("token", token)));
    }

    private void upload(HttpExchange exchange, String name, String id) throws IOException {
        byte[] came = exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestMethod().equals("POST")) {
            String begun = UUID.randomUUID().toString();
            uploads.put(begun, new byte[0]);
            goOn(exchange, name, begun);
        } else if (!uploads.containsKey(id)) {
            refuse(exchange, 404, "BLOB_UPLOAD_UNKNOWN");
        } else if (exchange.getRequestMethod().equals("PATCH")) {
            uploads.put(id, joined(uploads.get(id), came));
            goOn(exchange, name, id);
        } else {
            byte[] whole = joined(uploads.remove(id), came);
            String digest = parameter(exchange, "digest");
            if (!digest.equals(digest(whole))) {
                refuse(exchange, 400, "DIGEST_INVALID");
                return;
            }
            blobs.put(digest, whole);
            taken.add(digest);
            reply(exchange, 201, new byte[0]);
        }
    }

    private void goOn(HttpExchange exchange, String name, String id) throws IOException {
        exchange.getResponseHeaders().set("Location", "/v2/%s/blobs/uploads/%s".formatted(name, id));
        reply(exchange, 202, new byte[0]);
    }

    private void manifests(HttpExchange exchange, String reference) throws IOException {
        if (!exchange.getRequestMethod().equals("PUT")) {
            Manifest held = manifests.get(reference);
            give(exchange, held == null ? null : held.content(), held == null ? "" : held.type(), "MANIFEST_UNKNOWN");
            return;
        }
        byte[] content = exchange.getRequestBody().readAllBytes();
        Manifest manifest =
                new Manifest(exchange.getRequestHeaders().getFirst("Content-Type"), content, JSON.readTree(content));
        if (!holdsAllOf(manifest.json())) {
            refuse(exchange, 400, "MANIFEST_BLOB_UNKNOWN");
            return;
        }
        manifests.put(reference, manifest);
        manifests.put(manifest.digest(), manifest);
        exchange.getResponseHeaders().set("Docker-Content-Digest", manifest.digest());
        reply(exchange, 201, new byte[0]);
    }

    private boolean holdsAllOf(JsonNode manifest) {
        for (JsonNode image : manifest.path("manifests")) {
            Manifest held = manifests.get(image.path("digest").asText());
            if (held == null || held.content().length != image.path("size").asInt()) {
                return false;
            }
        }
        return manifest.has("manifests") || holds(manifest.path("config")) && all(manifest.path("layers"));
    }

    private boolean all(JsonNode layers) {
        for (JsonNode layer : layers) {
            if (!holds(layer)) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(JsonNode described) {
        byte[] held = blobs.get(described.path("digest").asText());
        return held != null && held.length == described.path("size").asInt();
    }

    private static void give(HttpExchange exchange, byte[] content, String type, String unknown) throws IOException {
        if (content == null) {
            refuse(exchange, 404, unknown);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Docker-Content-Digest", digest(content));
        reply(exchange, 200, content);
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        reply(
                exchange,
                status,
                JSON.writeValueAsBytes(Map.of("errors", List.of(Map.of("code", code, "message", code)))));
    }

    private static void reply(HttpExchange exchange, int status, byte[] content) throws IOException {
        exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        if (content.length > 0) {
            exchange.getResponseBody().write(content);
        }
    }

    private static String parameter(HttpExchange exchange, String name) {
        for (String each : exchange.getRequestURI().getQuery().split("&")) {
            if (each.startsWith(name + "=")) {
                return each.substring(name.length() + 1);
            }
        }
        return "";
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = new byte[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static String digest(byte[] content) {
        return "sha256:" + BillOfMaterials.sha256(content);
    }
}
