package dev.midwatch.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogsTest {
    private final Logs logs = new Logs();

    private void log(String text) {
        logs.add(Instant.EPOCH, "INFO", "test", text);
    }

    @Test
    void keepsTheNewestThousandInOrder() {
        for (int i = 1; i <= 1_500; i++) {
            log("line " + i);
        }
        assertThat(logs.recent(5_000))
                .hasSize(1_000)
                .first()
                .extracting(LogLine::n)
                .isEqualTo(501L);
        assertThat(logs.recent(2)).extracting(LogLine::text).containsExactly("line 1499", "line 1500");
        assertThat(logs.recent(0)).isEmpty();
    }

    @Test
    void shortensALongLineButCutsNoSecretInTwo() {
        String secret = "ghp_" + "0123456789abcdef".repeat(3);
        log("x".repeat(3_980) + " " + secret + " " + "y".repeat(9_000));
        String text = logs.recent(1).get(0).text();
        assertThat(text).hasSizeLessThanOrEqualTo(4_001).endsWith("…").doesNotContain("ghp_", "0123");
    }

    @Test
    void tellsListenersUntilTheyEnd() throws Exception {
        List<String> heard = new ArrayList<>();
        try (AutoCloseable listening = logs.listen(line -> heard.add(line.text()))) {
            log("password: tr0cken-Tr0cken!");
        }
        log("unheard");
        assertThat(heard).singleElement().asString().doesNotContain("tr0cken");
    }

    @Test
    void doesNotGoRoundInCirclesWithAListenerThatLogs() throws Exception {
        List<String> heard = new ArrayList<>();
        try (AutoCloseable listening = logs.listen(line -> {
            heard.add(line.text());
            log("about " + line.text());
        })) {
            log("one");
        }
        assertThat(heard).containsExactly("one");
        assertThat(logs.recent(9)).extracting(LogLine::text).containsExactly("one", "about one");
    }

    @Test
    void letsNobodyElseSufferFromAListenerThatFails() throws Exception {
        List<String> heard = new ArrayList<>();
        try (AutoCloseable bad = logs.listen(line -> {
                    throw new IllegalStateException("gone");
                });
                AutoCloseable good = logs.listen(line -> heard.add(line.text()))) {
            log("one");
            log("two");
        }
        assertThat(heard).containsExactly("one", "two");
    }
}
