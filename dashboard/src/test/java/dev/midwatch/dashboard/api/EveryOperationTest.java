package dev.midwatch.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.api.store.Memory;
import dev.midwatch.api.store.Turn;
import dev.midwatch.core.memory.MemoryChange;
import dev.midwatch.core.memory.MemoryFiles;
import dev.midwatch.core.session.SessionDatabase;
import dev.midwatch.dashboard.Stage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Knows nothing of the API but what its document says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryOperationTest {
    private static final String REMEMBERED = "The shop is deployed on Tuesdays.";

    private Stage stage;
    private Gateway gateway;
    private JsonNode document;
    private Contract contract;

    /** An operation as the document has it. */
    private record Described(String method, String path, JsonNode node) {
        String id() {
            return node.path("operationId").asText();
        }

        String level() {
            return node.path("x-midwatch-level").asText();
        }

        /** What is read first, what takes away last. */
        int turn() {
            return List.of("get", "post", "patch", "put", "delete").indexOf(method);
        }
    }

    @BeforeAll
    void start(@TempDir Path directory) {
        stage = Stage.demo(directory).minutes(30);
        SessionDatabase sessions = stage.kernel.get(SessionDatabase.class);
        String session =
                sessions.start("What is wrong with the shop?", "dashboard:ann").id();
        sessions.append(session, new Turn(Turn.Role.USER, "What is wrong?", Instant.parse("2026-03-02T00:20:00Z")));
        stage.view().logs().add(Instant.parse("2026-03-02T00:20:00Z"), "INFO", "dev.midwatch.Test", "a line");
        gateway = Gateway.of(stage.view());
        document = gateway.get("/openapi.json").json();
        contract = new Contract(document);
    }

    @AfterAll
    void stop() {
        gateway.close();
        stage.close();
    }

    @Test
    void answersEachAsItsDocumentSays() {
        List<Described> operations = operations();
        operations.sort(Comparator.comparing(Described::turn));
        Map<String, Integer> statuses = new TreeMap<>();
        for (Described operation : operations) {
            if (!operation.id().equals("listenToEvents")) {
                statuses.put(operation.id(), call(operation).status());
            }
        }
        assertThat(statuses).hasSize(operations.size() - 1).allSatisfy((id, status) -> {
            // It was approved a moment before.
            int expected = id.equals("denyProposal") ? 409 : 299;
            assertThat(status).as(id).isLessThanOrEqualTo(expected);
        });
        assertThat(statuses.get("approveProposal")).isEqualTo(200);
        assertThat(statuses.get("denyProposal")).isEqualTo(409);
        assertThat(gateway.get("/api/audit/state").json().path("broken").isNull())
                .isTrue();
    }

    @Test
    void asksForTheLevelThatTheDocumentNames() {
        Map<String, List<String>> mayNot = Map.of(
                "viewer", List.of(),
                "operator", List.of(Gateway.VIEWER),
                "approver", List.of(Gateway.VIEWER, Gateway.OPERATOR));
        for (Described operation : operations()) {
            String method = operation.method().toUpperCase(Locale.ROOT);
            String path = operation.path().replaceAll("\\{\\w+}", "1");
            if (operation.level().isEmpty()) {
                assertThat(gateway.send(method, path, "").status())
                        .as(operation.id())
                        .isEqualTo(200);
                continue;
            }
            Gateway.Answer stranger = gateway.send(method, path, "");
            assertThat(stranger.status()).as(operation.id()).isEqualTo(401);
            assertThat(stranger.header("WWW-Authenticate")).startsWith("Bearer");
            assertThat(gateway.as("no-such-key", method, path, "").status()).isEqualTo(401);
            for (String key : mayNot.get(operation.level())) {
                Gateway.Answer refused = gateway.as(key, method, path, "");
                assertThat(refused.status()).as(operation.id()).isEqualTo(403);
                assertThat(refused.json().path("detail").asText()).contains("level " + operation.level());
            }
        }
    }

    @Test
    void hasNoRouteThatTheDocumentLacks() {
        Set<String> documented = new TreeSet<>();
        operations().forEach(one -> documented.add(one.method().toUpperCase(Locale.ROOT) + " " + one.path()));
        Set<String> routes = new TreeSet<>(gateway.routes());
        Set<String> asking = new TreeSet<>();
        routes.removeIf(
                route -> route.startsWith("HEAD ") && documented.contains("GET " + route.substring("HEAD ".length())));
        routes.removeIf(route -> route.startsWith("OPTIONS ") && asking.add(route.substring("OPTIONS ".length())));
        assertThat(routes).isEqualTo(documented);
        Set<String> paths = new TreeSet<>();
        document.path("paths").fieldNames().forEachRemaining(paths::add);
        assertThat(asking).isEqualTo(paths);
    }

    private Gateway.Answer call(Described operation) {
        prepare(operation.id());
        String method = operation.method().toUpperCase(Locale.ROOT);
        String body = body(operation).map(JsonNode::toString).orElse("");
        Gateway.Answer answer = gateway.as(Gateway.APPROVER, method, url(operation), body);
        JsonNode response = operation.node().path("responses").path(String.valueOf(answer.status()));
        assertThat(response.isObject())
                .as("%s answers %d: %s", operation.id(), answer.status(), answer.text())
                .isTrue();
        judge(operation, response, answer);
        return answer;
    }

    private void judge(Described operation, JsonNode response, Gateway.Answer answer) {
        String type = answer.header("Content-Type").split(";")[0];
        if (!response.has("content")) {
            assertThat(answer.text()).as(operation.id()).isEmpty();
            return;
        }
        JsonNode content = response.path("content").path(type);
        assertThat(content.isObject())
                .as("%s answers with %s", operation.id(), type)
                .isTrue();
        if (type.endsWith("json")) {
            assertThat(contract.faults(content.path("schema"), answer.json()))
                    .as("%s %s", operation.id(), answer.text())
                    .isEmpty();
        } else {
            assertThat(answer.text()).as(operation.id()).isNotBlank();
        }
    }

    private Optional<JsonNode> body(Described operation) {
        JsonNode content = operation.node().at("/requestBody/content/application~1json");
        if (content.isMissingNode()) {
            return Optional.empty();
        }
        ObjectNode body = content.path("example").deepCopy();
        if (operation.id().equals("saveSettings")) {
            body.put(
                    "version",
                    gateway.get("/api/settings/config.yaml")
                            .json()
                            .path("version")
                            .asText());
        }
        return Optional.of(body);
    }

    /** What has to wait for a command to be given. */
    private void prepare(String operation) {
        MemoryFiles files = stage.kernel.get(MemoryFiles.class);
        Memory memory = new Memory(Memory.About.WORK, REMEMBERED, "dashboard:ann");
        if (operation.equals("acceptMemory") || operation.equals("rejectMemory") || operation.equals("forgetMemory")) {
            files.pending().forEach(files::reject);
            files.find(REMEMBERED).ifPresent(known -> files.apply(MemoryChange.remove(known.memory(), Instant.EPOCH)));
            files.remember(memory);
        }
        if (operation.equals("forgetMemory")) {
            files.pending().forEach(files::accept);
        }
    }

    private String url(Described operation) {
        String path = operation.path();
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : operation.node().path("parameters")) {
            String name = parameter.path("name").asText();
            switch (parameter.path("in").asText()) {
                case "path" ->
                    path = path.replace("{" + name + "}", encoded(inPath(operation.path(), name, parameter)));
                case "query" -> example(parameter).ifPresent(value -> query.add(name + "=" + encoded(value)));
                default -> assertThat(parameter.path("required").asBoolean()).isFalse();
            }
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    /** Whatever the list has that the path goes on from. */
    private String inPath(String path, String name, JsonNode parameter) {
        Optional<String> example = example(parameter);
        if (example.isPresent()) {
            return example.get();
        }
        JsonNode list = gateway.get(path.substring(0, path.indexOf("/{"))).json();
        JsonNode first = (list.has("items") ? list.path("items") : list.path("findings")).path(0);
        assertThat(first.has(name)).as("%s has %s: %s", path, name, list).isTrue();
        return first.path(name).asText();
    }

    private static Optional<String> example(JsonNode parameter) {
        JsonNode schema = parameter.path("schema");
        JsonNode value = schema.has("default")
                ? schema.path("default")
                : schema.path("examples").path(0);
        JsonNode word = schema.path("enum").path(0);
        JsonNode given = value.isMissingNode() ? word : value;
        return given.isMissingNode() ? Optional.empty() : Optional.of(given.asText());
    }

    private List<Described> operations() {
        List<Described> all = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(one -> all.add(new Described(one.getKey(), path.getKey(), one.getValue()))));
        return all;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
