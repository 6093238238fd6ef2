package dev.midwatch.skills.k8s.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Metrics;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.check.Trend;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeUseTest {
    private static final String SHOP = """
            apiVersion: v1
            kind: Node
            metadata: {name: n1}
            status: {conditions: [{type: Ready, status: "True"}]}
            ---
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: data, namespace: shop, uid: c1}
            spec: {accessModes: [ReadWriteOnce]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: db-0, namespace: shop}
            spec: {nodeName: n1, volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]}
            status: {phase: Running}
            """;

    private final CheckRun check = CheckRun.of(new VolumeUse());

    private static String summary(String node, String volume) {
        return """
                node: {nodeName: n1, fs: {%s}}
                pods:
                - podRef: {name: db-0, namespace: shop}
                  volume: [{name: token, %s}, {name: d, pvcRef: {name: data, namespace: shop}, %s}]
                """.formatted(node, disk(1, 100), volume);
    }

    private static String disk(long free, long all) {
        return "availableBytes: %d, capacityBytes: %d, usedBytes: %d, inodesFree: 90, inodes: 100"
                .formatted(free << 30, all << 30, all - free << 30);
    }

    private static FakeCluster shop(String volume) {
        return FakeCluster.of(SHOP).stats("n1", summary(disk(200, 400), volume));
    }

    @Test
    void reportsAVolumeWithNextToNothingLeft() throws ClusterException {
        assertThat(check.findings(shop(disk(2, 100)))).singleElement().satisfies(finding -> {
            assertThat(finding.reason()).isEqualTo("VolumeFull");
            assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(finding.owner()).hasToString("PersistentVolumeClaim shop/data");
            assertThat(finding.summary())
                    .isEqualTo("The volume of PersistentVolumeClaim shop/data has 2.0 GiB of 100 GiB left");
            assertThat(finding.evidence()).containsEntry("mounted by", "db-0");
        });
    }

    @Test
    void reportsAVolumeWithoutInodes() throws ClusterException {
        String inodes = "availableBytes: 90, capacityBytes: 100, inodesFree: 1, inodes: 100";

        assertThat(check.findings(shop(inodes))).singleElement().satisfies(finding -> {
            assertThat(finding.causeClass()).isEqualTo("inodes");
            assertThat(finding.summary()).endsWith("has 1 inodes of 100 inodes left");
        });
    }

    private CheckRun grewTo(double... usedGib) {
        Trend.Point[] points = new Trend.Point[usedGib.length];
        for (int i = 0; i < points.length; i++) {
            points[i] =
                    new Trend.Point(CheckRun.NOON.minus(Duration.ofDays(points.length - i)), usedGib[i] * (1L << 30));
        }
        return check.history("used_bytes", "PersistentVolumeClaim shop/data", points);
    }

    @Test
    void saysWhenAVolumeWillBeFull() throws ClusterException {
        assertThat(grewTo(71, 76, 81).findings(shop(disk(14, 100))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.reason()).isEqualTo("VolumeFilling");
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.cause())
                            .isEqualTo("fills in about 3 days: it grew by 15 GiB in 3 days, to 86 GiB of 100 GiB");
                    assertThat(finding.evidence().get("line")).startsWith("4 points: 71 GiB at 2025-12-30T12:00:00Z");
                });
    }

    @Test
    void takesTheLineOfAPrometheusWhereItsOwnIsShort() throws ClusterException {
        List<String> asked = new ArrayList<>();
        CheckRun run = check.metrics((promql, back) -> {
            asked.add(promql + " over " + back);
            return List.of(new Metrics.Series(
                    Map.of(),
                    List.of(
                            new Trend.Point(CheckRun.NOON.minus(Duration.ofDays(2)), 76L << 30),
                            new Trend.Point(CheckRun.NOON.minus(Duration.ofDays(1)), 81L << 30),
                            new Trend.Point(CheckRun.NOON, 1))));
        });

        assertThat(run.findings(shop(disk(14, 100)))).singleElement().satisfies(finding -> {
            assertThat(finding.reason()).isEqualTo("VolumeFilling");
            assertThat(finding.cause())
                    .isEqualTo("fills in about 3 days: it grew by 10 GiB in 2 days, to 86 GiB of 100 GiB");
        });
        assertThat(asked)
                .containsExactly(
                        "max(kubelet_volume_stats_capacity_bytes{namespace=\"shop\",persistentvolumeclaim=\"data\"}"
                                + " - kubelet_volume_stats_available_bytes{namespace=\"shop\",persistentvolumeclaim=\"data\"})"
                                + " over PT72H");
        asked.clear();
        run.findings(shop(disk(60, 100)));
        run.findings(shop(disk(1, 100)));
        assertThat(asked).isEmpty();
    }

    @Test
    void isSilentAboutAVolumeThatStandsStillOrIsEmptied() throws ClusterException {
        assertThat(grewTo(86, 86, 86).reasons(shop(disk(14, 100)))).isEmpty();
        assertThat(grewTo(95, 92, 89).reasons(shop(disk(14, 100)))).isEmpty();
        assertThat(grewTo(10, 20, 30).reasons(shop(disk(60, 100)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"4, 100", "14, 100", "50, 100"})
    void isSilentWithRoomLeftAndNoLine(long free, long all) throws ClusterException {
        assertThat(check.reasons(shop(disk(free, all)))).isEmpty();
    }

    @Test
    void leavesAVolumeThatIsAFolderOfItsNodeToTheNode() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(SHOP).stats("n1", summary(disk(8, 400), disk(8, 400)));

        assertThat(check.findings(cluster)).extracting(Finding::reason).containsExactly("NodeDiskFull");
    }

    @Test
    void leavesADiskUnderPressureToThatCondition() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(SHOP.replace(
                        "{type: Ready, status: \"True\"}",
                        "{type: Ready, status: \"True\"}, {type: DiskPressure, status: \"True\"}"))
                .stats("n1", summary(disk(8, 400), disk(50, 100)));

        assertThat(check.reasons(cluster)).isEmpty();
    }

    @Test
    void isSilentAboutVolumesThatAreOnlyRead() throws ClusterException {
        FakeCluster cluster = FakeCluster.of(SHOP.replace("ReadWriteOnce", "ReadOnlyMany"))
                .stats("n1", summary(disk(200, 400), disk(0, 100)));

        assertThat(check.reasons(cluster)).isEmpty();
    }

    @Test
    void asksNoNodeThatIsDown() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(SHOP.replace("\"True\"", "Unknown"))))
                .isEmpty();
    }

    @Test
    void measuresTheDiskOfANodeWithoutClaimsWhereItMay() throws ClusterException {
        String none = SHOP.replace("claimName: data", "other: x");

        assertThat(check.findings(FakeCluster.of(none).stats("n1", summary(disk(8, 400), disk(50, 100)))))
                .extracting(Finding::reason)
                .containsExactly("NodeDiskFull");
        assertThat(check.reasons(FakeCluster.of(none).forbidStats())).isEmpty();
    }

    @Test
    void saysThatItCannotSeeWhenKubeletsMayNotBeAsked() {
        assertThatThrownBy(() -> check.findings(shop(disk(2, 100)).forbidStats()))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("nodes/proxy");
    }

    @Test
    void tellsWhatItSeesWhereOneKubeletDoesNotAnswer() throws ClusterException {
        FakeCluster cluster = shop(disk(2, 100)).with("""
                apiVersion: v1
                kind: Node
                metadata: {name: n0}
                status: {conditions: [{type: Ready, status: "True"}]}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: cache-0, namespace: shop}
                spec: {nodeName: n0, volumes: [{name: d, persistentVolumeClaim: {claimName: cache}}]}
                status: {phase: Running}
                """);

        assertThat(check.reasons(cluster)).containsExactly("VolumeFull");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{pods: none, node: 7}",
                "{pods: [{volume: [{pvcRef: {name: data, namespace: shop}, capacityBytes: lots, availableBytes: []}]}]}",
                "{pods: [{volume: [{pvcRef: {name: data, namespace: shop}, capacityBytes: 0, availableBytes: 0}]}]}",
                "{pods: [{volume: [{pvcRef: {name: data, namespace: shop}, capacityBytes: 100}]}]}"
            })
    void makesNothingOfASummaryThatSaysNothing(String summary) throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(SHOP).stats("n1", summary))).isEmpty();
    }
}
