package dev.midwatch.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.midwatch.simulator.object.ApiError;
import dev.midwatch.simulator.object.Json;
import dev.midwatch.simulator.rbac.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One request as the handlers see it. */
final class Request {
    private static final YAMLMapper YAML = new YAMLMapper();
    private final HttpExchange exchange;
    private final Map<String, String> query = new HashMap<>();
    private final Route route;
    private final byte[] body;
    private User user;

    Request(HttpExchange exchange) throws IOException {
        this.exchange = exchange;
        String raw = exchange.getRequestURI().getRawQuery();
        if (raw != null) {
            for (String pair : raw.split("&")) {
                int equal = pair.indexOf('=');
                String name = equal < 0 ? pair : pair.substring(0, equal);
                query.put(decode(name), equal < 0 ? "" : decode(pair.substring(equal + 1)));
            }
        }
        this.route =
                Route.of(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), query);
        this.body = exchange.getRequestBody().readAllBytes();
    }

    static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    HttpExchange exchange() {
        return exchange;
    }

    Route route() {
        return route;
    }

    User user() {
        return user;
    }

    void user(User authenticated) {
        this.user = authenticated;
    }

    String query(String name) {
        return query.getOrDefault(name, "");
    }

    boolean flag(String name) {
        String value = query(name);
        return value.equals("true") || value.equals("1");
    }

    String header(String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /** The media types the client takes, in its order. */
    List<String> accepts() {
        List<String> accepted = new ArrayList<>();
        for (String value : header("Accept").split(",")) {
            accepted.add(value.strip());
        }
        return accepted;
    }

    boolean hasBody() {
        return body.length > 0;
    }

    byte[] body() {
        return body;
    }

    JsonNode json() {
        String type = header("Content-Type").split(";")[0].strip();
        boolean yaml = type.endsWith("yaml");
        if (type.equals(Protobuf.MEDIA_TYPE)) {
            return Protobuf.read(body).map(JsonNode.class::cast).orElseThrow(Request::unknownFormat);
        }
        if (!yaml && !type.isEmpty() && !type.endsWith("json")) {
            throw unknownFormat();
        }
        try {
            JsonNode node = yaml ? YAML.readTree(body) : Json.MAPPER.readTree(body);
            return node == null ? Json.MAPPER.missingNode() : node;
        } catch (JsonProcessingException broken) {
            throw ApiError.badRequest("couldn't get version/kind; json parse error: " + broken.getOriginalMessage());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static ApiError unknownFormat() {
        return ApiError.unsupportedMediaType(
                "the body of the request was in an unknown format - accepted media types include:"
                        + " application/json, application/yaml, application/vnd.kubernetes.protobuf,"
                        + " application/cbor");
    }

    /** dryRun=All, or a refusal of anything else. */
    boolean dryRun() {
        String value = query("dryRun");
        if (!value.isEmpty() && !value.equals("All")) {
            throw ApiError.invalid(
                    "meta.k8s.io",
                    "PatchOptions",
                    "",
                    List.of(new ApiError.Cause(
                            "FieldValueNotSupported",
                            "Unsupported value: \"" + value + "\": supported values: \"All\"",
                            "dryRun")));
        }
        return value.equals("All");
    }

    /** The field manager: asked for, else the program's own name. */
    String manager() {
        String asked = query("fieldManager");
        return asked.isEmpty() ? header("User-Agent").split("/")[0] : asked;
    }
}
