package dev.midwatch.skills.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerProbesTest extends CheckContract {
    private static final String BARE = Manifests.deployment("containers: [{name: a}]");
    private static final String SERVICE = Manifests.object("v1", "Service", "front", "spec: {selector: {app: web}}");

    @Override
    protected Check check() {
        return new ContainerProbes();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(new Fault("a workload behind a Service", "NoReadinessProbe", BARE + SERVICE));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike("one that no Service leads to", BARE),
                new LookAlike("one with a Service elsewhere", BARE + SERVICE.replace("shop", "bank")),
                new LookAlike("a Service with another selector", BARE + SERVICE.replace("app: web", "app: api")),
                new LookAlike("a Service without a selector", BARE + SERVICE.replace("{app: web}", "{}")),
                new LookAlike(
                        "a Service that wants pods before they are ready",
                        BARE + SERVICE.replace("spec: {", "spec: {publishNotReadyAddresses: true, ")),
                new LookAlike(
                        "a container with a probe",
                        Manifests.deployment(
                                        "containers: [{name: a}, {name: b, readinessProbe: {tcpSocket: {port: 1}}}]")
                                + SERVICE),
                new LookAlike(
                        "a readiness gate",
                        Manifests.deployment("readinessGates: [{conditionType: x}], containers: [{name: a}]")
                                + SERVICE));
    }

    @Test
    void namesTheService() throws Exception {
        assertThat(CheckRun.of(check())
                        .findings(FakeCluster.of(BARE + SERVICE))
                        .get(0)
                        .cause())
                .isEqualTo("none of its containers has a readiness probe, and Service front leads to it");
    }
}
