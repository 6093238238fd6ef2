package dev.midwatch.attacks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.midwatch.cli.PlainEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/** What Midwatch logs at its most talkative, as the program's own configuration writes it. */
final class LogLines implements AutoCloseable {
    private static final String PATTERN = "%d{HH:mm:ss} %-5level %logger{20} %msg%n%ex{6}";

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    private final Logger core = (Logger) LoggerFactory.getLogger("dev.midwatch.core");

    LogLines() {
        LoggerContext context = core.getLoggerContext();
        PlainEncoder encoder = new PlainEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(lines);
        appender.start();
        core.addAppender(appender);
        core.setLevel(Level.DEBUG);
        // The same lines, so many, are of no use on the build's own screen.
        core.setAdditive(false);
    }

    /** Since this was last asked. */
    synchronized String news() {
        String news = lines.toString(StandardCharsets.UTF_8);
        lines.reset();
        return news;
    }

    @Override
    public void close() {
        core.detachAppender(appender);
        core.setLevel(null);
        core.setAdditive(true);
        appender.stop();
    }
}
