package dev.midwatch.core.channel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Markdown in Slack's own dialect. Links stay as they are written, which is none to Slack: each shows where it leads. */
final class SlackText {
    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*)");
    private static final Pattern BOLD = Pattern.compile("\\*\\*(.+?)\\*\\*");
    private static final Pattern BULLET = Pattern.compile("^(\\s*)[-*]\\s+");

    private SlackText() {}

    static String of(String markdown) {
        boolean[] inCode = {false};
        return markdown.lines()
                .map(line -> {
                    boolean fence = line.strip().startsWith("```");
                    boolean code = inCode[0] || fence;
                    inCode[0] ^= fence;
                    return code ? (fence ? "```" : escape(line)) : line(escape(line));
                })
                .collect(Collectors.joining("\n"));
    }

    /** These three mean something to Slack: without this, untrusted text could mention a whole channel. */
    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String line(String escaped) {
        Matcher heading = HEADING.matcher(escaped);
        if (heading.matches()) {
            return "*" + BOLD.matcher(heading.group(1)).replaceAll("$1") + "*";
        }
        String bulleted = BULLET.matcher(escaped).replaceFirst("$1\u2022 ");
        return BOLD.matcher(bulleted).replaceAll("*$1*");
    }
}
