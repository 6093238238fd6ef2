package dev.midwatch.cli;

import dev.midwatch.core.text.PlainText;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a command writes: results to standard output, everything else to standard error, colours only for people. */
final class Terminal {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[\\d{1,2}m");

    private final PrintStream out;
    private final PrintStream err;
    private final boolean colours;

    Terminal(PrintStream out, PrintStream err, boolean colours) {
        this.out = out;
        this.err = err;
        this.colours = colours;
    }

    /** This process's own streams; colours if it writes to a terminal and nobody asked for none. */
    static Terminal ofProcess(boolean noColour) {
        boolean people =
                System.console() != null && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(System.out, System.err, people && !noColour);
    }

    /** Characters of a line, as the shell says, or as most terminals have. */
    static int width() {
        String columns = System.getenv().getOrDefault("COLUMNS", "");
        return columns.matches("[1-9]\\d{1,3}") ? Math.max(60, Integer.parseInt(columns)) : 120;
    }

    boolean colours() {
        return colours;
    }

    PrintStream out() {
        return out;
    }

    void line(String text) {
        out.println(plain(text));
    }

    /** Something a person may want to know while waiting; not part of the result. */
    void note(String text) {
        err.println(plain(text));
    }

    String bold(String text) {
        return coloured("1", text);
    }

    String dim(String text) {
        return coloured("2", text);
    }

    String red(String text) {
        return coloured("31", text);
    }

    String green(String text) {
        return coloured("32", text);
    }

    String yellow(String text) {
        return coloured("33", text);
    }

    private String coloured(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** What came from the cluster or from people, as it may be shown; the colours are ours, unless one parts a secret from its name. */
    private String plain(String text) {
        String whole = PlainText.ofProcess().of(COLOUR.matcher(text).replaceAll(""));
        if (!colours) {
            return whole;
        }
        StringBuilder shown = new StringBuilder();
        Matcher colour = COLOUR.matcher(text);
        int from = 0;
        while (colour.find()) {
            shown.append(PlainText.ofProcess().of(text.substring(from, colour.start())))
                    .append(colour.group());
            from = colour.end();
        }
        shown.append(PlainText.ofProcess().of(text.substring(from)));
        return COLOUR.matcher(shown).replaceAll("").equals(whole) ? shown.toString() : whole;
    }

    /** Writes a value as JSON or YAML. */
    void value(OutputFormat format, Object value) {
        out.println(ValueText.of(format, value));
    }

    /**
     * Writes a listing.
     *
     * @param rows one map per line; its keys are the column names, as scripts see them
     */
    void listing(OutputFormat format, List<String> columns, List<? extends Map<String, ?>> rows, String whenEmpty) {
        if (format != OutputFormat.table) {
            value(format, rows);
        } else if (rows.isEmpty()) {
            note(whenEmpty);
        } else {
            out.print(plain(TableText.of(columns, rows, this::bold)));
        }
    }
}
