package dev.midwatch.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldingTest {
    @Test
    void foldsPodsUnderTheNodeThatIsDown() {
        assertThat(roots(Samples.crash("web-1"), Samples.nodeDown())).containsExactly("NodeNotReady");
    }

    @Test
    void foldsAWorkloadShortOfReplicasUnderTheReasonItsPodsGive() {
        assertThat(roots(Samples.replicasShort(), Samples.crash("web-1"))).containsExactly("CrashLoopBackOff");
    }

    @Test
    void tellsAWorkloadShortOfReplicasWhenNothingExplainsIt() {
        assertThat(roots(Samples.replicasShort())).containsExactly("DeploymentReplicasShort");
    }

    @Test
    void pointsEverySymptomStraightAtItsRoot() {
        Finding service = Finding.of(
                        "ServiceWithoutEndpoints", Severity.WARNING, ObjectRef.of(ResourceType.SERVICES, "shop", "web"))
                .dependsOn(Samples.WEB);
        List<Observed> folded = fold(service, Samples.replicasShort(), Samples.crash("web-1"), Samples.nodeDown());

        String root = Samples.nodeDown().fingerprint();
        assertThat(folded)
                .filteredOn(one -> !one.finding().reason().equals("NodeNotReady"))
                .hasSize(3)
                .allSatisfy(one -> assertThat(one.causedBy()).contains(root));
    }

    @Test
    void leavesOneRootWhenTwoSymptomsPointAtEachOther() {
        Finding stuck =
                Finding.of("RolloutStuck", Severity.CRITICAL, Samples.WEB).dependsOn(Samples.WEB);
        assertThat(roots(Samples.replicasShort(), stuck)).hasSize(1).containsExactly("RolloutStuck");
    }

    @Test
    void givesTheSameResultWhateverTheOrder() {
        assertThat(roots(Samples.nodeDown(), Samples.replicasShort(), Samples.crash("web-1")))
                .isEqualTo(roots(Samples.crash("web-1"), Samples.nodeDown(), Samples.replicasShort()));
    }

    @Test
    void keepsUnrelatedFindingsApart() {
        Finding other = Finding.of(
                "PvcPending", Severity.WARNING, ObjectRef.of(ResourceType.PERSISTENT_VOLUME_CLAIMS, "shop", "data"));
        assertThat(roots(Samples.crash("web-1"), other)).containsExactlyInAnyOrder("CrashLoopBackOff", "PvcPending");
    }

    @Test
    void makesACauseAsGraveAsTheWorstOfWhatItDoes() {
        List<Observed> folded = fold(Samples.nodeDown().severity(Severity.INFO), Samples.crash("web-1"));
        assertThat(folded)
                .filteredOn(Observed::isRoot)
                .singleElement()
                .satisfies(root -> assertThat(root.finding().severity()).isEqualTo(Severity.CRITICAL));
    }

    private static List<String> roots(Finding... findings) {
        return fold(findings).stream()
                .filter(Observed::isRoot)
                .map(one -> one.finding().reason())
                .toList();
    }

    private static List<Observed> fold(Finding... findings) {
        return Folding.fold(Arrays.stream(findings).map(Samples::observed).toList());
    }
}
