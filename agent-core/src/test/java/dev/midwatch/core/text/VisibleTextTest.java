package dev.midwatch.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x07, 0x08, 0x0B, 0x0C, 0x0D, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x034F, 0x061C, 0x115F, 0x180E,
                0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060,
                0x2064, 0x2066, 0x2067, 0x2068, 0x2069, 0x206F, 0x3164, 0xD800, 0xDFFF, 0xE000, 0xFE00, 0xFE0F, 0xFEFF,
                0xFFA0, 0xFFF9, 0xE0001, 0xE0041, 0xE007F, 0xE0100, 0xF0000
            })
    void showsWhatHides(int hidden) {
        String text = "a" + new String(Character.toChars(hidden)) + "b";

        String shown = VisibleText.of(text);

        assertThat(shown).isEqualTo("a‹U+%04X›b".formatted(hidden));
        assertThat(VisibleText.of(shown)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "lines\nand\ttabs",
                "Größe, 東京, Ελλάδα, العربية, हिन्दी",
                "✅ ❌ ⚠️ ❤️ 1️⃣",
                "👩‍💻 👨‍👩‍👧 🏳️‍🌈 👍🏽",
                "• bullet … dots – dash ‘quotes’ €",
            })
    void leavesTextAndEmojiAlone(String text) {
        assertThat(VisibleText.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "^[31;1mERROR^[0m down | ERROR down",
                "^[2Jgone | ‹U+001B›[2Jgone",
                "^]0;owned | ‹U+001B›]0;owned",
                "^[8;5;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1m | ‹U+001B›[8;5;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1m",
                "^ | ‹U+001B›",
                "^[ | ‹U+001B›[",
            })
    void dropsColoursAndShowsOtherEscapes(String text, String shown) {
        assertThat(VisibleText.of(text.replace('^', '\u001b'))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"'a\r\nb', 'a\nb'", "'a\rb', a‹U+000D›b", "'a\r', a‹U+000D›"})
    void joinsLineEndsOfWindows(String text, String shown) {
        assertThat(VisibleText.of(text)).isEqualTo(shown);
    }
}
