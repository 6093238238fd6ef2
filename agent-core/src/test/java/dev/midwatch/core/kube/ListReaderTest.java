package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterException.Why;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.ResourceType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list is whole, or it is a failure that says which. */
class ListReaderTest {
    private static final String PODS = "/api/v1/pods";
    private static final String ONE = ApiStub.object("shop", "one");
    private static final String TWO = ApiStub.object("shop", "two");

    private final ApiStub server;
    private Cluster cluster;

    ListReaderTest() throws IOException {
        server = new ApiStub();
        cluster = server.cluster();
    }

    @AfterEach
    void stop() {
        cluster.close();
        server.close();
    }

    @Test
    void readsPageAfterPage() throws ClusterException {
        server.on(PODS, ApiStub.page("next+1", ONE), ApiStub.page("", TWO));

        List<KubeObject> pods = cluster.live()
                .list(ListQuery.of(ResourceType.PODS).labelled("app=web").where("spec.nodeName=n1"));

        assertThat(pods).extracting(KubeObject::name).containsExactly("one", "two");
        assertThat(server.requests.get(0).query())
                .containsEntry("limit", "5000")
                .containsEntry("labelSelector", "app=web")
                .containsEntry("fieldSelector", "spec.nodeName=n1")
                .doesNotContainKey("continue");
        assertThat(server.requests.get(1).query())
                .containsEntry("continue", "next+1")
                .containsEntry("limit", "5000");
        assertThat(server.requests.get(0).header("Authorization")).isEqualTo("Bearer test-token");
        assertThat(server.requests.get(0).header("User-agent")).isEqualTo("midwatch");
    }

    @Test
    void startsAgainWhenTheContinueTokenExpired() throws ClusterException {
        server.on(PODS, ApiStub.page("a", ONE), gone(), ApiStub.page("b", TWO), ApiStub.page("", ONE));

        assertThat(cluster.live().list(ResourceType.PODS))
                .extracting(KubeObject::name)
                .containsExactly("two", "one");
    }

    @Test
    void givesUpWhenTheTokenExpiresThreeTimes() {
        server.on(PODS, ApiStub.page("a", ONE), gone(), ApiStub.page("b", ONE), gone(), ApiStub.page("c", ONE), gone());

        assertThat(failure().why()).isEqualTo(Why.FAILED);
        assertThat(server.requests).hasSize(6);
    }

    private static ApiStub.Answer gone() {
        return ApiStub.status(410, "Expired", "the continue parameter is too old");
    }

