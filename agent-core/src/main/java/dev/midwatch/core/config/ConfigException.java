package dev.midwatch.core.config;

import java.io.Serial;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; says everything that is wrong with it, not only the first thing. */
public final class ConfigException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ConfigException(List<Problem> problems) {
        super(problems.stream().sorted(inReadingOrder()).map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().sorted(inReadingOrder()).toList();
    }

    public ConfigException(Problem problem) {
        this(List.of(problem));
    }

    private static Comparator<Problem> inReadingOrder() {
        return Comparator.comparing(Problem::file).thenComparingInt(Problem::line);
    }

    public List<Problem> problems() {
        return problems;
    }
}
