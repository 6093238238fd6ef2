package dev.midwatch.skills.helm;

import dev.midwatch.api.Job;
import dev.midwatch.api.Plugin;
import dev.midwatch.api.PluginContext;
import dev.midwatch.api.Skill;
import java.util.List;

/** What Midwatch knows about Helm. */
public final class HelmPlugin implements Plugin {
    private static final String INSTRUCTIONS = """
            A Helm release is a row of revisions; only the newest tells its state. One that stays pending blocks every later upgrade until
            a person rolls it back. A failed release is often a symptom: look at its workloads and its hook Jobs first.
            """;
    private static final String PROMPT = """
            Say which Helm releases failed or are stuck, since when, what runs in the meantime, and the command that frees them.
            """;

    @Override
    public String name() {
        return "skills-helm";
    }

    @Override
    public List<Skill> skills(PluginContext context) {
        return List.of(Skill.named("helm", "Helm releases: failed or stuck installs, upgrades and rollbacks")
                .instructions(INSTRUCTIONS)
                .checks(new ReleaseState())
                .jobs(Job.watch("helm-releases", "every 1h", PROMPT.strip(), "helm-release")));
    }
}
