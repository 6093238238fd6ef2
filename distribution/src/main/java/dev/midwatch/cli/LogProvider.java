package dev.midwatch.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.util.StatusPrinter2;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Logback, set up by {@link LogConfiguration}. The start scripts name it ({@code -Dslf4j.provider}), so that nobody looks into every jar for what logs
 * and for how; where it is not named, Logback's own provider finds the same.
 */
public final class LogProvider implements SLF4JServiceProvider {
    private final LoggerContext context = new LoggerContext();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final LogbackMDCAdapter diagnostics = new LogbackMDCAdapter();

    @Override
    public void initialize() {
        context.setName("default");
        context.setMDCAdapter(diagnostics);
        LogConfiguration configuration = new LogConfiguration();
        configuration.setContext(context);
        if (configuration.configure(context) == ExecutionStatus.INVOKE_NEXT_IF_ANY) {
            readFile();
        }
        context.start();
    }

    private void readFile() {
        try {
            new ContextInitializer(context).autoConfig();
            new StatusPrinter2().printInCaseOfErrorsOrWarnings(context);
        } catch (JoranException e) {
            throw new IllegalStateException("the configuration of the logging cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return context;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return diagnostics;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }
}
