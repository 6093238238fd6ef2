package dev.midwatch.core.chat;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A decision in words and in nothing else: {@code approve}, {@code deny k3x9ab}.
 *
 * @param id of the proposal; empty: the one that is being talked about
 */
record Spoken(boolean approve, Optional<String> id) {
    private static final Pattern WORDS =
            Pattern.compile("(approve|deny)(?:\\s+`?([a-z0-9]{6})`?)?[.!]?", Pattern.CASE_INSENSITIVE);

    static Optional<Spoken> of(String text) {
        Matcher words = WORDS.matcher(text.strip());
        return words.matches()
                ? Optional.of(new Spoken(
                        words.group(1).equalsIgnoreCase("approve"),
                        Optional.ofNullable(words.group(2)).map(id -> id.toLowerCase(Locale.ROOT))))
                : Optional.empty();
    }
}
