package dev.midwatch.core.channel;

import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.channel.Decision;
import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.api.channel.Inbox;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Receipt;
import dev.midwatch.api.check.Severity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prints messages, and takes numbers as answers and anything else as a message. */
public final class ConsoleChannel implements Channel {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleChannel.class);
    private static final Map<Severity, String> COLOUR =
            Map.of(Severity.CRITICAL, "\u001b[31m", Severity.WARNING, "\u001b[33m", Severity.INFO, "\u001b[34m");

    private final PrintStream out;
    private final Optional<Reader> in;
    private final String person;
    private final ConsoleText text;
    private final Map<Integer, Offered> offered = new TreeMap<>();
    private int lastNumber;

    /** A choice somebody may still take, and the message it belongs to. */
    private record Offered(String message, OutboundMessage.Choice choice) {}

    /**
     * @param in      what people type; empty where nobody does
     * @param person  who is taken to be typing
     * @param colours whether {@code out} is a terminal that shows them
     */
    public ConsoleChannel(PrintStream out, Optional<Reader> in, String person, boolean colours) {
        this.out = out;
        this.in = in;
        this.person = person;
        this.text = new ConsoleText(colours);
    }

    @Override
    public String name() {
        return Channels.CONSOLE;
    }

    @Override
    public synchronized Receipt send(OutboundMessage message) throws DeliveryException {
        List<String> lines = new ArrayList<>(text.lines(message.text()));
        message.severity().ifPresent(severity -> {
            String first = lines.isEmpty() ? "" : lines.remove(0);
            lines.add(0, text.paint(COLOUR.get(severity), "\u25cf ") + first);
        });
        for (OutboundMessage.Choice choice : message.choices()) {
            offered.put(++lastNumber, new Offered(message.id(), choice));
            lines.add("  [" + lastNumber + "] " + ConsoleText.harmless(choice.label()));
        }
        lines.forEach(out::println);
        out.println();
        out.flush();
        if (out.checkError()) {
            throw DeliveryException.permanent("the console is closed");
        }
        return new Receipt(message.id());
    }

    @Override
    public void start(Inbox inbox) {
        in.ifPresent(reader -> {
            Thread thread = new Thread(() -> listen(new BufferedReader(reader), inbox), "console");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private void listen(BufferedReader reader, Inbox inbox) {
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                hear(line.strip(), inbox);
            }
        } catch (IOException e) {
            LOG.info("the console is not heard any more: {}", e.getMessage());
        }
    }

    private void hear(String line, Inbox inbox) {
        if (line.isEmpty()) {
            return;
        }
        if (!line.matches("\\d{1,9}")) {
            inbox.message(new InboundMessage(name(), person, person, line));
            return;
        }
        Optional<Offered> taken = take(Integer.parseInt(line));
        print(taken.map(one -> inbox.decide(new Decision(one.choice().value(), name(), person, person)))
                .orElse("There is no open choice " + line + "."));
    }

    /** A message is answered once; its other choices go with the one that was taken. */
    private synchronized Optional<Offered> take(int number) {
        Optional<Offered> taken = Optional.ofNullable(offered.get(number));
        taken.ifPresent(
                one -> offered.values().removeIf(other -> other.message().equals(one.message())));
        return taken;
    }

    private synchronized void print(String answer) {
        text.lines(answer).forEach(out::println);
        out.flush();
    }
}
