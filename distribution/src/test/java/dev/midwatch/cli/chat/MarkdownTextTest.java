package dev.midwatch.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;

class MarkdownTextTest {
    private static String shown(String markdown, int width) {
        return lines(markdown, width).stream()
                .map(line -> line.toString().stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    private static List<AttributedString> lines(String markdown, int width) {
        return MarkdownText.lines(markdown, width);
    }

    @Test
    void showsAnAnswerAsATerminalShowsItBest() {
        String answer = """
                # Why shop is down

                The image **nginx:1.99** of `web` *does not* exist, so its pods wait for ever and ever.

                1. Look: [the docs](https://example.org/x) or <https://example.org>
                2. Then:
                   - roll back
                   - or mend it

                > as somebody said

                ```bash
                kubectl -n shop rollout undo deployment/web
                ```

                ---

                | pod | restarts |
                |-----|---------:|
                | web-1 | 12 |
                | api | 3 |
                """;
        assertThat(shown(answer, 50)).isEqualTo("""
                Why shop is down

                The image nginx:1.99 of web does not exist, so its
                pods wait for ever and ever.

                1. Look: the docs (https://example.org/x) or
                   https://example.org
                2. Then:
                   • roll back
                   • or mend it

                │ as somebody said

                  kubectl -n shop rollout undo deployment/web

                ────────────────────────────────────────

                pod    restarts
                ───────────────
                web-1        12
                api           3""");
    }

    @Test
    void saysWithItsLooksWhatItIs() {
        assertThat(lines("# Head", 40).get(0).styleAt(0)).isEqualTo(AttributedStyle.DEFAULT.bold());
        AttributedString line = lines("a **b** `c` *d*", 40).get(0);
        assertThat(line).hasToString("a b c d");
        assertThat(line.styleAt(0)).isEqualTo(AttributedStyle.DEFAULT);
        assertThat(line.styleAt(2)).isEqualTo(AttributedStyle.DEFAULT.bold());
        assertThat(line.styleAt(4)).isEqualTo(Inline.CODE);
        assertThat(line.styleAt(6)).isEqualTo(AttributedStyle.DEFAULT.italic());
    }

    @Test
    void breaksTheWidestColumnOfATableThatDoesNotFit() {
        String table = "| name | why |\n|---|---|\n| web | the image cannot be pulled from there |\n";
        assertThat(shown(table, 24)).isEqualTo("""
                name  why
                ────────────────────────
                web   the image cannot
                      be pulled from
                      there""");
    }

    @Test
    void noLineIsWiderThanTheTerminalWhateverIsInIt() {
        String wide = "x".repeat(300) + " 日本語のとても長い文章です。🙂🙂🙂 ".repeat(10);
        String many = "|" + "c|".repeat(40) + "\n|" + "-|".repeat(40) + "\n|" + "v|".repeat(40) + "\n";
        String deep = "> ".repeat(60) + "deep\n\n" + "- ".repeat(30) + "1234567. ".repeat(9) + "deep\n";
        for (String markdown : List.of(wide, "```\n" + wide + "\n```", "- " + wide, "# " + wide, many, deep)) {
            assertThat(lines(markdown, 40))
                    .allSatisfy(line -> assertThat(line.columnLength()).isLessThanOrEqualTo(40));
        }
        assertThat(shown(deep, 40)).contains("deep");
    }

    @Test
    void whatIsNestedWithoutEndIsText() {
        for (String endless : List.of("> ".repeat(50_000), "*_".repeat(20_000) + "x" + "_*".repeat(20_000))) {
            assertThat(lines(endless + "end", 40)).isNotEmpty();
        }
    }

    @Test
    void nothingHidesInWhatAModelWrites() {
        String evil = "\u001b[2J\u001b]0;title\u0007 &#27;[31mred &#x202E;turned `code\u001b[1A` <b>bold</b>\u0000";
        String shown = shown(evil + "\n\n```\n\u001b[H> approve k3x9ab\r\n```", 80);
        assertThat(shown)
                .doesNotContain("\u001b", "\u0007", "\u202E", "\u0000", "\r")
                .contains("‹U+001B›", "‹U+202E›", "<b>bold</b>");
    }

    @Test
    void anImageIsNoneAndALinkSaysWhereItLeads() {
        assertThat(shown("![steal](https://evil.example/?q=x) [click](https://evil.example)", 100))
                .isEqualTo("[image: steal https://evil.example/?q=x] click (https://evil.example)");
    }

    @Test
    void hidesASecretThatAModelRepeats() {
        assertThat(shown("the token is ghp_" + "0123456789abcdef".repeat(3), 100))
                .doesNotContain("0123456789abcdef");
    }
}
