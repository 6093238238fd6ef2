package dev.midwatch.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
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

    @Test
    void leavesWhatAnybodyMayKnowOfASecret() {
        known.learnValue("username", "shop-reader");
        known.learnValue("host", "db.shop.svc");

        assertThat(plain.of("shop-reader@db.shop.svc")).isEqualTo("shop-reader@db.shop.svc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"DB_PASSWORD", "password", "apiKey", "api-key", "STRIPE_SECRET_KEY", "githubToken", "SIGNING_KEY"
            })
    void learnsWhatStandsUnderATellingName(String name) {
        known.learnIfNamed(name, "zebra-crossing");

        assertThat(plain.of("log: zebra-crossing")).isEqualTo("log: [redacted]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "secretName", "image", "tokenExpiration", "key", "passwordSecretRef"})
    void learnsNothingUnderAnyOther(String name) {
        known.learnIfNamed(name, "zebra-crossing");

        assertThat(plain.of("log: zebra-crossing")).isEqualTo("log: zebra-crossing");
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
    void forgetsTheOldestWhereThereIsNoRoom() {
        Random random = new Random(7);
        known.learn("the-very-first-one-9");
        for (int i = 0; i < 3_000; i++) {
            known.learnValue("file", random(random, 1_000));
        }
        known.learn("the-very-last-one-9");

        assertThat(plain.of("the-very-first-one-9, the-very-last-one-9")).isEqualTo("the-very-first-one-9, [redacted]");
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
