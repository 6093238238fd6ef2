package dev.midwatch.core.config;

import dev.midwatch.core.text.KnownSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of {@code NAME=value} lines, with comments, quotes and an optional {@code export}. */
final class DotEnv {
    private static final Pattern LINE =
            Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)", Pattern.DOTALL);
    private static final Pattern DOUBLE = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(?:#.*)?");
    private static final Pattern SINGLE = Pattern.compile("'([^']*)'\\s*(?:#.*)?");

    private final Map<String, Environment.Variable> variables = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private DotEnv() {}

    static DotEnv read(Path file) {
        DotEnv env = new DotEnv();
        try {
            env.parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException none) {
            return env;
        } catch (IOException e) {
            env.problems.add(new Problem(file.toString(), 0, "", "cannot be read: " + e, ""));
        }
        return env;
    }

    static DotEnv of(String file, String text) {
        DotEnv env = new DotEnv();
        env.parse(file, text);
        return env;
    }

    Optional<Environment.Variable> find(String name) {
        return Optional.ofNullable(variables.get(name))
                .filter(variable -> !variable.value().isEmpty());
    }

    /** The lines that are none. Their text is not repeated: it may hold a secret. */
    List<Problem> problems() {
        return problems;
    }

    private void parse(String file, String text) {
        int number = 0;
        for (String raw : text.replace("\uFEFF", "").split("\\R", -1)) {
            number++;
            String line = raw.strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                parseLine(file, number, line);
            }
        }
    }

    private void parseLine(String file, int number, String line) {
        Matcher matcher = LINE.matcher(line);
        Optional<String> value = matcher.matches() ? value(matcher.group(2)) : Optional.empty();
        if (value.isEmpty()) {
            problems.add(new Problem(file, number, "", "is not a line of the form NAME=value", "# starts a comment"));
            return;
        }
        String name = matcher.group(1);
        KnownSecrets.ofProcess().learnVariable(name, value.get());
        variables.put(name, new Environment.Variable(value.get(), new Origin(Origin.Kind.DOTENV, file, number, name)));
    }

    /** The value of what stands behind the equals sign; empty for a quote that is not closed. */
    private static Optional<String> value(String written) {
        if (written.startsWith("\"")) {
            Matcher matcher = DOUBLE.matcher(written);
            return matcher.matches() ? Optional.of(unescape(matcher.group(1))) : Optional.empty();
        }
        if (written.startsWith("'")) {
            Matcher matcher = SINGLE.matcher(written);
            return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
        }
        return Optional.of(
                written.startsWith("#")
                        ? ""
                        : written.replaceFirst("\\s+#.*", "").strip());
    }

    private static String unescape(String quoted) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < quoted.length(); i++) {
            char c = quoted.charAt(i);
            if (c != '\\' || i + 1 == quoted.length()) {
                text.append(c);
                continue;
            }
            char next = quoted.charAt(++i);
            text.append(next == 'n' ? "\n" : next == 't' ? "\t" : String.valueOf(next));
        }
        return text.toString();
    }
}
