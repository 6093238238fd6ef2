package dev.midwatch.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import dev.midwatch.core.view.View;
import dev.midwatch.dashboard.signin.Needs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DocumentTest {
    /** The document needs the table alone, and nothing that would answer. */
    private static final View NOBODY = new View(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null);

    private final JsonNode document = document();

    private static JsonNode document() {
        List<Operation> operations;
        try (EventStream events = new EventStream(null)) {
            operations = Operations.of(NOBODY, events, Needs.VIEWER);
        }
        return new OpenApi(operations, new Schemas(new Vocabulary())).document();
    }

    @Test
    void hasTheMembersThatOpenApiAsksFor() {
        assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(document.at("/info/title").asText()).isNotEmpty();
        assertThat(document.at("/info/version").asText()).isNotEmpty();
        Set<String> topics = texts(document.path("tags"), "name");
        for (Described operation : operations()) {
            assertThat(operation.node().path("summary").asText())
                    .as(operation.name())
                    .endsWith(".");
            assertThat(topics).contains(operation.node().at("/tags/0").asText());
            assertThat(operation.node().path("responses").properties())
                    .as(operation.name())
                    .isNotEmpty()
                    .allSatisfy(response -> {
                        assertThat(response.getKey()).matches("[2-5]\\d\\d");
                        assertThat(response.getValue().path("description").asText())
                                .isNotEmpty();
                    });
        }
    }

    @Test
    void namesEachOperationOnceAndSaysWhatItTakes() {
        assertThat(operations().stream()
                        .map(one -> one.node().path("operationId").asText()))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z][A-Za-z]+"))
                .hasSizeGreaterThan(40);
        for (Described operation : operations()) {
            boolean open = operation.path().startsWith("/health");
            assertThat(operation.node().path("security").isEmpty())
                    .as(operation.name())
                    .isEqualTo(open);
            boolean writes = !operation.method().equals("get");
            assertThat(operation.node().path("responses").has("409")
                            && parameters(operation, "header").contains("Idempotency-Key"))
                    .as(operation.name())
                    .isEqualTo(writes);
        }
    }

    @Test
    void declaresWhatStandsInItsPaths() {
        for (Described operation : operations()) {
            Set<String> inPath = Pattern.compile("\\{(\\w+)}")
                    .matcher(operation.path())
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .collect(Collectors.toSet());
            assertThat(parameters(operation, "path")).as(operation.name()).isEqualTo(inPath);
            operation.node().path("parameters").forEach(parameter -> {
                assertThat(parameter.path("schema").has("type")).isTrue();
                assertThat(parameter.path("description").asText()).isNotEmpty();
                assertThat(parameter.path("in").asText().equals("path"))
                        .isEqualTo(parameter.path("in").asText().equals("path")
                                && parameter.path("required").asBoolean());
            });
        }
    }

    @Test
    void refersOnlyToWhatItHolds() {
        List<String> references = new ArrayList<>();
        for (JsonNode reference : document.findValues("$ref")) {
            references.add(reference.asText());
        }
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isObject())
                        .as(reference)
                        .isTrue());
        Set<String> used = new HashSet<>(references);
        document.at("/components/schemas")
                .fieldNames()
                .forEachRemaining(name -> assertThat(used).contains("#/components/schemas/" + name));
    }

    @Test
    void holdsSchemasThatAreSchemasAndExamplesThatFitThem() {
        Contract contract = new Contract(document);
        for (Described operation : operations()) {
            JsonNode content = operation.node().at("/requestBody/content/application~1json");
            if (!content.isMissingNode()) {
                assertThat(contract.faults(content.path("schema"), content.path("example")))
                        .as(operation.name())
                        .isEmpty();
            }
        }
        document.at("/components/schemas")
                .properties()
                .forEach(component -> assertThat(new ValidatorFactory()
                                .withJsonNodeFactory(new JacksonNode.Factory())
                                .validate(Contract.META, component.getValue())
                                .isValid())
                        .as(component.getKey())
                        .isTrue());
    }

    @Test
    void spellsMembersInSmallLettersButForThoseOfKubernetes() {
        document.at("/components/schemas")
                .properties()
                .forEach(component -> component
                        .getValue()
                        .path("properties")
                        .fieldNames()
                        .forEachRemaining(name -> assertThat(name).matches("[a-z0-9_]+|apiVersion")));
    }

    @Test
    void explainsOnlyMembersThatExist() {
        JsonNode schemas = document.at("/components/schemas");
        assertThat(new Vocabulary().subjects()).hasSizeGreaterThan(50).allSatisfy(subject -> {
            String[] parts = subject.split("\\.");
            assertThat(schemas.has(parts[0])).as(subject).isTrue();
            if (parts.length > 1) {
                assertThat(schemas.path(parts[0]).path("properties").has(parts[1]))
                        .as(subject)
                        .isTrue();
            }
        });
    }

    private record Described(String path, String method, JsonNode node) {
        String name() {
            return method + " " + path;
        }
    }

    private List<Described> operations() {
        List<Described> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            path.getValue()
                    .properties()
                    .forEach(one -> all.add(new Described(path.getKey(), one.getKey(), one.getValue())));
        }
        return all;
    }

    private static Set<String> parameters(Described operation, String in) {
        Set<String> names = new HashSet<>();
        operation.node().path("parameters").forEach(one -> {
            if (one.path("in").asText().equals(in)) {
                names.add(one.path("name").asText());
            }
        });
        return names;
    }

    private static Set<String> texts(JsonNode all, String member) {
        Set<String> texts = new HashSet<>();
        all.forEach(one -> texts.add(one.path(member).asText()));
        return texts;
    }
}
