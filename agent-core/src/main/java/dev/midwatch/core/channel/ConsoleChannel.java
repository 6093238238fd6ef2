package dev.midwatch.core.channel;

import dev.midwatch.api.channel.Channel;
import dev.midwatch.api.channel.Decision;
import dev.midwatch.api.channel.DeliveryException;
import dev.midwatch.api.channel.InboundMessage;
import dev.midwatch.api.channel.Inbox;
import dev.midwatch.api.channel.OutboundMessage;
import dev.midwatch.api.channel.Person;
import dev.midwatch.api.channel.Receipt;
import dev.midwatch.api.check.Severity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints messages, and takes numbers as answers, and {@code approve} or {@code deny} with the id of a proposal, which also answers what was
 * printed before the last start. Anything else is a message. Whether there still is something to decide is for the inbox to say.
 */
public final class ConsoleChannel implements Channel {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleChannel.class);
    private static final Map<Severity, String> COLOUR =
            Map.of(Severity.CRITICAL, "\u001b[31m", Severity.WARNING, "\u001b[33m", Severity.INFO, "\u001b[34m");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern WORDS = Pattern.compile("(?i)(approve|deny)\\s+([a-z0-9]{6})");
    /** More are not on anybody's screen. */
    private static final int MOST_OFFERED = 200;

    private final PrintStream out;
    private final Optional<Reader> in;
    private final String person;
    private final ConsoleText text;
    private final NavigableMap<Integer, OutboundMessage.Choice> offered = new TreeMap<>();
    private int lastNumber;

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
            offered.put(++lastNumber, choice);
            lines.add("  [" + lastNumber + "] " + ConsoleText.harmless(choice.label()));
        }
        while (offered.size() > MOST_OFFERED) {
            offered.pollFirstEntry();
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
        Matcher words = WORDS.matcher(line);
        if (words.matches()) {
            decide(
                    words.group(1).toLowerCase(Locale.ROOT) + ":"
                            + words.group(2).toLowerCase(Locale.ROOT),
                    inbox);
        } else if (NUMBER.matcher(line).matches()) {
            offered(Integer.parseInt(line))
                    .ifPresentOrElse(
                            choice -> decide(choice.value(), inbox), () -> print("There is no choice " + line + "."));
        } else {
            inbox.message(InboundMessage.of(name(), Person.of(person, person), line));
        }
    }

    private void decide(String value, Inbox inbox) {
        print(inbox.decide(new Decision(value, name(), Person.of(person, person))));
    }

    private synchronized Optional<OutboundMessage.Choice> offered(int number) {
        return Optional.ofNullable(offered.get(number));
    }

    private synchronized void print(String answer) {
        text.lines(answer).forEach(out::println);
        out.flush();
    }
}
