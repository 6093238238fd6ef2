package dev.midwatch.core.view;

import dev.midwatch.core.config.Problem;
import dev.midwatch.core.text.PlainText;
import java.util.List;
import java.util.function.Function;

/**
 * What somebody made of a file that was shown to them with marks for its secrets.
 *
 * @param text with marks, its lines as Unix has them
 */
record Edit(String before, Masked masked, String text) {
    /** Browsers send lines as mail does; a file whose last line does not end is left so unless it is changed. */
    static Edit of(String before, Masked masked, String sent) {
        String lines = unix(sent);
        boolean untouched = lines.equals(unix(masked.shown()));
        return new Edit(before, masked, untouched || lines.isEmpty() || lines.endsWith("\n") ? lines : lines + "\n");
    }

    long length() {
        return masked.length(text);
    }

    List<String> unknown() {
        return masked.unknown(text);
    }

    /** The file as it would be, with the line breaks it had. */
    String whole() {
        if (text.equals(unix(masked.shown()))) {
            return before;
        }
        String whole = masked.unmask(text);
        return before.contains("\r\n") ? unix(whole).replace("\n", "\r\n") : whole;
    }

    /** What is wrong with it. A word about a value may hold the value: where that is a secret, only the place is told. */
    List<EditProblem> problems(Function<String, List<Problem>> judge) {
        List<Problem> real = judge.apply(whole());
        if (real.isEmpty()) {
            return List.of();
        }
        List<Problem> harmless = judge.apply(masked.withoutSecrets(text));
        return real.stream().map(problem -> told(problem, harmless)).toList();
    }

    private static EditProblem told(Problem problem, List<Problem> harmless) {
        return harmless.stream()
                .filter(other -> other.line() == problem.line() && other.path().equals(problem.path()))
                .findFirst()
                .map(other -> new EditProblem(other.line(), other.path(), plain(other.message()), plain(other.hint())))
                // Its path may be made of the secret, too.
                .orElseGet(() ->
                        new EditProblem(problem.line(), "", "cannot be read with the secret that stands here", ""));
    }

    private static String plain(String text) {
        return PlainText.ofProcess().of(text);
    }

    private static String unix(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }
}
