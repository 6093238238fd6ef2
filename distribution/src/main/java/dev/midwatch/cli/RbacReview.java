package dev.midwatch.cli;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.core.kube.AccessReview;
import dev.midwatch.core.kube.Rights;
import dev.midwatch.core.rbac.DeclaredRights.Right;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The rights that plugins declare, held against those the cluster grants.
 *
 * @param complete whether the cluster told everything it grants; otherwise what is never used may be more
 */
record RbacReview(List<Line> lines, boolean complete) {
    /** How declared and granted agree. */
    enum State {
        MISSING,
        /** Used, and granted with an asterisk: more than is used comes with it. */
        WIDE,
        UNUSED,
        /** Not granted, and only slower without. */
        OPTIONAL,
        GRANTED
    }

    /**
     * One right.
     *
     * @param namespaces where that is so; empty: in the whole cluster
     * @param by         who needs it; of an unused right nobody
     */
    record Line(State state, String right, List<String> namespaces, List<String> by) {
        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("state", state.name().toLowerCase(Locale.ROOT));
            json.put("right", right);
            json.put("namespaces", namespaces);
            json.put("needed_by", by);
            return json;
        }
    }

    /**
     * @param wanted     what has to be granted
     * @param usable     what is used where it is granted
     * @param namespaces where it is wanted; the empty one stands for all
     */
    static RbacReview of(AccessReview access, List<Right> wanted, List<Permission> usable, List<String> namespaces)
            throws ClusterException {
        Map<String, Rights> rights = new TreeMap<>();
        rights.put("", access.rights(""));
        for (String namespace : namespaces) {
            rights.putIfAbsent(namespace, namespace.isEmpty() ? rights.get("") : access.rights(namespace));
        }
        List<Line> lines = new ArrayList<>();
        List<Line> optional = new ArrayList<>();
        List<Line> granted = new ArrayList<>();
        for (Right right : wanted) {
            boolean everywhere = !right.permission().type().namespaced() || namespaces.contains("");
            List<String> lacking = new ArrayList<>();
            for (String namespace : everywhere ? List.of("") : namespaces) {
                Rights known = rights.get(namespace);
                boolean is = known.complete()
                        ? known.grants(right.permission())
                        : access.allowed(right.permission(), namespace);
                if (!is) {
                    lacking.add(namespace);
                }
            }
            String name = right.permission().toString();
            if (lacking.isEmpty()) {
                granted.add(new Line(State.GRANTED, name, List.of(), right.by()));
            } else {
                State state = right.optional() ? State.OPTIONAL : State.MISSING;
                (right.optional() ? optional : lines)
                        .add(new Line(state, name, everywhere ? List.of() : lacking, right.by()));
            }
        }
        lines.addAll(beyond(State.WIDE, rights, each -> GrantedRights.wide(each, usable)));
        lines.addAll(beyond(State.UNUSED, rights, each -> GrantedRights.unused(each, usable)));
        lines.addAll(optional);
        lines.addAll(granted);
        return new RbacReview(lines, rights.values().stream().allMatch(Rights::complete));
    }

    /** @param of what of a namespace's rights is in that state */
    private static List<Line> beyond(State state, Map<String, Rights> rights, Function<Rights, Set<String>> of) {
        Set<String> everywhere = of.apply(rights.get(""));
        Map<String, Set<String>> where = new TreeMap<>();
        everywhere.forEach(right -> where.put(right, Set.of()));
        rights.forEach((namespace, each) -> of.apply(each).stream()
                .filter(right -> !everywhere.contains(right))
                .forEach(right ->
                        where.computeIfAbsent(right, none -> new TreeSet<>()).add(namespace)));
        return where.entrySet().stream()
                .map(entry -> new Line(state, entry.getKey(), List.copyOf(entry.getValue()), List.of()))
                .toList();
    }

    List<Line> in(State state) {
        return lines.stream().filter(line -> line.state() == state).toList();
    }
}
