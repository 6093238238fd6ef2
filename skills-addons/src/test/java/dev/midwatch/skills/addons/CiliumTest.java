package dev.midwatch.skills.addons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CiliumTest extends CheckContract {
    private static String endpoint(String created, String state) {
        return """
                ---
                apiVersion: cilium.io/v2
                kind: CiliumEndpoint
                metadata: {name: web-1, namespace: shop, uid: e, creationTimestamp: "%s"}
                status: {state: %s, identity: {id: 100}}
                """.formatted(created, state);
    }

    private static String policy(String valid) {
        return """
                ---
                apiVersion: cilium.io/v2
                kind: CiliumNetworkPolicy
                metadata: {name: deny, namespace: shop, uid: p, creationTimestamp: "2026-01-01T00:00:00Z"}
                status: {conditions: [{type: Valid, status: "%s", message: "no such field", lastTransitionTime: "2026-01-02T11:00:00Z"}]}
                """.formatted(valid);
    }

    /** The first has the endpoint's number. */
    private static String identities(int count) {
        return IntStream.range(100, 100 + count).mapToObj("""
                        ---
                        apiVersion: cilium.io/v2
                        kind: CiliumIdentity
                        metadata: {name: "%d", creationTimestamp: "2026-01-01T00:00:00Z"}
                        """::formatted).collect(Collectors.joining());
    }

    @Override
    protected Check check() {
        return new CiliumNetwork();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault(
                        "an endpoint that is not ready",
                        "CiliumEndpointNotReady",
                        endpoint("2026-01-02T11:00:00Z", "not-ready")),
                new Fault("a policy that is not valid", "CiliumPolicyInvalid", policy("False")));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike("a ready endpoint", endpoint("2026-01-02T11:00:00Z", "ready")),
                new LookAlike("one that is made anew", endpoint("2026-01-02T11:00:00Z", "regenerating")),
                new LookAlike("one that leaves", endpoint("2026-01-02T11:00:00Z", "disconnecting")),
                new LookAlike("a new one", endpoint("2026-01-02T11:58:00Z", "waiting-for-identity")),
                new LookAlike("one that says nothing", endpoint("2026-01-02T11:00:00Z", "")),
                new LookAlike("a valid policy", policy("True")));
    }

    @Test
    void anEndpointFoldsUnderItsPod() throws Exception {
        assertThat(CheckRun.of(check())
                        .findings(FakeCluster.of(endpoint("2026-01-02T11:00:00Z", "invalid")))
                        .get(0)
                        .dependsOn())
                .extracting(ObjectRef::key)
                .containsExactly("/Pod/shop/web-1");
    }

    @Test
    void manyIdentitiesWithoutAnEndpointAreNotClearedAway() throws Exception {
        String endpoint = endpoint("2026-01-02T11:00:00Z", "ready");

        assertThat(CheckRun.of(new CiliumIdentities()).findings(FakeCluster.of(endpoint + identities(22))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.reason()).isEqualTo("CiliumIdentitiesLeft");
                    assertThat(finding.summary()).startsWith("21 identities");
                });
        assertThat(CheckRun.of(new CiliumIdentities()).findings(FakeCluster.of(endpoint + identities(21))))
                .isEmpty();
    }

    @Test
    void nobodyCanSayWhichIdentityIsUsedWhereEndpointsAreKeptElsewhere() throws Exception {
        assertThat(CheckRun.of(new CiliumIdentities()).findings(FakeCluster.of(identities(50))))
                .isEmpty();
    }
}
