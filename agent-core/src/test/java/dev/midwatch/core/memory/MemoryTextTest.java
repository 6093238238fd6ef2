package dev.midwatch.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MemoryTextTest {
    /** As people keep notes. */
    private static final String KEPT = """
            \uFEFF# Notes

            Prose about the shop.
            - first <!-- user -->
            + second, which goes on
              in a line below
              - nested
            3. third
            * * *
            - - -
            ```
            - in code
            ```
            <!-- a comment
            - in a comment
            -->
            - opens a comment <!-- here
            - and hides this
            --> until here
            | - | in a table |
            - last""";

    @Test
    void readsItemsOfEveryFormAndNothingElse() {
        assertThat(new MemoryText(KEPT).items())
                .extracting(MemoryText.Item::text)
                .containsExactly("first", "second, which goes on in a line below", "nested", "third", "last");
    }

    @Test
    void addsWithoutTouchingAnything() {
        assertThat(new MemoryText(KEPT).with("new", "x").text()).isEqualTo(KEPT + "\n- new <!-- x -->\n");
    }

    @Test
    void removesAnEntryWithAllItsLinesAndNothingElse() {
        assertThat(new MemoryText(KEPT)
                        .without("second, which goes on in a line below")
                        .orElseThrow()
                        .text())
                .isEqualTo(KEPT.replace("+ second, which goes on\n  in a line below\n", ""));
    }

    @Test
    void replacesTheLastLineOfAFileThatHasNoLineEnd() {
        assertThat(new MemoryText(KEPT)
                        .replacing("last", "end", "x")
                        .orElseThrow()
                        .text())
                .isEqualTo(KEPT.replace("- last", "- end <!-- x -->"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# Only a heading", "- ", "-", "-no space", "- <!-- only a comment -->", "---"})
    void findsNothingWhereNothingIs(String text) {
        assertThat(new MemoryText(text).items()).isEmpty();
        assertThat(new MemoryText(text).without("x")).isEmpty();
    }

    @Test
    void isQuickWithAVeryLongLine() {
        String line = "- " + "a <!-- b --> -".repeat(50_000);
        assertThat(new MemoryText(line + "\n- short").items()).hasSizeLessThan(3);
    }
}
