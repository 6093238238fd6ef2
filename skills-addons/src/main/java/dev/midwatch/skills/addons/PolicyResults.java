package dev.midwatch.skills.addons;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Objects that break a policy which does not keep them out: one message for each policy, however many break it. */
final class PolicyResults implements Check {
    private static final int FEW = 5;

    @Override
    public String name() {
        return "policy-results";
    }

    @Override
    public String description() {
        return "Policies that objects in the cluster break, as policy reports say";
    }

    @Override
    public List<Permission> permissions() {
        return PolicyReports.permissions().toList();
    }

    @Override
    public boolean lint() {
        return true;
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Finding> findings = new ArrayList<>();
        PolicyReports.of(context, "fail").values().forEach(verdicts -> {
            List<String> objects = objects(verdicts);
            findings.add(Finding.of(
                            "PolicyViolated", Severity.INFO, verdicts.get(0).policy())
                    .summary("%s is broken by %d %s"
                            .formatted(
                                    verdicts.get(0).policy(),
                                    objects.size(),
                                    objects.size() == 1 ? "object" : "objects"))
                    .cause(OneLine.of(verdicts.get(0).message()))
                    .evidence("objects", few(objects))
                    .evidence("rule", verdicts.get(0).rule())
                    .look(PolicyReports.look(verdicts)));
        });
        return findings;
    }

    static List<String> objects(List<PolicyReports.Verdict> verdicts) {
        return verdicts.stream()
                .map(PolicyReports.Verdict::about)
                .map(ObjectRef::toString)
                .distinct()
                .sorted()
                .toList();
    }

    static String few(List<String> objects) {
        String some = objects.stream().limit(FEW).collect(Collectors.joining(", "));
        return objects.size() > FEW ? "%s and %d more".formatted(some, objects.size() - FEW) : some;
    }
}