    @Test
    void takesNoListForAnEmptyOne() throws ClusterException {
        server.on(PODS, ApiStub.json("{'kind':'PodList','metadata':{'continue':null},'items':null}"));

        assertThat(cluster.live().list(ResourceType.PODS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "",
                "null",
                "{'kind':'Status','status':'Success'}",
                "{'items':{}}",
                "{'items':['x']}",
                "{'items':[{'metadata':{'name':'one'}}",
                "{'items':[{'metadata':{'name':'one'}},{'meta",
                "{'items':[{'metadata':{'name':",
                "{'metadata':{'continue':'x",
                "{'items':[}"
            })
    void refusesAnAnswerThatIsNoWholeList(String body) {
        server.on(PODS, ApiStub.json(body));

        assertThat(failure().why()).isEqualTo(Why.UNREACHABLE);
    }

    @Test
    void readsListsThatTheServerPacked() throws ClusterException {
        server.on(PODS, ApiStub.packed(Integer.MAX_VALUE, ONE, TWO));

        assertThat(cluster.live().list(ListQuery.of(ResourceType.PODS)))
                .extracting(KubeObject::name)
                .containsExactly("one", "two");
        assertThat(server.requests.get(0).header("Accept-encoding")).isEqualTo("gzip");
    }

    @Test
    void returnsNoHalfListWhenAPackedOneIsCut() {
        server.on(PODS, ApiStub.packed(40, ONE, TWO));

        assertThat(failure().why()).isEqualTo(Why.UNREACHABLE);
    }

    @Test
    void returnsNoHalfListWhenTheSecondPageIsCut() {
        server.on(PODS, ApiStub.page("next", ONE), ApiStub.cut("{'items':[" + TWO + ","));

        assertThat(failure().why()).isEqualTo(Why.UNREACHABLE);
        assertThat(failure()).hasMessageContaining(server.url()).hasMessageContaining(PODS);
    }

    @Test
    void returnsNoHalfListWhenTheSecondPageIsForbidden() {
        server.on(PODS, ApiStub.page("next", ONE), ApiStub.forbidden());

        assertThat(failure().why()).isEqualTo(Why.FORBIDDEN);
    }

    @Test
    void doesNotWaitBeyondTheDeadline() {
        server.on(PODS, ApiStub.stall("{'items':[" + ONE));
        cluster.close();
        cluster = Cluster.connect(server.settings().deadline(Duration.ofMillis(300)));

        assertThat(failure().why()).isEqualTo(Why.TIMEOUT);
        assertThat(failure()).hasMessageContaining("in time");
    }

    @Test
    void saysThatAWebPageIsNoApiServer() {
        server.on(PODS, ApiStub.body(200, "text/html", "<html>please log in</html>"));

        assertThat(failure().why()).isEqualTo(Why.UNREACHABLE);
        assertThat(failure()).hasMessageContaining("text/html").hasMessageContaining("proxy");
    }

    @Test
    void takesAWebServersNotFoundForNoMissingType() {
        server.on(PODS, ApiStub.body(404, "text/html", "<!DOCTYPE HTML><p>File not found"));
        assertThat(failure().why()).isEqualTo(Why.UNREACHABLE);
        assertThat(failure()).hasMessageContaining(server.url()).hasMessageNotContaining("DOCTYPE");

        server.on(PODS, ApiStub.body(404, "text/plain", "404 page not found"));
        assertThat(failure().why()).as("every cluster has pods").isEqualTo(Why.UNREACHABLE);
    }

    @Test
    void tellsRefusalsApart() {
        assertThat(answer(401, "Unauthorized").why()).isEqualTo(Why.UNAUTHORIZED);
        assertThat(answer(403, "Forbidden")).hasMessage("said").returns(Why.FORBIDDEN, ClusterException::why);
        assertThat(answer(404, "NotFound").why()).isEqualTo(Why.NOT_INSTALLED);
        assertThat(answer(400, "BadRequest").why()).isEqualTo(Why.INVALID);
        assertThat(answer(422, "Invalid").why()).isEqualTo(Why.INVALID);
        assertThat(answer(409, "Conflict").why()).isEqualTo(Why.CONFLICT);
        assertThat(answer(429, "TooManyRequests").why()).isEqualTo(Why.TOO_MANY_REQUESTS);
        assertThat(answer(500, "InternalError"))
                .hasMessageContaining("500")
                .hasMessageContaining("said")
                .returns(Why.FAILED, ClusterException::why);
    }

    private ClusterException answer(int code, String reason) {
        server.on(PODS, ApiStub.status(code, reason, "said"));
        return failure();
    }

    @Test
    void tellsAMissingTypeFromAMissingObject() throws ClusterException {
        String certificates = "/apis/cert-manager.io/v1/namespaces/shop/certificates/web";
        ResourceType type = ResourceType.namespaced("cert-manager.io", "v1", "certificates", "Certificate");

        ClusterException noType = catchThrowableOfType(
                ClusterException.class, () -> cluster.live().find(type, "shop", "web"));
        server.on(
                certificates,
                ApiStub.body(
                        404,
                        "application/json",
                        "{\"reason\":\"NotFound\",\"message\":\"x\",\"details\":{\"name\":\"web\"}}"));

        assertThat(noType.why()).isEqualTo(Why.NOT_INSTALLED);
        assertThat(noType).hasMessage("certificates.cert-manager.io is not served by this cluster");
        assertThat(cluster.live().find(type, "shop", "web")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "../secrets", "x/y", "x\\..\\..\\secrets\\y", "x?y", "x%2fy", "x#y", ".\t.", "a b"
            })
    void asksForNothingElseThanTheObjectNamed(String name) throws ClusterException {
        assertThat(cluster.live().find(ResourceType.PODS, "shop", name)).isEmpty();
        assertThat(server.requests).isEmpty();
    }

    @Test
    void countsRequestsAndBytes() throws ClusterException {
        server.on(PODS, ApiStub.page("next", ONE), ApiStub.page("", TWO));
        cluster.live().list(ResourceType.PODS);
        catchThrowableOfType(ClusterException.class, () -> cluster.live().find(ResourceType.NODES, "", "n1"));

        RequestStats stats = cluster.requests();
        assertThat(stats.byKind())
                .containsEntry(new RequestStats.Kind("pods", "list", 200), 2L)
                .containsEntry(new RequestStats.Kind("nodes", "get", 404), 1L)
                .hasSize(2);
        assertThat(stats.count()).isEqualTo(3);
        assertThat(stats.bytes()).isBetween(200L, 500L);
    }

    private ClusterException failure() {
        return catchThrowableOfType(ClusterException.class, () -> cluster.live().list(ResourceType.PODS));
    }
}
