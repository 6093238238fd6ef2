package dev.midwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midwatch.watch.ServerAudit.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That what judges the two logs sees each way in which they may differ. */
class BothLogsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String URI = "/apis/apps/v1/namespaces/team/deployments/web?fieldManager=midwatch";
    private static final List<String> SCALED =
            ours("scale", "Deployment team/web", "approved", "executing", "executed");

    private static List<String> ours(String action, String target, String... steps) {
        return Stream.of(steps)
                .map(step -> "{\"action\":\"%s\",\"audit_id\":\"a1\",\"step\":\"%s\",\"target\":\"%s\"}"
                        .formatted(action, step, target))
                .toList();
    }

    /** A request as the server writes it down: when it comes, and when it has ended. */
    private static List<Line> theirs(String auditId, String verb, String uri, int code) {
        return Stream.of("RequestReceived", "ResponseComplete")
                .map(stage -> """
                        {"stage":"%s","auditID":"%s","verb":"%s","requestURI":"%s","responseStatus":{"code":%d},
                         "objectRef":{"resource":"deployments","namespace":"team","name":"web","apiGroup":"apps"}}""".formatted(stage, auditId, verb, uri, code))
                .map(BothLogsTest::line)
                .toList();
    }

    private static Line line(String json) {
        try {
            return Line.of(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @SafeVarargs
    private static List<String> between(List<String> ours, List<Line>... theirs) {
        List<Line> all = new ArrayList<>();
        for (List<Line> some : theirs) {
            all.addAll(some);
        }
        return BothLogs.of(ours, all).disagreements();
    }

    @Test
    void agreeWhereEachWriteStandsInBoth() {
        assertThat(between(
                        SCALED,
                        theirs("x", "patch", URI + "&dryRun=All", 200),
                        theirs("y", "get", URI, 200),
                        theirs("a1", "patch", URI, 409),
                        theirs("a1", "patch", URI, 200)))
                .isEmpty();
        assertThat(between(ours("scale", "Deployment team/web", "executing", "failed")))
                .isEmpty();
    }

    @Test
    void differWhereTheServerKnowsNothingOfOurs() {
        assertThat(between(SCALED)).singleElement().asString().contains("has 0 writes of it, not 1");
        assertThat(between(SCALED, theirs("a1", "patch", URI, 409))).hasSize(1);
    }

    @Test
    void differWhereTheServerHasAWriteThatWeDoNot() {
        assertThat(between(SCALED, theirs("a1", "patch", URI, 200), theirs("other", "patch", URI, 403)))
                .isNotEmpty()
                .allMatch(difference -> difference.contains("we have nothing of it"));
        assertThat(between(List.of("{\"step\":\"refused\",\"action\":\"scale\"}"), theirs("a1", "delete", URI, 200)))
                .isNotEmpty();
        assertThat(between(ours("scale", "Deployment team/web", "approved"), theirs("a1", "patch", URI, 500)))
                .as("approved, and not written down as begun")
                .isNotEmpty();
    }

    @Test
    void differWhereItWasDoneTwiceOrThoughWeSayItFailed() {
        assertThat(between(SCALED, theirs("a1", "patch", URI, 200), theirs("a1", "patch", URI, 200)))
                .singleElement()
                .asString()
                .contains("has 2 writes of it, not 1");
        assertThat(between(
                        ours("scale", "Deployment team/web", "executing", "failed"), theirs("a1", "patch", URI, 200)))
                .singleElement()
                .asString()
                .contains("has 1 writes of it, not 0");
    }

    @Test
    void differWhereItWasSomethingElse() {
        assertThat(between(SCALED, theirs("a1", "delete", URI, 200))).isNotEmpty();
        assertThat(between(SCALED, theirs("a1", "patch", URI + "&dryRun=All", 200)))
                .isNotEmpty();
        assertThat(between(SCALED, theirs("a1", "patch", URI.replace("midwatch", "kubectl"), 200)))
                .singleElement()
                .asString()
                .contains("not in the name of our field manager");
        assertThat(between(
                        ours("scale", "Deployment team/other", "executing", "executed"),
                        theirs("a1", "patch", URI, 200)))
                .singleElement()
                .asString()
                .contains("the server saw");
    }
}
