package dev.midwatch.core.job;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.midwatch.core.config.NearName;
import dev.midwatch.core.config.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The text of {@code cron/jobs.json} taken apart:
 * {@code {"jobs": [{"name": ..., "schedule": ...}], "seeded": ["names that plugins have brought"]}}.
 */
final class JobsFile {
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    static final String JOBS = "jobs";
    static final String SEEDED = "seeded";
    private static final List<String> KEYS = List.of(JOBS, SEEDED);

    private final String name;
    private final String text;
    private final List<Problem> problems = new ArrayList<>();

    private JobsFile(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /** What a file holds: its tree, and the definitions in it. */
    record Content(ObjectNode tree, List<JobDefinition> jobs) {}

    /** @throws CatalogException with every problem there is */
    static Content read(String name, String text) {
        JobsFile file = new JobsFile(name, text);
        Content content = file.content();
        if (!file.problems.isEmpty()) {
            file.problems.sort(Comparator.comparingInt(Problem::line));
            throw new CatalogException(file.problems);
        }
        return content;
    }

    static String write(ObjectNode tree) {
        DefaultIndenter indent = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indent);
        printer.indentArraysWith(indent);
        try {
            return JSON.writer(printer).writeValueAsString(tree) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Content content() {
        ObjectNode tree = tree().orElseGet(JSON::createObjectNode);
        tree.fieldNames().forEachRemaining(this::checkKey);
        JsonNode entries = tree.path(JOBS);
        if (!entries.isMissingNode() && !entries.isArray()) {
            add("/jobs", "the jobs are a list", "\"jobs\": []");
        }
        List<JobDefinition> jobs = new ArrayList<>();
        Map<String, Integer> named = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            String path = "/jobs/" + i;
            JobReader.read(
                            entries.get(i),
                            (key, message, hint) -> add(key.isEmpty() ? path : path + "/" + key, message, hint))
                    .ifPresent(jobs::add);
            checkUnique(entries.get(i), i, named);
        }
        checkContext(entries);
        return new Content(tree, jobs);
    }

    private Optional<ObjectNode> tree() {
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            JsonNode tree = JSON.readTree(text);
            if (tree instanceof ObjectNode object) {
                return Optional.of(object);
            }
            add("", "the file is not a JSON object", "{\"jobs\": []}");
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            problems.add(new Problem(
                    name,
                    at == null ? 0 : at.getLineNr(),
                    "",
                    "not valid JSON: " + said(e),
                    at == null ? "" : "look around column " + at.getColumnNr()));
        }
        return Optional.empty();
    }

    /** The parser's own words, with places as people write them. */
    private static String said(JsonProcessingException e) {
        return e.getOriginalMessage().replaceAll("\\[Source: .*?; line: (\\d+), column: (\\d+)]", "line $1, column $2");
    }

    private void checkKey(String key) {
        if (!KEYS.contains(key)) {
            add("/" + key, "unknown key", NearName.hint(key, KEYS));
        }
    }

    private void checkUnique(JsonNode entry, int index, Map<String, Integer> named) {
        for (String key : List.of(JobKeys.NAME, JobKeys.ID)) {
            String value = entry.path(key).asText();
            Integer first = value.isEmpty() ? null : named.putIfAbsent(key + " " + value, index);
            if (first != null) {
                String message = "\"%s\" is the %s of jobs[%d] already".formatted(value, key, first);
                add("/jobs/" + index + "/" + key, message, "did you mean \"" + value + "-2\"?");
            }
        }
    }

    private void checkContext(JsonNode entries) {
        List<String> names = new ArrayList<>(entries.findValuesAsText(JobKeys.NAME));
        names.add(JobDefinition.SELF);
        for (int i = 0; i < entries.size(); i++) {
            JsonNode context = entries.get(i).path(JobKeys.CONTEXT_FROM);
            for (int k = 0; context.isArray() && k < context.size(); k++) {
                String job = context.get(k).asText();
                if (!names.contains(job)) {
                    String path = "/jobs/%d/%s/%d".formatted(i, JobKeys.CONTEXT_FROM, k);
                    add(path, "there is no job \"" + job + "\"", NearName.hint(job, names));
                }
            }
        }
    }

    private void add(String pointer, String message, String hint) {
        problems.add(new Problem(name, line(pointer), path(pointer), message, hint));
    }

    /** {@code /jobs/2/schedule} as people say it: {@code jobs[2].schedule}. */
    private static String path(String pointer) {
        return pointer.replaceAll("/(\\d+)(?=/|$)", "[$1]")
                .replaceFirst("^/", "")
                .replace('/', '.');
    }

    /** Where the value stands; for one that is not there, where the object starts that should have it. */
    private int line(String pointer) {
        String parent = pointer.substring(0, Math.max(0, pointer.lastIndexOf('/')));
        int line = 0;
        try (JsonParser parser = JSON.createParser(text)) {
            while (parser.nextToken() != null) {
                String here = parser.getParsingContext().pathAsPointer().toString();
                if (here.equals(pointer)) {
                    return parser.currentTokenLocation().getLineNr();
                }
                if (line == 0 && here.equals(parent)) {
                    line = parser.currentTokenLocation().getLineNr();
                }
            }
        } catch (IOException brokenFurtherDown) {
            return line;
        }
        return line;
    }
}
