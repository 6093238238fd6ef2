package dev.midwatch.cli;

import dev.midwatch.core.config.ActionsConfig;
import dev.midwatch.core.config.KubernetesConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
        KubernetesConfig kubernetes = workspace.config().kubernetes();
        return new RoleManifest(
                name,
                binding == null ? name : binding,
                serviceAccount == null ? name : serviceAccount,
                namespace,
                kubernetes.namespaces().stream()
                        .filter(each -> !kubernetes.excludeNamespaces().contains(each))
                        .distinct()
                        .sorted()
                        .toList());
    }

    /** Commands in containers are no right to hand out where they are switched off. */
    static List<DeclaredRights.Right> rights(Workspace workspace, boolean withActions) {
        ActionsConfig actions = workspace.config().actions();
        return DeclaredRights.of(
                workspace.plugins().loaded(),
                action -> withActions
                        && (actions.exec().enabled()
                                || action.permissions().stream()
                                        .noneMatch(one -> one.subresource().equals("exec"))));
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
        for (RoleManifest.Part part : parts) {
            global.terminal().line("---");
            global.terminal().value(OutputFormat.yaml, part.head());
            if (!part.rules().isEmpty()) {
                global.terminal().line("rules:");
                part.rules().forEach(this::print);
            }
        }
    }

    private void print(RoleManifest.Rule rule) {
        rule.by().forEach(line -> global.terminal().line("  # " + line));
        global.terminal().line("  - apiGroups: " + flow(List.of(rule.group())));
        global.terminal().line("    resources: " + flow(List.of(rule.resource())));
        global.terminal().line("    verbs: " + flow(rule.verbs()));
    }

    private static String flow(List<String> words) {
        return words.stream().map(word -> '"' + word + '"').collect(Collectors.joining(", ", "[", "]"));
    }
}
