package dev.midwatch.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.watch.ServerAudit.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Midwatch's audit file and the API server's audit log, side by side. */
final class BothLogs {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the server must have seen of each of our actions: verb, resource. */
    private static final Map<String, String> SEEN_AS = Map.of(
            "delete_pod", "delete pods",
            "evict_pod", "create pods/eviction",
            "cordon", "patch nodes",
            "uncordon", "patch nodes",
            "certificate_renew", "patch certificates/status.cert-manager.io",
            "argocd_refresh", "patch applications.argoproj.io");

    private static final Map<String, String> RESOURCES = Map.of(
            "Deployment", "deployments.apps", "StatefulSet", "statefulsets.apps", "DaemonSet", "daemonsets.apps");

    private final Map<String, Ours> ours = new LinkedHashMap<>();
    private final List<Line> theirs;

    /** All that our file says of one audit id. */
    private record Ours(String action, String target, List<String> steps) {
        String seenAs() {
            String[] object = target.split(" ");
            String seen = SEEN_AS.get(action);
            return (seen == null ? "patch " + RESOURCES.get(object[0]) : seen) + " " + object[1];
        }
    }

    private BothLogs(List<Line> theirs) {
        this.theirs = theirs;
    }

    /** @param file the lines of our audit file */
    static BothLogs of(List<String> file, List<Line> theirs) {
        BothLogs both = new BothLogs(theirs);
        file.stream().map(BothLogs::parse).filter(line -> line.has("audit_id")).forEach(both::add);
        return both;
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(JsonNode line) {
        ours.computeIfAbsent(
                        line.path("audit_id").asText(),
                        first -> new Ours(
                                line.path("action").asText(),
                                line.path("target").asText(),
                                new ArrayList<>()))
                .steps()
                .add(line.path("step").asText());
    }

    int executed() {
        return (int) ours.values().stream()
                .filter(one -> one.steps().contains("executed"))
                .count();
    }

    /** What one of them says and the other does not; empty if they agree. */
    List<String> disagreements() {
        List<String> all = new ArrayList<>();
        ours.forEach((id, one) -> {
            List<Line> done = theirs.stream()
                    .filter(line -> line.auditId().equals(id) && line.succeeded())
                    .toList();
            int wanted = one.steps().contains("executed") ? 1 : 0;
            if (done.size() != wanted) {
                all.add("ours %s %s: the server has %d writes of it, not %d".formatted(id, one, done.size(), wanted));
            }
            done.forEach(line -> difference(one, line, all));
        });
        for (Line line : theirs) {
            boolean begun = ours.containsKey(line.auditId())
                    && ours.get(line.auditId()).steps().contains("executing");
            if (line.writes() && !line.isDryRun() && !begun) {
                all.add("theirs %s: we have nothing of it".formatted(line));
            }
        }
        return all;
    }

    private static void difference(Ours one, Line line, List<String> all) {
        String seen = line.verb() + " " + line.object();
        if (line.isDryRun() || !seen.equals(one.seenAs())) {
            all.add("ours %s: the server saw %s".formatted(one, line));
        }
        if (line.verb().equals("patch") && !line.uri().contains("fieldManager=midwatch")) {
            all.add("not in the name of our field manager: " + line);
        }
    }

    /** Each action of ours and what the server has of it, as a table in Markdown. */
    String table() {
        StringBuilder table =
                new StringBuilder("| Our steps | Audit id | Our action | Their verb and URI | Answer |\n");
        table.append("|---|---|---|---|---|\n");
        ours.forEach((id, one) -> {
            String head =
                    "| %s | `%s` | %s, %s ".formatted(String.join(", ", one.steps()), id, one.action(), one.target());
            List<Line> seen = theirs.stream()
                    .filter(line -> line.done() && line.auditId().equals(id))
                    .toList();
            seen.forEach(line ->
                    table.append(head).append("| %s `%s` | %d |\n".formatted(line.verb(), line.uri(), line.code())));
            if (seen.isEmpty()) {
                table.append(head).append("| nothing | - |\n");
            }
        });
        return table.toString();
    }

    /** The requests that change nothing: reads, questions, and changes that were only tried. */
    String rest() {
        long tried = theirs.stream()
                .filter(line -> line.done() && line.writes() && line.isDryRun())
                .count();
        long other =
                theirs.stream().filter(line -> line.done() && !line.writes()).count();
        return "Besides, the server has %d dry runs, and %d reads and access reviews.".formatted(tried, other);
    }
}
