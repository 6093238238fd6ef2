package dev.midwatch.attacks;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What an API server's audit log says of one user. The server writes a request down before it deals with it, so nobody has an answer to one
 * that is not there.
 */
final class AuditLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ENDS = Set.of("ResponseComplete", "Panic");

    private final Path file;
    private final String user;
    private final List<Request> requests = new ArrayList<>();
    private long offset;

    /** From now on. */
    AuditLog(Path file, String user) throws IOException {
        this.file = file;
        this.user = user;
        this.offset = Files.size(file);
    }

    /** The requests since this was last asked, as soon as all of them are answered. */
    List<Request> next() {
        await().atMost(Duration.ofSeconds(40))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    lines().forEach(this::take);
                    return requests.stream().noneMatch(request -> request.code() == 0);
                });
        List<Request> all = List.copyOf(requests);
        requests.clear();
        return all;
    }

    /** Whole lines only: the last one may be being written. */
    private List<String> lines() {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[Math.toIntExact(log.length() - offset)];
            log.seek(offset);
            log.readFully(bytes);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            offset += end;
            return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(String line) {
        if (!line.contains(user)) {
            return;
        }
        JsonNode event = event(line);
        if (!event.at("/user/username").asText().equals(user)) {
            return;
        }
        Request request = new Request(
                method(event.path("verb").asText()),
                event.path("requestURI").asText(),
                user,
                event.at("/responseStatus/code").asInt(),
                event.path("auditID").asText());
        if (ENDS.contains(event.path("stage").asText())) {
            end(request);
        } else {
            requests.add(request);
        }
    }

    /** The first that is under way is the one that ends: the same may be sent again under the same id, but only after that. */
    private void end(Request request) {
        for (int i = 0; i < requests.size(); i++) {
            Request open = requests.get(i);
            if (open.code() == 0
                    && open.auditId().equals(request.auditId())
                    && open.target().equals(request.target())) {
                requests.set(i, request);
                return;
            }
        }
        throw new IllegalStateException("the end of a request that nobody made: " + request);
    }

    private static JsonNode event(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The log has Kubernetes' verb; of what is no resource it is the method itself. */
    private static String method(String verb) {
        return switch (verb) {
            case "get", "list", "watch" -> "GET";
            case "create" -> "POST";
            case "update" -> "PUT";
            case "deletecollection" -> "DELETE";
            default -> verb.toUpperCase(Locale.ROOT);
        };
    }
}
