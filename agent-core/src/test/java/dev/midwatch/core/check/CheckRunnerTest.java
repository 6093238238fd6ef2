package dev.midwatch.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.core.kube.ApiStub;
import dev.midwatch.core.kube.Cluster;
import dev.midwatch.core.kube.SnapshotScope;
import dev.midwatch.core.tool.Redactor;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckRunnerTest {
    private static final String OWNED =
            "'ownerReferences':[{'apiVersion':'%s','kind':'%s','name':'%s','uid':'%s','controller':true}]";

    private final ApiStub server;
    private final Cluster cluster;

    CheckRunnerTest() throws IOException {
        server = new ApiStub();
        cluster = server.cluster();
        server.on("/api/v1/pods", list(object("web-5f4-x", "p1", owner("apps/v1", "ReplicaSet", "web-5f4", "r1"))))
                .on(
                        "/apis/apps/v1/replicasets",
                        list(object("web-5f4", "r1", owner("apps/v1", "Deployment", "web", "d1"))))
                .on("/apis/apps/v1/deployments", list(object("web", "d1", "")))
                .on("/apis/batch/v1/jobs", list(""));
    }

    @AfterEach
    void stop() {
        cluster.close();
        server.close();
    }

    private static ApiStub.Answer list(String object) {
        return ApiStub.json("{'kind':'List','items':[%s]}".formatted(object));
    }

    private static String object(String name, String uid, String owner) {
        return "{'metadata':{'name':'%s','namespace':'shop','uid':'%s','labels':{'pod-template-hash':'5f4'}%s}}"
                .formatted(name, uid, owner);
    }

    private static String owner(String apiVersion, String kind, String name, String uid) {
        return "," + OWNED.formatted(apiVersion, kind, name, uid);
    }

    private CheckReport look(Check check) {
        List<RegisteredCheck> checks = List.of(new RegisteredCheck("test", check));
        return new CheckRunner(Clock.systemUTC(), CheckPolicy.DEFAULTS, Redactor.knowing(List.of())::redact)
                .run(checks, cluster.snapshot(CheckRunner.needs(checks), SnapshotScope.EVERYTHING), Trends.NONE);
    }

    @Test
    void findsAWorkloadsTroubleToBeTheSameWhileItsReplicaSetsCannotBeListed() {
        Observed before = look(new Pods()).findings().get(0);

        server.on("/apis/apps/v1/replicasets", ApiStub.status(500, "InternalError", "etcd is slow"));
        Observed meanwhile = look(new Pods()).findings().get(0);

        assertThat(meanwhile.finding().owner().toString()).isEqualTo("Deployment shop/web");
        assertThat(meanwhile.fingerprint()).isEqualTo(before.fingerprint());
    }

    @Test
    void isNotLedAroundInACircleByOwners() {
        server.on(
                "/apis/apps/v1/replicasets",
                list(object("web-5f4", "r1", owner("apps/v1", "ReplicaSet", "web-5f4", "r1"))));

        CheckReport report = look(new Pods());

        assertThat(report.ran()).containsExactly("pods");
        assertThat(report.findings())
                .extracting(one -> one.finding().owner().toString())
                .containsExactly("ReplicaSet shop/web-5f4");
    }

    @Test
    void heedsTheOptOutOnAWorkloadThatNoCheckLists() {
        server.on(
                "/apis/apps/v1/deployments",
                list("{'metadata':{'name':'web','namespace':'shop','uid':'d1',"
                        + "'annotations':{'midwatch.dev/ignore':'Odd'}}}"));

        CheckReport report = look(new Pods());

        assertThat(report.ran()).containsExactly("pods");
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void saysInALineWithoutSecretsWhyACheckFailed() {
        CheckReport report = look(new Broken());

        assertThat(report.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.bug()).isTrue();
            assertThat(gap.why())
                    .startsWith("failed: java.lang.IllegalStateException: token ")
                    .hasSizeLessThanOrEqualTo(300)
                    .doesNotContain("0123456789", "\n", "\u001b");
        });
    }

    private static final class Pods implements Check {
        @Override
        public String name() {
            return "pods";
        }

        @Override
        public String description() {
            return "Every pod";
        }

        @Override
        public List<Permission> permissions() {
            return List.of(Permission.list(ResourceType.PODS, "spec.nodeName"));
        }

        @Override
        public List<Finding> run(CheckContext context) throws ClusterException {
            List<Finding> findings = new ArrayList<>();
            for (KubeObject pod : context.cluster().list(ResourceType.PODS)) {
                findings.add(Finding.warning("Odd", pod).owner(context.owner(pod)));
            }
            return findings;
        }
    }

    private static final class Broken implements Check {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public String description() {
            return "Fails";
        }

        @Override
        public List<Permission> permissions() {
            return List.of();
        }

        @Override
        public List<Finding> run(CheckContext context) {
            throw new IllegalStateException(
                    "token Bearer test-token-0123456789\n\u001b[2J" + "and so on ".repeat(100_000));
        }
    }
}
