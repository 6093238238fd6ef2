package dev.midwatch.skills.k8s.action;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Verb;
import dev.midwatch.api.tool.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The kinds of workload that an action can take, as its argument {@code kind}. */
record Kinds(List<ResourceType> types) {
    /** Those that replace their pods by a strategy of their own. */
    static final Kinds ROLLING =
            new Kinds(List.of(ResourceType.DEPLOYMENTS, ResourceType.STATEFUL_SETS, ResourceType.DAEMON_SETS));
    /** Those that are told a number of pods. */
    static final Kinds SCALED =
            new Kinds(List.of(ResourceType.DEPLOYMENTS, ResourceType.STATEFUL_SETS, ResourceType.REPLICA_SETS));

    /** Adds the arguments that name one of them. */
    ToolSpec arguments(ToolSpec spec) {
        return spec.with("kind", Map.of("type", "string", "enum", names()), true)
                .text("namespace", "its namespace")
                .text("name", "its name");
    }

    /** To read and to patch each of them. */
    List<Permission> permissions() {
        List<Permission> all = new ArrayList<>();
        for (ResourceType type : types) {
            all.add(Permission.get(type));
            all.add(Permission.of(Verb.PATCH, type));
        }
        return all;
    }

    ResourceType of(Json arguments) {
        String kind = arguments.get("kind").text();
        return types.stream()
                .filter(type -> type.kind().equalsIgnoreCase(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("kind has to be one of " + String.join(", ", names())));
    }

    private List<String> names() {
        return types.stream().map(ResourceType::kind).toList();
    }

    /** As kubectl takes it: {@code deployment}. */
    static String word(ResourceType type) {
        return type.kind().toLowerCase(Locale.ROOT);
    }
}
