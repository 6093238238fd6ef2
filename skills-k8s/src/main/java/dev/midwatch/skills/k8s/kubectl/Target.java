package dev.midwatch.skills.k8s.kubectl;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a command is about: objects of one type.
 *
 * @param names empty for all of them
 */
record Target(ResourceType type, List<String> names) {
    Target {
        names = List.copyOf(names);
    }

    /** {@code pods}, {@code pods,svc}, {@code pod a b}, {@code pod/a deploy/b}. */
    static List<Target> parse(List<String> arguments, TypeNames types) throws UsageException, ClusterException {
        if (arguments.isEmpty()) {
            throw new UsageException("You must specify the type of resource to get, for example get pods");
        }
        if (arguments.stream().anyMatch(argument -> argument.contains("/"))) {
            return bySlash(arguments, types);
        }
        List<String> names = arguments.subList(1, arguments.size());
        List<Target> targets = new ArrayList<>();
        for (ResourceType type : types.getAll(arguments.get(0))) {
            targets.add(new Target(type, new ArrayList<>(new LinkedHashSet<>(names))));
        }
        return targets;
    }

    private static List<Target> bySlash(List<String> arguments, TypeNames types)
            throws UsageException, ClusterException {
        Map<ResourceType, Set<String>> names = new LinkedHashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("/", -1);
            if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
                throw new UsageException(
                        "arguments in resource/name form may not have more than one slash, nor be mixed with others: "
                                + argument);
            }
            names.computeIfAbsent(types.get(parts[0]), type -> new LinkedHashSet<>())
                    .add(parts[1]);
        }
        List<Target> targets = new ArrayList<>();
        names.forEach((type, ofType) -> targets.add(new Target(type, new ArrayList<>(ofType))));
        return targets;
    }

    boolean isNamed() {
        return !names.isEmpty();
    }

    /** Where to ask for it. */
    String namespace(CommandLine line) throws UsageException {
        if (isNamed() && type.namespaced() && line.has(Flag.ALL_NAMESPACES)) {
            throw new UsageException("a resource cannot be retrieved by name across all namespaces; use -n");
        }
        return type.namespaced() ? line.namespace() : "";
    }

    /** {@code pod}, {@code deployment.apps}. */
    String singular() {
        String kind = type.kind().toLowerCase(Locale.ROOT);
        return type.group().isEmpty() ? kind : kind + "." + type.group();
    }

    String notFound(String name) {
        return "Error from server (NotFound): %s \"%s\" not found".formatted(type, name);
    }
}
