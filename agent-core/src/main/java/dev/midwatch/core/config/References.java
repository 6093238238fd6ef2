package dev.midwatch.core.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code ${ENV:NAME}} by the variable's value. */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{ENV:([^}]*)}");

    private final Environment environment;
    private final List<Problem> problems;

    References(Environment environment, List<Problem> problems) {
        this.environment = environment;
        this.problems = problems;
    }

    String replace(String text, Origin origin) {
        return REFERENCE.matcher(text).replaceAll(match -> {
            Optional<String> value = environment.find(match.group(1));
            if (value.isEmpty()) {
                problems.add(Problem.at(
                        origin,
                        "",
                        match.group() + " refers to a variable that is not set",
                        "set it in the environment or in .env"));
            }
            return Matcher.quoteReplacement(value.orElse(""));
        });
    }
}
