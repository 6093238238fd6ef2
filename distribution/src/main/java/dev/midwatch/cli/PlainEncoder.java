package dev.midwatch.cli;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.midwatch.core.text.PlainText;
import java.nio.charset.StandardCharsets;

/** Writes log lines, with what exceptions say, as they may be read by anybody: nothing hidden in them, and no secret. */
public final class PlainEncoder extends PatternLayoutEncoder {
    @Override
    public byte[] encode(ILoggingEvent event) {
        return PlainText.ofProcess().of(getLayout().doLayout(event)).getBytes(StandardCharsets.UTF_8);
    }
}
