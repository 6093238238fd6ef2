package dev.midwatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A check under test sees of Secrets what it sees in a cluster. */
class DeclaredReaderTest {
    private static final String SECRET = """
            apiVersion: v1
            kind: Secret
            metadata: {name: tls, namespace: shop}
            data: {tls.crt: %s, ca.crt: aHVudGVyMg==, tls.key: aHVudGVyMg==}
            """;

    @Test
    void hidesTheValuesOfSecretsAndTellsOfCertificates() throws Exception {
        Json data = list(chain(), Permission.list(ResourceType.SECRETS, "data")).at("data");

        assertThat(data.get("tls.crt").items())
                .extracting(one -> one.get("subject").text())
                .containsExactly("CN=shop.example.com", "CN=Example CA 1", "CN=Example Root");
        Json leaf = data.get("tls.crt").items().get(0);
        assertThat(leaf.get("dns_names").texts()).containsExactly("shop.example.com", "*.shop.example.com");
        assertThat(leaf.get("not_after").text()).isEqualTo("2125-01-01T00:00:00Z");
        assertThat(leaf.get("sha256").text())
                .isEqualTo("9ec8400e3af7884d86feb94b6c224fd7f793ba4abb02661a998eb659afb08790");
        assertThat(data.get("ca.crt").raw()).isEqualTo(List.of());
        assertThat(data.get("tls.key").raw()).isEqualTo("");
    }

    @Test
    void takesTheFactsOfACertificateFromAManifest() throws Exception {
        Json data = list("[{subject: CN=a}]", Permission.list(ResourceType.SECRETS, "data"))
                .at("data");

        assertThat(data.get("tls.crt").items()).hasSize(1);
    }

    @Test
    void tellsOfCertificatesOnlyWhoAskedForData() throws Exception {
        assertThat(list(chain(), Permission.list(ResourceType.SECRETS))
                        .at("data")
                        .get("tls.crt")
                        .raw())
                .isEqualTo("");
        KubeObject found = new DeclaredReader(
                        FakeCluster.of(SECRET.formatted(chain())), List.of(Permission.get(ResourceType.SECRETS)))
                .find(ResourceType.SECRETS, "shop", "tls")
                .orElseThrow();
        assertThat(found.at("data").textMembers().values()).containsOnly("");
    }

    private static KubeObject list(String certificate, Permission declared) throws Exception {
        return new DeclaredReader(FakeCluster.of(SECRET.formatted(certificate)), List.of(declared))
                .list(ResourceType.SECRETS)
                .get(0);
    }

    private static String chain() throws Exception {
        try (InputStream in = DeclaredReaderTest.class.getResourceAsStream("chain.pem")) {
            return Base64.getEncoder().encodeToString(in.readAllBytes());
        }
    }
}
