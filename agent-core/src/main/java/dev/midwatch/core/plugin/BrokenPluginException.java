package dev.midwatch.core.plugin;

import java.io.Serial;
import java.nio.file.Path;

/** Why one plugin cannot be used. */
final class BrokenPluginException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient PluginProblem problem;

    BrokenPluginException(PluginProblem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    BrokenPluginException(Path file, String reason) {
        this(new PluginProblem(file, reason));
    }

    PluginProblem problem() {
        return problem;
    }
}
