package dev.midwatch.core.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.midwatch.api.channel.Decision;
import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.api.channel.Inbox;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Person;
import dev.midwatch.api.check.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ConsoleChannelTest implements Inbox {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final List<Object> heard = new CopyOnWriteArrayList<>();

    @Override
    public void message(InboundMessage message) {
        heard.add(message);
    }

    @Override
    public String decide(Decision decision) {
        heard.add(decision);
        return "done: " + decision.value();
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static OutboundMessage message(String id, String text, String... choices) {
        return OutboundMessage.of(id, "console", text)
                .severity(Optional.of(Severity.CRITICAL))
                .choices(List.of(choices).stream()
                        .map(choice -> new OutboundMessage.Choice(choice + ":" + id, choice, true))
                        .toList());
    }

    @Test
    void printsPlainTextWhereThereIsNoTerminal() throws DeliveryException {
        new ConsoleChannel(out, Optional.empty(), "me", false)
                .send(message(
                        "1", "## Title **x**\n* see `kubectl` and **that**\n```\n# code\n```\n[a](https://b.example)"));
        assertThat(printed().lines())
                .containsExactly(
                        "\u25cf Title x", "\u2022 see kubectl and that", "    # code", "a (https://b.example)", "");
    }

    @Test
    void paintsOnATerminal() throws DeliveryException {
        new ConsoleChannel(out, Optional.empty(), "me", true).send(message("1", "**web** is `down`"));
        assertThat(printed()).startsWith("\u001b[31m\u25cf \u001b[0m\u001b[1mweb\u001b[0m is \u001b[36mdown\u001b[0m");
    }

    @Test
    void untrustedTextCannotTakeOverTheTerminal() throws DeliveryException {
        new ConsoleChannel(out, Optional.empty(), "me", false)
                .send(message("1", "log: \u001b[2J\u001b]0;evil\u0007 \u202Etxt", "ok\u001b[1A"));
        assertThat(printed()).doesNotContain("\u001b", "\u0007", "\u202E").contains("log: ‹U+001B›[2J");
    }

    @Test
    void takesNumbersAsAnswersAndTheRestAsMessages() throws Exception {
        try (PipedWriter typing = new PipedWriter()) {
            ConsoleChannel console = new ConsoleChannel(out, Optional.of(new PipedReader(typing)), "me", false);
            console.send(message("a", "first", "Approve", "Deny"));
            console.send(message("b", "second", "Approve"));
            assertThat(printed()).contains("  [1] Approve", "  [2] Deny", "  [3] Approve");
            console.start(this);

            type(typing, "2\n\n3\nwhy is web down?\n99\n");

            await().until(() -> printed().contains("no choice 99"));
            assertThat(heard)
                    .containsExactly(
                            new Decision("Deny:a", "console", Person.of("me", "me")),
                            new Decision("Approve:b", "console", Person.of("me", "me")),
                            InboundMessage.of("console", Person.of("me", "me"), "why is web down?"));
            assertThat(printed()).contains("done: Deny:a", "done: Approve:b");
        }
    }

    @Test
    void aChoiceCanBeTakenAgainWhenNothingCameOfItTheFirstTime() throws Exception {
        try (PipedWriter typing = new PipedWriter()) {
            ConsoleChannel console = new ConsoleChannel(out, Optional.of(new PipedReader(typing)), "me", false);
            console.send(message("a", "first", "Approve", "Deny"));
            console.start(this);

            type(typing, "1\n1\n2\n");

            await().until(() -> printed().contains("done: Deny:a"));
            assertThat(heard)
                    .as("what may still be decided is known to the gate alone")
                    .extracting(decision -> ((Decision) decision).value())
                    .containsExactly("Approve:a", "Approve:a", "Deny:a");
        }
    }

    @Test
    void whatWasPrintedBeforeTheLastStartIsAnsweredInWords() throws Exception {
        try (PipedWriter typing = new PipedWriter()) {
            new ConsoleChannel(out, Optional.of(new PipedReader(typing)), "me", false).start(this);

            type(typing, "approve ab2cd3\n  DENY  EF4GH5 \n1\napprove everything\n");

            await().until(() -> heard.size() == 3);
            assertThat(heard)
                    .containsExactly(
                            new Decision("approve:ab2cd3", "console", Person.of("me", "me")),
                            new Decision("deny:ef4gh5", "console", Person.of("me", "me")),
                            InboundMessage.of("console", Person.of("me", "me"), "approve everything"));
            assertThat(printed()).contains("There is no choice 1.");
        }
    }

    @Test
    void onlyTheLastChoicesKeepTheirNumbers() throws Exception {
        try (PipedWriter typing = new PipedWriter()) {
            ConsoleChannel console = new ConsoleChannel(out, Optional.of(new PipedReader(typing)), "me", false);
            for (int i = 1; i <= 201; i++) {
                console.send(message(String.valueOf(i), "text", "Approve"));
            }
            console.start(this);

            type(typing, "1\n2\n");

            await().until(() -> printed().contains("done: Approve:2"));
            assertThat(printed()).contains("There is no choice 1.");
        }
    }

    private static void type(PipedWriter typing, String text) throws IOException {
        typing.write(text);
        typing.flush();
    }

    @Test
    void aClosedConsoleIsNotAnAcceptance() {
        PrintStream broken = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }
        });
        ConsoleChannel console = new ConsoleChannel(broken, Optional.empty(), "me", false);
        assertThatThrownBy(() -> console.send(message("1", "text")))
                .isInstanceOf(DeliveryException.class)
                .hasMessage("the console is closed");
    }
}
