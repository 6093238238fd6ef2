package dev.midwatch.core.store;

import java.util.Arrays;
import java.util.stream.Stream;

/** What somebody looks for, as terms of a full-text index without operators, whatever characters are in it. */
public final class SearchTerms {
    private SearchTerms() {}

    /** Of words between white space, in order; what has neither letter nor digit is none. */
    public static Stream<String> of(String words) {
        return Arrays.stream(words.strip().split("\\s+"))
                .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
                .map(word -> '"' + word.replaceAll("[\"\\x00]", "") + '"');
    }
}
