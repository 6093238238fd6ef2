package dev.midwatch.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midwatch.api.check.Finding;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FindingJsonTest {
    @Test
    void readsBackWhatItWrote() {
        Finding finding = Samples.crash("web-1")
                .since(Samples.NOON)
                .evidence("log", "cannot open\nthe file")
                .sustained(Duration.ofMinutes(5))
                .explainsNothing();

        assertThat(FindingJson.read(FindingJson.write(finding))).isEqualTo(finding);
    }

    @Test
    void takesOneOfAnEarlierVersionForWhatMayExplain() {
        String written = FindingJson.write(Samples.nodeDown()).replace(",\"explains\":true", "");

        assertThat(written).doesNotContain("explains");
        assertThat(FindingJson.read(written).explains()).isTrue();
    }
}
