package dev.midwatch.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like a secret goes, what merely resembles one stays. */
class PlainTextTest {
    /** No letters that could look like anything else; every row hides it. */
    private static final String S = "Hid3MeHid3MeHid3MeHid3Me0123456789";

    private final PlainText plain = new PlainText(new KnownSecrets());

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Headers.
                "Authorization: Bearer $",
                "authorization: $",
                "{\"Authorization\":[\"Bearer $\"]}",
                "headers={authorization=Bearer $}",
                "sent bearer $ to the server",
                "Proxy-Authorization: Basic $",
                "Cookie: session=$; theme=dark",
                "Set-Cookie: sid=$",
                "X-Api-Key: $",
                "X-Vault-Token: $",
                "x-auth-token: $",
                // Tokens known by their beginning.
                "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ$.$",
                "eyJhbGciOiJSUzI1NiIsImtpZCI6IiJ9.$.$-$_$",
                "sk-$",
                "sk-proj-$",
                "sk_live_$",
                "rk_test_$",
                "ghp_$",
                "gho_$",
                "ghs_$",
                "github_pat_$",
                "glpat-$",
                "gldt-$",
                "xoxb-1234-$",
                "xoxp-$",
                "xapp-1-$",
                "npm_$",
                "hf_$",
                "hvs.$",
                "SG.$.$",
                "ya29.$",
                "GOCSPX-$",
                "AIzaSyHid3MeHid3MeHid3MeHid3Me01234567-",
                "MHid3MeHid3MeHid3MeHid3Me.Hid3Me.Hid3MeHid3MeHid3MeHid3Me012",
                "https://discord.com/api/webhooks/123456789012345678/$",
                "https://discordapp.com/api/v10/webhooks/123456789012345678/$",
                "https://hooks.slack.com/services/T000/B000/$",
                "1234567890:AAHid3MeHid3MeHid3MeHid3Me012345678",
                // Names in variables, YAML, JSON, query strings, flags.
                "DB_PASSWORD=$",
                "export GITHUB_TOKEN=$",
                "API_TOKEN: $",
                "MYSQL_ROOT_PASSWORD: '$'",
                "password: $",
                "password: two words $",
                "  passphrase: \"quoted $\"",
                "{\"password\":\"$\"}",
                "{\"password\": \"with \\\" a quote $\"}",
                "{\\\"password\\\":\\\"$\\\"}",
                "{'api_key': '$'}",
                "{\"apiKey\":\"$\"}",
                "{\"token\":\"$\"}",
                "{\"auths\":{\"r.test\":{\"auth\":\"$\"}}}",
                "client_secret=$&scope=x",
                "clientSecret: $",
                "GET /login?user=a&token=$ HTTP/1.1",
                "GET /hook?access_token=$",
                "https://s.test/a?sig=$",
                "?password%3D$",
                "aws_secret_access_key = $",
                "AccountKey=$==;EndpointSuffix=x",
                "Server=db;User Id=sa;Password=$;Encrypt=true",
                "jdbc:sqlserver://db:1433;user=sa;password=$",
                "jdbc:mysql://db/shop?user=u&password=$",
                "spring.datasource.password=$",
                "secret: $",
                "token: $",
                "STRIPE_SECRET: $",
                "STRIPE_SECRET_1: $",
                "mysql --password $ --host db",
                "login --token $",
                "argocd --auth-token=$",
                "- name: DB_PASSWORD\n  value: $",
                "- name: STRIPE_API_KEY\n  value: \"$\"",
                "{\"name\":\"DB_PASSWORD\",\"value\":\"$\"}",
                "{\n  \"name\": \"DB_PASSWORD\",\n  \"value\": \"$\"\n}",
                "      DB_PASSWORD:  $",
                "password: |\n  $\n  $\nnext: 1",
                "password:\u001b[31m $\u001b[0m",
                // Addresses.
                "postgres://shop:$@db:5432/shop",
                "redis://:$@cache:6379",
                "amqp://u:$@mq",
                "mongodb+srv://u:$@c.test/x",
                "https://$@git.test/shop.git",
                // Keys.
                "-----BEGIN RSA PRIVATE KEY-----\n$\n$\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN OPENSSH PRIVATE KEY-----\n$",
                "-----BEGIN PRIVATE KEY-----\\n$\\n-----END PRIVATE KEY-----\\n",
                "-----BEGIN PGP PRIVATE KEY BLOCK-----\n$\n-----END PGP PRIVATE KEY BLOCK-----",
                "AGE-SECRET-KEY-1HID3MEHID3MEHID3MEHID3ME",
            })
    void hidesWhatLooksLikeASecret(String row) {
        String clean = plain.of(row.replace("$", S));

        assertThat(clean).contains("[redacted]").doesNotContainIgnoringCase("hid3me");
        assertThat(plain.of(clean)).isEqualTo(clean);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=$",
                "{\"auths\":{\"r.test\":{\"username\":\"u\",\"password\":\"$\"}}}",
                "postgres://shop:$@db:5432/shop",
                "ghp_$",
                "Authorization: Bearer $",
                "-----BEGIN PRIVATE KEY-----\n$\n-----END PRIVATE KEY-----",
            })
    void hidesBase64OfIt(String row) {
        byte[] secret = row.replace("$", S).getBytes(StandardCharsets.UTF_8);
        String usual = Base64.getEncoder().encodeToString(secret);
        String url = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        String wrapped = Base64.getMimeEncoder(64, "\n  ".getBytes(StandardCharsets.UTF_8))
                .encodeToString(secret);
        String twice = Base64.getEncoder().encodeToString(usual.getBytes(StandardCharsets.UTF_8));

        for (String encoded : new String[] {usual, url, wrapped, twice, "x" + usual, "ab" + usual, "a/b/c/" + url}) {
            assertThat(plain.of("saw <" + encoded + "> there"))
                    .as(encoded)
                    .contains("[redacted]")
                    .doesNotContain(encoded.substring(encoded.length() - 12));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secretName: web-tls",
                "secret: web-tls",
                "secret: my-app-5d9f8c7b6-x2x9q",
                "secretKeyRef:\n  key: password\n  name: db",
                "imagePullSecrets:\n- name: registry",
                "automountServiceAccountToken: true",
                "tokenExpirationSeconds: 3607",
                "secret \"db-pass\" not found",
                "  DB_PASSWORD:  <set to the key 'password' in secret 'db'>",
                "DB_PASSWORD=$(OTHER)",
                "DB_PASSWORD_FILE=/run/secrets/db",
                "password: /run/secrets/db",
                "Error: couldn't find key password in Secret shop/db",
                "invalid token: expired",
                "image: registry.example/shop/web:1.2.3@sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9",
                "docker-pullable://registry.example:5000/shop/web@sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f9",
                "containerd://5f3c9b1a7d2e4f6089abcdef0123456789abcdef0123456789abcdef01234567",
                "uid: 8f14e45f-ceea-467f-9575-1c1b2d3e4f50",
                "resourceVersion: \"98123456\"",
                "pod-template-hash=5d9f8c7b6",
                "web-5d9f8c7b6-x2x9q",
                "http://web.shop.svc.cluster.local:8080/healthz",
                "dial tcp 10.0.0.1:5432: connect: connection refused",
                "MountVolume.SetUp failed for volume \"kube-api-access-x2x9q\"",
                "certificate-authority-data: LS0tLS1CRUdJTiBQVUJMSUMgS0VZLS0tLS0KTUlHZk1BMEdDU3FHU0liMw==",
                "kubernetes.io/service-account-token",
                "password: \"\"",
                "token: null",
                "basic auth: required",
                "user@example.test wrote to ops@example.test",
                "at java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1136)",
                "2026-01-02T03:04:05.678Z INFO started in 3.4 s",
                "kubectl get pods -n shop -l app=web --field-selector=status.phase!=Running",
                "the key is: none",
                "monkey: banana",
                "skip-this-long-name-of-a-pod",
            })
    void leavesEvidenceAlone(String text) {
        assertThat(plain.of(text)).isEqualTo(text);
    }

    @Test
    void keepsTheRestOfTheText() {
        assertThat(plain.of("a=1 DB_PASSWORD=x1y2z3 b=2\nnext")).isEqualTo("a=1 DB_PASSWORD=[redacted] b=2\nnext");
        assertThat(plain.of("{\"user\":\"u\",\"password\":\"p4ss\",\"port\":1}"))
                .isEqualTo("{\"user\":\"u\",\"password\":\"[redacted]\",\"port\":1}");
        assertThat(plain.of("postgres://shop:p4ss@db:5432/shop")).isEqualTo("postgres://shop:[redacted]@db:5432/shop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "eyJ",
                "-eyJ",
                ".eyJaaaaaaaaa",
                "password",
                "password=",
                "password:\"",
                "\\\"password\\\":\\\"",
                "-----BEGIN ",
                "-----BEGIN PRIVATE KEY",
                "://",
                "://a:",
                "://aaaa:b@",
                "bearer ",
                "authorization: ",
                "name: A_KEY\n",
                "\"name\":\"",
                "discord.com/api/webhooks/1",
                "M.M.",
                "sk-",
                "ghp_",
                "token ",
                "--token ",
                "password: |\n",
                " ",
                "\n",
                "\t ",
                "=",
                "AAAA",
                "cGFzc3dvcmQ9",
                "\u001b[",
                "\u202e",
                "\\",
                "\"",
                "'",
                "1:AA",
                "_-.",
                "cookie: a=",
                "?sig=",
            })
    void readsAHostileMegabyteInTime(String unit) {
        String hostile = unit.repeat((1 << 20) / unit.length() + 1);

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> plain.of(hostile));
    }
}
