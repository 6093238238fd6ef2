package dev.midwatch.core.model;

import dev.midwatch.core.model.ModelException.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Server-sent events as model servers send them: every {@code data:} line is a payload of its own, whether or not an empty line
 * follows. Comments, names and ids of events say nothing about the answer.
 */
final class EventStream {
    private static final String DATA = "data:";
    private static final int LONGEST_LINE = 4_000_000;

    private final Arrival body;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private byte[] part;
    private int at;

    /** @param first what was read of the body already */
    EventStream(Arrival body, byte[] first) {
        this.body = body;
        this.part = first;
    }

    /**
     * The next payload; empty at the end.
     *
     * @param patience asked before each wait
     */
    Optional<String> next(Supplier<Duration> patience) throws InterruptedException {
        while (true) {
            Optional<String> line = line(patience);
            if (line.isEmpty()) {
                return Optional.empty();
            }
            String text = line.get();
            if (text.startsWith(DATA) && !text.substring(DATA.length()).isBlank()) {
                return Optional.of(text.substring(DATA.length()).strip());
            }
        }
    }

    private Optional<String> line(Supplier<Duration> patience) throws InterruptedException {
        while (true) {
            for (; at < part.length; at++) {
                if (part[at] == '\n' || part[at] == '\r') {
                    at++;
                    return Optional.of(taken());
                }
                line.write(part[at]);
            }
            if (line.size() > LONGEST_LINE) {
                throw new ModelException(
                        Kind.ENDLESS, "the answer is endless: one line of it has " + line.size() + " bytes");
            }
            part = body.next(patience.get());
            at = 0;
            if (part.length == 0) {
                return line.size() == 0 ? Optional.empty() : Optional.of(taken());
            }
        }
    }

    private String taken() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        return text;
    }
}
