package dev.midwatch.core.channel;

import dev.midwatch.core.text.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Markdown as a terminal shows it best; colours only where they are wanted. */
final class ConsoleText {
    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String CYAN = "\u001b[36m";
    private static final String OFF = "\u001b[0m";

    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*)");
    private static final Pattern BULLET = Pattern.compile("^(\\s*)[-*]\\s+");
    private static final Pattern STRONG = Pattern.compile("\\*\\*(.+?)\\*\\*");
    private static final Pattern SLANTED = Pattern.compile("(?<![*\\w])\\*([^*\\s][^*]*)\\*(?![*\\w])");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\((https?://[^)\\s]+)\\)");
    private final boolean colours;

    ConsoleText(boolean colours) {
        this.colours = colours;
    }

    /** Control characters that untrusted text may carry become visible marks. */
    static String harmless(String text) {
        return VisibleText.of(text);
    }

    List<String> lines(String markdown) {
        List<String> lines = new ArrayList<>();
        boolean inCode = false;
        for (String line : harmless(markdown).split("\n", -1)) {
            if (line.strip().startsWith("```")) {
                inCode = !inCode;
            } else {
                lines.add(inCode ? paint(DIM, "    " + line) : prose(line));
            }
        }
        return lines;
    }

    private String prose(String line) {
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
            return paint(BOLD, STRONG.matcher(heading.group(1)).replaceAll("$1"));
        }
        String bulleted = BULLET.matcher(line).replaceFirst("$1\u2022 ");
        StringBuilder out = new StringBuilder();
        Matcher code = CODE.matcher(bulleted);
        int from = 0;
        while (code.find()) {
            out.append(styled(bulleted.substring(from, code.start()))).append(paint(CYAN, code.group(1)));
            from = code.end();
        }
        return out.append(styled(bulleted.substring(from))).toString();
    }

    private String styled(String text) {
        String linked = LINK.matcher(text).replaceAll("$1 ($2)");
        String strong =
                STRONG.matcher(linked).replaceAll(match -> Matcher.quoteReplacement(paint(BOLD, match.group(1))));
        return SLANTED.matcher(strong).replaceAll(match -> Matcher.quoteReplacement(paint(DIM, match.group(1))));
    }

    String paint(String style, String text) {
        return colours && !text.isEmpty() ? style + text + OFF : text;
    }
}
