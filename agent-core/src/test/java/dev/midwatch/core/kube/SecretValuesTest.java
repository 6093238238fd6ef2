package dev.midwatch.core.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ListQuery;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.api.kube.Table;
import dev.midwatch.core.text.PlainText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However a Secret is read, its values stay on the server. */
class SecretValuesTest {
    private static final String SECRET =
            "{'metadata':{'name':'db','namespace':'shop','annotations':{'kubectl.kubernetes.io/last-applied-configuration':"
                    + "'{data: aHVudGVyMg==}','note':'aHVudGVyMg==','cert-manager.io/certificate-name':'web'},'managedFields':[{'manager':'m'}]},"
                    + "'type':'Opaque','data':{'password':'aHVudGVyMg==','deep':{'x':'aHVudGVyMg=='}},"
                    + "'stringData':{'plain':'aHVudGVyMg=='}}";
    private static final String VALUE = "aHVudGVyMg==";

    private final ApiStub server;
    private final Cluster cluster;

    SecretValuesTest() throws IOException {
        server = new ApiStub();
        cluster = server.cluster();
    }

    @AfterEach
    void stop() {
        cluster.close();
        server.close();
    }

    @Test
    void listsKeysWithoutValues() throws ClusterException {
        server.on("/api/v1/secrets", ApiStub.list(SECRET));

        KubeObject live = cluster.live().list(ResourceType.SECRETS).get(0);

        assertThat(live.at("data").textMembers()).isEqualTo(Map.of("password", "", "deep", ""));
        assertThat(live.json().toString()).doesNotContain(VALUE);
        for (Permission declared : List.of(
                Permission.list(ResourceType.SECRETS),
                Permission.list(ResourceType.SECRETS, "data", "metadata", "type"))) {
            KubeObject held = cluster.snapshot(List.of(declared), SnapshotScope.EVERYTHING)
                    .list(ResourceType.SECRETS)
                    .get(0);
            assertThat(held.at("data").members()).containsOnlyKeys("password", "deep");
            assertThat(held.json().toString()).doesNotContain(VALUE);
        }
    }

    @Test
    void tellsOfCertificatesOnlyWhoAskedForData() throws ClusterException {
        String chain = CertificateFactsTest.encoded(CertificateFactsTest.resource("chain.pem"));
        String secret =
                "{'metadata':{'name':'tls','namespace':'shop'},'data':{'tls.crt':'%s','ca.crt':'%s','tls.key':'%s','cert.pem':'%s'}}"
                        .formatted(chain, VALUE, VALUE, chain);
        server.on("/api/v1/secrets", ApiStub.list(secret));
        server.on("/api/v1/namespaces/shop/secrets/tls", ApiStub.json(secret));

        Json told = data(Permission.list(ResourceType.SECRETS, "type"), Permission.list(ResourceType.SECRETS, "data"));
        assertThat(told.get("tls.crt").items()).hasSize(3);
        assertThat(told.get("ca.crt").raw()).isEqualTo(List.of());
        assertThat(told.get("tls.key").raw()).isEqualTo("");
        assertThat(told.get("cert.pem").raw()).isEqualTo("");

        Map<String, String> blank = Map.of("tls.crt", "", "ca.crt", "", "tls.key", "", "cert.pem", "");
        assertThat(data(Permission.list(ResourceType.SECRETS, "type")).raw()).isEqualTo(blank);
        assertThat(cluster.live().list(ResourceType.SECRETS).get(0).at("data").raw())
                .isEqualTo(blank);
        assertThat(cluster.live()
                        .find(ResourceType.SECRETS, "shop", "tls")
                        .orElseThrow()
                        .at("data")
                        .raw())
                .isEqualTo(blank);
    }

    private Json data(Permission... declared) throws ClusterException {
        return cluster.snapshot(List.of(declared), SnapshotScope.EVERYTHING)
                .list(ResourceType.SECRETS)
                .get(0)
                .at("data");
    }

    @Test
    void findsOneWithoutValues() throws ClusterException {
        server.on("/api/v1/namespaces/shop/secrets/db", ApiStub.json(SECRET));

        KubeObject secret =
                cluster.live().find(ResourceType.SECRETS, "shop", "db").orElseThrow();

        assertThat(secret.at("data").members()).containsOnlyKeys("password", "deep");
        assertThat(secret.at("metadata.annotations").textMembers())
                .isEqualTo(Map.of(
                        "kubectl.kubernetes.io/last-applied-configuration",
                        "",
                        "note",
                        "",
                        "cert-manager.io/certificate-name",
                        "web"));
        assertThat(secret.json().toString()).doesNotContain(VALUE);
    }

