package dev.midwatch.scenarios;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads scenario files. */
public final class Scenarios {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final Path folder;
    private final List<Problem> problems = new ArrayList<>();

    private Scenarios(Path folder) {
        this.folder = folder;
    }

    /**
     * All scenarios below a folder, in the order of their names.
     *
     * @throws ScenarioException with everything that is wrong in any of them
     */
    public static List<Scenario> in(Path folder) throws IOException {
        Scenarios reader = new Scenarios(folder);
        List<Scenario> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                reader.read(file, all);
            }
        }
        if (!reader.problems.isEmpty()) {
            throw new ScenarioException(reader.problems);
        }
        return all;
    }

    private void read(Path path, List<Scenario> into) throws IOException {
        String file = folder.relativize(path).toString();
        String name = file.replaceFirst("\\.yaml$", "");
        String last = name.substring(name.lastIndexOf('/') + 1);
        if (!file.endsWith(".yaml")
                || !file.contains("/")
                || !NAME.matcher(last).matches()) {
            problems.add(new Problem(file, 1, "a file is named area/words-with-dashes.yaml"));
        }
        List<Document> documents = new YamlFile(file, problems).documents(Files.readString(path));
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
