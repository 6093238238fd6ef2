package dev.midwatch.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LenientJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[1,2],}",
                "{'a':[1,2]}",
                "{a:[1,2]}",
                "{\"a\":[1,2]",
                "{\"a\":[1,2",
                "{\"a\":[1,2]}}",
                " {\"a\":[1,2]}\n]"
            })
    void repairsWhatCanOnlyMeanOneThing(String text) {
        assertThat(LenientJson.repaired(text).orElseThrow()).hasToString("{\"a\":[1,2]}");
    }

    @Test
    void keepsLineBreaksInsideStrings() {
        assertThat(LenientJson.repaired("{\"a\":\"one\ntwo\"}")
                        .orElseThrow()
                        .path("a")
                        .asText())
                .isEqualTo("one\ntwo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{\"command\":\"delete pod web-", "{\"a\":}", "{\"a\":1} and {\"b\":2}", "{\"a\" 1}", "]"})
    void guessesNothing(String text) {
        assertThat(LenientJson.repaired(text)).isEmpty();
    }

    @Test
    void doesNotTakeBracketsInStringsForBrackets() {
        assertThat(LenientJson.repaired("{\"a\":\"}{]\\\"\"").orElseThrow()).hasToString("{\"a\":\"}{]\\\"\"}");
    }
}
