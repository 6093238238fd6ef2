package dev.midwatch.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "manifest",
        mixinStandardHelpOptions = true,
        description = "Print the least ClusterRole that the loaded plugins need; it only reads unless asked otherwise.")
final class RbacManifestCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Option(names = "--with-actions", description = "The rights of the action tools too.")
    private boolean withActions;

    @Option(
            names = "--name",
            defaultValue = "midwatch",
            paramLabel = "NAME",
            description = "Of the role, its binding and the ServiceAccount (default: ${DEFAULT-VALUE}).")
    private String name;

    @Option(
            names = {"-n", "--namespace"},
            defaultValue = "midwatch",
            paramLabel = "NS",
            description = "Of the ServiceAccount (default: ${DEFAULT-VALUE}).")
    private String namespace;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            Map<String, Object> role = manifest("rbac.authorization.k8s.io/v1", "ClusterRole", Map.of("name", name));
            role.put(
                    "rules",
                    DeclaredRights.rules(DeclaredRights.of(workspace.plugins().skills(), withActions)));
            Map<String, Object> binding =
                    manifest("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", Map.of("name", name));
            binding.put(
                    "roleRef", ordered("apiGroup", "rbac.authorization.k8s.io", "kind", "ClusterRole", "name", name));
            binding.put("subjects", List.of(ordered("kind", "ServiceAccount", "name", name, "namespace", namespace)));
            List<Map<String, Object>> all = List.of(
                    manifest("v1", "ServiceAccount", ordered("name", name, "namespace", namespace)), role, binding);
            if (global.output() == OutputFormat.json) {
                Map<String, Object> list = manifest("v1", "List", Map.of());
                list.put("items", all);
                global.terminal().value(OutputFormat.json, list);
            } else {
                all.forEach(one -> {
                    global.terminal().line("---");
                    global.terminal().value(OutputFormat.yaml, one);
                });
            }
            return 0;
        }
    }

    private static Map<String, Object> manifest(String apiVersion, String kind, Map<String, ?> metadata) {
        Map<String, Object> manifest = ordered("apiVersion", apiVersion, "kind", kind);
        manifest.put("metadata", metadata);
        return manifest;
    }

    private static Map<String, Object> ordered(String... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