    @Test
    void printsATableWithoutWhatWasApplied() throws ClusterException {
        server.on(
                "/api/v1/secrets",
                ApiStub.json(
                        "{'kind':'Table','columnDefinitions':[{'name':'Name','priority':0},{'name':'Data','priority':1}],"
                                + "'rows':[{'cells':['db',2],'object':" + SECRET + "}]}"));

        Table table = cluster.live().table(ListQuery.of(ResourceType.SECRETS));

        assertThat(table.columns()).containsExactly(new Table.Column("Name", 0), new Table.Column("Data", 1));
        assertThat(table.rows().get(0).cells()).containsExactly("db", "2");
        assertThat(table.rows().get(0).metadata().members()).containsOnlyKeys("name", "namespace", "annotations");
        assertThat(table.toString()).doesNotContain(VALUE);
    }

    /** Only what the object holds tells what its columns show. */
    @Test
    void learnsWhatColumnsOfACustomResourceMayShow() throws ClusterException {
        server.on(
                "/apis/acme.example/v1/databases",
                ApiStub.json("{'kind':'Table','columnDefinitions':[{'name':'Code','priority':0}],"
                        + "'rows':[{'cells':['plum-orchard-4711'],'object':{'metadata':{'name':'db','namespace':'shop'},"
                        + "'spec':{'adminPassword':'plum-orchard-4711'}}}]}"));

        Table table = cluster.live()
                .table(ListQuery.of(ResourceType.namespaced("acme.example", "v1", "databases", "Database")));

        assertThat(table.rows().get(0).cells()).containsExactly("plum-orchard-4711");
        assertThat(PlainText.ofProcess().of("CODE plum-orchard-4711")).isEqualTo("CODE [redacted]");
        assertThat(server.requests.get(0).query()).containsEntry("includeObject", "Object");
    }

    /** kapp and others write the whole Secret into annotations of their own, an older one perhaps, which its pods may still log. */
    @Test
    void learnsWhatCopiesInAnnotationsHold() throws ClusterException {
        String older = Base64.getEncoder().encodeToString("lantern-older 4711".getBytes(StandardCharsets.UTF_8));
        server.on(
                "/api/v1/secrets",
                ApiStub.json(
                        "{'items':[{'metadata':{'name':'db','namespace':'shop','annotations':{'kapp.k14s.io/original':"
                                + "'{\\\"kind\\\":\\\"Secret\\\",\\\"data\\\":{\\\"word\\\":\\\"" + older
                                + "\\\"}}'}}}]}"));

        KubeObject held = cluster.snapshot(
                        List.of(Permission.list(ResourceType.SECRETS, "data")), SnapshotScope.EVERYTHING)
                .list(ResourceType.SECRETS)
                .get(0);

        assertThat(held.json().toString()).doesNotContain(older);
        assertThat(PlainText.ofProcess().of("login with lantern-older 4711 failed"))
                .isEqualTo("login with [redacted] failed");
    }

    @Test
    void keepsInMindWhatWasReadButNotTheNamesOfObjects() throws ClusterException {
        String pod =
                "{'metadata':{'name':'web-5d9f8c7b6-q7r2s','namespace':'shop','labels':{'track':'blue-0417-q7r2s'}},'spec':{'containers':"
                        + "[{'env':[{'name':'A_PASSWORD','value':'blue-0417-q7r2s'},{'name':'B_PASSWORD','value':'lantern-0417-q7r2s'}]}]}}";
        String secret =
                "{'metadata':{'name':'db','namespace':'shop'},'stringData':{'a':'web-5d9f8c7b6-q7r2s','b':'quartz-0417-q7r2s'}}";
        server.on("/api/v1/secrets", ApiStub.list(secret));
        server.on("/api/v1/pods", ApiStub.list(pod));

        cluster.live().list(ResourceType.SECRETS);
        cluster.live().list(ResourceType.PODS);

        assertThat(PlainText.ofProcess().of("web-5d9f8c7b6-q7r2s blue-0417-q7r2s lantern-0417-q7r2s quartz-0417-q7r2s"))
                .isEqualTo("web-5d9f8c7b6-q7r2s blue-0417-q7r2s [redacted] [redacted]");
    }
}
