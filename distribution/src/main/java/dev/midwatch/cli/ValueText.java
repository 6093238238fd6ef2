package dev.midwatch.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.midwatch.core.text.PlainTree;

/** A value as JSON or YAML. On its own, for it takes four hundred classes that a table does without. */
final class ValueText {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS));

    private ValueText() {}

    static String of(OutputFormat format, Object value) {
        try {
            Object shown = PlainTree.ofProcess().of(JSON.convertValue(value, Object.class));
            return (format == OutputFormat.yaml ? YAML : JSON)
                    .writeValueAsString(shown)
                    .stripTrailing();
        } catch (JsonProcessingException ofPlainMaps) {
            throw new IllegalStateException(ofPlainMaps);
        }
    }
}
