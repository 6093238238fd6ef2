package dev.midwatch.dashboard.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.dashboard.signin.Needs;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Describes the table of operations as OpenAPI 3.1. */
final class OpenApi {
    private static final String ABOUT = """
            What Midwatch sees, does and is told. Send a key as `Authorization: Bearer`; without any key configured, only the machine it \
            runs on is answered. Lists come in parts: `offset`, `limit` and `next`, which is also in the header `Link`. A write with an \
            `Idempotency-Key` is done once, however often it is sent within 24 hours. What goes wrong is a problem document (RFC 9457). \
            The server speaks `/v1` (chat, as OpenAI's clients do) and `/mcp` (Model Context Protocol) besides, if those are switched on.""";

    private final List<Operation> operations;
    private final Schemas schemas;
    private final ObjectNode problem;

    OpenApi(List<Operation> operations, Schemas schemas) {
        this.operations = operations;
        this.schemas = schemas;
        this.problem = schemas.named("Problem", Problems.schema());
    }

    ObjectNode document() {
        ObjectNode document = object().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Midwatch")
                .put("version", "1")
                .put("description", ABOUT)
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        document.putArray("servers").addObject().put("url", "/");
        ArrayNode tags = document.putArray("tags");
        operations.stream()
                .map(Operation::topic)
                .distinct()
                .forEach(topic -> tags.addObject().put("name", topic));
        ObjectNode paths = document.putObject("paths");
        for (Operation operation : operations) {
            ObjectNode path = paths.withObjectProperty(operation.path());
            path.set(operation.method().name().toLowerCase(Locale.ROOT), describe(operation));
        }
        ObjectNode components = document.putObject("components");
        components.set("schemas", schemas.components());
        components
                .putObject("securitySchemes")
                .putObject("key")
                .put("type", "http")
                .put("scheme", "bearer")
                .put(
                        "description",
                        "A key of the gateway (API_SERVER_KEY, or one of several with a name and a level).");
        return document;
    }

    private ObjectNode describe(Operation operation) {
        ObjectNode described = object().put("operationId", operation.id()).put("summary", operation.summary());
        described.putArray("tags").add(operation.topic());
        ArrayNode security = described.putArray("security");
        if (operation.needs() != Needs.NOTHING) {
            String level = operation.needs().name().toLowerCase(Locale.ROOT);
            described.put("description", "Takes the level " + level + ".").put("x-midwatch-level", level);
            security.addObject().putArray("key");
        }
        ArrayNode parameters = Json.MAPPER.createArrayNode();
        operation.parameters().forEach(parameter -> parameters.add(describe(parameter)));
        if (operation.writes()) {
            parameters.add(idempotencyKey());
        }
        if (!parameters.isEmpty()) {
            described.set("parameters", parameters);
        }
        operation.body().ifPresent(body -> described.set("requestBody", describe(body)));
        described.set("responses", responses(operation));
        return described;
    }

    private static ObjectNode describe(Parameter parameter) {
        ObjectNode described = object().put("name", parameter.name())
                .put("in", parameter.in())
                .put("description", parameter.description())
                .put("required", parameter.required());
        return described.set("schema", parameter.schema());
    }

    private static ObjectNode idempotencyKey() {
        ObjectNode key = object().put("name", Repeats.KEY)
                .put("in", "header")
                .put(
                        "description",
                        "A name of your own for this request. Sent again, it gets the same answer and is not done again.")
                .put("required", false);
        return key.set(
                "schema",
                Schemas.type("string").put("minLength", 1).put("maxLength", 255).put("pattern", "^[!-~]+$"));
    }

    private ObjectNode describe(Operation.Body body) {
        ObjectNode described = object().put("required", true);
        ObjectNode content = described.putObject("content").putObject(Reply.JSON);
        content.set("schema", schemas.of(body.type()));
        try {
            content.set("example", Json.MAPPER.readTree(body.example()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an example is not JSON: " + body.example(), e);
        }
        return described;
    }

    private ObjectNode responses(Operation operation) {
        ObjectNode responses = object();
        new TreeMap<>(operation.answers()).forEach((status, answer) -> {
            ObjectNode response = responses.putObject(status.toString()).put("description", answer.description());
            answer.content()
                    .forEach(type -> response.withObjectProperty("content")
                            .putObject(type)
                            .set("schema", answer.type().map(schemas::of).orElseGet(() -> of(type))));
        });
        troubles(operation)
                .forEach((status, words) -> responses
                        .putObject(status.toString())
                        .put("description", words)
                        .putObject("content")
                        .putObject(Problems.TYPE)
                        .set("schema", problem));
        return responses;
    }

    private static ObjectNode of(String type) {
        return Schemas.type(type.equals(Reply.JSON) ? "object" : "string");
    }

    private static Map<Integer, String> troubles(Operation operation) {
        TreeSet<Integer> statuses = new TreeSet<>(operation.troubles());
        statuses.addAll(List.of(400, 406));
        if (operation.needs() != Needs.NOTHING) {
            statuses.addAll(List.of(401, 403, 429));
        }
        if (operation.parameters().stream().anyMatch(one -> one.in().equals("path"))) {
            statuses.add(404);
        }
        if (operation.writes()) {
            statuses.addAll(List.of(409, 413, 422));
        }
        operation.body().ifPresent(body -> statuses.add(415));
        Map<Integer, String> words = new TreeMap<>();
        statuses.forEach(status -> words.put(status, words(status)));
        return words;
    }

    private static String words(int status) {
        return switch (status) {
            case 400 -> "The request is not as it should be; errors say where.";
            case 401 -> "A key is needed.";
            case 403 -> "The key's level is too low.";
            case 404 -> "There is no such thing.";
            case 406 -> "No type that is accepted can be answered.";
            case 409 -> "It makes sense, but not as things stand now; or the first request with this key is at work.";
            case 413 -> "The body is too large.";
            case 415 -> "The body is not JSON.";
            case 422 -> "What was given makes no sense; or the key was given to another request.";
            case 429 -> "Too many wrong keys, or too many listen with this one.";
            case 503 -> "It cannot be answered now.";
            default -> throw new IllegalArgumentException("no words for " + status);
        };
    }

    private static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }
}
