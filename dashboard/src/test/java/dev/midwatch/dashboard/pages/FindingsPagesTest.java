package dev.midwatch.dashboard.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.tool.Level;
import dev.midwatch.core.view.FindingFilter;
import dev.midwatch.core.view.FindingRow;
import dev.midwatch.core.view.Page;
import dev.midwatch.dashboard.Stage;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FindingsPagesTest {
    private Stage stage;
    private TestDashboard dashboard;
    private FindingRow finding;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        stage = Stage.demo(directory).minutes(30);
        dashboard = new TestDashboard(stage.view(), stage.simulation.clock(), directory, Level.OPERATOR).signIn();
        finding = stage.view()
                .findings()
                .list(FindingFilter.OPEN, Page.first(1))
                .items()
                .get(0);
    }

    @AfterAll
    void stop() {
        dashboard.close();
        stage.close();
    }

    @Test
    void saysAtAGlanceThatSomethingIsBrokenAndWhatIsWanted() throws Exception {
        Document page = dashboard.page("/");
        assertThat(page.select(".lead").text())
                .contains("Something is broken: ", "critical", "It wants one decision from you.");
        assertThat(page.select("section:has(#open) .rows a").text()).contains(finding.reason());
        assertThat(page.select("section:has(#waiting) code").text()).contains("kubectl");
        assertThat(page.select(".lane:not(.axis)")).hasSize(8);
        assertThat(page.select(".lane svg").eachAttr("aria-label"))
                .anyMatch(words -> words.startsWith("runs in the last 6 hours: "));
        assertThat(page.select("main").attr("sse-connect")).isEqualTo("/live?overview=");
    }

    @Test
    void listsFindingsByNamespaceAndNarrowsThem() throws Exception {
        Document all = dashboard.page("/findings");
        assertThat(all.select("section.panel > h2").eachText()).contains("Namespace shop");
        assertThat(all.select("section.panel strong").eachText()).contains(finding.reason());
        Document narrowed = dashboard.page("/findings?namespace=shop&severity=critical&text=&state=open");
        assertThat(narrowed.select("section.panel > h2").eachText()).containsExactly("Namespace shop");
        assertThat(narrowed.select("input[name=namespace]").val()).isEqualTo("shop");
        assertThat(narrowed.select("option[selected]").val()).isEqualTo("critical");
        assertThat(narrowed.select("input[value=open]").hasAttr("checked")).isTrue();
        assertThat(dashboard.page("/findings?namespace=nowhere").text()).contains("No finding is like that.");
    }

    @Test
    void refusesWhatMakesNoSenseInItsWords() throws Exception {
        HttpResponse<String> state = dashboard.get("/findings?state=odd");
        assertThat(state.statusCode()).isEqualTo(422);
        assertThat(state.body()).contains("odd is none of", "aria-label=\"Main\"");
        assertThat(dashboard.get("/findings/0000dead0000").statusCode()).isEqualTo(404);
        assertThat(dashboard.get("/findings?offset=-5").statusCode()).isEqualTo(200);
    }

    @Test
    void tellsEverythingOfOneFinding() throws Exception {
        Document page = dashboard.page("/findings/" + finding.fingerprint());
        assertThat(page.select("h1").text()).contains(finding.reason());
        assertThat(page.select(".facts dt").eachText()).contains("First seen", "Fingerprint", "Object");
        assertThat(page.select("#look").text()).isEqualTo(finding.look());
        assertThat(page.select("section:has(#history) svg").attr("aria-label"))
                .contains("opened 1 and resolved 0 times");
        assertThat(page.select("section[aria-label=Proposal] code").text()).contains("kubectl");
    }

    /** The others want it open. */
    @Test
    @Order(Integer.MAX_VALUE)
    void acknowledgesAndSaysSo() throws Exception {
        String page = "/findings/" + finding.fingerprint();
        HttpResponse<String> answer = dashboard.post(page, page + "/acknowledge", Map.of());
        assertThat(answer.uri()).hasPath(page);
        assertThat(answer.body()).contains("Acknowledged: no repeats until", "Acknowledged by dashboard:ann");
        assertThat(stage.view().findings().get(finding.fingerprint()).acknowledgedBy())
                .contains("dashboard:ann");
        assertThat(dashboard.page(page).select(".notice")).isEmpty();
    }

    @Test
    void showsWhatASilenceWouldHideAndSilencesAndEnds() throws Exception {
        String name = finding.owner().name();
        Document preview = dashboard.page("/silences/new?reason=" + finding.reason() + "&name=" + name);
        assertThat(preview.select("#preview").text()).contains("It would hide 1 open finding now.");
        Map<String, String> fields =
                Map.of("reason", finding.reason(), "name", name, "time", "2h", "why", "at work on it");
        assertThat(dashboard.post("/silences/new", "/silences", fields).body()).contains("Silenced for 2h.");
        assertThat(stage.view().findings().get(finding.fingerprint()).state()).isEqualTo("silenced");
        Document silences = dashboard.page("/silences");
        assertThat(silences.select("tbody tr").text()).contains("at work on it", "dashboard:ann");
        String end = silences.select("tbody form").attr("action");
        assertThat(dashboard.post("/silences", end, Map.of()).body()).contains("Nothing is silenced.");
        assertThat(dashboard.post("/silences", end, Map.of()).statusCode()).isEqualTo(404);
    }

    @Test
    void keepsWhatWasFilledInWhenASilenceIsWrong() throws Exception {
        HttpResponse<String> answer = dashboard.post(
                "/silences/new", "/silences", Map.of("reason", "Odd", "time", "for ever", "why", "because"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("value=\"Odd\"", "value=\"for ever\"", "value=\"because\"", "role=\"alert\"");
    }
}
