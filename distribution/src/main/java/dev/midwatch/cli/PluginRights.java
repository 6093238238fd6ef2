package dev.midwatch.cli;

import dev.midwatch.api.channel.Symptom;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.core.kube.ClusterSettings;
import dev.midwatch.core.plugin.LoadedPlugin;
import dev.midwatch.core.rbac.DeclaredRights;
import dev.midwatch.core.rbac.DeclaredRights.Right;
import dev.midwatch.core.rbac.RoleManifest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rights that a plugin declares, held against those it would have.
 *
 * @param where   by what it would have them
 * @param missing the rules that are not there
 */
record PluginRights(String where, List<RoleManifest.Rule> missing) {
    /** The role as we print it now: with what an older version of the plugin needed, if one is loaded. */
    static PluginRights inRole(LoadedPlugin plugin, Workspace workspace) {
        Set<String> role = declared(workspace.plugins().loaded(), workspace).stream()
                .map(right -> right.permission().toString())
                .collect(Collectors.toSet());
        List<Right> missing = declared(List.of(plugin), workspace).stream()
                .filter(right -> !role.contains(right.permission().toString()))
                .toList();
        return new PluginRights("the role of midwatch rbac manifest --with-actions", RoleManifest.rules(missing));
    }

    /** What the cluster grants to whoever asks. */
    static PluginRights inCluster(LoadedPlugin plugin, Workspace workspace) {
        List<Right> wanted = declared(List.of(plugin), workspace);
        List<String> namespaces =
                workspace.kernel().get(ClusterSettings.class).scope().asked();
        try {
            Set<String> lacking = RbacReview.of(workspace.cluster().access(), wanted, List.of(), namespaces)
                    .in(RbacReview.State.MISSING)
                    .stream()
                    .map(RbacReview.Line::right)
                    .collect(Collectors.toSet());
            List<Right> missing = wanted.stream()
                    .filter(right -> lacking.contains(right.permission().toString()))
                    .toList();
            return new PluginRights("what the cluster grants", RoleManifest.rules(missing));
        } catch (ClusterException e) {
            throw CliException.failed(e.getMessage());
        }
    }

    private static List<Right> declared(List<LoadedPlugin> plugins, Workspace workspace) {
        return DeclaredRights.of(
                plugins,
                workspace.config().actions(),
                true,
                workspace.config().kubernetes().mirror());
    }

    Symptom symptom() {
        return missing.isEmpty()
                ? Symptom.ok("rights", where + " is enough for it")
                : Symptom.warn("rights", "it needs more than %s; add these rules:".formatted(where));
    }
}
