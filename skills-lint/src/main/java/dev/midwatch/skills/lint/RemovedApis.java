package dev.midwatch.skills.lint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which API versions Kubernetes removed or will remove, when, and what took their place; a table in the resources. */
final class RemovedApis {
    /**
     * @param minor       the 1.x release that no longer serves it
     * @param replacement the API version to write instead
     */
    record Removal(int minor, String replacement) {}

    private final Map<String, Removal> byApi;

    private RemovedApis(Map<String, Removal> byApi) {
        this.byApi = byApi;
    }

    static RemovedApis read() {
        Map<String, Removal> table = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                RemovedApis.class.getResourceAsStream("removed-apis.txt"), StandardCharsets.UTF_8))) {
            lines.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .map(line -> line.split("\\s+"))
                    .forEach(part ->
                            table.put(part[0] + " " + part[1], new Removal(Integer.parseInt(part[2]), part[3])));
        } catch (IOException e) {
            throw new UncheckedIOException("removed-apis.txt", e);
        }
        return new RemovedApis(Map.copyOf(table));
    }

    Optional<Removal> of(String apiVersion, String kind) {
        return Optional.ofNullable(byApi.get(apiVersion + " " + kind));
    }
}
