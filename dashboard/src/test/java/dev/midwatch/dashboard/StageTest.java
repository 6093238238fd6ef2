package dev.midwatch.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.Actor;
import dev.midwatch.core.view.FindingFilter;
import dev.midwatch.core.view.FindingRow;
import dev.midwatch.core.view.Overview;
import dev.midwatch.core.view.Page;
import dev.midwatch.core.view.ProposalRow;
import dev.midwatch.core.view.View;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageTest {
    @Test
    void showsTheWholeStoryFromFaultToVerifiedRepair(@TempDir Path directory) {
        try (Stage stage = Stage.demo(directory)) {
            View view = stage.minutes(30).view();

            Overview overview = view.status().overview();
            assertThat(overview.findings().critical()).isPositive();
            assertThat(overview.waiting()).hasSize(1);
            assertThat(overview.jobs()).hasSize(8).allMatch(job -> job.next().isPresent());
            FindingRow finding = view.findings()
                    .list(FindingFilter.OPEN, Page.first(50))
                    .items()
                    .get(0);
            assertThat(finding.severity()).isEqualTo("critical");
            assertThat(view.findings().history(finding.fingerprint()))
                    .extracting(event -> event.what())
                    .containsExactly("opened");

            ProposalRow proposal = overview.waiting().get(0);
            assertThat(proposal.finding()).contains(finding.fingerprint());
            assertThat(view.proposals()
                            .decide(proposal.id(), true, new Actor("dashboard:vi", Level.VIEWER))
                            .done())
                    .isFalse();
            assertThat(view.proposals()
                            .decide(proposal.id(), true, new Actor("dashboard:ann", Level.APPROVER))
                            .done())
                    .isTrue();
            stage.minutes(20);

            assertThat(view.findings().get(finding.fingerprint()).state()).isEqualTo("resolved");
            assertThat(view.proposals().get(proposal.id()).standing()).contains("dashboard:ann");
            assertThat(view.audit().state().broken()).isEmpty();
            assertThat(view.runs().list(Optional.empty(), Page.first(5)).total())
                    .isPositive();
        }
    }
}
