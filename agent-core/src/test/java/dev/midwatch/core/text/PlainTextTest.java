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
                "Password={$;$};Encrypt=true",
                "DB_PASS=$",
                "db_pass: $",
                "{\"pass\":\"$\"}",
                "pass=$",
                "MYSQL_PW=$",
                "SECRET_KEY_BASE=$",
                "APP_KEY=base64:$",
                "JWT_KEY=$",
                "API_KEYS=$",
                "API_TOKENS: $",
                "BASIC_AUTH=$",
                "DB_DSN=shop:$@tcp(db:3306)/shop",
                "tokens: $",
                "{\"passwords\": [\"$\", \"$\"]}",
                "{\"password\": {\"value\": \"$\"}}",
                "{\\\\\\\"password\\\\\\\":\\\\\\\"$\\\\\\\"}",
                "<password>$</password>",
                "<db:password>$</db:password>",
                "password => $",
                "password => '$'",
                "[password] => $",
                "password := $",
                "password is $",
                "the api key was '$'",
                "machine git.test login u password $",
                "password:\n  $\nnext: 1",
                "password: /etc/$",
                "password=$$",
                "password=$(a$",
                "password: [redacted] $",
                "password: <set to the key> $",
                "token: x password: $",
                "token: abc-hid3me-123-456",
                "Authorization: Hid3Me-a1",
                "mysql -uroot -p$ shop",
                "sshpass -p $ ssh db",
                "redis-cli -h cache -a $ ping",
                "args: [\"mysqldump\",\"-uroot\",\"-p$\"]",
                "curl -u admin:$ https://x.test",
                "curl --user admin:$ https://x.test",
                "args: [\"-u\",\"admin:$\"]",
                "args: [\"--password\",\"$\"]",
                "args:\n- --password\n- $\n",
                "{\"key\":\"password\",\"value\":\"$\"}",
                "- value: $\n  name: DB_PASSWORD",
                "name:\"DB_PASSWORD\" value:\"$\"",
                "[map[name:DB_PASSWORD value:$]]",
                "[map[name:SECRET_KEY_BASE value:$]]",
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
                "postgres://u:Hid3Me/$@db/x",
                "postgres://u:Hid3Me@$@db/x",
                "jdbc:oracle:thin:scott/$@//db:1521/x",
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
    @ValueSource(ints = {20, 40, 60, 64, 76})
    void hidesBase64HoweverShortItsLines(int length) {
        byte[] secret = ("hello hello password=" + S).getBytes(StandardCharsets.UTF_8);
        String wrapped = Base64.getMimeEncoder(length, "\r\n".getBytes(StandardCharsets.UTF_8))
                .encodeToString(secret);

        assertThat(plain.of("saw\r\n" + wrapped + "\r\nthere")).isEqualTo("saw\n[redacted]\nthere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$", "release: $", "\"applied\":\"$\"", "a/b/$"})
    void hidesWhatIsPackedWithGzip(String row) {
        String packed = "H4sIAAAAAAAA/6tWys7MS1GyUgpOTS5KLVHSUSouKSrNS1eqBQCvhbKIFwAAAA";
        String twice = Base64.getEncoder().encodeToString(packed.getBytes(StandardCharsets.UTF_8));

        assertThat(plain.of(row.replace("$", packed))).contains("[redacted]").doesNotContain("H4sI", "KSrNS1eq");
        assertThat(plain.of(row.replace("$", twice))).contains("[redacted]").doesNotContain(twice.substring(20, 40));
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
                "password is incorrect",
                "the token is expired",
                "password authentication failed for user shop",
                "pass=120 fail=3",
                "tokens: 1204 in, 300 out",
                "public_key: ssh-ed25519-AAAAC3NzaC1lZDI1NTE5",
                "primary_key=order_id_2024",
                "key: db-password-v2",
                "sort-key: created-at",
                "topologyKey: topology.kubernetes.io/zone",
                "wrong password:\n\tat java.base/java.lang.Thread.run(Thread.java:840)",
                "<name>web-1</name><host>db.shop.svc</host>",
                "docker run -u 1000:1000 --name web",
                "journalctl -u kubelet: no entries",
                "mysql -p3306 -h db",
                "mysqld -port=3306",
                "DATABASE_URL=postgres://db.shop.svc:5432/shop",
                "password: /etc/db/password",
                "token: CrashLoopBackOff",
                "<b>passed</b> tests",
                "compass: north-17",
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
                "password=/etc/",
                "password=/etc/x ",
                "password=${",
                "password=\"${ ",
                "password= ",
                "-a-token  ",
                "<password>",
                "password => ",
                "password is ",
                "password:\n  ",
                "\"password\":[",
                "value:a name:",
                "-u a:",
                "mysql ",
                "jdbc:oracle:x:a/",
                "MIIEpAIBAAKC0000000000000000",
                "0000000000000000000000000000000000000000\n",
                "-----END PRIVATE KEY-----",
                "\n-----END PRIVATE KEY-----",
                "\\n-----END PRIVATE KEY-----",
                "H4sIA",
                "0123456789abcdef\n ",
            })
    void readsAHostileMegabyteInTime(String unit) {
        String hostile = unit.repeat((1 << 20) / unit.length() + 1);

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> plain.of(hostile));
    }

    /** So much that time that grows with the square of it would be minutes on any machine. */
    @ParameterizedTest
    @ValueSource(strings = {"password=/etc/", "password: ${ ", "-a-token  "})
    void readsFourHostileMegabytesInTime(String unit) {
        String hostile = unit.repeat((4 << 20) / unit.length());

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> plain.of(hostile));
    }

    @Test
    void readsAHostileMegabyteThatIsEncodedTwiceInTime() {
        byte[] hostile = "password=/etc/".repeat((1 << 20) * 9 / 16 / 14).getBytes(StandardCharsets.UTF_8);
        String twice = Base64.getEncoder().encodeToString(Base64.getEncoder().encode(hostile));

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> plain.of(twice));
    }
}
