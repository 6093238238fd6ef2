package dev.midwatch.dashboard.pages;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of YAML in its three colours.
 *
 * @param key     with what stands before it, up to its colon; empty if it has none
 * @param value   what follows
 * @param comment from its mark on
 */
public record YamlLine(String key, String value, String comment) {
    private static final Pattern KEY = Pattern.compile("^([ -]*(?:\"[^\"]*\"|[^\\s\"#:]+):)(?= |$)");
    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)(#[^\"]*)$");

    static List<YamlLine> of(String text) {
        return text.lines().map(YamlLine::line).toList();
    }

    private static YamlLine line(String line) {
        Matcher comment = COMMENT.matcher(line);
        boolean said = comment.find();
        String rest = said ? line.substring(0, comment.start(1)) : line;
        Matcher key = KEY.matcher(rest);
        boolean named = key.find();
        return new YamlLine(
                named ? key.group(1) : "", named ? rest.substring(key.end()) : rest, said ? comment.group(1) : "");
    }
}
