package dev.midwatch.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The documents of a YAML file as JSON, each value with its line. */
final class YamlFile {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String file;
    private final List<Problem> problems;
    private Map<String, Integer> lines = Map.of();

    YamlFile(String file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    List<Document> documents(String text) {
        List<Document> documents = new ArrayList<>();
        try {
            for (Node root : new Yaml(new LoaderOptions()).composeAll(new StringReader(text))) {
                lines = new HashMap<>();
                if (json(root, "") instanceof ObjectNode mapping) {
                    documents.add(new Document(line(root), mapping, lines));
                } else {
                    problem(root, "a document that is no mapping of keys to values");
                }
            }
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null
                    ? 1
                    : broken.getProblemMark().getLine() + 1;
            problems.add(new Problem(file, line, "not YAML: " + broken.getProblem()));
        }
        return documents;
    }

    private JsonNode json(Node node, String pointer) {
        lines.putIfAbsent(pointer, line(node));
        if (node instanceof MappingNode mapping) {
            return mapping(mapping, pointer);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode list = JSON.arrayNode();
            for (Node entry : sequence.getValue()) {
                list.add(json(entry, pointer + "/" + list.size()));
            }
            return list;
        }
        return scalar((ScalarNode) node, pointer);
    }

    private ObjectNode mapping(MappingNode mapping, String pointer) {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key) || key.getTag().equals(Tag.MERGE)) {
                problem(entry.getKeyNode(), "a key that is no text");
                continue;
            }
            String below = pointer + "/" + key.getValue();
            if (object.has(key.getValue())) {
                problem(key, key.getValue() + " is there twice");
            }
            lines.put(below, line(key));
            object.set(key.getValue(), json(entry.getValueNode(), below));
        }
        return object;
    }

    private JsonNode scalar(ScalarNode node, String pointer) {
        String text = node.getValue();
        if (node.getTag().equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (node.getTag().equals(Tag.BOOL)) {
            return JSON.booleanNode(List.of("true", "yes", "on").contains(text.toLowerCase(Locale.ROOT)));
        }
        if (node.getTag().equals(Tag.INT) && text.matches("[-+]?\\d+")) {
            boolean octal = text.matches("0[0-7]+");
            return JSON.numberNode(Long.parseLong(text, octal ? 8 : 10));
        }
        if (node.getTag().equals(Tag.FLOAT) && text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")) {
            return JSON.numberNode(new BigDecimal(text));
        }
        Moments.wrongIn(text)
                .ifPresent(wrong -> problem(
                        node,
                        pointer.substring(Math.min(1, pointer.length())).replace('/', '.') + ": " + wrong
                                + " is no moment; there are ${now}, ${-2h} and ${+30d}, and $${X} for ${X} itself"));
        return JSON.textNode(text);
    }

    private void problem(Node at, String text) {
        problems.add(new Problem(file, line(at), text));
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
