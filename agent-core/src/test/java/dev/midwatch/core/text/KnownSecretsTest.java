package dev.midwatch.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSecretsTest {
    private static final String VALUE = "tr0ub4dor &\"3\" it's ümlaut";

    private final KnownSecrets known = new KnownSecrets();
    private final PlainText plain = new PlainText(known);

    @Test
    void hidesAValueInEveryFormItMayTake() {
        byte[] bytes = VALUE.getBytes(StandardCharsets.UTF_8);
        known.learnValue("password", Base64.getEncoder().encodeToString(bytes));

        for (String form : new String[] {
            VALUE,
            VALUE.replace("\"", "\\\""),
            VALUE.replace("\"", "\\\\\\\""),
            VALUE.replace("\"", "\\\"").replace("&", "\\u0026"),
            VALUE.replace("'", "''"),
            URLEncoder.encode(VALUE, StandardCharsets.UTF_8),
            URLEncoder.encode(VALUE, StandardCharsets.UTF_8).replace("+", "%20"),
            Base64.getEncoder().encodeToString(bytes),
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
            Base64.getEncoder().encodeToString(("user:" + VALUE).getBytes(StandardCharsets.UTF_8)),
            VALUE.toUpperCase(Locale.ROOT),
            URLEncoder.encode(VALUE, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT),
            HexFormat.of().formatHex(bytes),
            HexFormat.of().withUpperCase().formatHex(bytes),
        }) {
            assertThat(plain.of("it said:" + form + "!")).as(form).isEqualTo("it said:[redacted]!");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "default",
                "12345",
                "8080",
                "127.0.0.1",
                "postgres",
                "aaaaaaaa",
                "short",
                "localhost",
                "example",
                "shopper"
            })
    void doesNotTakeOrdinaryWordsOutOfAllText(String word) {
        known.learn(word);
        known.learnValue("something", word);

        assertThat(plain.of("a " + word + " b")).isEqualTo("a " + word + " b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zebra\\/quartz+lamp 4711",
                "zebra\\u002fquartz\\u002blamp 4711",
                "zebra%2fquartz%2blamp%204711",
                "ZEBRA/Quartz+Lamp 4711"
            })
    void hidesAValueHoweverItsSlashIsWritten(String form) {
        known.learnValue("x", "zebra/quartz+lamp 4711");

        assertThat(plain.of("it said:" + form + "!")).isEqualTo("it said:[redacted]!");
    }

    /** Whoever may write a Secret, or a variable called X_PASSWORD, must not choose what cannot be read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Deployment",
                "restartedAt",
                "replicas",
                "CrashLoopBackOff",
                "OOMKilled",
                "kube-system",
                "payments",
                "redis-master",
                "redis-master-0",
                "rollout_restart",
                "ImagePullBackOff",
                "apps/v1",
                "db.shop.svc",
                "db.shop.svc.cluster.local:5432",
                "redis-master:6379",
                "10.0.0.17:5432",
                "nginx:1.25.3",
                "ghcr.io/acme/web:v1.2.3",
                "registry.example:5000/shop/web:main-20240102-9f8e7d6",
                "quay.io/acme/web@sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9",
                "https://api.example.com/healthz",
                "postgres://db.shop.svc:5432/shop",
                "networking.k8s.io/v1",
                "v1beta1",
                "mydb.c9akciq32rsz.eu-west-1.rds.amazonaws.com",
                "2026-03-02T08:06:00Z",
                "kubernetes.io/hostname"
            })
    void takesNoEvidenceOutOfAllTextBecauseASecretHoldsIt(String evidence) {
        known.learnValue("shop", "x", Base64.getEncoder().encodeToString(evidence.getBytes(StandardCharsets.UTF_8)));
        known.learnValue("shop", "x", evidence);
        known.learnIfNamed("shop", "X_PASSWORD", evidence);
        known.learnValue(
                "shop",
                "manifest.yaml",
                "apiVersion: v1\nkind: Deployment\nnamespace: kube-system\nvalue: " + evidence);

        assertThat(plain.of("saw " + evidence + " there")).isEqualTo("saw " + evidence + " there");
        assertThat(plain.of("kind: Deployment\nnamespace: kube-system"))
                .isEqualTo("kind: Deployment\nnamespace: kube-system");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tr0ub4dor",
                "hunter2",
                "qwerty1",
                "Sup3rS3cret!",
                "correct horse battery staple",
                "tulip-base-9911",
                "abc-def-123-456",
                "kJhGtRfdSwQzXcVb",
                "8f14e45fceea467f",
                "abcdef.0123456789abcdef",
                "p@ssword",
                "shop:p4ss-w0rd",
                "483920174620",
                "https://hooks.example/T0X1/kJ8h7G6f5D4s3A2",
                "postgres://shop:p4ss@db:5432/shop",
                "AKIAX0X0X0X0X0X0"
            })
    void hidesEveryOtherValueOfASecret(String value) {
        known.learnValue("shop", "x", Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));

        assertThat(plain.of("saw " + value + " there")).isEqualTo("saw [redacted] there");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesTheNameOfAnObjectReadableWhoeverKeepsItInASecret(boolean seenFirst) {
        if (seenFirst) {
            known.leaveReadable("web-5d9f8c7b6-x2x9q");
        }
        known.learnValue("shop", "x", "web-5d9f8c7b6-x2x9q");
        known.leaveReadable("web-5d9f8c7b6-x2x9q");
        known.learn("own-5d9f8c7b6-x2x9q");
        known.leaveReadable("own-5d9f8c7b6-x2x9q");

        assertThat(plain.of("web-5d9f8c7b6-x2x9q, own-5d9f8c7b6-x2x9q")).isEqualTo("web-5d9f8c7b6-x2x9q, [redacted]");
    }

    @Test
    void learnsAlsoWhatStandsBehindATellingNameInAFile() {
        known.learnValue(
                "shop", "app.properties", "url=jdbc:mysql://db/shop\nspring.datasource.password=tr0ub4\nmode=fast");
        known.learnValue(
                "shop", ".dockerconfigjson", "{\"auths\":{\"r.test\":{\"username\":\"u\",\"password\":\"gr4nit-7\"}}}");

        assertThat(plain.of("tr0ub4 and gr4nit-7 in fast mode")).isEqualTo("[redacted] and [redacted] in fast mode");
    }

    @Test
    void leavesWhatAnybodyMayKnowOfASecret() {
        known.learnValue("DB_NAME", "orders_2024");
        known.learnValue("smtp-user", "mailer-2024-x");
        assertThat(plain.of("orders_2024 mailer-2024-x")).isEqualTo("orders_2024 mailer-2024-x");
        known.learnValue("username", "shop-reader");
        known.learnValue("host", "db.shop.svc");

        assertThat(plain.of("shop-reader@db.shop.svc")).isEqualTo("shop-reader@db.shop.svc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DB_PASSWORD",
                "password",
                "apiKey",
                "api-key",
                "STRIPE_SECRET_KEY",
                "githubToken",
                "SIGNING_KEY",
                "SECRET_KEY_BASE",
                "MYSQL_PW",
                "DB_PASS",
                "API_KEYS",
                "BASIC_AUTH",
                "dbPasswords",
                "pass",
                "tokens",
                "DB_DSN"
            })
    void learnsWhatStandsUnderATellingName(String name) {
        known.learnIfNamed(name, "zebra-crossing-4711");

        assertThat(plain.of("log: zebra-crossing-4711")).isEqualTo("log: [redacted]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "secretName", "image", "tokenExpiration", "key", "passwordSecretRef"})
    void learnsNothingUnderAnyOther(String name) {
        known.learnIfNamed(name, "zebra-crossing-4711");

        assertThat(plain.of("log: zebra-crossing-4711")).isEqualTo("log: zebra-crossing-4711");
    }

    @Test
    void hidesALongValueWholeAndByItsLines() {
        String key = IntStream.range(0, 40)
                .mapToObj(line -> "line-" + line + "-" + Long.toString(line * 7919L + 104729, 36) + "-of-the-file")
                .collect(Collectors.joining("\n"));
        known.learnValue("file", key);

        assertThat(plain.of("<" + key + ">")).isEqualTo("<[redacted]>");
        assertThat(plain.of("<" + key.lines().toList().get(17) + ">")).isEqualTo("<[redacted]>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "said zebra-cross",
                "said zebra-cross…",
                "said zebra-cross\n… 3 more lines",
                "said zebra-cross..."
            })
    void hidesWhatACutLeftOfAValue(String text) {
        known.learn("zebra-crossing-17");

        assertThat(plain.of(text)).startsWith("said [redacted]").doesNotContain("zebra");
    }

    @Test
    void prefersTheLongerOfTwoAndJoinsWhatOverlaps() {
        known.learn("alpha-beta");
        known.learn("alpha-beta-gamma");
        known.learn("gamma-delta-x");

        assertThat(plain.of("alpha-beta-gamma-delta-x, alpha-beta.")).isEqualTo("[redacted], [redacted].");
    }

    /** Whoever may create a Secret could otherwise choose what else is not seen. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DB_PASSWORD=",
                "DB_PASSWORD",
                "assword",
                "-----BEGIN RSA PRIV",
                "Authorization: Be",
                "postgres://shop"
            })
    void aKnownValueDoesNotBlindForWhatLooksLikeASecret(String value) {
        known.learn(value);

        assertThat(plain.of(
                        "DB_PASSWORD=hid3me-0123456789 Authorization: Bearer hid3me-0123456789 postgres://shop:hid3me@db\n"
                                + "-----BEGIN RSA PRIVATE KEY-----\nhid3me\n-----END RSA PRIVATE KEY-----"))
                .doesNotContain("hid3me");
    }

    @Test
    void whatLooksLikeASecretDoesNotBlindForAKnownValue() {
        known.learn("blue password=red green");

        assertThat(plain.of("said: blue password=red green!")).isEqualTo("said: [redacted]!");
    }

    @Test
    void forgetsTheOldestOfWhoeverHasMostAndNothingOfItsOwn() {
        Random random = new Random(7);
        known.learn("the-own-key-4711");
        known.learnVariable("API_TOKEN", "the-own-token-4711");
        known.learnValue("quiet", "x", "the-quiet-one-4711");
        known.learnValue("greedy", "x", "the-first-greedy-4711");
        for (int i = 0; i < 300; i++) {
            known.learnValue("greedy", "file", random(random, 15_000));
        }
        known.learnValue("greedy", "x", "the-last-greedy-4711");

        assertThat(plain.of("the-own-key-4711, the-own-token-4711, the-quiet-one-4711, the-last-greedy-4711"))
                .isEqualTo("[redacted], [redacted], [redacted], [redacted]");
        assertThat(plain.of("the-first-greedy-4711")).isEqualTo("the-first-greedy-4711");
    }

    /** All values of whoever means harm may begin alike. */
    @Test
    void readsInTimeHoweverManyValuesBeginAlike() {
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int file = 0; file < 160; file++) {
                int from = file * 400;
                known.learnValue(
                        "shop",
                        "x" + file,
                        IntStream.range(from, from + 400)
                                .mapToObj("AAAAAA%010d"::formatted)
                                .collect(Collectors.joining("\n")));
            }
            for (int length = 16; length <= 250; length++) {
                known.learnValue("shop", "x", "A".repeat(length) + "!0");
            }
            assertThat(plain.of("A".repeat(1 << 19) + ".")).endsWith("AAA.");
            assertThat(plain.of("AAAAAA0000063999 " + "AAAAAA0".repeat(1 << 16)))
                    .startsWith("[redacted] ");
        });
    }

    @Test
    void readsAMegabyteWithAThousandValuesInTime() {
        Random random = new Random(42);
        String last = "";
        for (int i = 0; i < 1_000; i++) {
            last = random(random, 24);
            known.learn(last);
        }
        String text = "2026-01-02T03:04:05Z web-5d9f8c7b6-x2x9q GET /cart 200 in 12 ms\n".repeat(16_000) + last;

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(plain.of(text)).endsWith("\n[redacted]").contains("GET /cart");
        });
    }

    private static String random(Random random, int length) {
        return random.ints(length, '!', '~' + 1)
                .mapToObj(c -> String.valueOf((char) c))
                .collect(Collectors.joining());
    }
}
