package dev.midwatch.core.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Json;
import dev.midwatch.api.action.Action;
import dev.midwatch.api.action.Action.PatchType;
import dev.midwatch.api.action.Risk;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private static final ResourceType CERTIFICATES =
            ResourceType.namespaced("cert-manager.io", "v1", "certificates", "Certificate");
    private static final KubeObject BEFORE = certificate(List.of());

    @Test
    void aRenewalShowsTheConditionThatItSets() throws ClusterException {
        Rehearsal rehearsal = Rehearsal.of(patch("status"), BEFORE, answering(certificate(List.of("Issuing"))));
        assertThat(rehearsal.diff()).isEqualTo("- status.conditions: []\n+ status.conditions[0]: \"Issuing\"");
    }

    @Test
    void aPatchOfTheSpecIsNotToldWithWhatTheControllerReportsMeanwhile() throws ClusterException {
        Rehearsal rehearsal = Rehearsal.of(patch(""), BEFORE, answering(certificate(List.of("Issuing"))));
        assertThat(rehearsal.diff()).isEmpty();
    }

    private static Action patch(String subresource) {
        Action.Intent intent =
                new Action.Intent("certificate_renew", CERTIFICATES, BEFORE.ref(), Risk.RISKY, "cmctl renew web");
        return new Action.Patch(intent, subresource, PatchType.JSON, Json.of(List.of()));
    }

    private static KubeObject certificate(List<String> conditions) {
        return KubeObject.of(
                CERTIFICATES,
                Map.of(
                        "metadata", Map.of("namespace", "shop", "name", "web", "uid", "u"),
                        "status", Map.of("conditions", conditions)));
    }

    private static Writes answering(KubeObject after) {
        return new Writes() {
            @Override
            public Optional<KubeObject> target(Action action) {
                throw new AssertionError("it was looked at before");
            }

            @Override
            public KubeObject dryRun(Action action) {
                return after;
            }

            @Override
            public Done execute(Action action, KubeObject seen, String auditId) {
                throw new AssertionError("a rehearsal writes nothing");
            }
        };
    }
}
