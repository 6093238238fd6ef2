package dev.midwatch.testkit.discord;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of Discord's Markdown that reports use, as HTML. Everything is escaped first. */
final class Markdown {
    private static final Pattern FENCE = Pattern.compile("```(?:([\\w+-]*)\\n)?(.*?)\\n?```", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern MOMENT = Pattern.compile("&lt;t:(\\d+)(?::([a-zA-Z]))?&gt;");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]\\n]+)\\]\\((https?://[^)\\s]+)\\)");
    /** What stands between these two is a mention; neither is a character of any language. */
    static final String MENTION = "\uE000";

    static final String MENTION_END = "\uE001";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy HH:mm", Locale.ENGLISH);

    private Markdown() {}

    static String html(String text) {
        StringBuilder out = new StringBuilder();
        Matcher fence = FENCE.matcher(text);
        int from = 0;
        while (fence.find()) {
            out.append(lines(text.substring(from, fence.start())));
            out.append(block(fence.group(1), fence.group(2)));
            from = fence.end();
        }
        return out.append(lines(text.substring(from))).toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String block(String language, String code) {
        StringBuilder out = new StringBuilder("<pre>");
        code.lines().forEach(line -> {
            String kind = !"diff".equals(language)
                    ? ""
                    : line.startsWith("+")
                            ? "plus"
                            : line.startsWith("-") ? "minus" : line.startsWith("@@") ? "at" : "";
            out.append("<span class=\"")
                    .append(kind)
                    .append("\">")
                    .append(escaped(line))
                    .append("\n</span>");
        });
        return out.append("</pre>").toString();
    }

    private static String lines(String text) {
        StringBuilder out = new StringBuilder();
        text.strip().lines().forEach(line -> out.append(line(line)));
        return out.toString();
    }

    private static String line(String line) {
        for (String[] mark : new String[][] {
            {"### ", "h5"},
            {"## ", "h4"},
            {"# ", "h3"},
            {"-# ", "small"},
            {"> ", "blockquote"},
            {"- ", "li"},
            {"* ", "li"}
        }) {
            if (line.startsWith(mark[0])) {
                return element(mark[1], inline(line.substring(mark[0].length())));
            }
        }
        return line.isBlank() ? "<br>" : element("p", inline(line));
    }

    private static String element(String name, String inner) {
        return "<" + name + ">" + inner + "</" + name + ">";
    }

    /** What stands in backquotes is left alone. */
    static String inline(String line) {
        StringBuilder out = new StringBuilder();
        Matcher code = CODE.matcher(line);
        int from = 0;
        while (code.find()) {
            out.append(styled(line.substring(from, code.start())));
            out.append("<code>").append(escaped(code.group(1))).append("</code>");
            from = code.end();
        }
        return out.append(styled(line.substring(from))).toString();
    }

    private static String styled(String text) {
        String html = LINK.matcher(escaped(text)).replaceAll("<a href=\"$2\">$1</a>");
        html = html.replaceAll("\\*\\*(.+?)\\*\\*", "<b>$1</b>");
        html = html.replaceAll("__(.+?)__", "<u>$1</u>");
        html = html.replaceAll("~~(.+?)~~", "<s>$1</s>");
        html = html.replaceAll("(?<![\\w*])[*_](?=\\S)(.+?)(?<=\\S)[*_](?![\\w*])", "<i>$1</i>");
        html = MOMENT.matcher(html).replaceAll(found -> moment(Long.parseLong(found.group(1)), found.group(2)));
        return html.replace(MENTION, "<mark>").replace(MENTION_END, "</mark>");
    }

    private static String moment(long second, String style) {
        Instant at = Instant.ofEpochSecond(second);
        if (!"R".equals(style)) {
            return "<time>" + DATE.format(at.atOffset(ZoneOffset.UTC)) + " UTC</time>";
        }
        long minutes = Math.round((second - Instant.now().getEpochSecond()) / 60.0);
        long amount = Math.abs(minutes) < 60 ? Math.abs(minutes) : Math.round(Math.abs(minutes) / 60.0);
        String unit = (Math.abs(minutes) < 60 ? "minute" : "hour") + (amount == 1 ? "" : "s");
        return "<time>" + (minutes < 0 ? amount + " " + unit + " ago" : "in " + amount + " " + unit) + "</time>";
    }
}
