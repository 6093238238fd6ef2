package dev.midwatch.skills.lint;

import dev.midwatch.api.Plugin;
import dev.midwatch.api.PluginContext;
import dev.midwatch.api.Skill;
import java.util.List;

/** What a careful person would put in order, told only to who asks. */
public final class LintPlugin implements Plugin {
    @Override
    public String name() {
        return "skills-lint";
    }

    @Override
    public List<Skill> skills(PluginContext context) {
        return List.of(Skill.named("lint", "Hygiene: security, resources, images, rights, what is unused or deprecated")
                .instructions("""
                        Matters of hygiene are no faults: nothing is broken by them today. Speak of them only when asked.
                        """)
                .checks(
                        new ContainerSecurity(),
                        new ContainerResources(),
                        new ContainerProbes(),
                        new ContainerImages(),
                        new PodOrder(),
                        new AccountTokens(),
                        new RbacWildcards(),
                        new RbacMissing(),
                        new UnusedObjects(),
                        new ConfigMapSize(),
                        new DeprecatedApis(),
                        new StoredVersions()));
    }
}
