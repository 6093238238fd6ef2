package dev.midwatch.skills.addons;

import dev.midwatch.api.Plugin;
import dev.midwatch.api.PluginContext;
import dev.midwatch.api.Skill;
import java.util.List;

/** What Midwatch knows of OLM, KEDA, policy reports and Cilium. */
public final class AddonsPlugin implements Plugin {
    @Override
    public String name() {
        return "skills-addons";
    }

    @Override
    public List<Skill> skills(PluginContext context) {
        return List.of(
                Skill.named("olm", "Operators that OLM installs")
                        .instructions("""
                                The chain to follow is CatalogSource, Subscription, InstallPlan, ClusterServiceVersion, Deployment; the
                                first of them that is not sound has the message.
                                """)
                        .checks(new OlmOperators(), new OlmCatalogs()),
                Skill.named("keda", "KEDA scaled objects").checks(new KedaScaling()),
                Skill.named("policy-reports", "What Kyverno and other policy engines report")
                        .checks(new PolicyErrors(), new PolicyResults()),
                Skill.named("cilium", "Cilium endpoints, policies and identities")
                        .checks(new CiliumNetwork(), new CiliumIdentities()));
    }
}
