package dev.midwatch.core.trace;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/** What the SDK logs goes to our log, not past it onto the terminal. */
final class SdkLog extends Handler {
    private static final org.slf4j.Logger OURS = LoggerFactory.getLogger("io.opentelemetry");
    /** Held, or it would be forgotten with its handler. */
    private static final Logger THEIRS = Logger.getLogger("io.opentelemetry");

    private final SimpleFormatter words = new SimpleFormatter();

    static synchronized void toOurs() {
        if (THEIRS.getUseParentHandlers()) {
            THEIRS.setUseParentHandlers(false);
            THEIRS.addHandler(new SdkLog());
        }
    }

    @Override
    public void publish(LogRecord said) {
        String text = words.formatMessage(said);
        if (said.getLevel().intValue() >= Level.WARNING.intValue()) {
            // Without its stack: that a collector is away is no fault of ours, and comes again and again.
            OURS.warn("{}{}", text, said.getThrown() == null ? "" : " " + said.getThrown());
        } else {
            OURS.debug(text, said.getThrown());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
