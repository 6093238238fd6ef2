package dev.midwatch.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AuditMatchTest {
    private static final String MIDWATCH = "system:serviceaccount:midwatch:midwatch";
    private static final List<String> OURS = List.of(
            line("executing", "a1", "patch deployments.apps shop/web"),
            line("executed", "a1", "patch deployments.apps shop/web"),
            line("executing", "b2", "patch nodes birch"),
            line("failed", "b2", "patch nodes birch"),
            line("executing", "c3", "patch deployments.apps shop/cut-off"),
            "{\"torn");

    @Test
    void holdsWhereTheServerHasJustThatWrite() {
        AuditMatch match = match(event("a1", "patch", "deployments", "", "shop", "web", 200));
        assertThat(match.holds()).isTrue();
        assertThat(match.users()).containsExactly(MIDWATCH);
        assertThat(match.matched())
                .containsExactly("2026-03-02T08:00:00Z patch deployments.apps shop/web by " + MIDWATCH + " (a1)");
    }

    @Test
    void takesAConflictThatWasTriedAgainForOneWrite() {
        AuditMatch match = match(
                event("a1", "patch", "deployments", "", "shop", "web", 409),
                event("a1", "patch", "deployments", "", "shop", "web", 200));
        assertThat(match.holds()).isTrue();
        assertThat(match.matched()).hasSize(1);
    }

    @Test
    void namesAWriteOfTheSameIdentityThatNoStepTellsOf() {
        AuditMatch match = match(
                event("a1", "patch", "deployments", "", "shop", "web", 200),
                event("made-up-by-the-server", "delete", "pods", "", "shop", "web-1", 200));
        assertThat(match.foreign())
                .singleElement()
                .asString()
                .contains("delete pods shop/web-1", "made-up-by-the-server");
    }

    @Test
    void namesAWriteThatHidesBehindAnIdOfAnotherObject() {
        AuditMatch match = match(
                event("a1", "patch", "deployments", "", "shop", "web", 200),
                event("a1", "patch", "deployments", "", "shop", "other", 200));
        assertThat(match.foreign()).hasSize(1);
    }

    @Test
    void namesAWriteOfAnotherKindOrTypeUnderAnIdOfOurs() {
        AuditMatch match = match(
                event("a1", "patch", "deployments", "", "shop", "web", 200),
                event("c3", "delete", "deployments", "", "shop", "cut-off", 200),
                event("c3", "patch", "deployments", "scale", "shop", "cut-off", 200),
                event("c3", "patch", "secrets", "", "shop", "cut-off", 200),
                event("no-id-of-ours", "create", "clusterrolebindings", "", "", "", 201));
        assertThat(match.foreign()).hasSize(4);
    }

    @Test
    void namesASecondWriteUnderOneId() {
        AuditMatch match = match(
                event("a1", "patch", "deployments", "", "shop", "web", 200),
                event("a1", "patch", "deployments", "", "shop", "web", 200));
        assertThat(match.foreign()).hasSize(1);
    }

    @Test
    void namesAWriteThatWasDoneAndOfWhichOurLastWordIsThatItFailed() {
        AuditMatch match = match(
                event("a1", "patch", "deployments", "", "shop", "web", 200),
                event("b2", "patch", "nodes", "", "", "birch", 200));
        assertThat(match.contrary()).singleElement().asString().contains("patch nodes birch");
        assertThat(match.holds()).isFalse();
    }

    @Test
    void takesAWriteThatACrashCutOffForOurs() {
        AuditMatch match = match(
                event("a1", "patch", "deployments", "", "shop", "web", 200),
                event("c3", "patch", "deployments", "", "shop", "cut-off", 200));
        assertThat(match.holds()).isTrue();
    }

    @Test
    void namesAStepOfWhichTheServerKnowsNothing() {
        AuditMatch match = match(event("a1", "patch", "deployments", "", "shop", "web", 403));
        assertThat(match.unseen()).containsExactly("patch deployments.apps shop/web (a1)");
    }

    @Test
    void seesACommandInAContainerWhateverItsVerb() {
        AuditMatch match = match(
                event("a1", "patch", "deployments", "", "shop", "web", 200),
                event("x", "get", "pods", "exec", "shop", "web-1", 101));
        assertThat(match.foreign()).singleElement().asString().contains("connect pods/exec shop/web-1");
    }

    @Test
    void leavesOutWhatOthersWroteWhatWasOnlyTriedAndWhatWasOnlyAsked() {
        AuditMatch match = match(
                event("a1", "patch", "deployments", "", "shop", "web", 200),
                event("x", "delete", "pods", "", "shop", "web-1", 200).replace(MIDWATCH, "roger"),
                event("y", "patch", "deployments", "", "shop", "web", 200).replace("/uri", "/uri?dryRun=All"),
                event("z", "create", "selfsubjectaccessreviews", "", "", "", 201),
                event("a1", "patch", "deployments", "", "shop", "web", 200)
                        .replace("ResponseComplete", "RequestReceived"),
                "not an event");
        assertThat(match.holds()).isTrue();
        assertThat(match.matched()).hasSize(1);
    }

    @Test
    void looksAtTheIdentitiesThatAreNamed() {
        AuditMatch match = AuditMatch.of(
                List.of(), Stream.of(event("x", "delete", "pods", "", "shop", "web-1", 200)), Set.of(MIDWATCH));
        assertThat(match.foreign()).hasSize(1);
        assertThat(match.holds()).isFalse();
    }

    private static AuditMatch match(String... events) {
        return AuditMatch.of(OURS, Stream.of(events), Set.of());
    }

    private static String line(String step, String auditId, String request) {
        return CanonicalJson.text(Map.of("step", step, "audit_id", auditId, "request", request));
    }

    private static String event(
            String id, String verb, String resource, String subresource, String namespace, String name, int code) {
        Map<String, String> object = new HashMap<>(Map.of(
                "apiGroup",
                resource.equals("deployments") ? "apps" : "",
                "resource",
                resource,
                "subresource",
                subresource,
                "namespace",
                namespace,
                "name",
                name));
        object.values().removeIf(String::isEmpty);
        return CanonicalJson.text(Map.of(
                "auditID",
                id,
                "stage",
                "ResponseComplete",
                "requestURI",
                "/uri",
                "verb",
                verb,
                "user",
                Map.of("username", MIDWATCH),
                "objectRef",
                object,
                "requestReceivedTimestamp",
                "2026-03-02T08:00:00Z",
                "responseStatus",
                Map.of("code", code)));
    }
}
