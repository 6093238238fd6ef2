package dev.midwatch.core.view;

import dev.midwatch.core.text.PlainText;
import dev.midwatch.core.text.Span;
import dev.midwatch.core.text.VisibleText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text whose secrets are shown as {@code ********1}, {@code ********2}, ... in their order, and put back into what becomes of it. The
 * marks depend on the text alone, so nothing need be kept between showing and saving. What looks like a mark in the text itself is marked
 * too, so that a mark never means two things.
 *
 * @param secrets what the marks stand for
 */
record Masked(String shown, List<String> secrets) {
    private static final String STARS = "********";
    /** A shorter one may be a part of any word. */
    private static final int SHORTEST = 6;

    private static final Pattern MARK = Pattern.compile("\\*{8}(\\d+)");

    Masked {
        secrets = List.copyOf(secrets);
    }

    /** @param also what is a secret besides, however short */
    static Masked of(String text, Collection<String> also) {
        StringBuilder shown = new StringBuilder();
        List<String> secrets = new ArrayList<>();
        int copied = 0;
        for (Span span : spans(text, also)) {
            secrets.add(span.of(text));
            shown.append(text, copied, span.start()).append(STARS).append(secrets.size());
            copied = span.end();
        }
        return new Masked(shown.append(text, copied, text.length()).toString(), secrets);
    }

    private static List<Span> spans(String text, Collection<String> also) {
        List<Span> spans = new ArrayList<>(PlainText.ofProcess().secretsAt(text.replace('\r', ' ')));
        // What is a secret here is one wherever else it stands.
        spans.stream()
                .map(span -> span.of(text))
                .filter(secret -> secret.length() >= SHORTEST)
                .distinct()
                .toList()
                .forEach(secret -> every(secret, text, spans));
        MARK.matcher(text).results().forEach(mark -> spans.add(new Span(mark.start(), mark.end())));
        also.stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> every(line, text, spans));
        behindWhatHides(text, spans);
        return Span.joined(spans.stream().map(span -> apart(span, text)).toList());
    }

    private static void every(String secret, String text, List<Span> spans) {
        for (int at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
            int end = at + secret.length();
            if (secret.length() >= SHORTEST || !inWord(text, at - 1) && !inWord(text, end)) {
                spans.add(new Span(at, end));
            }
        }
    }

    private static boolean inWord(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }

    /** A secret that a character nobody sees cuts in two is found only where that is shown: then the whole line goes. */
    private static void behindWhatHides(String text, List<Span> spans) {
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            String line = text.substring(start, end);
            String visible = VisibleText.of(line);
            if (!visible.equals(line) && !PlainText.ofProcess().of(line).equals(visible)) {
                spans.add(new Span(start, end));
            }
            start = end + 1;
        }
    }

    /** Digits behind a mark would be read as a part of it; a line break belongs to the line. */
    private static Span apart(Span span, String text) {
        int end = span.end();
        while (end > span.start() + 1 && text.charAt(end - 1) == '\r') {
            end--;
        }
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return new Span(span.start(), end);
    }

    /** Marks in an edited text that stand for nothing. */
    List<String> unknown(String edited) {
        return MARK.matcher(edited)
                .results()
                .filter(mark -> number(mark) == 0)
                .map(MatchResult::group)
                .toList();
    }

    /** How long the edited text would be: a mark may stand for much, and be written often. */
    long length(String edited) {
        long more = MARK.matcher(edited)
                .results()
                .mapToInt(mark -> number(mark) == 0
                        ? 0
                        : secrets.get(number(mark) - 1).length() - mark.group().length())
                .asLongStream()
                .sum();
        return edited.length() + more;
    }

    /** The edited text as it is kept. */
    String unmask(String edited) {
        return replaced(edited, n -> secrets.get(n - 1));
    }

    /** The edited text with a word in the place of each secret, line for line. */
    String withoutSecrets(String edited) {
        return replaced(edited, n -> secrets.get(n - 1).replaceAll("\\S[^\n]*", "hidden"));
    }

    /** In one pass: what is put in is not looked at again. */
    private String replaced(String edited, IntFunction<String> by) {
        return MARK.matcher(edited)
                .replaceAll(
                        mark -> Matcher.quoteReplacement(number(mark) == 0 ? mark.group() : by.apply(number(mark))));
    }

    /** 0 if there is no such secret. */
    private int number(MatchResult mark) {
        String digits = mark.group(1);
        int n = digits.length() > 7 || digits.startsWith("0") ? 0 : Integer.parseInt(digits);
        return n <= secrets.size() ? n : 0;
    }
}
