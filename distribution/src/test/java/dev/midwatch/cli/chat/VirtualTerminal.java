package dev.midwatch.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.jline.utils.AttributedString;

/** A terminal that a test types at and looks at. */
final class VirtualTerminal {
    static final String CTRL_C = "\u0003";
    static final String CTRL_D = "\u0004";
    static final String ALT_ENTER = "\u001b\r";
    static final String ENTER = "\r";

    private final PipedOutputStream keys = new PipedOutputStream();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    final Terminal terminal;
    private int seen;

    VirtualTerminal() throws IOException {
        terminal = new ExternalTerminal(
                "test", "xterm", new PipedInputStream(keys, 64_000), screen, StandardCharsets.UTF_8);
        terminal.setSize(Size.of(100, 40));
    }

    void type(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    void enter(String text) throws IOException {
        type(text + ENTER);
    }

    /** All that was ever shown, as it was sent. */
    String raw() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    String shown() {
        return AttributedString.stripAnsi(raw()).replace("\r", "");
    }

    /** Waits until this comes, behind what was waited for before. */
    void sees(String text) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(shown().substring(seen)).contains(text));
        seen = shown().indexOf(text, seen) + text.length();
    }
}
