package dev.midwatch.skills.k8s.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    private static final String SERVICE = """
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: shop}
            spec: {ports: [{name: http, port: 80}]}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop, labels: {team: shop}}
            """;
    private static final String WEB = "{name: web, port: 80}";

    private final CheckRun check = CheckRun.of(new Routes());

    private static String route(String parent, String backend, String status) {
        return """
                ---
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata: {name: web, namespace: shop, creationTimestamp: "2026-01-02T10:00:00Z"}
                spec: {parentRefs: [%s], rules: [{backendRefs: [%s]}]}
                status: %s
                """.formatted(parent, backend, status);
    }

    private static String gateway(String allowed) {
        return """
                ---
                apiVersion: gateway.networking.k8s.io/v1
                kind: Gateway
                metadata: {name: edge, namespace: infra}
                spec: {listeners: [{name: http, port: 80, allowedRoutes: {namespaces: %s}}]}
                """.formatted(allowed);
    }

    private static final String EDGE = "{name: edge, namespace: infra}";
    private static final String OPEN = gateway("{from: All}");

    private static String answer(String type, String status, String reason) {
        return "{parents: [{parentRef: %s, conditions: [{type: %s, status: \"%s\", reason: %s, message: m, lastTransitionTime: \"2026-01-02T11:00:00Z\"}]}]}"
                .formatted(EDGE, type, status, reason);
    }

    @Test
    void reportsAGatewayThatIsNotThere() throws ClusterException {
        Finding finding = check.findings(
                        FakeCluster.of(route("{name: edg, namespace: infra}", WEB, "{}") + OPEN + SERVICE))
                .get(0);

        assertThat(finding.reason()).isEqualTo("RouteParentMissing");
        assertThat(finding.cause()).isEqualTo("the nearest name there is edge");
    }

    @Test
    void reportsANamespaceThatTheGatewayDoesNotTake() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(route(EDGE, WEB, "{}") + gateway("{from: Same}") + SERVICE))
                        .get(0))
                .extracting(Finding::reason, Finding::cause)
                .containsExactly(
                        "RouteNotAccepted", "the listeners of Gateway infra/edge take no routes of namespace shop");
        String selected = gateway("{from: Selector, selector: {matchLabels: {team: %s}}}");
        assertThat(check.reasons(FakeCluster.of(route(EDGE, WEB, "{}") + selected.formatted("bank") + SERVICE)))
                .containsExactly("RouteNotAccepted");
        assertThat(check.reasons(FakeCluster.of(route(EDGE, WEB, "{}") + selected.formatted("shop") + SERVICE)))
                .isEmpty();
    }

    @Test
    void reportsAListenerThatIsNotThereAndWhatTheControllerSays() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(route("{name: edge, namespace: infra, sectionName: https}", WEB, "{}")
                                + OPEN
                                + SERVICE))
                        .get(0)
                        .cause())
                .isEqualTo("Gateway infra/edge has no listener https; it has http");
        assertThat(check.findings(FakeCluster.of(
                                route(EDGE, WEB, answer("Accepted", "False", "NoMatchingListenerHostname"))
                                        + OPEN
                                        + SERVICE))
                        .get(0)
                        .cause())
                .isEqualTo("NoMatchingListenerHostname: m");
    }

    @Test
    void reportsAServiceOrAPortThatIsNotThere() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(route(EDGE, "{name: wep, port: 80}", "{}") + OPEN + SERVICE)))
                .containsExactly("RouteBackendMissing");
        assertThat(check.findings(FakeCluster.of(route(EDGE, "{name: web, port: 8080}", "{}") + OPEN + SERVICE))
                        .get(0))
                .extracting(Finding::reason, Finding::cause)
                .containsExactly("RoutePortUndefined", "it has 80");
    }

    @Test
    void reportsAReferenceThatIsNotGranted() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(
                        route(EDGE, WEB, answer("ResolvedRefs", "False", "RefNotPermitted")) + OPEN + SERVICE)))
                .containsExactly("RouteRefsUnresolved");
    }

    @Test
    void isSilentAboutASoundRouteAWeightOfZeroAndAMesh() throws ClusterException {
        assertThat(check.reasons(
                        FakeCluster.of(route(EDGE, WEB, answer("Accepted", "True", "Accepted")) + OPEN + SERVICE)))
                .isEmpty();
        assertThat(check.reasons(
                        FakeCluster.of(route(EDGE, WEB + ", {name: old, port: 80, weight: 0}", "{}") + OPEN + SERVICE)))
                .isEmpty();
        assertThat(check.reasons(
                        FakeCluster.of(route("{kind: Service, group: \"\", name: web}", WEB, "null") + SERVICE)))
                .isEmpty();
        assertThat(check.reasons(FakeCluster.of(
                        route(EDGE, "{name: wep, port: 80}", "{}").replace("T10:00", "T11:58") + SERVICE)))
                .isEmpty();
    }

    @Test
    void concludesNothingFromWhatItCannotSee() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(route(EDGE, "{name: wep, port: 80}", "{}"))
                        .forbid(GatewayTypes.GATEWAYS)
                        .forbid(ResourceType.SERVICES)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1, GRPCRoute", "v1, TLSRoute", "v1alpha2, TLSRoute"})
    void looksAtTheOtherKindsOfRoutesToo(String type) throws ClusterException {
        String[] parts = type.split(", ");
        String route = route(EDGE, "{name: wep, port: 80}", "{}")
                .replace("networking.k8s.io/v1", "networking.k8s.io/" + parts[0])
                .replace("HTTPRoute", parts[1]);
        String gateway = OPEN.replace("port: 80,", "port: 80, protocol: TLS,");

        assertThat(check.findings(FakeCluster.of(route + gateway + SERVICE)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.summary())
                            .isEqualTo(parts[1] + " shop/web leads to Service shop/wep, which does not exist");
                    assertThat(finding.look()).contains("describe " + parts[1].toLowerCase(Locale.ROOT));
                });
    }

    @Test
    void doesNotAskForTlsRoutesWhereNoListenerTakesThem() throws ClusterException {
        String route = route(EDGE, "{name: wep, port: 80}", "{}").replace("HTTPRoute", "TLSRoute");

        assertThat(check.reasons(FakeCluster.of(route + OPEN + SERVICE))).isEmpty();
    }

    @Test
    void tellsWhatItSeesWhereOneKindOfRoutesIsHidden() throws ClusterException {
        assertThat(check.reasons(FakeCluster.of(route(EDGE, "{name: wep, port: 80}", "{}") + OPEN + SERVICE)
                        .forbid(GatewayTypes.GRPC_ROUTES)))
                .containsExactly("RouteBackendMissing");
    }

    @Test
    void wantsToSeeForAWhileWhatMayHaveChangedJustNow() throws ClusterException {
        assertThat(check.findings(FakeCluster.of(route("{name: edg, namespace: infra}", "{name: wep}", "{}")
                        + route(EDGE, "{name: web, port: 8080}", "{}").replace("name: web, n", "name: other, n")
                        + route(EDGE, WEB, "{}").replace("name: web, n", "name: third, n")
                        + gateway("{from: Same}")
                        + SERVICE)))
                .hasSizeGreaterThan(3)
                .extracting(Finding::sustained)
                .containsOnly(Duration.ofMinutes(5));
        assertThat(check.findings(FakeCluster.of(route(EDGE, WEB, answer("Accepted", "False", "No")) + OPEN + SERVICE)))
                .singleElement()
                .extracting(Finding::sustained)
                .isEqualTo(Duration.ZERO);
    }
}
