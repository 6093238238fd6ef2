package dev.midwatch.core.action;

import dev.midwatch.api.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Our audit file held against the API server's own: whatever Midwatch's identity wrote must stand in both, under one id.
 *
 * @param users   the identities whose writes were looked at
 * @param matched writes that are in both
 * @param foreign what these identities wrote, and no step of ours tells of: somebody wrote past the gate
 * @param unseen  steps that say they wrote, of which the server knows nothing
 */
public record AuditMatch(Set<String> users, List<String> matched, List<String> foreign, List<String> unseen) {
    public AuditMatch {
        users = Set.copyOf(users);
        matched = List.copyOf(matched);
        foreign = List.copyOf(foreign);
        unseen = List.copyOf(unseen);
    }

    public boolean holds() {
        return foreign.isEmpty() && unseen.isEmpty();
    }

    /**
     * Compares the two.
     *
     * @param ours   lines of the audit file
     * @param server lines of the API server's audit log, from the first write of ours on
     * @param users  Midwatch's identities; if none are given, those that wrote under one of our ids
     */
    public static AuditMatch of(List<String> ours, Stream<String> server, Set<String> users) {
        Map<String, String> executed = steps(ours, "executed");
        Map<String, String> executing = steps(ours, "executing");
        List<ServerWrite> writes =
                server.map(ServerWrite::of).flatMap(Optional::stream).toList();
        Set<String> by = users.isEmpty() ? writers(writes, executing.keySet()) : users;
        List<String> matched = new ArrayList<>();
        List<String> foreign = new ArrayList<>();
        Map<String, String> unseen = new HashMap<>(executed);
        for (ServerWrite write : writes) {
            if (!write.done() || !by.contains(write.user())) {
                continue;
            }
            String target = executing.getOrDefault(write.auditId(), "");
            // "Pod shop/web-1": a kind, and the object as the server names it.
            if (target.substring(target.indexOf(' ') + 1).equals(write.object())) {
                matched.add(write.toString());
                unseen.remove(write.auditId());
            } else {
                foreign.add(write.toString());
            }
        }
        return new AuditMatch(
                by,
                matched,
                foreign,
                unseen.entrySet().stream()
                        .map(step -> "%s (%s)".formatted(step.getValue(), step.getKey()))
                        .sorted()
                        .toList());
    }

    private static Set<String> writers(List<ServerWrite> writes, Set<String> ids) {
        return writes.stream()
                .filter(write -> ids.contains(write.auditId()))
                .map(ServerWrite::user)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The targets of the steps of that name, by audit id. */
    private static Map<String, String> steps(List<String> lines, String step) {
        Map<String, String> targets = new HashMap<>();
        lines.stream().filter(AuditWalk::isJson).map(ActionJson::parse).forEach(line -> {
            Json id = line.get("audit_id");
            if (line.get("step").is(step) && id.isPresent()) {
                targets.put(id.text(), line.get("target").text());
            }
        });
        return targets;
    }
}
