package dev.midwatch.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MergingTest {
    @Test
    void makesOneFindingOfThePodsOfOneOwnerAndCountsThem() {
        List<Observed> merged = merge(Samples.crash("web-1"), Samples.crash("web-2"), Samples.crash("web-3"));
        assertThat(merged)
                .singleElement()
                .satisfies(one -> assertThat(one.affected()).isEqualTo(3));
    }

    @Test
    void countsASubjectOnceThatTwoContainersShow() {
        List<Observed> merged =
                merge(Samples.crash("web-1"), Samples.crash("web-1").summary("container proxy"));
        assertThat(merged)
                .singleElement()
                .satisfies(one -> assertThat(one.affected()).isEqualTo(1));
    }

    @Test
    void letsTheOneThatKnowsACauseSpeakAndTakesTheOldestTime() {
        List<Observed> merged = merge(
                Samples.crash("web-1").since(Samples.NOON.minusSeconds(600)),
                Samples.crash("web-2").since(Samples.NOON).cause("exit code 1"));
        Finding finding = merged.get(0).finding();
        assertThat(finding.cause()).isEqualTo("exit code 1");
        assertThat(finding.since()).contains(Samples.NOON.minusSeconds(600));
    }

    @Test
    void keepsCauseClassesApart() {
        assertThat(merge(
                        Samples.crash("web-1").causeClass("oom"),
                        Samples.crash("web-2").causeClass("config")))
                .hasSize(2);
    }

    @Test
    void dependsOnWhatExplainsSomeOfThemWhereSomethingExplainsEach() {
        ObjectRef secret = ObjectRef.of(ResourceType.SECRETS, "shop", "registry");

        List<Observed> merged =
                merge(Samples.crash("web-1"), Samples.crash("web-2").dependsOn(secret));

        assertThat(merged.get(0).finding().dependsOn()).containsExactly(Samples.NODE, secret);
    }

    /** One of its pods is on a node that is down, and the others do not get ready for a reason of their own. */
    @Test
    void hangsOnNothingWhereNothingExplainsOneOfThem() {
        List<Observed> merged = merge(
                Samples.crash("web-1").cause("kubelet stopped posting node status"),
                Samples.crash("web-2").cause("exit code 1").dependsOn(List.of()),
                Samples.nodeDown());

        assertThat(Folding.fold(merged))
                .filteredOn(Observed::isRoot)
                .extracting(one -> one.finding().cause())
                .containsExactlyInAnyOrder("exit code 1", "");
    }

    @Test
    void takesTogetherWhatTwoChecksKnowOfOneSubject() {
        List<Observed> merged =
                merge(Samples.crash("web-1").dependsOn(List.of()), Samples.crash("web-1"), Samples.crash("web-2"));

        assertThat(merged.get(0).finding().dependsOn()).containsExactly(Samples.NODE);
    }

    private static List<Observed> merge(Finding... findings) {
        return Merging.merge(Stream.of(findings).map(Samples::observed).toList());
    }
}
