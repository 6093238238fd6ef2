package dev.midwatch.core.config;

import java.util.Map;
import java.util.Optional;

/**
 * Variables: the process's own over those of the data directory's {@code .env}. A name that begins with {@code MIDWATCH_} is also
 * looked for as {@code HERMES_}. An empty value counts as none.
 */
public final class Environment {
    private static final String OURS = "MIDWATCH_";
    private static final String ALIAS = "HERMES_";

    private final Map<String, String> process;
    private final DotEnv dotEnv;

    Environment(Map<String, String> process, DotEnv dotEnv) {
        this.process = Map.copyOf(process);
        this.dotEnv = dotEnv;
    }

    /** Both together, as they are now; lines of {@code .env} that cannot be read are left out. */
    public static Environment of(Map<String, String> process, Home home) {
        return new Environment(process, DotEnv.read(home.env()));
    }

    public Optional<String> find(String name) {
        return lookUp(name).map(Variable::value);
    }

    Optional<Variable> lookUp(String name) {
        Optional<Variable> own = inProcess(name).or(() -> inProcess(alias(name)));
        return own.or(() -> dotEnv.find(name)).or(() -> dotEnv.find(alias(name)));
    }

    private Optional<Variable> inProcess(String name) {
        return Optional.ofNullable(process.get(name))
                .filter(value -> !value.isEmpty())
                .map(value -> new Variable(value, new Origin(Origin.Kind.ENV, "environment", 0, name)));
    }

    private static String alias(String name) {
        return name.startsWith(OURS) ? ALIAS + name.substring(OURS.length()) : name;
    }

    DotEnv dotEnv() {
        return dotEnv;
    }

    /** A value and where it was set. */
    record Variable(String value, Origin origin) {}
}
