package dev.midwatch.core.rbac;

import dev.midwatch.api.Skill;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.core.check.Owners;
import dev.midwatch.core.config.ActionsConfig;
import dev.midwatch.core.kube.Mirror;
import dev.midwatch.core.plugin.LoadedPlugin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rights that loaded plugins declare, each once, and who needs it. */
public final class DeclaredRights {
    private static final String KERNEL = "midwatch";
    private static final Set<String> COMMANDS = Set.of("exec", "proxy");

    private final Map<String, Permission> rights = new TreeMap<>();
    private final Map<String, TreeMap<String, TreeSet<String>>> needs = new TreeMap<>();

    private final boolean followed;

    private DeclaredRights(boolean followed) {
        this.followed = followed;
    }

    /**
     * A right, and who is blind, or missing, without it.
     *
     * @param by {@code kubernetes: check pod-crash-loop, tool node_log}
     */
    public record Right(Permission permission, List<String> by) {
        /** Whether nothing is missing without it: what may not be watched is listed. */
        public boolean optional() {
            return permission.verb() == Verb.WATCH;
        }
    }

    /** Each right that checks and tools cannot do without; those of actions only write if wanted. */
    public static List<Permission> of(Collection<Skill> skills, boolean actionsToo) {
        DeclaredRights all = new DeclaredRights(false);
        skills.forEach(skill -> all.add(skill.name(), skill, action -> actionsToo));
        return all.all().stream().map(Right::permission).toList();
    }

    private static List<Right> of(List<LoadedPlugin> plugins, Predicate<ActionTool> writes, boolean followed) {
        DeclaredRights all = new DeclaredRights(followed);
        plugins.forEach(plugin -> plugin.skills().forEach(skill -> all.add(plugin.shortName(), skill, writes)));
        return all.all();
    }

    /**
     * Commands in containers are no right to hand out where they are switched off.
     *
     * @param followed whether a gateway follows what checks list
     */
    public static List<Right> of(
            List<LoadedPlugin> plugins, ActionsConfig actions, boolean withActions, boolean followed) {
        return of(
                plugins,
                action -> withActions
                        && (actions.exec().enabled()
                                || action.permissions().stream()
                                        .noneMatch(one -> one.subresource().equals("exec"))),
                followed);
    }

    private void add(String plugin, Skill skill, Predicate<ActionTool> writes) {
        Owners.PERMISSIONS.forEach(one -> need(one, KERNEL, "owners of what is found"));
        skill.checks()
                .forEach(check -> check.permissions().stream()
                        .filter(DeclaredRights::reads)
                        .forEach(one -> need(one, plugin, "check " + check.name())));
        Stream.concat(
                        Owners.PERMISSIONS.stream(),
                        skill.checks().stream()
                                .filter(check -> !check.lint())
                                .flatMap(check -> check.permissions().stream()))
                .filter(one -> followed && Mirror.follows(one))
                .forEach(one -> need(Permission.of(Verb.WATCH, one.type()), KERNEL, "the mirror"));
        skill.tools()
                .forEach(tool -> tool.permissions()
                        .forEach(one -> need(one, plugin, "tool " + tool.spec().name())));
        skill.actions()
                .forEach(action -> action.permissions().stream()
                        .filter(one -> reads(one) || writes.test(action))
                        .forEach(one ->
                                need(one, plugin, "action " + action.spec().name())));
    }

    /**
     * Who may get {@code pods/exec} may run commands: they begin as a GET that becomes a WebSocket; and who may get {@code nodes/proxy}
     * gets to the kubelet's. Such a right is an operator's to give.
     */
    private static boolean reads(Permission permission) {
        return permission.verb().reads() && !COMMANDS.contains(permission.subresource());
    }

    /** Reading whatever one may read is not a right to ask for. */
    private void need(Permission right, String plugin, String who) {
        if (!right.type().equals(Permission.ANY)) {
            rights.putIfAbsent(right.toString(), right);
            needs.computeIfAbsent(right.toString(), none -> new TreeMap<>())
                    .computeIfAbsent(plugin, none -> new TreeSet<>())
                    .add(who);
        }
    }

    private List<Right> all() {
        List<Right> all = new ArrayList<>();
        rights.forEach((name, right) -> all.add(new Right(
                right,
                needs.get(name).entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
                        .toList())));
        all.sort(Comparator.comparing((Right one) -> one.permission().type().group())
                .thenComparing(one -> one.permission().resource())
                .thenComparing(one -> one.permission().verb().toString()));
        return List.copyOf(all);
    }

    /** Every plugin of the rights, for one comment. */
    static List<String> by(Collection<Right> some) {
        Map<String, TreeSet<String>> together = new TreeMap<>();
        some.stream().flatMap(one -> one.by().stream()).forEach(line -> {
            String[] parts = line.split(": ", 2);
            together.computeIfAbsent(parts[0], none -> new TreeSet<>()).addAll(List.of(parts[1].split(", ")));
        });
        return together.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
                .toList();
    }
}
