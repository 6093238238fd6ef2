package dev.midwatch.api.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommonCauseTest {
    private static final ObjectRef REGISTRY = new ObjectRef("", "Registry", "", "registry.example", "");
    private static final ObjectRef SECRET = ObjectRef.of(ResourceType.SECRETS, "shop", "pull");
    private static final ObjectRef NODE = ObjectRef.of(ResourceType.NODES, "", "birch");
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private static Finding pull(int number) {
        return Finding.of(
                        "ImagePullBackOff", Severity.CRITICAL, ObjectRef.of(ResourceType.PODS, "shop", "web-" + number))
                .since(NOON.plusSeconds(number))
                .sustained(Duration.ofMinutes(number))
                .dependsOn(SECRET);
    }

    private static List<Finding> told(List<Finding> findings) {
        return CommonCause.among(
                findings,
                finding -> Optional.of(REGISTRY),
                (cause, all) -> Finding.of("RegistryUnavailable", Severity.CRITICAL, cause)
                        .evidence("workloads", CommonCause.named(all)));
    }

    private static List<Finding> pulls(int number) {
        return IntStream.range(0, number).mapToObj(CommonCauseTest::pull).toList();
    }

    @Test
    void tellsOfACauseOnceWhenThreeOwnersSufferFromIt() {
        List<Finding> all = told(pulls(3));

        assertThat(all)
                .extracting(Finding::reason)
                .containsExactly("RegistryUnavailable", "ImagePullBackOff", "ImagePullBackOff", "ImagePullBackOff");
        assertThat(all.get(0).since()).contains(NOON);
        assertThat(all.get(0).sustained()).isEqualTo(Duration.ZERO);
        assertThat(all.subList(1, 4))
                .allSatisfy(finding -> assertThat(finding.dependsOn()).containsExactly(SECRET, REGISTRY));
    }

    @Test
    void dependsOnWhatAllOfThemDependOnAndOnNoMore() {
        List<Finding> some = List.of(pull(1).dependsOn(NODE, SECRET), pull(2), pull(3));

        assertThat(told(some).get(0).dependsOn()).containsExactly(SECRET);
    }

    @Test
    void takesWhatExplainsOneFindingOfAnOwnerForAllOfIts() {
        List<Finding> some = List.of(pull(1), pull(1).causeClass("sidecar").dependsOn(List.of()), pull(2), pull(3));

        assertThat(told(some).get(0).dependsOn()).containsExactly(SECRET);
        assertThat(told(List.of(pull(1), pull(2), pull(3).dependsOn(List.of())))
                        .get(0)
                        .dependsOn())
                .isEmpty();
    }

    @Test
    void leavesTwoAndSeveralOfOneOwnerAsTheyAre() {
        Finding again = pull(1).causeClass("sidecar");

        assertThat(told(pulls(2))).isEqualTo(pulls(2));
        assertThat(told(List.of(pull(0), pull(1), again))).containsExactly(pull(0), pull(1), again);
    }

    @Test
    void leavesWhatBlamesNothingAsItIs() {
        assertThat(CommonCause.among(pulls(3), finding -> Optional.empty(), (cause, all) -> all.get(0)))
                .isEqualTo(pulls(3));
    }

    @Test
    void namesTheFirstFewOwners() {
        assertThat(told(pulls(7)).get(0).evidence())
                .containsEntry(
                        "workloads",
                        "Pod shop/web-0, Pod shop/web-1, Pod shop/web-2, Pod shop/web-3, Pod shop/web-4 and 2 more");
        assertThat(CommonCause.count(pulls(7))).isEqualTo(7);
    }
}
