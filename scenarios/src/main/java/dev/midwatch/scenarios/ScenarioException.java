package dev.midwatch.scenarios;

import java.util.List;
import java.util.stream.Collectors;

/** Scenario files that cannot be used, with everything that is wrong in them. */
public final class ScenarioException extends RuntimeException {
    ScenarioException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }
}
