package dev.midwatch.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The audit log that the real API server itself writes, an event a line. */
public final class ServerLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ServerLog() {}

    public static Path file() {
        return Path.of(System.getenv("MIDWATCH_TEST_AUDIT_LOG"));
    }

    /** What that user asked for since then and was answered, oldest first. */
    public static List<JsonNode> answered(String user, Instant since) throws IOException {
        try (Stream<String> lines = Files.lines(file())) {
            return lines.filter(line -> line.contains(user))
                    .map(ServerLog::read)
                    .filter(event -> event.path("stage").asText().equals("ResponseComplete"))
                    .filter(event -> event.at("/user/username").asText().equals(user))
                    .filter(event -> !Instant.parse(
                                    event.path("requestReceivedTimestamp").asText())
                            .isBefore(since))
                    .toList();
        }
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException torn) {
            throw new UncheckedIOException(torn);
        }
    }
}
