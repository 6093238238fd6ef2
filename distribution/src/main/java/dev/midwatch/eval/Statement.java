package dev.midwatch.eval;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that an answer may say.
 *
 * @param text  in plain words, for people; it is itself one of the ways in which it may be put
 * @param words the ways in which it may be put, any of which will do
 */
public record Statement(String text, List<Pattern> words) {
    private static final Pattern MARKUP = Pattern.compile("[*`]|(?<!\\w)_|_(?!\\w)");
    /** A block of code, or several words between quotation marks: what somebody else said. */
    private static final Pattern QUOTED = Pattern.compile("(?s)```.*?(```|$)|[\"“][^\"“”\\n]* [^\"“”\\n]*[\"”]");

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?;])\\s+|\\n+");
    private static final Pattern CLAUSE_END = Pattern.compile("[,:–—(]");
    private static final Pattern DENIAL = Pattern.compile(
            "\\b(no|not|never|cannot|neither|nor|none|without|rather than|instead of|unlikely|rul(e|es|ed|ing) out)\\b|n't\\b",
            Pattern.CASE_INSENSITIVE);

    public Statement {
        words = List.copyOf(words);
    }

    /** Whether the answer says it anywhere. */
    boolean isIn(String answer) {
        return match(plain(answer)).isPresent();
    }

    /**
     * Whether a sentence of the answer says so in words of its own and does not deny it: "this is no memory trouble" blames no memory, and
     * whoever quotes a log does not say what stands in it.
     */
    boolean isClaimedIn(String answer) {
        return SENTENCE_END
                .splitAsStream(QUOTED.matcher(answer).replaceAll("…"))
                .map(Statement::plain)
                .anyMatch(this::claims);
    }

    private boolean claims(String sentence) {
        return words.stream()
                .flatMap(pattern -> pattern.matcher(sentence).results())
                .anyMatch(found -> !denied(sentence.substring(0, found.start()), sentence.substring(found.end())));
    }

    /** Anywhere before it, or behind it before the next clause: "it was scaled, no approval was needed" denies another thing. */
    private static boolean denied(String before, String after) {
        return DENIAL.matcher(before + CLAUSE_END.split(after, 2)[0]).find();
    }

    private Optional<Pattern> match(String plain) {
        return words.stream().filter(pattern -> pattern.matcher(plain).find()).findFirst();
    }

    private static String plain(String text) {
        Matcher marks = MARKUP.matcher(text.replace('’', '\''));
        return marks.replaceAll("").replaceAll("\\s+", " ").strip();
    }
}
