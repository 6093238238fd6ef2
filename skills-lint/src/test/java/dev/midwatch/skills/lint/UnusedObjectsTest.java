package dev.midwatch.skills.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.testkit.CheckContract;
import dev.midwatch.testkit.CheckRun;
import dev.midwatch.testkit.FakeCluster;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnusedObjectsTest extends CheckContract {
    private static final String MAP = Manifests.object("v1", "ConfigMap", "left-over", "");
    private static final String SECRET = Manifests.object("v1", "Secret", "left-over", "type: Opaque");
    private static final String ACCOUNT = Manifests.object("v1", "ServiceAccount", "left-over", "");
    private static final String RBAC = "rbac.authorization.k8s.io/v1";

    @Override
    protected Check check() {
        return new UnusedObjects();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                new Fault("a ConfigMap that nothing names", "UnusedConfigMap", MAP),
                new Fault("a Secret that nothing names", "UnusedSecret", SECRET),
                new Fault("an account that nothing runs as", "UnusedServiceAccount", ACCOUNT),
                new Fault(
                        "a Secret named as another namespace's",
                        "UnusedSecret",
                        SECRET
                                + Manifests.deployment("volumes: [{name: v, secret: {secretName: left-over}}]")
                                        .replace("namespace: shop", "namespace: bank")),
                new Fault(
                        "a ConfigMap that has the name of a volume only",
                        "UnusedConfigMap",
                        MAP + Manifests.deployment("volumes: [{name: left-over, emptyDir: {}}]")));
    }

    @Override
    protected List<LookAlike> lookAlikes() {
        return Stream.of(named(), byOthers(), kept()).flatMap(List::stream).toList();
    }

    private static LookAlike pod(String name, String spec) {
        return new LookAlike(name, MAP + SECRET + Manifests.deployment(spec));
    }

    private static List<LookAlike> named() {
        return List.of(
                pod("a volume of each", "volumes: [{name: a, configMap: {name: left-over}}]"),
                pod("a projected volume", "volumes: [{name: a, projected: {sources: [{secret: {name: left-over}}]}}]"),
                pod("a CSI volume", "volumes: [{name: a, csi: {driver: d, nodePublishSecretRef: {name: left-over}}}]"),
                pod("all variables", "containers: [{name: a, envFrom: [{configMapRef: {name: left-over}}]}]"),
                pod(
                        "one variable",
                        "initContainers: [{name: a, env: [{name: x, valueFrom: {secretKeyRef: {name: left-over, key: k}}}]}]"),
                pod("a pull secret", "imagePullSecrets: [{name: left-over}]"),
                pod("an argument", "containers: [{name: a, args: ['--config=shop/left-over']}]"),
                pod("a variable's value", "containers: [{name: a, env: [{name: MAP, value: left-over}]}]"),
                new LookAlike(
                        "an annotation of a reloader",
                        MAP
                                + Manifests.deployment("containers: []")
                                        .replace(
                                                "{labels:",
                                                "{annotations: {configmap.reloader.stakater.com/reload: 'a,left-over'}, labels:")),
                new LookAlike(
                        "an old ReplicaSet that a rollback would need",
                        MAP
                                + Manifests.object(
                                        "apps/v1",
                                        "ReplicaSet",
                                        "web-1",
                                        "spec: {replicas: 0, template: {spec: {volumes: [{name: a, configMap: {name: left-over}}]}}}")),
                new LookAlike(
                        "a pod that admission added to",
                        MAP
                                + Manifests.object(
                                        "v1",
                                        "Pod",
                                        "web-1",
                                        "spec: {volumes: [{name: a, configMap: {name: left-over}}]}")));
    }

    private static List<LookAlike> byOthers() {
        return List.of(
                new LookAlike(
                        "an Ingress",
                        SECRET
                                + Manifests.object(
                                        "networking.k8s.io/v1",
                                        "Ingress",
                                        "front",
                                        "spec: {tls: [{hosts: [a.example], secretName: left-over}]}")),
                new LookAlike(
                        "an account's pull secret",
                        SECRET
                                + Manifests.object(
                                        "v1", "ServiceAccount", "default", "imagePullSecrets: [{name: left-over}]")),
                new LookAlike(
                        "a StorageClass",
                        SECRET
                                + Manifests.wide(
                                        "storage.k8s.io/v1",
                                        "StorageClass",
                                        "fast",
                                        "parameters: {csi.storage.k8s.io/provisioner-secret-name: left-over}")),
                new LookAlike(
                        "a role that gives this very object",
                        MAP
                                + Manifests.object(
                                        RBAC,
                                        "Role",
                                        "reader",
                                        "rules: [{resources: [configmaps], resourceNames: [left-over], verbs: [get]}]")),
                new LookAlike(
                        "a custom resource that nobody knows",
                        SECRET + """
                        ---
                        apiVersion: apiextensions.k8s.io/v1
                        kind: CustomResourceDefinition
                        metadata: {name: gadgets.example.com}
                        spec: {group: example.com, scope: Namespaced, names: {plural: gadgets, kind: Gadget}, versions: [{name: v1, served: true, storage: true}]}
                        """
                                + Manifests.object("example.com/v1", "Gadget", "g", "spec: {a: [{b: left-over}]}")),
                new LookAlike(
                        "a program that may read it through the API", MAP + SECRET + reader("Role", "RoleBinding")),
                new LookAlike(
                        "an account with rights",
                        ACCOUNT
                                + binding(
                                        "kind: ServiceAccount, name: left-over, namespace: shop",
                                        "Role",
                                        "RoleBinding")),
                new LookAlike(
                        "an account with a token that somebody keeps",
                        ACCOUNT
                                + Manifests.object("v1", "Secret", "t", "type: kubernetes.io/service-account-token")
                                        .replace(
                                                "{name: t,",
                                                "{name: t, annotations: {kubernetes.io/service-account.name: left-over},")),
                new LookAlike(
                        "a sidecar that finds it by its label",
                        MAP.replace("{name:", "{labels: {acme_dashboard: '1'}, name:")
                                + Manifests.deployment(
                                        "containers: [{name: a, env: [{name: LABEL, value: acme_dashboard}]}]")));
    }

    private static String binding(String subject, String role, String binding) {
        return Manifests.object(
                RBAC, binding, "reads", "roleRef: {kind: " + role + ", name: reader}\nsubjects: [{" + subject + "}]");
    }

    private static String reader(String role, String binding) {
        return Manifests.deployment("containers: []")
                + Manifests.object(RBAC, role, "reader", "rules: [{apiGroups: [''], resources: ['*'], verbs: [list]}]")
                + binding("kind: ServiceAccount, name: default, namespace: shop", role, binding);
    }

    private static List<LookAlike> kept() {
        return List.of(
                new LookAlike("one of a day ago", MAP.replace("2025-12-01T00:00:00Z", "2026-01-02T00:00:00Z")),
                new LookAlike("the cluster's own", MAP.replace("name: left-over", "name: kube-root-ca.crt")),
                new LookAlike("one of an owner", MAP.replace("{name:", "{ownerReferences: [{kind: Gadget}], name:")),
                new LookAlike("a release of Helm", SECRET.replace("Opaque", "helm.sh/release.v1")),
                new LookAlike("a bootstrap token", SECRET.replace("Opaque", "bootstrap.kubernetes.io/token")),
                new LookAlike("a token", SECRET.replace("Opaque", "kubernetes.io/service-account-token")),
                new LookAlike(
                        "a lock of leaders",
                        MAP.replace("{name:", "{annotations: {control-plane.alpha.kubernetes.io/leader: x}, name:")),
                new LookAlike(
                        "what a controller manages",
                        MAP.replace("{name:", "{labels: {app.kubernetes.io/managed-by: some-operator}, name:")),
                new LookAlike(
                        "a certificate's Secret",
                        SECRET.replace("{name:", "{annotations: {cert-manager.io/certificate-name: c}, name:")),
                new LookAlike("a dashboard", MAP.replace("{name:", "{labels: {grafana_dashboard: '1'}, name:")),
                new LookAlike("the default account", ACCOUNT.replace("name: left-over", "name: default")),
                new LookAlike("the distribution's", MAP.replace("namespace: shop", "namespace: kube-system")));
    }

    @Test
    void saysThatItCannotTellWhereSomethingThatMightNameItIsHidden() {
        for (ResourceType hidden : List.of(
                ResourceType.PODS,
                ResourceType.INGRESSES,
                ResourceType.ROLES,
                ResourceType.CUSTOM_RESOURCE_DEFINITIONS)) {
            FakeCluster cluster = FakeCluster.of(MAP).forbid(hidden);
            assertThatThrownBy(() -> CheckRun.of(check()).findings(cluster))
                    .as(hidden.toString())
                    .isInstanceOf(ClusterException.class);
        }
        assertThatThrownBy(() ->
                        CheckRun.of(check()).findings(FakeCluster.of(MAP).forbid(ResourceType.DEPLOYMENTS, "bank")))
                .hasMessage("what is unused cannot be told: not all deployments.apps can be seen, and any may name it");
    }

    @Test
    void aCustomResourceThatCannotBeListedMightNameIt() {
        FakeCluster cluster =
                FakeCluster.of(MAP + """
                ---
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: gadgets.example.com}
                spec: {group: example.com, scope: Namespaced, names: {plural: gadgets, kind: Gadget}, versions: [{name: v1, served: true, storage: true}]}
                """).forbid(ResourceType.namespaced("example.com", "v1", "gadgets", "Gadget"));

        assertThatThrownBy(() -> CheckRun.of(check()).findings(cluster))
                .hasMessage("what is unused cannot be told: gadgets.example.com cannot be listed, and any may name it");
    }

    @Test
    void whoMayReadEverywhereIsTakenToReadItsOwnOnly() throws Exception {
        FakeCluster cluster = FakeCluster.of(MAP
                + (reader("ClusterRole", "ClusterRoleBinding"))
                        .replace("namespace: shop", "namespace: tools")
                        .replace(
                                "kind: ClusterRole\nmetadata: {name: reader, namespace: tools,",
                                "kind: ClusterRole\nmetadata: {name: reader,")
                        .replace(
                                "kind: ClusterRoleBinding\nmetadata: {name: reads, namespace: tools,",
                                "kind: ClusterRoleBinding\nmetadata: {name: reads,"));

        assertThat(CheckRun.of(check()).reasons(cluster)).containsExactly("UnusedConfigMap");
    }
}
