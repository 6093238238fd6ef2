package dev.midwatch.cli;

import dev.midwatch.core.rbac.DeclaredRights;
import dev.midwatch.core.rbac.RoleManifest;
import dev.midwatch.core.rbac.RoleYaml;
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
        description = "Print the least roles that the loaded plugins need; they only read unless asked otherwise.")
final class RbacManifestCommand implements Callable<Integer> {
    @Mixin
    private GlobalOptions global;

    @Option(names = "--with-actions", description = "The rights to write of the action tools too.")
    private boolean withActions;

    @Option(
            names = "--name",
            defaultValue = "midwatch",
            paramLabel = "NAME",
            description = "Of the roles (default: ${DEFAULT-VALUE}).")
    private String name;

    @Option(names = "--binding", paramLabel = "NAME", description = "Of their bindings (default: as the roles).")
    private String binding;

    @Option(names = "--service-account", paramLabel = "NAME", description = "Who gets them (default: as the roles).")
    private String serviceAccount;

    @Option(
            names = {"-n", "--namespace"},
            defaultValue = "midwatch",
            paramLabel = "NS",
            description = "Of the ServiceAccount (default: ${DEFAULT-VALUE}).")
    private String namespace;

    @Override
    public Integer call() {
        try (Workspace workspace = Workspace.of(global)) {
            print(manifest(workspace).parts(rights(workspace, withActions)));
            return 0;
        }
    }

    private RoleManifest manifest(Workspace workspace) {
        try {
            return new RoleManifest(
                    name,
                    binding == null ? name : binding,
                    serviceAccount == null ? name : serviceAccount,
                    namespace,
                    workspace.config().kubernetes().watched());
        } catch (IllegalArgumentException wrong) {
            throw CliException.usage(wrong.getMessage());
        }
    }

    static List<DeclaredRights.Right> rights(Workspace workspace, boolean withActions) {
        return DeclaredRights.of(
                workspace.plugins().loaded(),
                workspace.config().actions(),
                withActions,
                workspace.config().kubernetes().mirror());
    }

    private void print(List<RoleManifest.Part> parts) {
        if (global.output() == OutputFormat.json) {
            Map<String, Object> list = new LinkedHashMap<>();
            list.put("apiVersion", "v1");
            list.put("kind", "List");
            list.put("items", parts.stream().map(RoleManifest.Part::json).toList());
            global.terminal().value(OutputFormat.json, list);
            return;
        }
        RoleYaml.of(parts).lines().forEach(global.terminal()::line);
    }
}
