package dev.midwatch.dashboard.pages;

import dev.midwatch.core.view.RunRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A part of a list of runs.
 *
 * @param named whether each says of which job it is
 */
public record RunsModel(List<RunRow> runs, Paging paging, boolean named, Times times) {
    private static final Pattern HEAD = Pattern.compile("\\A# .*\\R\\R(- .*\\R)*");

    /** What a run has to say, in a line of plain text. */
    public static String said(RunRow run) {
        String text = run.error().isBlank() ? run.summary() : run.error();
        return text.lines().findFirst().orElse("").replaceAll("\\*\\*|`|^#+ ", "");
    }

    /** What a run wrote without the title and the facts that every output begins with: the page shows them beside. */
    public static String body(String output) {
        return HEAD.matcher(output).replaceFirst("").strip();
    }

    /** Empty if it has not begun. */
    public Optional<String> took(RunRow run) {
        return run.started()
                .map(started ->
                        Times.took(Duration.between(started, run.finished().orElse(times.now()))));
    }

    /** {@code late, 3 missed before it, attempt 2}. */
    public static List<String> notes(RunRow run) {
        return Stream.of(
                        run.late() ? "late" : "",
                        run.missed() > 0 ? run.missed() + " missed" : "",
                        run.attempt() > 1 ? "attempt " + run.attempt() : "",
                        run.cause().equals("manual") ? "asked for by hand" : "",
                        run.cause().equals("change") ? "something urgent changed" : "")
                .filter(note -> !note.isEmpty())
                .toList();
    }
}
