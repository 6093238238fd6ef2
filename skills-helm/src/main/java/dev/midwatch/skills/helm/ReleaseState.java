package dev.midwatch.skills.helm;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Releases whose newest revision failed, or is at work for longer than any Helm would be. An older failure was made good. */
final class ReleaseState implements Check {
    @Override
    public String name() {
        return "helm-release";
    }

    @Override
    public String description() {
        return "Helm releases that failed, or whose install, upgrade, rollback or removal is stuck";
    }

    @Override
    public List<Permission> permissions() {
        List<Permission> all = new ArrayList<>(ReleaseWorkloads.PERMISSIONS);
        all.add(Permission.list(ResourceType.SECRETS, "metadata.labels"));
        return all;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("stuck_after", Duration.ofMinutes(10), "how long an install, upgrade or rollback may take"),
                new Setting("failed_after", Duration.ofMinutes(5), "how long a failure may wait for its rollback"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Map<String, List<Revision>> releases = context.cluster().list(ResourceType.SECRETS).stream()
                .filter(secret -> secret.deletionRequested().isEmpty())
                .map(Revision::of)
                .flatMap(Optional::stream)
                .collect(Collectors.groupingBy(revision -> revision.ref().key(), TreeMap::new, Collectors.toList()));
        return releases.values().stream()
                .flatMap(revisions -> judge(revisions, context).stream())
                .toList();
    }

    private static Optional<Finding> judge(List<Revision> revisions, CheckContext context) {
        Revision newest = revisions.stream()
                .max(Comparator.comparingLong(Revision::number))
                .orElseThrow();
        return Trouble.of(newest.status())
                .filter(trouble -> newest.changed()
                        .filter(moment ->
                                context.age(moment).compareTo(context.duration(trouble.patience, newest.secret())) < 0)
                        .isEmpty())
                .map(trouble -> ReleaseReport.of(trouble, newest, deployed(revisions))
                        .dependsOn(ReleaseWorkloads.suspects(newest, context)));
    }

    /** What runs meanwhile. */
    private static Optional<Revision> deployed(List<Revision> revisions) {
        return revisions.stream()
                .filter(revision -> revision.status().equals("deployed"))
                .max(Comparator.comparingLong(Revision::number));
    }
}
