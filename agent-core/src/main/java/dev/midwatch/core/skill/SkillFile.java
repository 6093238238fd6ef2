package dev.midwatch.core.skill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code SKILL.md}: YAML between two lines of dashes, and Markdown after them. Other keys than ours may stand there, too. */
final class SkillFile {
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));
    private static final String EXAMPLE = "---\\nname: %s\\ndescription: How to ...\\n---";
    private static final int LONGEST_HEAD = 8_000;
    private static final int LONGEST_DESCRIPTION = 1_024;

    private SkillFile() {}

    /** What is wrong with a file: with which key, what, and what would be right. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        final String key;
        final String hint;

        Wrong(String key, String message, String hint) {
            super(message);
            this.key = key;
            this.hint = hint;
        }
    }

    /** @param folder the name of the folder it stands in */
    static SkillText read(String folder, String file) throws Wrong {
        String text = file.replace("\r\n", "\n").replaceFirst("^\uFEFF", "");
        int end = text.startsWith("---\n") ? text.indexOf("\n---", 3) : -1;
        if (end < 0 || end > LONGEST_HEAD || !text.substring(end + 4).matches("(?s)[ \\t]*(\\n.*)?")) {
            throw new Wrong("", "does not begin with its name and description", EXAMPLE.formatted(folder));
        }
        JsonNode head = head(text.substring(4, Math.max(4, end)));
        String name = one(head, "name", "name: " + folder);
        if (!name.equals(folder)) {
            throw new Wrong("name", "is \"%s\", but the folder is \"%s\"".formatted(name, folder), "name: " + folder);
        }
        String description = one(head, "description", "description: How to ...").replaceAll("\\s+", " ");
        if (description.length() > LONGEST_DESCRIPTION) {
            throw new Wrong(
                    "description",
                    "is longer than %d characters".formatted(LONGEST_DESCRIPTION),
                    "say in a line when it is of use");
        }
        return new SkillText(
                name,
                description,
                Optional.of(head.path("written_by").asText("")).filter(author -> !author.isBlank()),
                time(head.path("written_at").asText("")),
                text.substring(end + 4).strip());
    }

    static String write(SkillText skill) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("name", skill.name());
        head.put("description", skill.description());
        skill.author().ifPresent(author -> head.put("written_by", author));
        skill.written().ifPresent(at -> head.put("written_at", at.toString()));
        try {
            return "---\n" + YAML.writeValueAsString(head) + "---\n"
                    + skill.body().strip() + "\n";
        } catch (JsonProcessingException ofPlainText) {
            throw new IllegalStateException(ofPlainText);
        }
    }

    private static JsonNode head(String yaml) throws Wrong {
        try {
            JsonNode head = YAML.readTree(yaml);
            if (head != null && head.isObject()) {
                return head;
            }
        } catch (JsonProcessingException e) {
            throw new Wrong(
                    "", "is not YAML between its lines of dashes: " + e.getOriginalMessage(), "quote the values");
        }
        throw new Wrong("", "has no keys between its lines of dashes", "name: and description:");
    }

    private static String one(JsonNode head, String key, String hint) throws Wrong {
        JsonNode value = head.path(key);
        if (!value.isValueNode() || value.asText().isBlank()) {
            throw new Wrong(key, value.isMissingNode() ? "is missing" : "is not a text", hint);
        }
        return value.asText().strip();
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException byHand) {
            return Optional.empty();
        }
    }
}
