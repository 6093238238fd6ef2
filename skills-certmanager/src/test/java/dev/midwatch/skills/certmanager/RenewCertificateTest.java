package dev.midwatch.skills.certmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Goal;
import dev.midwatch.api.action.Risk;
import dev.midwatch.testkit.FakeCluster;
import dev.midwatch.testkit.ToolRun;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenewCertificateTest {
    private static final String READY = """
            apiVersion: cert-manager.io/v1
            kind: Certificate
            metadata: {name: web, namespace: shop, uid: u1, generation: 2}
            spec: {secretName: web-tls, issuerRef: {name: letsencrypt, kind: ClusterIssuer}}
            status:
              revision: 4
              conditions: [{type: Ready, status: 'True'}]
            """;
    private static final Map<String, ?> ISSUING = Map.of(
            "type",
            "Issuing",
            "status",
            "True",
            "reason",
            "ManuallyTriggered",
            "message",
            "Certificate re-issuance manually triggered",
            "lastTransitionTime",
            "2026-01-02T12:00:00Z",
            "observedGeneration",
            2L);

    private static Action.Patch plan(String certificate) throws Exception {
        return (Action.Patch) ToolRun.of(new RenewCertificate())
                .plan(FakeCluster.of(certificate), Map.of("namespace", "shop", "name", "web"));
    }

    @Test
    void addsTheConditionThatCertManagerWaitsFor() throws Exception {
        Action.Patch patch = plan(READY);

        assertThat(patch.subresource()).isEqualTo("status");
        assertThat(patch.patchType()).isEqualTo(Action.PatchType.JSON);
        assertThat(patch.body())
                .isEqualTo(Json.of(List.of(Map.of("op", "add", "path", "/status/conditions/-", "value", ISSUING))));
        assertThat(patch.intent().risk()).isEqualTo(Risk.RISKY);
        assertThat(patch.intent().kubectl()).isEqualTo("cmctl -n shop renew web");
        assertThat(patch.intent().goal()).isEqualTo(Goal.readsNoLonger("status.revision", "4"));
        assertThat(patch.intent().blast())
                .hasToString("1 Secret shop/web-tls gets a new certificate from ClusterIssuer letsencrypt; "
                        + "what serves it has to take it up");
    }

    @Test
    void replacesTheConditionOfAnAttemptThatFailed() throws Exception {
        String failed = READY.replace("'True'}]", "'True'}, {type: Issuing, status: 'False', reason: Failed}]");

        assertThat(plan(failed).body())
                .isEqualTo(Json.of(List.of(
                        Map.of("op", "test", "path", "/status/conditions/1/type", "value", "Issuing"),
                        Map.of("op", "replace", "path", "/status/conditions/1", "value", ISSUING))));
    }

    @Test
    void makesAStatusWhereThereIsNone() throws Exception {
        String fresh = READY.substring(0, READY.indexOf("status:"));

        assertThat(plan(fresh).body().items())
                .extracting(step -> step.get("path").text())
                .containsExactly("/status", "/status/conditions");
        assertThat(plan(READY.replace("conditions: [{type: Ready, status: 'True'}]", "conditions: []"))
                        .body()
                        .items())
                .extracting(step -> step.get("path").text())
                .containsExactly("/status/conditions");
    }

    @Test
    void refusesWhatIsBeingIssuedOrGone() {
        assertThatThrownBy(() -> plan(READY.replace("type: Ready", "type: Issuing")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("being issued already");
        assertThatThrownBy(() -> plan(READY.replace("name: web, ", "name: other, ")))
                .hasMessageStartingWith("there is no Certificate shop/web");
        assertThatThrownBy(() -> plan(READY.replace("uid: u1", "uid: u1, deletionTimestamp: '2026-01-02T11:00:00Z'")))
                .hasMessageContaining("being deleted");
    }
}
