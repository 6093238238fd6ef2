package dev.midwatch.core.memory;

import dev.midwatch.core.memory.MemoryChange.What;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in the comment of an entry: {@code model in session 7; 2026-11-29T22:49:13Z}, and in a file of what waits also
 * {@code ; replaces: the old line} or {@code ; remove}. People may write there whatever they like, which is then who said it.
 */
record Comment(String source, Optional<Instant> at, What what, String old) {
    private static final Pattern FORM = Pattern.compile(
            "(?<source>.*?)(?:; (?<at>\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z))?(?:; (?<what>remove|replaces: (?<old>.+)))?");

    static Comment read(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return new Comment(text, Optional.empty(), What.ADD, "");
        }
        What what = form.group("what") == null ? What.ADD : form.group("old") == null ? What.REMOVE : What.REPLACE;
        return new Comment(
                form.group("source"),
                Optional.ofNullable(form.group("at")).flatMap(Comment::time),
                what,
                what == What.REPLACE ? form.group("old") : "");
    }

    static String of(MemoryChange change) {
        return of(new Entry(change.memory(), Optional.of(change.at())))
                + switch (change.what()) {
                    case ADD -> "";
                    case REPLACE -> "; replaces: " + change.old();
                    case REMOVE -> "; remove";
                };
    }

    static String of(Entry entry) {
        return entry.memory().source()
                + entry.at()
                        .map(at -> "; " + at.truncatedTo(ChronoUnit.SECONDS))
                        .orElse("");
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }
}
