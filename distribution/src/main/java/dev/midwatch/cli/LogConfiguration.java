package dev.midwatch.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Where log lines go. Said in Java, for to read it from XML takes longer than most commands run. {@code MIDWATCH_LOG} is the level; a file
 * named by {@code -Dlogback.configurationFile} takes the place of all this.
 */
public final class LogConfiguration extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        String asked = System.getProperty("MIDWATCH_LOG", System.getenv("MIDWATCH_LOG"));
        Level level = Level.toLevel(asked, Level.WARN);
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(standardError(context, level));
        root.addAppender(view(context));
        context.getLogger("dev.midwatch").setLevel(Level.toLevel(asked, Level.INFO));
        // Strangers must not fill the log with what they send wrong; whoever asks is told.
        context.getLogger("org.eclipse.jetty").setLevel(Level.ERROR);
        context.getLogger("io.modelcontextprotocol").setLevel(Level.OFF);
        // Each cut connection is an error to it; the outbox tries again, and says so if that does not help.
        context.getLogger("net.dv8tion.jda.internal.requests.Requester").setLevel(Level.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Standard output carries results only. */
    private static Appender<ILoggingEvent> standardError(LoggerContext context, Level level) {
        Loudness loudness = new Loudness();
        loudness.setContext(context);
        loudness.setLevel(level.toString());
        loudness.start();
        PlainEncoder encoder = new PlainEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{HH:mm:ss} %-5level %logger{20} %msg%n%ex{6}");
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("STDERR");
        appender.setTarget("System.err");
        appender.addFilter(loudness);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    /** What is shown to whoever looks from afar: the newest lines, kept in memory. */
    private static Appender<ILoggingEvent> view(LoggerContext context) {
        LogAppender appender = new LogAppender();
        appender.setContext(context);
        appender.setName("VIEW");
        appender.start();
        return appender;
    }
}
