package dev.midwatch.cli;

import ch.qos.logback.classic.pattern.TargetLengthBasedClassNameAbbreviator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.midwatch.core.view.Logs;

/** Hands the lines of the log to whoever looks at them from afar. */
public final class LogAppender extends AppenderBase<ILoggingEvent> {
    private static final TargetLengthBasedClassNameAbbreviator SHORT = new TargetLengthBasedClassNameAbbreviator(20);

    @Override
    protected void append(ILoggingEvent event) {
        String text = event.getThrowableProxy() == null
                ? event.getFormattedMessage()
                : event.getFormattedMessage() + "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
        Logs.ofProcess()
                .add(event.getInstant(), event.getLevel().toString(), SHORT.abbreviate(event.getLoggerName()), text);
    }
}
