package dev.midwatch.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the files for monitoring ask Prometheus for: metrics by name, with the labels each is asked for by. */
record Expressions(Map<String, Set<String>> asked) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Pattern METRIC = Pattern.compile("\\b((?:midwatch|jvm|process)_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
    private static final Pattern BY = Pattern.compile("\\bby \\(([^)]*)\\)");
    /** The scrape and the buckets of a histogram bring these. */
    private static final Set<String> BROUGHT = Set.of("instance", "le");

    static JsonNode yaml(Path file) throws IOException {
        return YAML.readTree(Files.readString(file));
    }

    /** Of everything named {@code expr}, {@code definition} or {@code series} in a JSON or YAML file. */
    static Expressions in(Path file) throws IOException {
        Map<String, Set<String>> asked = new TreeMap<>();
        JsonNode root = yaml(file);
        List<String> all = new ArrayList<>();
        for (String field : List.of("expr", "definition", "series")) {
            root.findValues(field).forEach(one -> all.add(one.asText()));
        }
        all.forEach(expression -> collect(expression, asked));
        return new Expressions(asked);
    }

    private static void collect(String expression, Map<String, Set<String>> asked) {
        Set<String> grouped = labels(BY, expression, ",\\s*");
        Matcher metric = METRIC.matcher(expression);
        while (metric.find()) {
            Set<String> labels = asked.computeIfAbsent(metric.group(1), first -> new TreeSet<>());
            labels.addAll(grouped);
            Matcher label = LABEL.matcher(metric.group(2) == null ? "" : metric.group(2));
            while (label.find()) {
                labels.add(label.group(1));
            }
            labels.removeAll(BROUGHT);
        }
    }

    private static Set<String> labels(Pattern pattern, String text, String separator) {
        Set<String> labels = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            labels.addAll(List.of(matcher.group(1).split(separator)));
        }
        return labels;
    }
}
