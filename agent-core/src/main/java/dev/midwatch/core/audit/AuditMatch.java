package dev.midwatch.core.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Our audit file held against the API server's own: whatever Midwatch's identity wrote must stand in both, once, under one id, as the
 * same request.
 *
 * @param users    the identities whose writes were looked at
 * @param matched  writes that are in both
 * @param foreign  what these identities wrote, and no step of ours tells of: somebody wrote past the gate
 * @param unseen   steps that say they wrote, of which the server knows nothing
 * @param contrary writes that the server carried out and of which our last word is that they failed
 */
public record AuditMatch(
        Set<String> users, List<String> matched, List<String> foreign, List<String> unseen, List<String> contrary) {
    public AuditMatch {
        users = Set.copyOf(users);
        matched = List.copyOf(matched);
        foreign = List.copyOf(foreign);
        unseen = List.copyOf(unseen);
        contrary = List.copyOf(contrary);
    }

    public boolean holds() {
        return foreign.isEmpty() && unseen.isEmpty() && contrary.isEmpty();
    }

    /** What our file says of one write: what was to be asked for, and the last step that tells how it ended. */
    private record Told(String request, String outcome) {}

    /**
     * Compares the two.
     *
     * @param ours   lines of the audit file
     * @param server lines of the API server's audit log, from the first write of ours on
     * @param users  Midwatch's identities; if none are given, those that wrote under one of our ids
     */
    public static AuditMatch of(List<String> ours, Stream<String> server, Set<String> users) {
        Map<String, Told> told = told(ours);
        List<ServerWrite> writes =
                server.map(ServerWrite::of).flatMap(Optional::stream).toList();
        Set<String> by = users.isEmpty() ? writers(writes, told.keySet()) : users;
        Set<String> seen = new HashSet<>();
        List<String> matched = new ArrayList<>();
        List<String> foreign = new ArrayList<>();
        List<String> contrary = new ArrayList<>();
        for (ServerWrite write : writes) {
            if (!write.done() || !by.contains(write.user())) {
                continue;
            }
            Told step = told.get(write.auditId());
            if (step == null || !step.request().equals(write.request()) || !seen.add(write.auditId())) {
                foreign.add(write.toString());
            } else if (step.outcome().equals("failed")) {
                contrary.add(write.toString());
            } else {
                matched.add(write.toString());
            }
        }
        return new AuditMatch(by, matched, foreign, unseen(told, seen), contrary);
    }

    private static List<String> unseen(Map<String, Told> told, Set<String> seen) {
        return told.entrySet().stream()
                .filter(step -> step.getValue().outcome().equals("executed") && !seen.contains(step.getKey()))
                .map(step -> "%s (%s)".formatted(step.getValue().request(), step.getKey()))
                .sorted()
                .toList();
    }

    private static Set<String> writers(List<ServerWrite> writes, Set<String> ids) {
        return writes.stream()
                .filter(write -> ids.contains(write.auditId()))
                .map(ServerWrite::user)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Told> told(List<String> lines) {
        Map<String, Told> told = new HashMap<>();
        lines.stream().flatMap(line -> CanonicalJson.find(line).stream()).forEach(line -> {
            String id = line.get("audit_id").text();
            String step = line.get("step").text();
            if (step.equals("executing")) {
                told.put(id, new Told(line.get("request").text(), step));
            } else if (Set.of("executed", "failed").contains(step)) {
                // After a crash the end is looked up, and may be known without a beginning.
                told.merge(
                        id,
                        new Told(line.get("request").text(), step),
                        (begun, ended) -> new Told(begun.request(), ended.outcome()));
            }
        });
        return told;
    }
}
