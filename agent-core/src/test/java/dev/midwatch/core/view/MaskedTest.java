package dev.midwatch.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.core.text.PlainText;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaskedTest {
    private static final String KEY =
            "-----BEGIN PRIVATE KEY-----\n  MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7\n"
                    + "  VJTUt9Us8cKjMzEfYyjiWA4R4/M2bS1GB4t7NXp98C3SC6dVMvDu\n  -----END PRIVATE KEY-----";

    static List<String> texts() {
        return List.of(
                "",
                "\n",
                "no secret\nat all",
                "password: tr0cken-Tr0cken!",
                "password: tr0cken-Tr0cken!\r\nport: 8\r\n",
                "a:\n\tpassword: \"tr0cken\\\"Tr0cken\"\n",
                "password: x{$(&\\1-Tr0cken\ntoken: tr0cken-Tr0cken!\nagain: tr0cken-Tr0cken!\n",
                "# the old one was password=tr0cken-Tr0cken!\nport: 8\n",
                "password: ab********1cd-********2\ntoken: tr0cken-Tr0cken!\n",
                "title: ********1\npassword: tr0cken-Tr0cken!\n",
                "password: |\n  tr0cken\n  Tr0cken!\nport: 8\n",
                "key: |\n  " + KEY + "\nport: 8\n",
                "url: https://roger:tr0cken-Tr0cken!@example.org:8443/x\n",
                "password: tr0\u200bcken-Tr0cken!\n",
                "token: ghp_0123456789012345678901234567890123456\u00e44711\n");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void showsNoSecretAndGivesBackEveryByte(String text) {
        Masked masked = Masked.of(text, List.of());
        assertThat(masked.shown()).doesNotContainIgnoringCase("tr0").doesNotContain("MII", "VJTU", "ghp_");
        assertThat(masked.unmask(masked.shown())).isEqualTo(text);
        assertThat(masked.unknown(masked.shown())).isEmpty();
        assertThat(masked.length(masked.shown())).isEqualTo(text.length());
    }

    @Test
    void keepsASecretWhereverItIsMovedToAndLosesOneThatIsTakenOut() {
        Masked masked = Masked.of("password: tr0cken-Tr0cken!\ntoken: an0ther-0ne-Of-Them\n", List.of());
        assertThat(masked.unmask("b: ********2\n# a\nc: ********1\n"))
                .isEqualTo("b: an0ther-0ne-Of-Them\n# a\nc: tr0cken-Tr0cken!\n");
        assertThat(masked.unmask("token: ********2\n")).doesNotContain("tr0cken");
        assertThat(masked.unmask("password: fresh\ntoken: ********2\n")).startsWith("password: fresh\n");
    }

    @Test
    void doesNotReadWhatItPutIn() {
        Masked masked = Masked.of("password: x********2y\ntoken: an0ther-0ne-Of-Them\n", List.of());
        assertThat(masked.unmask(masked.shown())).contains("x********2y");
    }

    @Test
    void tellsTheFirstFromTheTenth() {
        String text = IntStream.rangeClosed(1, 25)
                .mapToObj(i -> "password: tr0cken-" + i + "-Tr0cken\n")
                .collect(Collectors.joining());
        Masked masked = Masked.of(text, List.of());
        assertThat(masked.secrets()).hasSize(25);
        assertThat(masked.unmask(masked.shown())).isEqualTo(text);
    }

    @Test
    void knowsAMarkThatStandsForNothing() {
        Masked masked = Masked.of("password: tr0cken-Tr0cken!\n", List.of());
        assertThat(masked.unknown("a: ********2\nb: ********01\nc: ********99999999999999999999\nd: ********1\n"))
                .containsExactly("********2", "********01", "********99999999999999999999");
    }

    @Test
    void hidesWhatIsASecretThoughNothingTellsIt() {
        Masked masked = Masked.of("name: adm\nadministrator: admiral\nother: \"adm\"\n", List.of("adm"));
        assertThat(masked.shown()).isEqualTo("name: ********1\nadministrator: admiral\nother: \"********2\"\n");
    }

    @Test
    void hasAWordForEachSecretAndTheSameLines() {
        String text = "key: |\n  " + KEY + "\nport: 8\n";
        Masked masked = Masked.of(text, List.of());
        assertThat(masked.withoutSecrets(masked.shown())).doesNotContain("MII").hasLineCount((int)
                text.lines().count());
    }

    @Test
    void givesBackWhateverPiecesATextIsMadeOf() {
        List<String> pieces = List.of(
                "password: ",
                "tr0cken-Tr0cken!",
                "********",
                "1",
                "2",
                "*",
                "\n",
                "\r\n",
                "\t",
                " ",
                "\"",
                "token=",
                "\u200b",
                "ä",
                "\ud83d",
                "ghp_012345678901234567890123456789",
                "key: |\n  ",
                KEY,
                "$1",
                "\\",
                "🙂",
                "://a:");
        Random random = new Random(6);
        for (int round = 0; round < 3_000; round++) {
            String text = IntStream.range(0, random.nextInt(14))
                    .mapToObj(i -> pieces.get(random.nextInt(pieces.size())))
                    .collect(Collectors.joining());
            Masked masked = Masked.of(text, List.of());
            assertThat(masked.unmask(masked.shown())).isEqualTo(text);
            assertThat(PlainText.ofProcess().secretsAt(text))
                    .extracting(span -> span.of(text))
                    .filteredOn(secret -> secret.length() > 5 && !secret.contains("*"))
                    .allSatisfy(secret -> assertThat(masked.shown()).doesNotContain(secret));
        }
    }
}
