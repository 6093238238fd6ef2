package dev.midwatch.scenarios;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads scenario files. */
public final class Scenarios {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final List<Problem> problems = new ArrayList<>();

    private Scenarios() {}

    /**
     * All scenarios below a folder, in the order of their names.
     *
     * @throws ScenarioException with everything that is wrong in any of them
     */
    public static List<Scenario> in(Path folder) throws IOException {
        Scenarios reader = new Scenarios();
        List<Scenario> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                reader.read(folder.relativize(file).toString(), Files.readString(file), all);
            }
        }
        return reader.sound(all);
    }

    /**
     * One of those that come with this module.
     *
     * @param name as {@link Scenario#name} says it; empty if there is none of that name
     */
    public static Optional<Scenario> named(String name) throws IOException {
        String file = name + ".yaml";
        try (InputStream in = Scenarios.class.getResourceAsStream("/scenarios/" + file)) {
            if (in == null) {
                return Optional.empty();
            }
            Scenarios reader = new Scenarios();
            List<Scenario> one = new ArrayList<>();
            reader.read(file, new String(in.readAllBytes(), StandardCharsets.UTF_8), one);
            return reader.sound(one).stream().findFirst();
        }
    }

    private List<Scenario> sound(List<Scenario> read) {
        if (!problems.isEmpty()) {
            throw new ScenarioException(problems);
        }
        return read;
    }

    private void read(String file, String text, List<Scenario> into) {
        String name = file.replaceFirst("\\.yaml$", "");
        String last = name.substring(name.lastIndexOf('/') + 1);
        if (!file.endsWith(".yaml")
                || !file.contains("/")
                || !NAME.matcher(last).matches()) {
            problems.add(new Problem(file, 1, "a file is named area/words-with-dashes.yaml"));
        }
        List<Document> documents = new YamlFile(file, problems).documents(text);
        if (documents.isEmpty()) {
            problems.add(new Problem(file, 1, "no header"));
            return;
        }
        List<ObjectNode> objects = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (Document document : documents.subList(1, documents.size())) {
            objects.add(document.value());
            new ManifestRules(file, document, problems).check(keys);
        }
        into.add(new HeaderReader(file, documents.get(0), problems).read(name, objects));
        if (objects.isEmpty()) {
            problems.add(new Problem(file, 1, "no object"));
        }
    }
}
