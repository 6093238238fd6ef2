package dev.midwatch.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DigestTest {
    private static final Digest DIGEST = new Digest(1_500);

    @Test
    void leavesAloneWhatFits() {
        assertThat(DIGEST.of("a\nb")).isEqualTo("a\nb");
    }

    @Test
    void keepsTheHeaderOfATableAndTheRowsThatStandOut() {
        String rows = IntStream.range(0, 5_000)
                .mapToObj(pod ->
                        row("web-" + pod, pod == 4_321 ? "CrashLoopBackOff" : pod % 100 == 0 ? "Completed" : "Running"))
                .collect(Collectors.joining("\n"));
        String digest = DIGEST.of(row("NAME", "STATUS") + "\n" + rows);

        assertThat(digest).hasSizeLessThanOrEqualTo(1_500).startsWith("NAMESPACE   NAME");
        assertThat(digest.lines().toList()).contains(row("web-4321", "CrashLoopBackOff"), row("web-0", "Completed"));
        assertThat(digest).containsPattern("… \\d+ of 5000 rows left out by STATUS: 4949 Running, \\d+ Completed");
    }

    @Test
    void keepsTheFirstRowsOfATableWithoutAState() {
        String table = "NAME      CPU(cores)   MEMORY(bytes)\n"
                + IntStream.range(0, 200)
                        .mapToObj(n -> "node-" + n + "   100m         200Mi")
                        .collect(Collectors.joining("\n"));

        assertThat(DIGEST.of(table))
                .contains("NAME      CPU(cores)", "\nnode-0 ", "\nnode-1 ")
                .contains("rows left out");
    }

    @Test
    void keepsOfALogTheFirstErrorAndTheLastLines() {
        String log = IntStream.range(0, 400)
                .mapToObj(n -> n == 200
                        ? "ERROR cannot open /etc/shop.yaml"
                        : n == 300 ? "ERROR later" : word(n) + " is served")
                .collect(Collectors.joining("\n"));
        String digest = DIGEST.of(log + "\nbye");

        assertThat(digest).hasSizeLessThanOrEqualTo(1_500);
        assertThat(digest)
                .startsWith(word(0))
                .contains("ERROR cannot open /etc/shop.yaml")
                .endsWith("\nbye");
        assertThat(digest).containsPattern("… \\d+ lines left out …");
    }

    @Test
    void tellsLikeLinesOnce() {
        String log = "start\n"
                + IntStream.range(0, 500)
                        .mapToObj(n -> "2026-11-29T10:00:%02d retry %d: connection refused".formatted(n % 60, n))
                        .collect(Collectors.joining("\n"))
                + "\nend";

        assertThat(DIGEST.of(log)).isEqualTo("""
                        start
                        2026-11-29T10:00:00 retry 0: connection refused
                        … 499 more lines like this, the last: 2026-11-29T10:00:19 retry 499: connection refused
                        end""");
    }

    @Test
    void boundsOneEndlessLine() {
        assertThat(DIGEST.of("{" + "x".repeat(1_000_000) + "}"))
                .hasSizeLessThan(800)
                .endsWith("… 999402 more characters");
    }

    private static String row(String name, String status) {
        return name.equals("NAME")
                ? row("NAMESPACE", name, "READY", status, "RESTARTS")
                : row("shop", name, "1/1", status, "0");
    }

    private static String row(String namespace, String name, String ready, String status, String restarts) {
        return "%-9s   %-8s   %-5s   %-16s   %s".formatted(namespace, name, ready, status, restarts);
    }

    /** Words without a number, so that no two lines are alike. */
    private static String word(int number) {
        return number == 0 ? "a" : word(number / 26) + (char) ('a' + number % 26);
    }
}
