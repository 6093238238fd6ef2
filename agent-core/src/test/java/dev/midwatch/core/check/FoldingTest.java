package dev.midwatch.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

    @Test
    void foldsNothingUnderWhatExplainsNothing() {
        Finding skew =
                Finding.of("KubeletVersionSkew", Severity.WARNING, Samples.NODE).explainsNothing();
        Finding evicted = Finding.of("PodEvicted", Severity.WARNING, Samples.pod("web-1"))
                .owner(Samples.WEB)
                .dependsOn(Samples.NODE);

        assertThat(roots(skew, evicted)).containsExactlyInAnyOrder("KubeletVersionSkew", "PodEvicted");
    }

    @Test
    void foldsWhatExplainsNothingUnderItsCause() {
        Finding events = Finding.of("WarningEvents", Severity.INFO, Samples.pod("web-1"))
                .owner(Samples.WEB)
                .explainsNothing()
                .dependsOn(Samples.WEB);

        assertThat(roots(events, Samples.crash("web-1"))).containsExactly("CrashLoopBackOff");
    }

    @Test
    void foldsAHintUnderAGraverHintAndNotUnderItsLike() {
        Finding events = Finding.of("WarningEvents", Severity.INFO, Samples.NODE)
                .explainsNothing()
                .dependsOn(Samples.NODE);
        Finding certificate = Finding.of("NodeCertificateExpiring", Severity.WARNING, Samples.NODE)
                .explainsNothing();
        Finding untidy =
                Finding.of("NodeTaintUnused", Severity.INFO, Samples.NODE).explainsNothing();

        assertThat(roots(events, certificate)).containsExactly("NodeCertificateExpiring");
        assertThat(roots(events, untidy)).containsExactlyInAnyOrder("WarningEvents", "NodeTaintUnused");
    }

    @Test
    void takesNoDetailOfAWorkloadForTheReasonWhyItIsShort() {
        Finding detail = Finding.of("ContainerCrashed", Severity.INFO, Samples.pod("web-1"))
                .owner(Samples.WEB);

        assertThat(roots(Samples.replicasShort(), detail))
                .containsExactlyInAnyOrder("DeploymentReplicasShort", "ContainerCrashed");
    }

    @Test
    void takesNoDetailOfAnyOtherObjectForTheReasonOfWhatBlamesAllItKnows() {
        ObjectRef app = new ObjectRef("argoproj.io/v1alpha1", "Application", "argocd", "shop", "");
        Finding degraded = Finding.of("ArgoAppDegraded", Severity.CRITICAL, app).dependsOn(Samples.WEB, app);
        Finding detail = Finding.of("ContainerCrashed", Severity.INFO, Samples.pod("web-1"))
                .owner(Samples.WEB);

        assertThat(roots(degraded, detail)).containsExactlyInAnyOrder("ArgoAppDegraded", "ContainerCrashed");
        assertThat(roots(degraded, Samples.crash("web-1"))).containsExactly("CrashLoopBackOff");
    }

    @Test
    void letsADetailBeTheReasonOfWhatNamesIt() {
        ObjectRef quota = ObjectRef.of(ResourceType.RESOURCE_QUOTAS, "shop", "all");
        Finding refused =
                Finding.of("ReplicaFailure", Severity.CRITICAL, Samples.WEB).dependsOn(quota);

        assertThat(roots(refused, Finding.of("QuotaNearlyFull", Severity.INFO, quota)))
                .containsExactly("QuotaNearlyFull");
    }

    @Test
    void prefersTheGraverOfTwoReasonsWhateverTheyDependOn() {
        Finding mild = Finding.of("RestartsHigh", Severity.WARNING, Samples.pod("web-1"))
                .owner(Samples.WEB);
        List<Observed> folded = fold(Samples.replicasShort(), mild, Samples.crash("web-1"));

        assertThat(folded)
                .filteredOn(one -> one.finding().reason().equals("DeploymentReplicasShort"))
                .singleElement()
                .satisfies(one -> assertThat(one.causedBy())
                        .contains(Samples.crash("web-1").fingerprint()));
    }

    /** All about one object and about one another: as many pairs as there can be. */
    @Test
    @Timeout(20)
    void foldsTwentyThousandInTheTimeOfAFew() {
        Finding[] many = IntStream.range(0, 20_000)
                .mapToObj(number -> Samples.replicasShort().causeClass("class-" + number))
                .toArray(Finding[]::new);

        assertThat(fold(many)).filteredOn(Observed::isRoot).hasSize(1);
    }

    @Test
    @Timeout(20)
    void followsAChainOfTwentyThousandInTheTimeOfAFew() {
        Finding[] chain = IntStream.range(0, 20_000)
                .mapToObj(number -> Finding.of("PodNotReady", Severity.WARNING, Samples.pod("web-" + number))
                        .dependsOn(Samples.pod("web-" + (number + 1))))
                .toArray(Finding[]::new);

        assertThat(fold(chain)).filteredOn(Observed::isRoot).hasSize(1);
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
