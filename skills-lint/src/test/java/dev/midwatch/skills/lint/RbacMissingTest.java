package dev.midwatch.skills.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class RbacMissingTest extends CheckContract {
    private static final String RBAC = "rbac.authorization.k8s.io/v1";
    private static final String ROLE = Manifests.object(RBAC, "Role", "reader", "rules: []");
    private static final String ACCOUNT = Manifests.object("v1", "ServiceAccount", "web", "");

    private static String binding(String role, String subject) {
        return Manifests.object(
                RBAC,
                "RoleBinding",
                "reads",
                "roleRef: {kind: Role, name: " + role + "}\nsubjects: [{" + subject + "}]");
    }

    private static final String WEB = "kind: ServiceAccount, namespace: shop, name: web";

    @Override
    protected Check check() {
        return new RbacMissing();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault("a role that is not there", "BindingWithoutRole", binding("raeder", WEB) + ROLE + ACCOUNT),
                new Fault("an account that is not there", "BindingWithoutSubject", binding("reader", WEB) + ROLE));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return List.of(
                new LookAlike("both are there", binding("reader", WEB) + ROLE + ACCOUNT),
                new LookAlike("a user", binding("reader", "kind: User, name: eve") + ROLE),
                new LookAlike("a group", binding("reader", "kind: Group, name: ops") + ROLE),
                new LookAlike("no subject at all", binding("reader", "") + ROLE),
                new LookAlike(
                        "one that was just made",
                        binding("raeder", WEB).replace("2025-12-01T00:00:00Z", "2026-01-02T11:30:00Z")),
                new LookAlike(
                        "one of the API server", binding("none", WEB).replace("name: reads", "name: 'system:reads'")),
                new LookAlike("garbage", binding("reader", WEB).replace("[{" + WEB + "}]", "7") + ROLE));
    }

    @Test
    void saysWhichNameWasProbablyMeant() throws Exception {
        FakeCluster cluster = FakeCluster.of(binding("read", WEB) + ROLE + ACCOUNT);

        assertThat(CheckRun.of(check()).findings(cluster).get(0).cause())
                .isEqualTo("there is no Role shop/read, but reader");
    }

    @Test
    void takesNothingForMissingThatIsHidden() throws Exception {
        FakeCluster cluster = FakeCluster.of(binding("reader", WEB))
                .forbid(ResourceType.ROLES)
                .forbid(ResourceType.SERVICE_ACCOUNTS, "shop");

        assertThat(CheckRun.of(check()).findings(cluster)).isEmpty();
    }
}
