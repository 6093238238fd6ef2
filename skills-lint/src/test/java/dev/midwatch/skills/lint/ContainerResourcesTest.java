package dev.midwatch.skills.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerResourcesTest extends CheckContract {
    private static final String RANGE = Manifests.object(
            "v1",
            "LimitRange",
            "defaults",
            "spec: {limits: [{type: Container, default: {memory: 1Gi}, defaultRequest: {cpu: 100m}}]}");

    @Override
    protected Check check() {
        return new ContainerResources();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault(
                        "no memory limit",
                        "NoMemoryLimit",
                        Manifests.deployment("containers: [{name: a, resources: {requests: {cpu: 1, memory: 1Gi}}}]")),
                new Fault(
                        "no CPU request",
                        "NoRequests",
                        Manifests.deployment("containers: [{name: a, resources: {limits: {memory: 1Gi}}}]")),
                new Fault(
                        "a sidecar without",
                        "NoRequests",
                        Manifests.deployment(
                                "containers: [], initContainers: [{name: s, restartPolicy: Always, resources: {limits: {memory: 1Gi}}}]")));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike(
                        "a request and a memory limit, and no CPU limit",
                        Manifests.deployment(
                                "containers: [{name: a, resources: {requests: {cpu: 1}, limits: {memory: 1Gi}}}]")),
                new LookAlike("a LimitRange that fills in", Manifests.deployment("containers: [{name: a}]") + RANGE),
                new LookAlike(
                        "a pod that says it as a whole",
                        Manifests.deployment(
                                "resources: {requests: {cpu: 1}, limits: {memory: 1Gi}}, containers: [{name: a}]")),
                new LookAlike(
                        "an init container that ends",
                        Manifests.deployment("containers: [], initContainers: [{name: once}]")));
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        FakeCluster cluster = FakeCluster.of(Manifests.deployment("containers: [{name: a}, {name: b}]"));

        assertThat(CheckRun.of(check()).findings(cluster))
                .extracting(finding -> finding.evidence().get("containers"))
                .containsExactly("a (cpu, memory), b (cpu, memory)", "a, b");
    }

    @Test
    void saysNothingWhereALimitRangeMayBeHidden() throws Exception {
        FakeCluster cluster = FakeCluster.of(Manifests.deployment("containers: [{name: a}]"))
                .forbid(ResourceType.LIMIT_RANGES, "shop");

        assertThat(CheckRun.of(check()).findings(cluster)).isEmpty();
    }
}
