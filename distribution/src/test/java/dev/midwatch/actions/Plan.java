package dev.midwatch.actions;

import dev.midwatch.api.Plugin;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.tool.ActionTool;
import dev.midwatch.skills.addons.AddonsPlugin;
import dev.midwatch.skills.argocd.ArgocdPlugin;
import dev.midwatch.skills.certmanager.CertmanagerPlugin;
import dev.midwatch.skills.helm.HelmPlugin;
import dev.midwatch.skills.k8s.KubernetesPlugin;
import dev.midwatch.skills.lint.LintPlugin;
import dev.midwatch.testkit.TestContext;
import dev.midwatch.testkit.ToolRun;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plans an action by its tool's name, reading no more than the tool declared. */
final class Plan {
    private static final List<Plugin> PLUGINS = List.of(
            new KubernetesPlugin(),
            new ArgocdPlugin(),
            new CertmanagerPlugin(),
            new HelmPlugin(),
            new LintPlugin(),
            new AddonsPlugin());

    private Plan() {}

    /** The arguments as names and values in turn. */
    static Action of(String tool, ClusterReader live, Path directory, Object... arguments) throws ClusterException {
        Map<String, Object> named = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            named.put(arguments[i].toString(), arguments[i + 1]);
        }
        return ToolRun.of(find(tool, directory)).plan(live, named);
    }

    private static ActionTool find(String tool, Path directory) {
        return all(directory).stream()
                .filter(action -> action.spec().name().equals(tool))
                .findFirst()
                .orElseThrow();
    }

    /** Every action that ships. */
    static List<ActionTool> all(Path directory) {
        return PLUGINS.stream()
                .flatMap(plugin -> plugin.skills(TestContext.in(directory)).stream())
                .flatMap(skill -> skill.actions().stream())
                .toList();
    }
}
