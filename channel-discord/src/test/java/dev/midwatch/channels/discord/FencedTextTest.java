package dev.midwatch.channels.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FencedTextTest {
    private static List<String> split(String markdown, int limit) {
        return FencedText.split(Passage.of(markdown), limit);
    }

    @Test
    void keepsWhatFitsExactlyTogether() {
        assertThat(split("x".repeat(2_000), 2_000)).containsExactly("x".repeat(2_000));
        assertThat(split("a".repeat(999) + "\n" + "b".repeat(1_000), 2_000)).hasSize(1);
        assertThat(split("a".repeat(1_000) + "\n" + "b".repeat(1_000), 2_000))
                .containsExactly("a".repeat(1_000), "b".repeat(1_000));
    }

    @Test
    void cutsNoCodeBlockThatFitsIntoAMessage() {
        String block = "```sh\n" + "echo a\n".repeat(20) + "echo b\n```";

        assertThat(split("x".repeat(100) + "\n" + block, 200)).containsExactly("x".repeat(100), block);
    }

    @Test
    void opensAndClosesALongBlockAnewInEachPart() {
        List<String> parts = split("```diff\n" + "+ a line\n".repeat(50) + "```", 100);

        assertThat(parts).hasSizeGreaterThan(4).allSatisfy(part -> {
            assertThat(part).startsWith("```diff\n").endsWith("\n```").hasSizeLessThanOrEqualTo(100);
        });
        assertThat(String.join("\n", parts).lines().filter("+ a line"::equals)).hasSize(50);
    }

    @Test
    void cutsALineOfAHundredThousandCharactersWithoutLosingOne() {
        String line = "😀".repeat(50_000);

        List<String> words = split(line, 2_000);
        List<String> code = split("```\n" + line + "\n```", 2_000);

        assertThat(words).allSatisfy(part -> assertThat(part).hasSizeLessThanOrEqualTo(2_000));
        assertThat(String.join("", words)).isEqualTo(line);
        assertThat(code).allSatisfy(part -> assertThat(part).hasSizeLessThanOrEqualTo(2_000));
        assertThat(String.join("", code).replaceAll("[`\n]", "")).isEqualTo(line);
    }

    @Test
    void cutsALongLineAtABlank() {
        assertThat(split("one two three four", 10)).containsExactly("one two", "three four");
    }

    @Test
    void goesOnWithACodeSpanInTheNextPart() {
        assertThat(split("`" + "x".repeat(18) + "`", 10)).containsExactly("`xxxxxxxx`", "`xxxxxxxx`", "`xx`");
    }

    @Test
    void hasNoPartWhereThereIsNothing() {
        assertThat(split("", 2_000)).isEmpty();
        assertThat(split(" \n\n ", 2_000)).isEmpty();
        assertThat(split("```\n\n```", 2_000)).isEmpty();
    }
}
