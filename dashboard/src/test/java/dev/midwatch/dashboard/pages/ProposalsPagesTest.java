package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.ProposalRow;
import dev.midwatch.dashboard.Stage;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProposalsPagesTest {
    @Test
    void decidesAfterASecondLookAndShowsWhatCameOfIt(@TempDir Path directory) throws Exception {
        try (Stage stage = Stage.demo(directory).minutes(30);
                TestDashboard dashboard =
                        new TestDashboard(stage.view(), stage.simulation.clock(), directory, Level.APPROVER).signIn()) {
            ProposalRow proposal = stage.view().proposals().waiting().get(0);
            String page = "/proposals/" + proposal.id();
            Document shown = dashboard.page(page);
            assertThat(shown.select("main").text())
                    .contains(
                            proposal.command(),
                            proposal.why(),
                            proposal.touches(),
                            proposal.workedWhen(),
                            proposal.sha256());
            assertThat(shown.select(".diff .added").text()).isNotEmpty();
            assertThat(shown.select("main").text()).contains("expires in ");

            HttpResponse<String> other = dashboard.post(page + "/approve", page + "/approve", Map.of("sha256", "0"));
            assertThat(other.body()).contains("Nothing was decided");
            assertThat(stage.view().proposals().get(proposal.id()).state()).isEqualTo("waiting");

            HttpResponse<String> answer =
                    dashboard.post(page + "/approve", page + "/approve", Map.of("sha256", proposal.sha256()));
            assertThat(answer.uri()).hasPath(page);
            assertThat(answer.body()).contains("notice good").doesNotContain("Approve…");
            stage.minutes(20);
            assertThat(dashboard.page(page).select(".summary").text()).contains("dashboard:ann");
            assertThat(dashboard
                            .page("/proposals?state=approved")
                            .select("code")
                            .text())
                    .contains(proposal.command());
            assertThat(dashboard.page("/proposals?state=waiting").text()).contains("There is no such proposal.");
        }
    }

    @Test
    void offersNoDecisionToWhoMayNot(@TempDir Path directory) throws Exception {
        try (Stage stage = Stage.demo(directory).minutes(30);
                TestDashboard dashboard =
                        new TestDashboard(stage.view(), stage.simulation.clock(), directory, Level.OPERATOR).signIn()) {
            ProposalRow proposal = stage.view().proposals().waiting().get(0);
            String page = "/proposals/" + proposal.id();
            assertThat(dashboard.page(page).select("main").text())
                    .contains("Somebody with the level approver decides it.")
                    .doesNotContain("Approve…");
            HttpResponse<String> answer = dashboard.post(page, page + "/approve", Map.of("sha256", proposal.sha256()));
            assertThat(answer.body()).contains("notice bad");
            assertThat(stage.view().proposals().get(proposal.id()).state()).isEqualTo("waiting");
        }
    }
}
