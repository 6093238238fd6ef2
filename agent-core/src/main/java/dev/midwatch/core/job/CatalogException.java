package dev.midwatch.core.job;

import dev.midwatch.core.config.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** The jobs are not as they should be, or a change to them was refused; nothing was changed. */
public final class CatalogException extends RuntimeException {
    private final transient List<Problem> problems;

    CatalogException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    CatalogException(Problem problem) {
        this(List.of(problem));
    }

    /** All of them, in the file's order. */
    public List<Problem> problems() {
        return problems;
    }
}
