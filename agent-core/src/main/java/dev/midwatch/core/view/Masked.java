package dev.midwatch.core.view;

import dev.midwatch.core.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text whose secrets are shown as {@code ********1}, {@code ********2}, ... in their order, and put back into what becomes of it. The
 * marks depend on the text alone, so nothing need be kept between showing and saving.
 *
 * @param secrets what the marks stand for
 */
record Masked(String shown, List<String> secrets) {
    private static final String MARK = "********";

    Masked {
        secrets = List.copyOf(secrets);
    }

    static Masked of(String text) {
        List<String> secrets = new ArrayList<>();
        StringBuilder shown = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            shown.append(line(line, secrets)).append('\n');
        }
        return new Masked(shown.substring(0, shown.length() - 1), secrets);
    }

    private static String line(String line, List<String> secrets) {
        String plain = PlainText.ofProcess().of(line);
        if (plain.equals(line)) {
            return line;
        }
        int start = 0;
        while (start < Math.min(line.length(), plain.length()) && line.charAt(start) == plain.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < Math.min(line.length(), plain.length()) - start
                && line.charAt(line.length() - 1 - end) == plain.charAt(plain.length() - 1 - end)) {
            end++;
        }
        secrets.add(line.substring(start, line.length() - end));
        return line.substring(0, start) + MARK + secrets.size() + line.substring(line.length() - end);
    }

    /** The edited text as it is kept. */
    String unmask(String edited) {
        String whole = edited;
        // The last first: the mark of the first begins as that of the tenth does.
        for (int n = secrets.size(); n > 0; n--) {
            whole = whole.replace(MARK + n, secrets.get(n - 1));
        }
        return whole;
    }

    /** What is said about the edited text, without the secrets that somebody may have moved to where they are quoted. */
    String mask(String said) {
        String plain = PlainText.ofProcess().of(said);
        for (int n = secrets.size(); n > 0; n--) {
            String secret = secrets.get(n - 1);
            if (!secret.isBlank()) {
                plain = Pattern.compile(Pattern.quote(secret), Pattern.CASE_INSENSITIVE)
                        .matcher(plain)
                        .replaceAll(Matcher.quoteReplacement(MARK + n));
            }
        }
        return plain;
    }
}
