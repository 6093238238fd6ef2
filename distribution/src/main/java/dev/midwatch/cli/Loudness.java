package dev.midwatch.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/** Which lines of the log the person at the terminal is shown; more of our own are kept for the dashboard. */
public final class Loudness extends Filter<ILoggingEvent> {
    private static volatile boolean verbose;

    private Level level = Level.WARN;

    /** Called by the logging's own configuration. */
    public void setLevel(String name) {
        level = Level.toLevel(name, Level.WARN);
    }

    /** Shows everything of ours from now on. */
    static void raise() {
        verbose = true;
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        boolean ours = event.getLoggerName().startsWith("dev.midwatch");
        boolean shown = event.getLevel().isGreaterOrEqual(level) || verbose && ours;
        return shown ? FilterReply.NEUTRAL : FilterReply.DENY;
    }
}
