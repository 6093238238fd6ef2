package dev.midwatch.api.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {
    @Test
    void putsTextOnOneLine() {
        assertThat(OneLine.of("  cannot\n\tread \r\n it ")).isEqualTo("cannot read it");
    }

    @Test
    void cutsWhatIsLong() {
        assertThat(OneLine.of("x".repeat(300))).hasSize(300).doesNotEndWith("…");
        assertThat(OneLine.of("x".repeat(1_000_000))).hasSize(300).endsWith("…");
    }
}
