package dev.midwatch.cli;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import dev.midwatch.core.text.PlainText;
import java.nio.charset.StandardCharsets;

/** Writes log lines, with what exceptions say, as they may be read by anybody: nothing hidden in them, and no secret. */
public final class PlainEncoder extends PatternLayoutEncoder {
    /** The layout is made with the first line: most commands write none. */
    @Override
    public void start() {
        started = true;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return PlainText.ofProcess().of(layout().doLayout(event)).getBytes(StandardCharsets.UTF_8);
    }

    private synchronized Layout<ILoggingEvent> layout() {
        if (layout == null) {
            super.start();
        }
        return layout;
    }
}
