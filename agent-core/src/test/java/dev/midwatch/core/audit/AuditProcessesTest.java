package dev.midwatch.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway and a command beside it write the same file. */
class AuditProcessesTest {
    private static final int LINES = 500;

    @TempDir
    Path home;

    private Path file() {
        return home.resolve("audit.jsonl");
    }

    @Test
    void twoProcessesThatAppendAtOnceKeepOneChain() throws Exception {
        Process gateway = begin("gateway");
        Process command = begin("command");
        try {
            for (Process one : List.of(gateway, command)) {
                assertThat(one.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("ready");
            }
            for (Process one : List.of(gateway, command)) {
                one.getOutputStream().write('\n');
                one.getOutputStream().flush();
            }
            for (Process one : List.of(gateway, command)) {
                assertThat(one.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(one.exitValue()).isZero();
            }
        } finally {
            gateway.destroyForcibly();
            command.destroyForcibly();
        }
        assertWhole("gateway", "command");
    }

    @Test
    void threadsOfOneProcessThatAppendAtOnceKeepOneChain() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> both =
                    List.of(threads.submit(() -> append("first")), threads.submit(() -> append("second")));
            for (Future<?> one : both) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertWhole("first", "second");
    }

    private void append(String by) {
        Audit own = new Audit(file(), Clock.systemUTC());
        IntStream.range(0, LINES).forEach(i -> own.record("executed", Map.of("by", by, "number", i)));
    }

    private void assertWhole(String... writers) {
        AuditChain chain = new Audit(file(), Clock.systemUTC()).chain();
        assertThat(chain.broken()).isEmpty();
        assertThat(chain.torn()).isEmpty();
        for (String by : writers) {
            assertThat(chain.lines().stream()
                            .map(CanonicalJson::parse)
                            .filter(line -> line.get("by").is(by))
                            .map(line -> line.get("number").number(-1)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, LINES).mapToObj(Long::valueOf).toList());
        }
    }

    private Process begin(String name) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AuditChild.class.getName(),
                        file().toString(),
                        name,
                        String.valueOf(LINES))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
