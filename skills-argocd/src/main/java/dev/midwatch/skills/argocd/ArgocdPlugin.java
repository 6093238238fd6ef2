package dev.midwatch.skills.argocd;

import dev.midwatch.api.Job;
import dev.midwatch.api.Plugin;
import dev.midwatch.api.PluginContext;
import dev.midwatch.api.Skill;
import java.util.List;

/** What Midwatch knows about Argo CD. */
public final class ArgocdPlugin implements Plugin {
    private static final String INSTRUCTIONS = """
            Argo CD applies what Git says. A change made by hand to an object it owns is reverted or shows as OutOfSync, so propose a
            commit or a sync, never a patch. A Degraded application is a symptom: the cause is in the workload it lists.
            """;
    private static final String PROMPT = """
            Say which applications are OutOfSync, Degraded or failing to sync, the likely cause of each, and the next step for a person.
            """;

    @Override
    public String name() {
        return "skills-argocd";
    }

    @Override
    public List<Skill> skills(PluginContext context) {
        return List.of(Skill.named("argocd", "Argo CD applications: health, sync status, last sync")
                .instructions(INSTRUCTIONS)
                .checks(
                        new ApplicationHealth(),
                        new ApplicationSync(),
                        new ApplicationConditions(),
                        new ApplicationStuck(),
                        new ApplicationSets(),
                        new ArgocdRuns())
                .actions(new RefreshApplication(), new SyncApplication())
                .jobs(Job.watch(
                        "argocd-sync-health",
                        "every 1h",
                        PROMPT.strip(),
                        "argocd-health",
                        "argocd-sync",
                        "argocd-conditions",
                        "argocd-stuck",
                        "argocd-applicationset",
                        "argocd-components")));
    }
}
