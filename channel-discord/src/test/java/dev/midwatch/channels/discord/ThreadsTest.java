package dev.midwatch.channels.discord;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThreadsTest {
    @Test
    void namesAThreadInPlainTextOnOneLine() {
        assertThat(Threads.title("**web**: `ImagePullBackOff`\n in shop")).isEqualTo("web: ImagePullBackOff in shop");
        assertThat(Threads.title("  ")).isEqualTo("Answers");
        assertThat(Threads.title("x".repeat(300))).hasSize(100).endsWith("x…");
        assertThat(Threads.title("😀".repeat(51))).hasSizeLessThanOrEqualTo(100).endsWith("😀…");
    }
}
