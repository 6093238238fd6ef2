package dev.midwatch.skills.addons;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Policies that cannot be carried out: nobody knows whether they hold. */
final class PolicyErrors implements Check {
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @Override
    public String name() {
        return "policy-errors";
    }

    @Override
    public String description() {
        return "Policies that their engine cannot carry out, as policy reports say";
    }

    @Override
    public List<Permission> permissions() {
        return PolicyReports.permissions().toList();
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Finding> findings = new ArrayList<>();
        PolicyReports.of(context, "error").values().forEach(verdicts -> {
            List<String> objects = PolicyResults.objects(verdicts);
            findings.add(Finding.of(
                            "PolicyError", Severity.WARNING, verdicts.get(0).policy())
                    .summary("%s could not be carried out for %d %s"
                            .formatted(
                                    verdicts.get(0).policy(),
                                    objects.size(),
                                    objects.size() == 1 ? "object" : "objects"))
                    .cause(OneLine.of(verdicts.get(0).message()))
                    .evidence("objects", PolicyResults.few(objects))
                    .evidence("rule", verdicts.get(0).rule())
                    .sustained(PATIENCE)
                    .look(PolicyReports.look(verdicts)));
        });
        return findings;
    }
}
