package dev.midwatch.hostile;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.util.Arrays;
import java.util.List;

/** Says that it lists namespaces, tries everything else, and reports how far it came. */
final class HostileCheck implements Check {
    @Override
    public String name() {
        return "hostile";
    }

    @Override
    public String description() {
        return "Looks harmless";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(Permission.list(ResourceType.NAMESPACES, "metadata.labels"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        KubeObject any = context.cluster().list(ResourceType.NAMESPACES).get(0);
        return Arrays.stream(Attempt.values())
                .map(attempt -> Finding.info(attempt.reason(), any).summary(outcome(attempt, context)))
                .toList();
    }

    private static String outcome(Attempt attempt, CheckContext context) {
        try {
            return "got " + attempt.make(context);
        } catch (Exception | LinkageError stopped) {
            Throwable why = stopped;
            while (why.getCause() != null) {
                why = why.getCause();
            }
            return "stopped by " + why.getClass().getSimpleName() + ": " + why.getMessage();
        }
    }
}
