package dev.midwatch.channels.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeMarkdownTest {
    private static final Pattern CALL =
            Pattern.compile("@everyone|@here|<@|<#|<:|<a:|<t:|<id:|</", Pattern.CASE_INSENSITIVE);
    private static final Pattern MASKED = Pattern.compile("\\]\\(");
    private static final List<String> PIECES = List.of(
            "`",
            "``",
            "```",
            "````",
            "\\",
            "\n",
            " ",
            "a",
            "[x](http://evil.example)",
            "[",
            "](",
            ")",
            "@everyone",
            "<@1>",
            "<#2>",
            "sh\n",
            "||",
            "😀",
            "`a`",
            "```sh\nb\n```",
            "\r\n");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@everyone",
                "@here",
                "@EVERYONE",
                "<@123>",
                "<@!123>",
                "<@&123>",
                "<#123>",
                "<:smile:1>",
                "<a:smile:1>",
                "<t:0:R>",
                "<id:customize>",
                "</status:1>",
                "\\<@123>",
                "a`@everyone",
                "`a\n@everyone`",
                "\\`@here`"
            })
    void namesNobody(String hostile) {
        assertThat(String.join("", DiscordReading.words(SafeMarkdown.of(hostile))))
                .doesNotContainPattern(CALL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[your bank](http://evil.example)",
                "![x](http://evil.example/a.png)",
                "[a](<http://evil.example>)",
                "[a](http://evil.example \"title\")",
                "[a](http://evil.example/(b))",
                "[[a]](http://evil.example)",
                "[`a`](http://evil.example)",
                "\\`[a](http://evil.example)\\`",
                "`` ` ``[a](http://evil.example)`",
                "`[a](http://evil.example)",
                "[a\\](http://evil.example)"
            })
    void hidesNoAddress(String hostile) {
        String safe = SafeMarkdown.of(hostile);

        assertThat(String.join("", DiscordReading.words(safe))).doesNotContainPattern(MASKED);
        assertThat(safe).contains("http://evil.example");
    }

    @Test
    void letsDiscordFetchNoPage() {
        assertThat(SafeMarkdown.of("see https://a.example/x?y=1, (http://b.example) and <https://c.example>."))
                .isEqualTo("see <https://a.example/x?y=1>, (<http://b.example>) and <https://c.example>.");
        assertThat(SafeMarkdown.of("<https://open.example and")).isEqualTo("<https://open.example> and");
        assertThat(SafeMarkdown.of("join discord.gg/abc or https://Discord.com/invite/abc"))
                .isEqualTo("join discord.gg /abc or <https://Discord.com/invite> /abc");
    }

    @Test
    void leavesCodeAlone() {
        String command = "`kubectl get pods -o jsonpath='{.items[?(@.x)]}' | grep '<a:b>'`";
        String block = "```sh\ncurl http://a.example && echo '[a](b) @everyone'\n```";

        assertThat(SafeMarkdown.of("run " + command + " now")).isEqualTo("run " + command + " now");
        assertThat(SafeMarkdown.of(block)).isEqualTo(block);
    }

    @Test
    void closesWhatWasLeftOpenAndPutsFencesOnLinesOfTheirOwn() {
        assertThat(SafeMarkdown.of("log: ```\nline")).isEqualTo("log: \n```\nline\n```");
        assertThat(SafeMarkdown.of("use ```kubectl get pods``` now")).isEqualTo("use `kubectl get pods` now");
        assertThat(SafeMarkdown.of("````md\n```sh\na\n```\n````")).isEqualTo("```md\n'''sh\na\n'''\n```");
        assertThat(SafeMarkdown.of("5 ` and 6")).isEqualTo("5 \\` and 6");
    }

    @Test
    void hidesNothingBehindABlackBar() {
        assertThat(SafeMarkdown.of("a ||approved by roger|| b")).isEqualTo("a \\|\\|approved by roger\\|\\| b");
    }

    @Test
    void showsPeopleWhereAWordOfOursSaysWhoSomebodyIs() {
        assertThat(SafeMarkdown.naming("approved by discord:123456789012345678"))
                .isEqualTo("approved by <@123456789012345678>");
        assertThat(SafeMarkdown.naming("`discord:123456789012345678` <@5>"))
                .isEqualTo("`discord:123456789012345678` < @5>");
    }

    @Test
    void makesOneLineOfATitle() {
        assertThat(SafeMarkdown.line(" web:\n```\n[a](http://b)  x ")).isEqualTo("web: ''' a (<http://b>) x");
        assertThat(SafeMarkdown.line(" \n ")).isEmpty();
    }

    @Test
    void shortensWithoutLeavingCodeOpenOrCuttingACharacterInTwo() {
        assertThat(SafeMarkdown.shortened("run `kubectl get pods`", 15)).isEqualTo("run `kubectl `…");
        assertThat(SafeMarkdown.shortened("ab😀😀", 5)).isEqualTo("ab…");
        assertThat(SafeMarkdown.shortened("ab`cd`", 5)).isEqualTo("ab…");
        assertThat(SafeMarkdown.shortened("exact", 5)).isEqualTo("exact");
    }

    @Test
    void isSafeWhateverSomebodyMakesOfBackticksAndHoweverItIsCut() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder hostile = new StringBuilder();
            for (int piece = 0; piece < 3 + random.nextInt(12); piece++) {
                hostile.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String safe = SafeMarkdown.of(hostile.toString());
            assertSafe(safe, hostile.toString());
            assertSafe(SafeMarkdown.shortened(SafeMarkdown.line(hostile.toString()), 25), hostile.toString());
            List<Passage> passages = Passage.of(hostile.toString()).stream()
                    .map(SafeMarkdown::of)
                    .toList();
            for (String part : FencedText.split(passages, 40)) {
                assertThat(part).as("part of %s", hostile).hasSizeLessThanOrEqualTo(40);
                assertSafe(part, hostile.toString());
            }
        }
    }

    private static void assertSafe(String text, String hostile) {
        String words = String.join("", DiscordReading.words(text));
        if (CALL.matcher(words).find() || MASKED.matcher(words).find() || words.contains("```")) {
            throw new AssertionError("from\n%s\ncame\n%s\nread as\n%s".formatted(hostile, text, words));
        }
    }

    @Test
    void isQuickWithWhatIsMadeToBeSlow() {
        for (String piece : List.of("`", "```", "\\", "[", "](", "http://", "`a", "<", "||", "`a``b`", "\n")) {
            String hostile = piece.repeat(100_000 / piece.length());
            long begin = System.nanoTime();
            FencedText.split(List.of(SafeMarkdown.of(Passage.prose(SafeMarkdown.of(hostile)))), 2_000);
            assertThat((System.nanoTime() - begin) / 1_000_000)
                    .as("ms for %s", piece)
                    .isLessThan(3_000);
        }
    }
}
