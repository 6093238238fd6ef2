package dev.midwatch.cli;

import dev.midwatch.api.Skill;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.core.check.Owners;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The rights that loaded plugins declare, and the role that grants exactly those. */
final class DeclaredRights {
    private DeclaredRights() {}

    /** Each right once; reading whatever one may read is not a right to ask for. */
    static List<Permission> of(Collection<Skill> skills, boolean actionsToo) {
        Stream<Permission> checks = skills.stream()
                .flatMap(skill -> skill.checks().stream())
                .flatMap(check -> check.permissions().stream());
        Stream<Permission> tools =
                skills.stream().flatMap(skill -> skill.tools().stream()).flatMap(tool -> tool.permissions().stream());
        Stream<Permission> actions = skills.stream()
                .flatMap(skill -> skill.actions().stream())
                .flatMap(action -> action.permissions().stream());
        Map<String, Permission> once = new TreeMap<>();
        Stream.of(checks, Owners.PERMISSIONS.stream(), tools, actions)
                .flatMap(all -> all)
                .filter(one -> !one.type().equals(Permission.ANY))
                .filter(one -> actionsToo || one.verb().reads())
                .forEach(one -> once.putIfAbsent(one.toString(), one));
        return List.copyOf(once.values());
    }

    /** The rules of a ClusterRole, one for each API group and set of verbs. */
    static List<Map<String, Object>> rules(List<Permission> rights) {
        Map<String, TreeSet<String>> verbs = new TreeMap<>();
        rights.forEach(one -> verbs.computeIfAbsent(one.type().group() + "|" + resource(one), none -> new TreeSet<>())
                .add(one.verb().toString()));
        Map<String, TreeSet<String>> resources = new TreeMap<>();
        verbs.forEach((key, set) -> resources
                .computeIfAbsent(
                        key.substring(0, key.indexOf('|')) + "|" + String.join(",", set), none -> new TreeSet<>())
                .add(key.substring(key.indexOf('|') + 1)));
        List<Map<String, Object>> rules = new ArrayList<>();
        resources.forEach((key, names) -> {
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("apiGroups", List.of(key.substring(0, key.indexOf('|'))));
            rule.put("resources", List.copyOf(names));
            rule.put("verbs", List.of(key.substring(key.indexOf('|') + 1).split(",")));
            rules.add(rule);
        });
        rules.sort(Comparator.comparing(Object::toString));
        return rules;
    }

    private static String resource(Permission right) {
        return right.type().plural() + (right.subresource().isEmpty() ? "" : "/" + right.subresource());
    }
}
