package dev.midwatch.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CapTest {
    private final Cap cap = new Cap(100, "narrow with -n");

    @Test
    void leavesShortTextAlone() {
        assertThat(cap.apply("short")).isEqualTo("short");
    }

    @Test
    void cutsAtALineAndCountsTheRest() {
        assertThat(cap.apply("0123456789012345678\n".repeat(10)))
                .isEqualTo("0123456789012345678\n".repeat(4) + "0123456789012345678\n… 5 more lines, narrow with -n");
    }

    @Test
    void cutsALongLineBetweenCharacters() {
        assertThat(cap.apply("x" + "😀".repeat(100)))
                .isEqualTo("x" + "😀".repeat(49) + "\n… 102 more characters, narrow with -n");
    }
}
