package dev.midwatch.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rows of the catalogue of checks. */
record Catalogue(List<Row> rows) {
    /**
     * A row.
     *
     * @param peers which other programs look for it: a letter each, with ~ behind it partly
     */
    record Row(int number, String area, String looksFor, List<String> peers) {}

    Catalogue {
        rows = List.copyOf(rows);
    }

    static Catalogue read(Path file) throws IOException {
        List<Problem> problems = new ArrayList<>();
        List<Document> documents =
                new YamlFile(file.getFileName().toString(), problems).documents(Files.readString(file));
        if (!problems.isEmpty() || documents.size() != 1) {
            throw new ScenarioException(problems);
        }
        List<Row> rows = new ArrayList<>();
        documents
                .get(0)
                .value()
                .properties()
                .forEach(area -> area.getValue()
                        .properties()
                        .forEach(row -> rows.add(row(area.getKey(), row.getKey(), row.getValue()))));
        return new Catalogue(rows);
    }

    private static Row row(String area, String number, JsonNode words) {
        String peers = words.path(1).asText();
        return new Row(
                Integer.parseInt(number),
                area,
                words.path(0).asText(),
                peers.isEmpty() ? List.of() : List.of(peers.split(" ")));
    }
}
