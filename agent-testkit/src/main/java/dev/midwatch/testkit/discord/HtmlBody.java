package dev.midwatch.testkit.discord;

import static dev.midwatch.testkit.discord.Markdown.escaped;

import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes what one message says as HTML: text, embeds, buttons, files. */
final class HtmlBody {
    private static final int PREVIEW = 12;

    private final Names names;

    HtmlBody(Names names) {
        this.names = names;
    }

    String html(Message.Version version) {
        StringBuilder out = new StringBuilder("<div class=\"text\">")
                .append(markdown(version.content()))
                .append("</div>");
        version.embeds().forEach(embed -> out.append(embed(embed)));
        version.attachments().forEach(file -> out.append(file(file)));
        version.buttons().stream()
                .collect(Collectors.groupingBy(Button::row, TreeMap::new, Collectors.toList()))
                .values()
                .forEach(row -> out.append(row.stream()
                        .map(HtmlBody::button)
                        .collect(Collectors.joining("", "<div class=\"row\">", "</div>"))));
        return out.toString();
    }

    /** One line of a message that is replied to. */
    String excerpt(StoredMessage message) {
        String text = Message.of(message).text().lines().findFirst().orElse("");
        String shown = text.length() > 90 ? text.substring(0, 90) + " …" : text;
        return "<b>" + escaped(message.author.name) + "</b> " + Markdown.inline(marked(shown));
    }

    private String markdown(String text) {
        return Markdown.html(marked(text));
    }

    private String marked(String text) {
        return names.mentions(text, Markdown.MENTION, Markdown.MENTION_END);
    }

    private String embed(Embed embed) {
        StringBuilder out = new StringBuilder("<div class=\"embed\" style=\"--bar:")
                .append(
                        embed.color().isPresent()
                                ? "#%06x".formatted(embed.color().getAsInt()).toLowerCase(Locale.ROOT)
                                : "#3a4654")
                .append("\">");
        part(out, "author", escaped(embed.author()));
        part(out, "title", Markdown.inline(marked(embed.title())));
        part(out, "text", markdown(embed.description()));
        if (!embed.fields().isEmpty()) {
            out.append("<dl>");
            for (Embed.Field field : embed.fields()) {
                out.append("<div class=\"%s\"><dt>%s</dt><dd>%s</dd></div>"
                        .formatted(
                                field.inline() ? "inline" : "wide",
                                Markdown.inline(marked(field.name())),
                                markdown(field.value())));
            }
            out.append("</dl>");
        }
        part(out, "footer", escaped(embed.footer()));
        return out.append("</div>").toString();
    }

    private static void part(StringBuilder out, String kind, String html) {
        if (!html.isEmpty()) {
            out.append("<div class=\"").append(kind).append("\">").append(html).append("</div>");
        }
    }

    private static String button(Button button) {
        return "<button class=\"%s\"%s>%s</button>"
                .formatted(
                        button.style().name().toLowerCase(Locale.ROOT),
                        button.disabled() ? " disabled" : "",
                        escaped(button.label()));
    }

    private static String file(Attachment file) {
        String size = file.bytes().length < 1024 ? file.bytes().length + " B" : file.bytes().length / 1024 + " KB";
        String preview = file.type().startsWith("text/") || file.name().matches(".*\\.(log|txt|ya?ml|json|diff|md)")
                ? "<pre>"
                        + file.text()
                                .lines()
                                .limit(PREVIEW)
                                .map(line -> escaped(line.length() > 160 ? line.substring(0, 160) + " …" : line))
                                .collect(Collectors.joining("\n"))
                        + "</pre>"
                : "";
        return "<div class=\"file\"><b>%s</b> <small>%s</small>%s</div>".formatted(escaped(file.name()), size, preview);
    }
}
