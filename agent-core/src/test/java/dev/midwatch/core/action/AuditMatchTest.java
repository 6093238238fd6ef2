package dev.midwatch.core.action;

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
            line("executing", "a1", "Deployment shop/web"),
            line("executed", "a1", "Deployment shop/web"),
            line("executing", "b2", "Node birch"),
            line("failed", "b2", "Node birch"),
            "{\"torn");

    @Test
    void holdsWhereTheServerHasJustThatWrite() {
        AuditMatch match = match(event("a1", "patch", "deployments", "", "shop", "web", 200));
        assertThat(match.holds()).isTrue();
        assertThat(match.users()).containsExactly(MIDWATCH);
        assertThat(match.matched())
                .containsExactly("2026-03-02T08:00:00Z patch deployments shop/web by " + MIDWATCH + " (a1)");
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
    void namesAStepOfWhichTheServerKnowsNothing() {
        AuditMatch match = match(event("a1", "patch", "deployments", "", "shop", "web", 403));
        assertThat(match.unseen()).containsExactly("Deployment shop/web (a1)");
    }

    @Test
    void seesACommandInAContainerWhateverItsVerb() {
        AuditMatch match = match(
                event("a1", "patch", "deployments", "", "shop", "web", 200),
                event("x", "get", "pods", "exec", "shop", "web-1", 101));
        assertThat(match.foreign()).singleElement().asString().contains("get pods/exec shop/web-1");
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

    private static String line(String step, String auditId, String target) {
        return ActionJson.text(Map.of("step", step, "audit_id", auditId, "target", target));
    }

    private static String event(
            String id, String verb, String resource, String subresource, String namespace, String name, int code) {
        Map<String, String> object = new HashMap<>(
                Map.of("resource", resource, "subresource", subresource, "namespace", namespace, "name", name));
        object.values().removeIf(String::isEmpty);
        return ActionJson.text(Map.of(
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
