package dev.midwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The newcomer's first command, as it is installed, with nobody at the terminal. */
class DemoIT {
    private static final Path SCRIPT =
            Path.of("target", "midwatch", "bin", "midwatch").toAbsolutePath();

    @TempDir
    Path home;

    @Test
    void tellsTheWholeStoryWithinAMinute() throws Exception {
        ProcessBuilder command = new ProcessBuilder(SCRIPT.toString(), "demo")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        command.environment().put("HOME", home.toString());
        command.environment().keySet().removeIf(name -> name.matches("(MIDWATCH|HERMES|OPENAI)_.*"));
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        long begun = System.nanoTime();
        Process demo = command.start();
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> text(demo.getInputStream()));
        try {
            assertThat(demo.waitFor(60, TimeUnit.SECONDS)).as("within a minute").isTrue();
        } finally {
            demo.destroyForcibly();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        String said = output.get(10, TimeUnit.SECONDS);
        System.out.printf("the demo took %.1f s%n", took.toMillis() / 1000.0);
        assertThat(demo.exitValue()).as(said).isZero();
        assertThat(said)
                .containsSubsequence(
                        "shop/shop begins to crash",
                        "may I?",
                        "you approve",
                        "Approved and done",
                        "fixed:",
                        "node cedar stops answering",
                        "resolved",
                        "refers to a Secret nobody made",
                        "certificate photos/photos-tls cannot be renewed",
                        "The last sync of Application photos failed",
                        "Certificate photos/photos-tls",
                        "Open problems: 3",
                        "The watch is over.",
                        "looked at",
                        "pods")
                .contains("chain whole")
                .doesNotContain("Exception");
        assertThat(said)
                .as("one message for each cause; what it explains is folded into it")
                .containsOnlyOnce("may I?")
                .containsOnlyOnce("fixed:")
                .containsOnlyOnce("resolved:")
                .containsOnlyOnce("🔴 Container shop of Pod shop/shop")
                .containsOnlyOnce("🔴 Node cedar")
                .containsOnlyOnce("MissingReference")
                .containsOnlyOnce("CertificateNotReady");
    }

    private static String text(InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
