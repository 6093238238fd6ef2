package dev.midwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.midwatch.core.text.KnownSecrets;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The program's own log configuration, and what its commands say when they fail. */
@Isolated("it looks at standard error")
class PlainEncoderTest {
    private static final String SECRET = "thimble-cobalt lamp 7723";

    PlainEncoderTest() {
        KnownSecrets.ofProcess().learn(SECRET);
    }

    @Test
    void noLogLineTellsASecretOrDrivesATerminal() {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            new LogConfiguration().configure(context);
            Logger log = context.getLogger("dev.midwatch.test");
            log.warn("said {}", SECRET);
            log.warn("said \u001b[2J\u202e and password=hid3me");
            log.warn(
                    "broke",
                    new IllegalStateException("with " + SECRET, new RuntimeException("Bearer hid3me-0123456789")));
        } finally {
            context.stop();
            System.setErr(before);
        }

        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("said [redacted]", "‹U+001B›[2J‹U+202E›", "password=[redacted]", "with [redacted]")
                .doesNotContain(SECRET, "hid3me", "\u001b", "\u202e");
    }

    @Test
    void noCommandTellsASecretWhenItFails() {
        StringWriter said = new StringWriter();
        String[] typed = {"scan", "--kubeconfig", "/nowhere/" + SECRET, "--home", "/nowhere/\u001b[2J"};
        var line = Main.commandLine(typed);
        line.setErr(new PrintWriter(said));

        int exit = line.execute(typed);

        assertThat(exit).isNotZero();
        assertThat(said.toString()).isNotEmpty().doesNotContain(SECRET, "\u001b");
    }

    @Test
    void norWhenItIsMisused() {
        StringWriter said = new StringWriter();
        String[] typed = {"scan", "--tokne=" + SECRET, "postgres://web:hid3me@db"};
        var line = Main.commandLine(typed);
        line.setErr(new PrintWriter(said));

        int exit = line.execute(typed);

        assertThat(exit).isEqualTo(2);
        assertThat(said.toString()).contains("--tokne=[redacted]", "Usage:").doesNotContain(SECRET, "hid3me");
    }

    @Test
    void tellsNoSecretThatOnlyItsNameGivesAway() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(stream, stream, true);

        for (OutputFormat format : List.of(OutputFormat.json, OutputFormat.yaml)) {
            terminal.value(format, Map.of("evidence", Map.of("adminPassword", "hid3me")));
        }
        terminal.line(terminal.bold("password:") + " hid3me");

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("[redacted]").doesNotContain("hid3me");
    }

    @Test
    void neitherDoesAnyThatSucceeds() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(stream, stream, true);
        var rows = List.of(Map.of("name", "a " + SECRET + "\u001b[2J"));

        for (OutputFormat format : OutputFormat.values()) {
            terminal.listing(format, List.of("name"), rows, "none");
        }
        terminal.line(terminal.red("it is " + SECRET));
        terminal.note(SECRET);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("a [redacted]‹U+001B›[2J", "\u001b[31mit is [redacted]\u001b[0m")
                .doesNotContain(SECRET, "\u001b[2J");
    }
}
