package dev.midwatch.core.rbac;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.util.List;
import java.util.stream.Collectors;

/** Writes roles as YAML for people: each rule with a comment that says who needs it. */
public final class RoleYaml {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS));

    private RoleYaml() {}

    public static String of(List<RoleManifest.Part> parts) {
        StringBuilder yaml = new StringBuilder();
        for (RoleManifest.Part part : parts) {
            yaml.append("---\n").append(head(part)).append('\n');
            if (!part.rules().isEmpty()) {
                yaml.append("rules:\n");
                part.rules().forEach(rule -> add(rule, yaml));
            }
        }
        return yaml.toString();
    }

    /** Rules alone, to be added to those of a role. */
    public static String rules(List<RoleManifest.Rule> rules) {
        StringBuilder yaml = new StringBuilder();
        rules.forEach(rule -> add(rule, yaml));
        return yaml.toString();
    }

    private static String head(RoleManifest.Part part) {
        try {
            return YAML.writeValueAsString(part.head()).stripTrailing();
        } catch (JsonProcessingException ofPlainMaps) {
            throw new IllegalStateException(ofPlainMaps);
        }
    }

    private static void add(RoleManifest.Rule rule, StringBuilder yaml) {
        rule.by()
                .forEach(line ->
                        yaml.append("  # ").append(line.replaceAll("\\R", " ")).append('\n'));
        yaml.append("  - apiGroups: ").append(flow(List.of(rule.group()))).append('\n');
        yaml.append("    resources: ").append(flow(List.of(rule.resource()))).append('\n');
        yaml.append("    verbs: ").append(flow(rule.verbs())).append('\n');
    }

    private static String flow(List<String> words) {
        return words.stream().map(word -> '"' + word + '"').collect(Collectors.joining(", ", "[", "]"));
    }
}
