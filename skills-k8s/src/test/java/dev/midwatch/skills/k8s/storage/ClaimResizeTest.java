package dev.midwatch.skills.k8s.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimResizeTest {
    private static final String POD = """
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: db-0, namespace: shop}
            spec: {nodeName: n1, volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]}
            status: {phase: Running}
            """;

    private final CheckRun check = CheckRun.of(new ClaimResize());

    private static String claim(String condition, String since) {
        return """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: data, namespace: shop}
                spec: {resources: {requests: {storage: 20Gi}}}
                status:
                  phase: Bound
                  capacity: {storage: 10Gi}
                  conditions: [{type: %s, status: "True", message: "said", lastTransitionTime: "2026-01-02T%s:00Z"}]
                """.formatted(condition, since);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FileSystemResizePending | the volume is larger, its file system is not; it grows when a pod mounts the claim anew",
                "Resizing | said",
                "ControllerResizeError | said"
            })
    void reportsAClaimThatDoesNotGrow(String condition, String cause) throws ClusterException {
        assertThat(check.findings(FakeCluster.of(claim(condition, "11:00") + POD)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.reason()).isEqualTo("PVCResizeStuck");
                    assertThat(finding.summary())
                            .isEqualTo("PersistentVolumeClaim shop/data stays at 10Gi and does not grow to 20Gi");
                    assertThat(finding.cause()).isEqualTo(cause);
                });
    }

    @Test
    void reportsASizeThatCannotBe() throws ClusterException {
        String infeasible = claim("Other", "11:00")
                .replace(
                        "phase: Bound",
                        "phase: Bound\n  allocatedResourceStatuses: {storage: ControllerResizeInfeasible}");

        assertThat(check.findings(FakeCluster.of(infeasible)).get(0).cause())
                .isEqualTo("the volume cannot be made that large");
    }

    @Test
    void isSilentAboutAFileSystemThatWaitsForAPodAndAboutTheFirstMinutes() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(claim("FileSystemResizePending", "01:00"))))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(claim("Resizing", "11:55") + POD)))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(claim("ModifyingVolume", "01:00") + POD)))
                .isEmpty();
    }

    @Test
    void mentionsSeveralDefaultClasses() throws ClusterException {
        String yaml = """
                ---
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: %s, creationTimestamp: "%s", annotations: {storageclass.kubernetes.io/is-default-class: "%s"}}
                provisioner: p
                """;
        CheckRun defaults = CheckRun.of(new StorageClassDefaults());
        String old = yaml.formatted("local-path", "2025-01-01T00:00:00Z", "true");

        assertThat(defaults.findings(FakeCluster.of(old + yaml.formatted("fast", "2025-02-01T00:00:00Z", "true"))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.cause())
                        .isEqualTo("claims that name none get fast, the youngest, and not local-path"));
        assertThat(defaults.reasons(FakeCluster.of(old + yaml.formatted("fast", "2025-02-01T00:00:00Z", "false"))))
                .isEmpty();
        assertThat(defaults.reasons(FakeCluster.of(old + yaml.formatted("fast", "2026-01-02T11:58:00Z", "true"))))
                .isEmpty();
    }
}
