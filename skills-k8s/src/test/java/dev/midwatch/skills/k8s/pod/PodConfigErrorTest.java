package dev.midwatch.skills.k8s.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;

class PodConfigErrorTest {
    private final CheckRun check = CheckRun.of(new PodConfigError());

    private static String waiting(String reason, String message) {
        return PodYaml.withContainer("state: {waiting: {reason: %s, message: '%s'}}".formatted(reason, message));
    }

    @Test
    void reportsAMissingSecretAndDependsOnIt() throws ClusterException {
        Finding finding = check.findings(
                        FakeCluster.of(waiting("CreateContainerConfigError", "secret \"web-db\" not found")))
                .get(0);

        assertThat(finding.reason()).isEqualTo("ContainerConfigError");
        assertThat(finding.cause()).isEqualTo("secret \"web-db\" not found");
        assertThat(finding.dependsOn()).contains(ObjectRef.of(ResourceType.SECRETS, "shop", "web-db"));
    }

    @Test
    void findsTheObjectAlsoWhenOnlyItsKeyIsMissing() throws ClusterException {
        Finding finding = check.findings(FakeCluster.of(
                        waiting("CreateContainerConfigError", "couldn''t find key url in ConfigMap shop/web-config")))
                .get(0);

        assertThat(finding.dependsOn()).contains(ObjectRef.of(ResourceType.CONFIG_MAPS, "shop", "web-config"));
    }

    @Test
    void givesAYoungPodAMinute() throws ClusterException {
        String young = waiting("CreateContainerConfigError", "secret \"web-db\" not found")
                .replace("2026-01-02T10:00:00Z", "2026-01-02T11:59:30Z");

        assertThat(check.reasons(FakeCluster.of(young))).isEmpty();
    }

    @Test
    void leavesOtherWaitsToOtherChecks() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(waiting("ContainerCreating", ""))))
                .isEmpty();
    }
}
