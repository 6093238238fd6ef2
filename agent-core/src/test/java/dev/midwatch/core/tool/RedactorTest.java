package dev.midwatch.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactorTest {
    private final Redactor redactor = Redactor.knowing(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer HIDE-ME-0123456789",
                "curl -H 'authorization: basic SElERS1NRQ==HIDE-ME'",
                "using sk-HIDE-ME-0123456789abcdef to call",
                "DB_PASSWORD=HIDE-ME",
                "      DB_PASSWORD:  HIDE-ME",
                "API_TOKEN: HIDE-ME",
                "{\"password\": \"HIDE-ME and more\"}",
                "spring.datasource.password=HIDE-ME",
                "- name: POSTGRES_PASSWORD\n  value: HIDE-ME",
                "- name: STRIPE_API_KEY\n  value: \"HIDE-ME\"",
                "postgres://shop:HIDE-ME@db:5432/shop",
                "GET /hook?token=HIDE-ME HTTP/1.1",
                "-----BEGIN RSA PRIVATE KEY-----\nHIDE-ME\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nHIDE-ME and the log ends here",
                "client_secret: 'HIDE-ME'",
            })
    void hidesWhatLooksLikeASecret(String text) {
        assertThat(redactor.redact(text)).doesNotContain("HIDE-ME").contains("[redacted]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secretName: web-tls",
                "automountServiceAccountToken: true",
                "secret \"db-pass\" not found",
                "  DB_PASSWORD:  <set to the key 'password' in secret 'db'>",
                "Error: couldn't find key password in Secret shop/db",
                "tokenExpirationSeconds: 3607",
                "image: registry.example/shop/web:1.2.3@sha256:abcdef",
                "MountVolume.SetUp failed for volume \"certs\"",
            })
    void leavesEvidenceAlone(String text) {
        assertThat(redactor.redact(text)).isEqualTo(text);
    }

    @Test
    void keepsTheRestOfTheText() {
        assertThat(redactor.redact("a=1 DB_PASSWORD=x1y2z3 b=2\nnext"))
                .isEqualTo("a=1 DB_PASSWORD=[redacted] b=2\nnext");
    }

    @Test
    void hidesWhatIsKnownToBeSecretWhereverItStands() {
        assertThat(Redactor.knowing(List.of("tr0ub4dor")).redact("it said:tr0ub4dor!"))
                .isEqualTo("it said:[redacted]!");
    }

    @Test
    void readsAMegabyteWithoutASpaceInTime() {
        String line = "x".repeat(1 << 20);

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(redactor.redact(line)).isEqualTo(line));
    }
}
