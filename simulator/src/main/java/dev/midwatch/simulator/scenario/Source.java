package dev.midwatch.simulator.scenario;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** A scenario file with the line of each of its keys. */
final class Source {
    private static final YAMLMapper MAPPER = new YAMLMapper();
    private final String name;
    private final JsonNode root;
    private final Map<String, Integer> lines = new HashMap<>();

    private Source(String name, JsonNode root) {
        this.name = name;
        this.root = root;
    }

    static Source parse(String name, String yaml) {
        try {
            JsonNode root = MAPPER.readTree(yaml);
            Source source = new Source(name, root);
            source.locate(yaml);
            return source;
        } catch (JsonProcessingException broken) {
            JsonLocation at = broken.getLocation();
            throw new ScenarioException(
                    name + (at == null ? "" : ":" + at.getLineNr()) + ": not YAML: " + broken.getOriginalMessage());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    JsonNode root() {
        return root;
    }

    /** An error at a JSON pointer. */
    ScenarioException error(String pointer, String message) {
        String at = pointer;
        while (!lines.containsKey(at) && at.contains("/")) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        String shown = pointer.isEmpty() ? "" : pointer.substring(1).replace('/', '.') + ": ";
        return new ScenarioException(name + ":" + lines.getOrDefault(at, 1) + ": " + shown + message);
    }

    private void locate(String yaml) throws IOException {
        Deque<String> path = new ArrayDeque<>();
        Deque<Integer> indexes = new ArrayDeque<>();
        try (YAMLParser parser = new YAMLFactory().createParser(yaml)) {
            String field = null;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    field = parser.currentName();
                    lines.putIfAbsent(pointer(path) + "/" + field, line(parser));
                } else if (token.isStructEnd()) {
                    path.removeLast();
                    indexes.removeLast();
                    field = null;
                } else {
                    String step = field;
                    boolean inArray = field == null && !indexes.isEmpty() && indexes.peekLast() >= 0;
                    if (inArray) {
                        int index = indexes.removeLast();
                        indexes.addLast(index + 1);
                        step = Integer.toString(index);
                        lines.putIfAbsent(pointer(path) + "/" + step, line(parser));
                    }
                    if (token.isStructStart()) {
                        path.addLast(step == null ? "" : step);
                        indexes.addLast(token == JsonToken.START_ARRAY ? 0 : -1);
                    }
                    field = null;
                }
            }
        }
    }

    private static int line(YAMLParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private static String pointer(Deque<String> path) {
        StringBuilder pointer = new StringBuilder();
        path.stream()
                .filter(step -> !step.isEmpty())
                .forEach(step -> pointer.append('/').append(step));
        return pointer.toString();
    }
}
