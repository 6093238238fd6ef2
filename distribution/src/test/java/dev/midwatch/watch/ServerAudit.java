package dev.midwatch.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The API server's own audit log, from now on, of one user. */
final class ServerAudit {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> READS = Set.of("get", "list", "watch");
    /** Questions are asked by POST, and nothing is kept of them. */
    private static final Set<String> REVIEWS = Set.of("authorization.k8s.io", "authentication.k8s.io");

    private final Path file;
    private final String user;
    private final List<Line> read = new ArrayList<>();
    private long from;

    ServerAudit(Path file, String user) throws IOException {
        this.file = file;
        this.user = "\"username\":\"" + user + "\"";
        this.from = Files.size(file);
    }

    /**
     * A line of it.
     *
     * @param done   whether it is about the end of the request; otherwise about its arrival, written before anything is done
     * @param object {@code deployments.apps shop/web}, a subresource after the resource
     */
    record Line(String auditId, boolean done, String verb, String object, String uri, int code) {
        boolean writes() {
            return !READS.contains(verb) && REVIEWS.stream().noneMatch(group -> object.contains("." + group + " "));
        }

        boolean isDryRun() {
            return uri.contains("dryRun=All");
        }

        boolean succeeded() {
            return done && code >= 200 && code < 300;
        }

        static Line of(JsonNode line) {
            JsonNode ref = line.path("objectRef");
            String group = ref.path("apiGroup").asText();
            String subresource = ref.path("subresource").asText();
            String namespace = ref.path("namespace").asText();
            return new Line(
                    line.path("auditID").asText(),
                    line.path("stage").asText().equals("ResponseComplete"),
                    line.path("verb").asText(),
                    ref.path("resource").asText()
                            + (subresource.isEmpty() ? "" : "/" + subresource)
                            + (group.isEmpty() ? "" : "." + group)
                            + " "
                            + (namespace.isEmpty() ? "" : namespace + "/")
                            + ref.path("name").asText(),
                    line.path("requestURI").asText(),
                    line.at("/responseStatus/code").asInt());
        }
    }

    /** All so far. */
    synchronized List<Line> lines() throws IOException {
        for (String line : news().split("\n")) {
            if (line.contains(user)) {
                read.add(Line.of(JSON.readTree(line)));
            }
        }
        return List.copyOf(read);
    }

    /** Up to the last line that is written to its end. */
    private String news() throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(from);
            byte[] bytes = new byte[Math.toIntExact(in.length() - from)];
            in.readFully(bytes);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            from += end;
            return new String(bytes, 0, end, StandardCharsets.UTF_8);
        }
    }
}
