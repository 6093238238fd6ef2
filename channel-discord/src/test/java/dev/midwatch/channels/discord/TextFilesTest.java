package dev.midwatch.channels.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextFilesTest {
    private final TextFiles files = new TextFiles();

    @Test
    void makesNamesThatAreNothingButNames() {
        assertThat(files.add("../../etc/passwd", "txt", "a")).isEqualTo("etc-passwd.txt");
        assertThat(files.add("Log of web-7f9 (previous)", "txt", "a")).isEqualTo("log-of-web-7f9-previous.txt");
        assertThat(files.add("日誌", "txt", "a")).isEqualTo("text.txt");
        assertThat(files.add("", "txt", "a")).isEqualTo("text-2.txt");
        assertThat(files.add("x".repeat(300), "diff", "a")).hasSize(45).endsWith("x.diff");
    }

    @Test
    void givesNoNameTwice() {
        assertThat(files.add("log", "txt", "a")).isEqualTo("log.txt");
        assertThat(files.add("Log!", "txt", "b")).isEqualTo("log-2.txt");
        assertThat(files.add("log", "txt", "c")).isEqualTo("log-3.txt");
        assertThat(files.since(1)).extracting(TextFiles.TextFile::text).containsExactly("b", "c");
    }

    @Test
    void keepsTheEndOfWhatIsTooLongEvenForAFile() {
        files.add("log", "txt", "語".repeat(2_000_000) + "the end");

        String kept = files.all().get(0).text();
        assertThat(kept).startsWith("(1700007 characters left out)\n").endsWith("the end");
        assertThat(kept.getBytes(StandardCharsets.UTF_8).length * TextFiles.MOST)
                .isLessThan(10 * 1024 * 1024);
    }
}
